import { isRead } from '../failures.ts';
import type { GraphError } from '../outcome.ts';
import type { Advice } from './advice.ts';
import { isOutcomeOpen, waitWords } from './patience.ts';
import { statusMeaning } from './statuses.ts';

/** Advice for a change that does not fit the state of its object; undefined for another status. */
export function conflictAdvice(status: number): Advice | undefined {
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

/** Advice for a request that is not written as the service reads it; undefined for another status. */
export function formatAdvice(status: number): Advice | undefined {
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

/** Advice for a service that failed (5xx), by whether a change may have been made. */
export function serverAdvice(error: GraphError, method: string): Advice {
  const { status, retryAfter } = error;
  switch (status) {
    case 501:
      return {
        cause: 'The service does not have this feature, at least not in this cloud or version.',
        advice: ['Try the other API version.', 'Check on the API page in which clouds it is available.'],
      };
    case 507:
    case 509:
      return { cause: statusMeaning(status), advice: ['Free storage, or wait until the limit is reset.'] };
    default:
  }
  if (error.page === true) return gatewayAdvice(error, method);
  if (isOutcomeOpen(error, method)) {
    return {
      cause:
        status === 503 || status === 504
          ? 'The service is overloaded or being maintained. Whether it took the request before cannot be told.'
          : 'The service failed on its side. The change may have been made, in part or whole.',
      advice: [
        'Read the object before you send again.',
        'Send again in a few minutes; if it goes on, report the request-id to Microsoft.',
      ],
    };
  }
  if (status === 503) {
    return {
      cause: 'The service is overloaded or being maintained. It did not take the request.',
      advice: [`Send again in ${retryAfter === undefined ? 'a few minutes' : waitWords(retryAfter)}.`],
    };
  }
  return {
    cause: 'The service failed on its side. Reading changes nothing.',
    advice: ['Send again in a few minutes; if it goes on, report the request-id to Microsoft.'],
  };
}

/** Where it says who wrote a web page that came in the place of an answer. */
export const READ_PAGE = 'Read the page in the tab Raw: it says who answered, and often why.';

/** A web page with 5xx: a gateway has most likely written it, which may have passed the request on before. */
function gatewayAdvice(error: GraphError, method: string): Advice {
  const wait = error.retryAfter === undefined ? 'a few minutes' : waitWords(error.retryAfter);
  const cause =
    'A web page came back, where Microsoft Graph answers with JSON: a proxy or gateway between this computer and the service may have answered.';
  const look = [
    READ_PAGE,
    'If it goes on, check the proxy setting of the editor (http.proxy) and the VPN, or ask who runs what answered.',
  ];
  if (isOutcomeOpen(error, method)) {
    return {
      cause: `${cause} The change may have been made, in part or whole.`,
      advice: ['Read the object before you send again.', ...look],
    };
  }
  const nothing = isRead(method) ? 'Reading changes nothing.' : 'Nothing was changed.';
  return { cause: `${cause} ${nothing}`, advice: [`Send again in ${wait}.`, ...look] };
}
