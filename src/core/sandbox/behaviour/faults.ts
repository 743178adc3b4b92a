import { Refusal } from '../answer.ts';
import { ordersIn, unknownOrder, wholeNumber } from './orders.ts';

/** Trouble that is ordered: by a request with the header `x-sandbox-fault`, or by the sandbox's behaviour. */
export interface Faults {
  /** Answers with this status and nothing else happens. */
  readonly status?: number;
  /** Seconds for `Retry-After` beside `status`. */
  readonly retryAfter?: number;
  /** Milliseconds before anything happens. */
  readonly delay?: number;
  /** Cuts the connection: before the request is carried out, or after it, without an answer. */
  readonly reset?: 'before' | 'after';
  /** Sends the answer's body in pieces, a tenth of a second apart. */
  readonly slowBody?: boolean;
  /** Cuts the answer's body in half, so that it is no JSON. */
  readonly brokenJson?: boolean;
  /** Cuts the connection in the middle of the answer's body. */
  readonly truncatedBody?: boolean;
  /** Adds so many characters to the object of the answer, as the annotation `@sandbox.padding`. */
  readonly hugeBody?: number;
}

/** Name of the header that orders faults for one request. */
export const FAULT_HEADER = 'x-sandbox-fault';

/** Statuses that can be ordered, with the code that Graph gives them. */
const STATUS_CODES: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'InvalidAuthenticationToken',
  403: 'Authorization_RequestDenied',
  404: 'Request_ResourceNotFound',
  405: 'MethodNotAllowed',
  409: 'Conflict',
  412: 'PreconditionFailed',
  413: 'RequestEntityTooLarge',
  415: 'UnsupportedMediaType',
  423: 'Locked',
  428: 'PreconditionRequired',
  429: 'TooManyRequests',
  500: 'generalException',
  501: 'notSupported',
  503: 'serviceNotAvailable',
  504: 'GatewayTimeout',
  507: 'quotaLimitReached',
  509: 'activityLimitReached',
};

const LONGEST_DELAY = 60_000;
const LONGEST_RETRY_AFTER = 3_600;
/** Characters. */
const LARGEST_PADDING = 500_000_000;

type Draft = { -readonly [Name in keyof Faults]: Faults[Name] };

/**
 * Reads `x-sandbox-fault`: items joined by `;`, for instance `status=429;retry-after=1` or `delay=200;reset-after`.
 *
 * @throws Refusal 400 where an item is not one of those that the sandbox knows.
 */
export function parseFaults(header: string | undefined): Faults {
  const faults: Draft = {};
  for (const { name, value } of ordersIn(header)) Object.assign(faults, readItem(name, value));
  return faults;
}

function readItem(name: string, value: string | undefined): Faults {
  switch (name) {
    case 'status':
      return { status: statusOf(value) };
    case 'retry-after':
      return { retryAfter: numberOf(name, value, LONGEST_RETRY_AFTER) };
    case 'delay':
      return { delay: numberOf(name, value, LONGEST_DELAY) };
    case 'huge-body':
      return { hugeBody: numberOf(name, value, LARGEST_PADDING) };
    case 'reset-before':
      return { reset: 'before' };
    case 'reset-after':
      return { reset: 'after' };
    case 'slow-body':
      return { slowBody: true };
    case 'broken-json':
      return { brokenJson: true };
    case 'truncated-body':
      return { truncatedBody: true };
    default:
      throw unknown('an item');
  }
}

/**
 * The refusal that `status` orders.
 *
 * @param ordered who ordered it, as a sentence
 */
export function orderedRefusal(status: number, retryAfter: number | undefined, ordered: string): Refusal {
  const headers: Record<string, string> = {};
  if (retryAfter !== undefined) headers['retry-after'] = String(retryAfter);
  if (status === 401) headers['www-authenticate'] = 'Bearer realm="sandbox", error="invalid_token"';
  const message = `${ordered} Nothing was changed.`;
  return new Refusal(status, STATUS_CODES[status] ?? 'generalException', message, { headers });
}

function statusOf(value: string | undefined): number {
  const status = numberOf('status', value, 599);
  if (!Object.hasOwn(STATUS_CODES, status)) throw unknown('the status');
  return status;
}

function numberOf(name: string, value: string | undefined, largest: number): number {
  const number = wholeNumber(value, largest);
  if (number === undefined) throw unknown(`the value of ${name}`);
  return number;
}

const KNOWN =
  'status=<4xx or 5xx>, retry-after=<seconds>, delay=<milliseconds>, reset-before, reset-after, slow-body, ' +
  'broken-json, truncated-body, huge-body=<characters>';

function unknown(what: string): Refusal {
  return unknownOrder(what, FAULT_HEADER, KNOWN);
}
