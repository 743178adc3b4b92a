import { Refusal } from './answer.ts';

/** Trouble that a test orders with the header `x-sandbox-fault`. */
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
}

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

/**
 * Reads `x-sandbox-fault`: items joined by `;`, for instance `status=429;retry-after=1` or `delay=200;reset-after`.
 *
 * @throws Refusal 400 where an item is not one of those that the sandbox knows.
 */
export function parseFaults(header: string | undefined): Faults {
  const faults: { -readonly [Name in keyof Faults]: Faults[Name] } = {};
  for (const item of (header ?? '').split(';')) {
    const text = item.trim().toLowerCase();
    if (text === '') continue;
    const [name = '', value] = text.split('=').map((part) => part.trim());
    switch (name) {
      case 'status':
        faults.status = statusOf(value);
        break;
      case 'retry-after':
        faults.retryAfter = wholeNumber(name, value, LONGEST_RETRY_AFTER);
        break;
      case 'delay':
        faults.delay = wholeNumber(name, value, LONGEST_DELAY);
        break;
      case 'reset-before':
        faults.reset = 'before';
        break;
      case 'reset-after':
        faults.reset = 'after';
        break;
      case 'slow-body':
        faults.slowBody = true;
        break;
      case 'broken-json':
        faults.brokenJson = true;
        break;
      default:
        throw unknown('an item');
    }
  }
  return faults;
}

/** The refusal that `status` orders. */
export function orderedRefusal(status: number, retryAfter: number | undefined): Refusal {
  const headers: Record<string, string> = {};
  if (retryAfter !== undefined) headers['retry-after'] = String(retryAfter);
  if (status === 401) headers['www-authenticate'] = 'Bearer realm="sandbox", error="invalid_token"';
  const message = 'The request ordered this answer with its x-sandbox-fault header. Nothing was changed.';
  return new Refusal(status, STATUS_CODES[status] ?? 'generalException', message, { headers });
}

function statusOf(value: string | undefined): number {
  const status = wholeNumber('status', value, 599);
  if (!Object.hasOwn(STATUS_CODES, status)) throw unknown('the status');
  return status;
}

function wholeNumber(name: string, value: string | undefined, largest: number): number {
  if (value === undefined || !/^\d{1,6}$/.test(value) || Number(value) > largest)
    throw unknown(`the value of ${name}`);
  return Number(value);
}

function unknown(what: string): Refusal {
  return new Refusal(
    400,
    'BadRequest',
    `The sandbox does not know ${what} in the x-sandbox-fault header. It knows: status=<4xx or 5xx>, ` +
      'retry-after=<seconds>, delay=<milliseconds>, reset-before, reset-after, slow-body, broken-json.',
  );
}
