import { isRead } from '../failures.ts';
import type { GraphError } from '../outcome.ts';
import { badRequestAdvice } from './badRequest.ts';
import type { ExplainContext } from './explanation.ts';
import { oauthAdvice } from './oauthAdvice.ts';
import { waitWords } from './patience.ts';
import { permissionAdvice } from './permissionAdvice.ts';
import { beyondAdvice, isBeyondSandbox, isOutsideSandbox, outsideAdvice } from './sandboxLimits.ts';
import { conflictAdvice, formatAdvice, READ_PAGE, serverAdvice } from './statusAdvice.ts';
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
  invalid_token: 401,
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
  if (isBeyondSandbox(error, context)) return beyondAdvice(error);
  if (error.page === true && status < 500) return strangerAdvice(status);
  if (status >= 500) return serverAdvice({ ...error, status }, context.method ?? 'PATCH');
  switch (status) {
    case 400:
      if (isOutsideSandbox(error, context)) return outsideAdvice();
      return oauthAdvice(error) ?? badRequestAdvice(error, workingUrl(context), context);
    case 401:
      return (error.challenge === undefined ? oauthAdvice(error) : undefined) ?? tokenAdvice(error, context);
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
        advice: [
          `Wait ${waitWords(error.retryAfter ?? 60)}, then send again.`,
          'Send fewer requests at a time.',
        ],
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
      'Microsoft Graph does not redirect requests like this one, and a token must not follow a redirect to another host.',
    advice: [
      'Correct the URL, so that the service answers it itself.',
      'Check whether a proxy or a sign-in page of the network answered in the place of the service.',
    ],
  };
}

/** A web page in the place of JSON: Microsoft Graph has not answered at all. */
function strangerAdvice(status: number): Advice {
  return {
    cause:
      'A web page came back, which Microsoft Graph never sends: something between this computer and the service, such as a proxy, a firewall or a sign-in page, has answered.',
    advice: [
      ...(status === 407 ? ['Sign in to the proxy: put the name and password into its address.'] : []),
      READ_PAGE,
      'Check the proxy setting of the editor (http.proxy), the VPN, and the host of the environment.',
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

function missingAdvice(context: ExplainContext): Advice {
  const working = workingUrl(context);
  return {
    cause: 'The service has no object at this URL, or does not let this account see it.',
    advice: [
      ...(working === undefined ? [] : [working]),
      'Check the ids in the URL; they are case-sensitive.',
      context.environment.real
        ? `Check that the object is in the tenant you are signed in to (${context.environment.label}), and in this API version.`
        : 'The sandbox has its sample objects, and what was made in it since it started; reloading the window starts it anew. Use one of those ids, or reset the sandbox.',
    ],
  };
}

function methodAdvice(context: ExplainContext): Advice {
  const working = workingUrl(context);
  const { endpoint, method = 'PATCH' } = context;
  if (isRead(method)) {
    return {
      cause: 'The URL exists, but the object cannot be read at it.',
      advice: [...(working === undefined ? [] : [working]), 'Compare the URL with the API page.'],
    };
  }
  return {
    cause: 'The URL exists, but cannot be changed in this way.',
    advice: [
      ...(working === undefined ? [] : [working]),
      ...(endpoint === undefined
        ? []
        : [`Use ${endpoint.method} on ${endpoint.workingPaths[0] ?? endpoint.pagePath}.`]),
      'A change goes to one object, not to a collection: the URL usually ends with its id. Some objects are changed by an action, or not at all; the API page says so.',
    ],
  };
}
