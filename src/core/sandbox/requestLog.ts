import type { Log } from '../host.ts';
import type { SandboxAnswer } from './answer.ts';
import type { Faults } from './behaviour/faults.ts';

/** What the log says of one request. No query, header or body is in it. */
export interface RequestRecord {
  readonly method: string;
  readonly path: string;
  readonly answer: SandboxAnswer;
  readonly faults: Faults;
  /** The id of the request in its batch, where it is in one. */
  readonly inBatch?: string;
  /** Milliseconds. */
  readonly duration: number;
  readonly requestId: string;
  /** What was not the usual behaviour. */
  readonly told: readonly string[];
  /** Why it was refused. */
  readonly refused?: { readonly code: string; readonly message: string };
}

const LONGEST_PATH = 200;
const LONGEST_REASON = 500;

/** Tells the log of a request: as a warning where it was refused or got no answer. */
export function tell(log: Log, record: RequestRecord): void {
  const line = logLine(record);
  if (record.answer.status < 400 && record.faults.reset === undefined) log.info(line);
  else log.warn(line);
}

/** One line of the log: `PATCH /v1.0/… → 429 in 2 ms. Behaviour: …. Refused: …. request-id …`. */
function logLine(record: RequestRecord): string {
  const { method, path, answer, faults, duration, requestId, told, refused, inBatch } = record;
  const parts = [
    `${method} ${path.slice(0, LONGEST_PATH)} → ${outcomeOf(answer, faults)} in ${duration} ms`,
    ...(inBatch === undefined ? [] : [`request ${inBatch} of a batch`]),
    ...(told.length === 0 ? [] : [`behaviour: ${told.join(', ')}`]),
    ...(refused === undefined ? [] : [`refused: ${refused.code}, ${refused.message}`]),
    `request-id ${requestId}`,
  ];
  return oneLine(parts.map((part) => part.slice(0, LONGEST_REASON)).join(' · '));
}

function outcomeOf({ status }: SandboxAnswer, { reset, truncatedBody }: Faults): string {
  if (reset === 'before') return 'cut, nothing done,';
  if (reset === 'after') return `cut (would have been ${status})`;
  return truncatedBody ? `${status}, cut in the body,` : String(status);
}

/** Without line breaks and other control characters, which a client may have put into a name. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ');
}
