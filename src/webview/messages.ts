/**
 * The messages between the editor and the response page, in both directions. The only module that both
 * sides import. Everything in it is plain data that survives structured cloning; from the core it takes
 * types only.
 */
import type { ChangeRow, ObjectRow, ThreeWayRow } from '../core/change/show/rows.ts';
import type { HeaderLine, SentRequest } from '../core/request/message.ts';
import type { Explanation, ExplanationAction } from '../core/send/explain/explanation.ts';
import type { Phases, Retry } from '../core/send/outcome.ts';

/** Editor → page. */
export type ToPage =
  /** Show this response; it replaces what is shown. `again`: it has not just come, somebody went back to it. */
  | { readonly type: 'show'; readonly response: ResponseView; readonly again?: boolean }
  | PagePlace
  /** A request is under way. */
  | Sending
  | BodyWindow
  | RowsPart
  /** Nothing is under way any more, and there is nothing new to show. */
  | { readonly type: 'settled' };

/** Where the response that is shown stands among all that were sent, and what can be done with it there. */
export interface PagePlace {
  readonly type: 'place';
  /** From 1, the oldest first. */
  readonly position: number;
  readonly count: number;
  /** Whether the page keeps its response when another comes. */
  readonly pinned: boolean;
  /** Whether there is an earlier response of the same URL to compare with. */
  readonly earlier: boolean;
}

/** A body of a response that may be long: the answer's, or the request's. */
export type BodyPart = 'answer' | 'request';

/** A request that is under way. */
export interface Sending {
  readonly type: 'sending';
  readonly method: string;
  readonly url: string;
  readonly environment: string;
}

/** A place in a response's raw body. What it has besides `at` is the editor's own: how it goes on from there. */
export interface BodyPlace {
  /** UTF-16 units of the body as it was sent. */
  readonly at: number;
  readonly depth: number;
  readonly inString: boolean;
}

/** The next part of a response's raw body, as the page asked for it. */
export interface BodyWindow {
  readonly type: 'body';
  readonly id: string;
  readonly part: BodyPart;
  /** Where it begins in the body as it was sent, in UTF-16 units. */
  readonly at: number;
  /** Absent where the editor does not have the body any more. */
  readonly text?: string;
  /** Where the part behind it begins; absent after the last. */
  readonly next?: BodyPlace;
}

/** More rows of a value of the property table, as the page asked for them. */
export interface RowsPart {
  readonly type: 'rows';
  readonly id: string;
  /** Path of the value's row, `$` for the object itself. */
  readonly path: string;
  /** How many rows of it the page had when it asked. */
  readonly from: number;
  /** Absent where the editor does not have the object any more. */
  readonly rows?: readonly ObjectRow[];
  /** How many there are behind these; absent for none. */
  readonly more?: number;
}

/** Page → editor. */
export type FromPage =
  /** The page listens now. `state` tells whether it restored a response by itself. */
  | { readonly type: 'ready'; readonly restored: boolean }
  /** Put this text on the clipboard. `what` names it for the confirmation ("request-id"). */
  | { readonly type: 'copy'; readonly text: string; readonly what: string }
  /** Send the part of one of this response's bodies that begins there. */
  | { readonly type: 'body'; readonly id: string; readonly part: BodyPart; readonly place: BodyPlace }
  /** Send more rows of the value with that path. */
  | { readonly type: 'rows'; readonly id: string; readonly path: string; readonly from: number }
  /** Put a value on the clipboard that the page has only a part of. `what` names it for the confirmation. */
  | { readonly type: 'copy-value'; readonly id: string; readonly path: string; readonly what: string }
  /** Put the whole of one of this response's bodies on the clipboard. */
  | { readonly type: 'copy-body'; readonly id: string; readonly part: BodyPart }
  /**
   * Put a request that went out on the clipboard as code, in a form that `Copy Request As` offers (`curl`). Where
   * the page has a part of it only, `request` is absent: the editor has the whole.
   */
  | {
      readonly type: 'copy-as';
      readonly form: string;
      readonly id: string;
      readonly request?: SentRequest;
    }
  /** Open an https link through the editor. */
  | { readonly type: 'open'; readonly url: string }
  /** Put a GET request for a link of the answer into the request file; nothing is sent. `url` is absolute. */
  | { readonly type: 'insert-get'; readonly url: string }
  /** Show another response: the one before, the one after, or the newest. */
  | { readonly type: 'go'; readonly to: Direction }
  /** Keep this response when another comes, or no longer. */
  | { readonly type: 'pin'; readonly pinned: boolean }
  /** Compare the response with the previous one of its URL, or with one that the person chooses. */
  | { readonly type: 'compare-with'; readonly which: 'previous' | 'chosen' }
  /** A button of the error explanation, or of the header. */
  | { readonly type: 'run'; readonly action: PageAction }
  /** Put the cursor on a property of the request, given as a JSON path of its body. */
  | { readonly type: 'fix-property'; readonly property: string };

/** Where to in the order of time. */
export type Direction = 'back' | 'forward' | 'newest';

const DIRECTIONS: readonly unknown[] = ['back', 'forward', 'newest'] satisfies readonly Direction[];

const PAGE_ACTIONS: readonly unknown[] = [
  'send-again',
  'reveal-request',
  'select-environment',
  'show-log',
  'sign-in-more',
  'choose-permission',
  'select-account',
  'sign-in-settings',
  'open-file',
  'read-again',
  'compare',
  'undo',
  'show-newer',
  'use-working-url',
  'wait-and-send',
] satisfies readonly PageAction[];

