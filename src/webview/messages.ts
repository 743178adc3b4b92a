/**
 * The messages between the editor and the response page, in both directions. The only module that both
 * sides import. Everything in it is plain data that survives structured cloning; from the core it takes
 * types only.
 */
import type { ObjectRow } from '../core/change/rows.ts';
import type { Explanation, ExplanationAction } from '../core/send/explanation.ts';
import type { HeaderLine } from '../core/send/outcome.ts';

/** Editor → page. */
export type ToPage =
  /** Show this response; it replaces what is shown. */
  | { readonly type: 'show'; readonly response: ResponseView }
  /** A request is under way. */
  | { readonly type: 'sending'; readonly method: string; readonly url: string; readonly environment: string }
  /** Nothing is under way any more, and there is nothing new to show. */
  | { readonly type: 'settled' };

/** Page → editor. */
export type FromPage =
  /** The page listens now. `state` tells whether it restored a response by itself. */
  | { readonly type: 'ready'; readonly restored: boolean }
  /** Put this text on the clipboard. `what` names it for the confirmation ("request-id"). */
  | { readonly type: 'copy'; readonly text: string; readonly what: string }
  /** Open an https link through the editor. */
  | { readonly type: 'open'; readonly url: string }
  /** A button of the error explanation, or of the header. */
  | { readonly type: 'run'; readonly action: PageAction };

const PAGE_ACTIONS: readonly unknown[] = [
  'send-again',
  'reveal-request',
  'select-environment',
  'show-log',
] satisfies readonly PageAction[];

/** Whether something that arrived from the page is one of its messages. */
export function isFromPage(message: unknown): message is FromPage {
  if (typeof message !== 'object' || message === null) return false;
  const { type, restored, text, what, url, action } = message as Readonly<Record<string, unknown>>;
  switch (type) {
    case 'ready':
      return typeof restored === 'boolean';
    case 'copy':
      return typeof text === 'string' && typeof what === 'string';
    case 'open':
      return typeof url === 'string';
    case 'run':
      return PAGE_ACTIONS.includes(action);
    default:
      return false;
  }
}

/** What a button of the page may ask the editor for. */
export type PageAction = ExplanationAction;

/** Everything that the page shows of one send. No token is in it. */
export interface ResponseView {
  /** Changes with every send. */
  readonly id: string;
  readonly outcome: 'object' | 'changed' | 'refused' | 'not-sent' | 'unknown';
  /** One line that says what happened: `The object was changed.` */
  readonly headline: string;
  /** A sentence more, where it helps. */
  readonly detail?: string;
  readonly status?: { readonly code: number; readonly text: string; readonly meaning: string };
  readonly environment: string;
  readonly account?: string;
  readonly method: string;
  readonly url: string;
  /** Milliseconds. */
  readonly duration?: number;
  /** Bytes of the answer's body. */
  readonly size?: number;
  readonly requestId?: string;
  readonly clientRequestId?: string;
  /** ISO 8601, when the answer came. */
  readonly time: string;
  /** Full name of the returned object's type. */
  readonly typeName?: string;
  readonly documentation?: string;
  /** The returned object as table rows; absent where there is none. */
  readonly rows?: readonly ObjectRow[];
  /** The answer's body, pretty-printed where it is JSON. */
  readonly raw?: string;
  readonly responseHeaders: readonly HeaderLine[];
  readonly request: { readonly headers: readonly HeaderLine[]; readonly body?: string };
  readonly error?: ErrorView;
}

/** A refused request, explained. */
export type ErrorView = Explanation;
