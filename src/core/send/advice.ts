import type { Endpoint } from '../catalog/schema.ts';
import { leastPermissions } from '../permissions/scopes.ts';
import { badRequestAdvice, namesOtherVersion } from './badRequest.ts';
import type { ExplainContext } from './explanation.ts';
import type { GraphError } from './outcome.ts';
import { statusMeaning } from './statuses.ts';

/** What a refusal means and what to do about it. */
export interface Advice {
  readonly cause: string;
  /** Best first. */
  readonly advice: readonly string[];
}

/** Codes that say more than the status they come with (400, as a rule), and the status that they mean. */
const MEANT: Readonly<Record<string, number>> = {
  authorization_requestdenied: 403,
  accessdenied: 403,
  forbidden: 403,
  invalidauthenticationtoken: 401,
  unauthenticated: 401,
  request_resourcenotfound: 404,
  itemnotfound: 404,
  resourcenotfound: 404,
  activitylimitreached: 429,
  toomanyrequests: 429,
  quotalimitreached: 507,
  servicenotavailable: 503,
  notsupported: 501,
};

/** Advice for a refusal, from its status and code first, and from its words where they name something. */
export function adviceFor(error: GraphError, context: ExplainContext): Advice {
  const status = error.status === 400 ? (MEANT[error.code.toLowerCase()] ?? 400) : error.status;
  if (status >= 300 && status < 400) return redirectAdvice();
  if (status >= 500) return serverAdvice(status);
  switch (status) {
    case 400:
      if (isOutsideSandbox(error, context)) return outsideAdvice();
      return badRequestAdvice(error, workingUrl(context));
    case 401:
      return tokenAdvice(error, context);
    case 403:
      return permissionAdvice(error, context);
    case 404:
    case 410:
      return missingAdvice(context);
    case 405:
      return methodAdvice(context);
    case 429:
      return {
        cause:
          'The service limits how many requests it takes, and this one was over the limit. Nothing was changed.',
        advice: ['Wait a minute, then send again.', 'Send fewer requests at a time.'],
      };
    default:
      return (
        conflictAdvice(status) ??
        formatAdvice(status) ?? {
          cause: statusMeaning(status),
          advice: ['Compare the request with the API page.'],
        }
      );
  }
}

/**
 * Whether the sandbox refused because it does not have what the URL names: no mistake of the request, as long
 * as Microsoft Graph may have it.
 */
export function isOutsideSandbox(error: GraphError, { environment, endpoint }: ExplainContext): boolean {
  if (environment.real || endpoint !== undefined || error.status !== 400) return false;
  return !namesOtherVersion(error.message);
}

function outsideAdvice(): Advice {
  return {
    cause:
      'The sandbox has only the resources that Graph HTTP knows, and none at this URL. Microsoft Graph itself may have it.',
    advice: [
      'Choose Microsoft Graph as the environment to send the request there.',
      'To stay in the sandbox, use one of the sample requests.',
    ],
  };
}

/** What to write in the place of a URL that only the API page has, as a sentence. */
export function workingUrl({
  endpoint,
  form,
}: Pick<ExplainContext, 'endpoint' | 'form'>): string | undefined {
  const path = endpoint?.workingPaths[0];
  if (form !== 'page' || path === undefined || path === endpoint?.pagePath) return undefined;
  const versions = endpoint?.workingVersions.map((version) => `/${version}`).join(' or ') ?? '';
  return `The URL is the one that the API page prints, which the service may not have. Use ${path}${versions === '' ? '' : ` (in ${versions})`}.`;
}

function redirectAdvice(): Advice {
  return {
    cause:
      'Microsoft Graph does not redirect changes, and a token must not follow a redirect to another host.',
    advice: [
      'Correct the URL, so that the service answers it itself.',
      'Check whether a proxy or a sign-in page of the network answered in the place of the service.',
    ],
  };
}

function tokenAdvice(error: GraphError, { environment }: ExplainContext): Advice {
  if (error.challenge !== undefined) {
    return {
      cause:
        'A Conditional Access policy, or a change of your account, asks for a fresh sign-in with more proof.',
      advice: [
        'Send again and complete the sign-in that follows.',
        'If it goes on, ask your administrator which policy applies.',
      ],
    };
  }
  return {
    cause: `${environment.label} did not accept the token: it may be expired, or made for another cloud.`,
    advice: environment.real
      ? [
          'Send again: a new token is asked for each time.',
          'Sign out of the account in the editor and sign in again.',
          `Check that the account belongs to ${environment.label}.`,
        ]
      : ['Send again: the sandbox forgets its tokens when it is started anew.'],
  };
}

function permissionAdvice(error: GraphError, context: ExplainContext): Advice {
  if (/insufficient_claims/i.test(`${error.code} ${error.message}`)) {
    return {
      cause: 'A Conditional Access policy asks for more than this sign-in has proved.',
      advice: [
        'Sign out and in again from a device and a network that the policy allows.',
        'Ask your administrator which policy applies.',
      ],
    };
  }
  const { endpoint } = context;
  const advice: string[] = [];
  if (endpoint !== undefined) advice.push(...enoughPermissions(endpoint, context));
  if (context.scopes.length > 0) {
    advice.push(
      `The token was asked for ${context.scopes.map(shortScope).join(', ')}; it carries them only if an administrator has consented.`,
    );
  }
  advice.push(
    'The account also needs a directory role that allows this change; a permission alone is not enough.',
  );
  if (context.environment.real) advice.push('Some features need a licence in the tenant.');
  return { cause: 'The sign-in is good, but it does not carry the right to make this change.', advice };
}