/** Whether something that arrived from the page is one of its messages. */
export function isFromPage(message: unknown): message is FromPage {
  if (typeof message !== 'object' || message === null) return false;
  const given = message as Readonly<Record<string, unknown>>;
  const { type, restored, text, what, url, action, id, place, path, from, property } = given;
  switch (type) {
    case 'ready':
      return typeof restored === 'boolean';
    case 'copy':
      return typeof text === 'string' && typeof what === 'string';
    case 'body':
      return typeof id === 'string' && isPart(given.part) && isPlace(place);
    case 'rows':
      return typeof id === 'string' && typeof path === 'string' && isCount(from);
    case 'copy-value':
      return typeof id === 'string' && typeof path === 'string' && typeof what === 'string';
    case 'copy-body':
      return typeof id === 'string' && isPart(given.part);
    case 'copy-as':
      return (
        typeof given.form === 'string' &&
        typeof id === 'string' &&
        (given.request === undefined || isRequest(given.request))
      );
    case 'open':
    case 'insert-get':
      return typeof url === 'string';
    case 'go':
      return DIRECTIONS.includes(given.to);
    case 'pin':
      return typeof given.pinned === 'boolean';
    case 'compare-with':
      return given.which === 'previous' || given.which === 'chosen';
    case 'fix-property':
      return typeof property === 'string';
    case 'run':
      return PAGE_ACTIONS.includes(action);
    default:
      return false;
  }
}

function isPart(part: unknown): part is BodyPart {
  return part === 'answer' || part === 'request';
}

function isRequest(request: unknown): request is SentRequest {
  if (typeof request !== 'object' || request === null) return false;
  const { method, url, headers, body } = request as Readonly<Record<string, unknown>>;
  if (typeof method !== 'string' || typeof url !== 'string') return false;
  return (
    (body === undefined || typeof body === 'string') && Array.isArray(headers) && headers.every(isHeader)
  );
}

function isHeader(line: unknown): line is HeaderLine {
  if (typeof line !== 'object' || line === null) return false;
  const { name, value } = line as Readonly<Record<string, unknown>>;
  return typeof name === 'string' && typeof value === 'string';
}

function isPlace(place: unknown): place is BodyPlace {
  if (typeof place !== 'object' || place === null) return false;
  const { at, depth, inString } = place as Readonly<Record<string, unknown>>;
  return isCount(at) && isCount(depth) && typeof inString === 'boolean';
}

function isCount(number: unknown): boolean {
  return Number.isSafeInteger(number) && Number(number) >= 0;
}

/**
 * What a button of the page may ask the editor for. `open-file`: the whole of an answer that is shown in part.
 * `undo`: the request that puts back what this one changed.
 */
export type PageAction = ExplanationAction | 'open-file' | 'undo';

/** A button under the headline. */
export interface ViewAction {
  readonly action: PageAction;
  readonly label: string;
}

/** Everything that the page shows of one send. No token is in it. */
export interface ResponseView {
  /** Changes with every send, and when its object is read again. */
  readonly id: string;
  /** Id of its entry in the history, where it has one. */
  readonly entry?: string;
  readonly outcome: 'object' | 'changed' | 'refused' | 'not-sent' | 'unknown';
  /** One line that says what happened: `The object was changed.` */
  readonly headline: string;
  /** A sentence more, where it helps. */
  readonly detail?: string;
  readonly status?: { readonly code: number; readonly text: string; readonly meaning: string };
  /** Whether the history shows it again, as far as it kept it. */
  readonly fromHistory?: true;
  readonly environment: string;
  readonly account?: string;
  readonly method: string;
  readonly url: string;
  /** Milliseconds. */
  readonly duration?: number;
  /** Where the time of the last attempt went. */
  readonly phases?: Phases;
  /** The attempts that were turned away for the moment, before the last one. */
  readonly retries?: readonly Retry[];
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
  /** How many more rows the object has: they are to be asked for. */
  readonly moreRows?: number;
  /**
   * Where the answer had no object and it was read on its own: when (ISO 8601), `rows` are of that object then; or
   * why it could not be read, as a sentence.
   */
  readonly readAfter?: { readonly time: string; readonly failure?: string };
  /** What the change did, property by property, where the object is known. */
  readonly changes?: {
    readonly summary: string;
    readonly rows: readonly ChangeRow[];
    /** Of a change that was refused because the object had changed: what others did meanwhile, beside what it wants. */
    readonly meanwhile?: readonly ThreeWayRow[];
    /** What is missing of it, one plain sentence each. */
    readonly notes?: readonly string[];
  };
  readonly actions?: readonly ViewAction[];
  /** The answer's body: in the editor as it was sent; on the page its beginning, pretty-printed where it is JSON. */
  readonly raw?: string;
  /** On the page, where `raw` is the beginning only and the rest is to be asked for: where that begins. */
  readonly rawNext?: BodyPlace;
  /** Where `raw` was cut off at the size limit: whether the whole body is in a file, or its rest was not read. */
  readonly cut?: 'in-file' | 'lost';
  readonly responseHeaders: readonly HeaderLine[];
  readonly request: {
    readonly headers: readonly HeaderLine[];
    /** As it was sent; on the page its beginning, where it is long. */
    readonly body?: string;
    /** On the page, where the rest of `body` is to be asked for: where that begins. */
    readonly bodyNext?: BodyPlace;
    /** Where the history did not keep all of it: the end of the body is missing, or all but the request line. */
    readonly kept?: 'without-end' | 'line-only';
  };
  readonly error?: ErrorView;
}

/** A refused request, explained. */
export type ErrorView = Explanation;
