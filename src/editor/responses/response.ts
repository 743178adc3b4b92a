import type { JournalEntry, JournalOutline } from '../../core/journal/entry.ts';
import type { ResolvedRequest } from '../../core/request/message.ts';
import type { Baseline } from '../../core/send/loop/baseline.ts';
import type { Sent } from '../../core/services.ts';
import type { ResponseView } from '../../webview/messages.ts';
import type { ReadyRequest } from '../requests.ts';

/** A request that was sent, and what came of it. */
export interface Shown {
  readonly ready: ReadyRequest;
  readonly sent: Sent;
}

/** A response that pages can show, and what their buttons do with it. */
export interface PageResponse {
  /** Of the send: the id of its entry in the journal, where it has one. */
  readonly id: string;
  /** When it was over, in milliseconds since 1970. */
  readonly time: number;
  readonly view: ResponseView;
  /** As it can be aimed again; secrets of one of the history are masked. */
  readonly request: ResolvedRequest;
  readonly sent: Sent;
  /** The request in its file; absent for one of the history. */
  readonly ready?: ReadyRequest;
  /** As the journal has it, but whole where this window sent it. */
  entry(): JournalEntry;
  /** The same response, with its object as it was read since. */
  withObject(now: Baseline): PageResponse;
  sendAgain(): Promise<void>;
  /** Shows the request in its file, or as the history has it. */
  revealRequest(): Promise<void>;
}

/** A response in the order of time: as little of it as is needed there. */
export interface ResponseRef {
  /** Of the send. */
  readonly id: string;
  /** When it was over, in milliseconds since 1970. */
  readonly time: number;
  /** The whole address that the request went to. */
  readonly url: string;
}

/** The responses of the journal, as pages ask for them. */
export interface OlderResponses {
  /** Those that are over, the oldest first. */
  entries(): Promise<readonly JournalEntry[]>;
  /** The same by their places in the order of time. */
  refs(): Promise<readonly ResponseRef[]>;
  /** One of them as a page shows it. */
  open(entry: JournalEntry): Promise<PageResponse>;
  /** Compares two of them, as the editor compares files. */
  compare(one: JournalEntry, other: JournalEntry): Promise<void>;
  /** Asks which of them one is compared with; undefined where the person does not choose. */
  askOther(entry: JournalEntry, entries: readonly JournalEntry[]): Promise<JournalEntry | undefined>;
  /** Calls back after each change of the journal, until it is disposed of. */
  onDidChange(listener: () => void): Promise<{ dispose(): void }>;
}

/** A response as one place in the order of time. */
export function refOf({ id, time, view }: PageResponse): ResponseRef {
  return { id, time, url: view.url };
}

/** An entry of the journal as one place in the order of time. */
export function refOfEntry({ id, time, request, result }: JournalOutline): ResponseRef {
  return { id, time: time + (result?.duration ?? 0), url: request.url };
}