function enoughPermissions(endpoint: Endpoint, { touched, schema }: ExplainContext): readonly string[] {
  const { permissions, notes } = leastPermissions(endpoint, touched ?? [], schema);
  const more = endpoint.permissions.delegatedWork.filter((name) => !permissions.includes(name));
  const enough =
    permissions.length === 0
      ? []
      : [
          `Enough for this change: ${permissions.join(' with ')}${more.length === 0 ? '' : ` (or ${more.join(', ')})`}.`,
        ];
  return [...enough, ...notes];
}

function missingAdvice(context: ExplainContext): Advice {
  const working = workingUrl(context);
  return {
    cause: 'The service has no object at this URL, or does not let this account see it.',
    advice: [
      ...(working === undefined ? [] : [working]),
      'Check the ids in the URL; they are case-sensitive.',
      context.environment.real
        ? `Check that the object is in the tenant you are signed in to (${context.environment.label}), and in this API version.`
        : 'The sandbox has its sample objects only: use one of their ids, or reset the sandbox.',
    ],
  };
}

function methodAdvice(context: ExplainContext): Advice {
  const working = workingUrl(context);
  const { endpoint } = context;
  return {
    cause: 'The URL exists, but cannot be changed in this way.',
    advice: [
      ...(working === undefined ? [] : [working]),
      ...(endpoint === undefined
        ? []
        : [`Use ${endpoint.method} on ${endpoint.workingPaths[0] ?? endpoint.pagePath}.`]),
      'A change goes to one object, not to a collection: the URL usually ends with its id.',
    ],
  };
}

function conflictAdvice(status: number): Advice | undefined {
  switch (status) {
    case 409:
      return {
        cause:
          'The change does not fit the current state: a value that must be unique is taken, or another change is under way.',
        advice: [
          'Read the object, compare, and send what is still needed.',
          'Where a name must be unique, choose another one.',
        ],
      };
    case 412:
      return {
        cause: 'Somebody changed the object after you read it, so the condition in If-Match does not hold.',
        advice: [
          'Read the object again and use its new @odata.etag in If-Match.',
          'With If-Match: * the change is made whatever the object looks like now.',
        ],
      };
    case 423:
      return {
        cause: 'Somebody, or another process, has locked the object.',
        advice: [
          'Wait until it is unlocked, then send again.',
          'Look for a process of your own that still holds it.',
        ],
      };
    case 424:
      return {
        cause: 'This request depends on another one that failed.',
        advice: ['Settle the other one first.'],
      };
    case 428:
      return {
        cause: 'The service takes this change only if you say which state of the object it is meant for.',
        advice: [
          'Read the object and send its @odata.etag in a header: If-Match: W/"…".',
          'With If-Match: * the change is made whatever the object looks like now.',
        ],
      };
    default:
      return undefined;
  }
}

function formatAdvice(status: number): Advice | undefined {
  switch (status) {
    case 406:
      return {
        cause: 'The Accept header asks for a format that the service does not have.',
        advice: ['Remove the Accept header, or set it to application/json.'],
      };
    case 413:
      return {
        cause: 'Microsoft Graph takes at most 4 MB in one change, and some services take less.',
        advice: ['Send fewer properties at a time, or smaller values.'],
      };
    case 414:
    case 431:
      return {
        cause: 'The URL or the headers are longer than the service reads.',
        advice: ['Shorten the query, or remove headers that are not needed.'],
      };
    case 415:
      return {
        cause: 'The Content-Type header names a type that this URL does not take.',
        advice: [
          'Set the header Content-Type: application/json, or remove it: it is then added for a JSON body.',
        ],
      };
    case 422:
      return {
        cause: 'The service read the request and cannot carry it out as it is.',
        advice: ['Check the values against each other: one may rule out another.'],
      };
    default:
      return undefined;
  }
}

function serverAdvice(status: number): Advice {
  switch (status) {
    case 501:
      return {
        cause: 'The service does not have this feature, at least not in this cloud or version.',
        advice: ['Try the other API version.', 'Check on the API page in which clouds it is available.'],
      };
    case 503:
      return {
        cause: 'The service is overloaded or being maintained. It did not take the request.',
        advice: ['Send again in a few minutes.'],
      };
    case 507:
    case 509:
      return { cause: statusMeaning(status), advice: ['Free storage, or wait until the limit is reset.'] };
    default:
      return {
        cause: 'The service failed on its side. The change may have been made, in part or whole.',
        advice: [
          'Read the object before you send again.',
          'Send again in a few minutes; if it goes on, report the request-id to Microsoft.',
        ],
      };
  }
}

function shortScope(scope: string): string {
  return scope.slice(scope.lastIndexOf('/') + 1);
}
