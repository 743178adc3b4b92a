import type { HeaderLine, SentRequest } from '../request/message.ts';
import type { Outcome } from '../send/outcome.ts';

/** Where in a file a request stands, so that it can be found again. */
export interface RequestOrigin {
  /** The file's URI. */
  readonly uri: string;
  /** Its `# @name`, where it has one. */
  readonly name?: string;
  /** What a person calls it: its title, its name or its request line. */
  readonly title?: string;
  /** The line of its request line when it was sent, from 0. */
  readonly line: number;
  /** Of the request's redacted text: tells whether it was edited since. */
  readonly fingerprint?: string;
}

/** An object as it was read before a change or after it. */
export interface KeptObject {
  /** As JSON, redacted, and cut off where it is long. */
  readonly body: string;
  readonly etag?: string;
  /** The properties that were asked for by name; absent: all that the service returns by itself. */
  readonly selected?: readonly string[];
  /** Whether `body` is only the beginning. */
  readonly cut?: true;
}

/** What is written before a send. Nothing in it is secret: the request is the redacted one. */
export interface JournalBegin {
  readonly request: SentRequest;
  /** The environment's id. */
  readonly environment: string;
  /** What the environment was called: it may be gone when the entry is read. */
  readonly environmentLabel?: string;
  /** Who is signed in, as a person says it. */
  readonly account: string;
  /** The scopes that the token was asked for. */
  readonly scopes?: readonly string[];
  readonly origin?: RequestOrigin;
  /** What the change touches, as it was before. */
  readonly baseline?: KeptObject;
}

/** An answer as it is kept: redacted, and cut off where it is long. */
export interface KeptAnswer {
  readonly status: number;
  readonly headers: readonly HeaderLine[];
  readonly body: string;
  /** Bytes of the whole body. */
  readonly size: number;
  /** Whether `body` is only the beginning of what came. */
  readonly cut?: true;
}

/** What is written after a send. */
export interface JournalResult {
  readonly kind: Outcome['kind'];
  readonly status?: number;
  /** The service's `request-id`. */
  readonly requestId?: string;
  readonly clientRequestId?: string;
  /** Milliseconds. */
  readonly duration?: number;
  /** Code of a refusal, or of the reason why it was not sent or is unknown. */
  readonly code?: string;
  /** The sentence for a person that goes with it, where nothing was sent or the outcome is unknown. */
  readonly message?: string;
  /** Absent where there was none, and where answers are not kept. */
  readonly answer?: KeptAnswer;
}

/** One send, as the journal has it. */
export interface JournalEntry extends JournalBegin {
  readonly id: string;
  /** When it began, in milliseconds since 1970. */
  readonly time: number;
  /**
   * `sending`: a process is at it. `unknown` without a result: the process that sent it ended before the
   * answer came, so that it may have changed the object.
   */
  readonly state: 'sending' | Outcome['kind'];
  readonly result?: JournalResult;
  /** The object as it was read after a change that the service answered without one. */
  readonly readAfter?: KeptObject;
  /** The process that began it has ended for certain, and left it without a result. */
  readonly interrupted?: true;
  /** A person was told about its unknown outcome. */
  readonly seen?: true;
  /** Only the request line was kept, as the history is off. */
  readonly bare?: true;
  /** The request's body was cut off where it was stored. */
  readonly cut?: true;
}

/** An entry without what was sent and what came back: enough to put it into an order. */
export interface JournalOutline extends Pick<JournalEntry, 'id' | 'time' | 'state'> {
  readonly request: Pick<SentRequest, 'method' | 'url'>;
  readonly result?: Pick<JournalResult, 'kind' | 'duration'>;
}

/** Everything in the journal that can be read. */
export interface JournalContent {
  /** Oldest first. */
  readonly entries: readonly JournalEntry[];
  /** Lines that could not be read and were left out. */
  readonly skipped: number;
}

/** How much is kept. Sizes are UTF-16 code units. */
export interface JournalSettings {
  /** Off: only the request line, and only while its outcome is open. */
  readonly enabled: boolean;
  /** Whether answers are kept. */
  readonly responses: boolean;
  /** Milliseconds after which an entry goes. */
  readonly maxAge: number;
  /** Size of all lines; beyond it the oldest entries go. */
  readonly maxSize: number;
  /** Size of a body that is kept. */
  readonly maxBody: number;
}

/** What is kept where nothing else is asked for: 90 days, about 10 MB, and 100 kB of each body. */
export const JOURNAL_SETTINGS: JournalSettings = {
  enabled: true,
  responses: true,
  maxAge: 90 * 86_400_000,
  maxSize: 10_000_000,
  maxBody: 100_000,
};
