import type { Endpoint } from '../../catalog/schema.ts';
import { permissionOfScope } from '../../permissions/requestScopes.ts';
import { leastPermissions } from '../../permissions/scopes.ts';
import { isRead } from '../failures.ts';
import type { GraphError } from '../outcome.ts';
import type { Advice } from './advice.ts';
import type { ExplainContext } from './explanation.ts';
import { missingPermissions } from './missing.ts';

/** Whether a Conditional Access policy refused, which no permission helps against. */
export function isPolicy({ code, message }: GraphError): boolean {
  return /insufficient_claims/i.test(`${code} ${message}`);
}

/** What a 403 means, and what would be enough. */
export function permissionAdvice(error: GraphError, context: ExplainContext): Advice {
  if (isPolicy(error)) {
    return {
      cause: 'A Conditional Access policy asks for more than this sign-in has proved.',
      advice: [
        'Sign out and in again from a device and a network that the policy allows.',
        'Ask your administrator which policy applies.',
      ],
    };
  }
  if (isAboutLicence(error)) {
    return {
      cause: 'The tenant, or this account, does not have the licence that the feature needs.',
      advice: [
        'Ask your administrator which licence it needs, and who has it.',
        'Or select an account, or a tenant, that has it.',
      ],
    };
  }
  return { cause: permissionCause(context), advice: permissionSteps(context) };
}

/** Whether a licence is what is missing, which no permission makes up for. */
export function isAboutLicence({ code, message }: GraphError): boolean {
  return /\blicen[cs]ed?\b|\bSKU\b/i.test(`${code} ${message}`);
}

function permissionCause({ endpoint, ...context }: ExplainContext): string {
  const right = `the right to ${isRead(context.method ?? 'PATCH') ? 'read this' : 'make this change'}`;
  if (endpoint === undefined) return `The sign-in is good, but it does not carry ${right}.`;
  const { missing } = missingPermissions({ ...context, endpoint });
  return missing.length > 0
    ? `The sign-in is good, but it does not carry ${right}. Missing: ${missing.join(' and ')}.`
    : `The sign-in is good and carries the permission, but not ${right}: the account itself, or the tenant, lacks something.`;
}

function permissionSteps(context: ExplainContext): readonly string[] {
  const { endpoint, scopes, granted, environment } = context;
  return [
    ...(endpoint === undefined ? [] : enoughPermissions(endpoint, context)),
    ...(scopes.length === 0
      ? []
      : [
          `The token was asked for ${scopes.map(permissionOfScope).join(', ')}; it carries only what an administrator has consented to.`,
        ]),
    ...(granted === undefined ? [] : [`It says that it carries ${listed(granted)}.`]),
    'The account also needs a directory role that allows this; a permission alone is not enough.',
    ...(environment.real ? ['Some features need a licence in the tenant.'] : []),
  ];
}

function enoughPermissions(
  endpoint: Endpoint,
  { touched, schema, method }: ExplainContext,
): readonly string[] {
  const { permissions, wider, notes } = leastPermissions(endpoint, touched ?? [], schema, method);
  const enough =
    permissions.length === 0
      ? []
      : [
          `Enough for this ${isRead(method ?? 'PATCH') ? 'request' : 'change'}: ${permissions.join(' with ')}${wider.length === 0 ? '' : ` (or ${wider.join(', ')})`}.`,
        ];
  return [...enough, ...notes];
}

/** Names in a sentence: the first few, and how many more. */
function listed(names: readonly string[]): string {
  if (names.length === 0) return 'none at all';
  const more = names.length - MOST_LISTED;
  return `${names.slice(0, MOST_LISTED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

const MOST_LISTED = 8;
