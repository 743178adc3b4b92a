import type { Environment } from '../environments.ts';
import { isDisabled } from '../request/names.ts';
import type { Block, RequestBlock, RequestFile, SyntaxCode } from '../request/tree.ts';
import type { OutcomeState } from '../send/brief.ts';
import { whereTo } from '../send/target.ts';
import type { Span } from '../text/span.ts';

/** What a lens does when it is chosen. */
export type LensAction =
  | 'send'
  | 'sendAll'
  /** Says why the request is not sent, by trying. */
  | 'explain'
  /** Decides whether the workspace is trusted. */
  | 'trust'
  | 'cancel'
  | 'showResponse'
  /** Shows what the request would change. */
  | 'preview'
  /** Opens the request that puts back what this one has changed. */
  | 'undo'
  /** Reads the object and says whether a change without an answer was made. */
  | 'compare'
  | 'copyAsCurl';

/** An action shown above a request. */
export interface Lens {
  /** What it belongs to, relative to the block. */
  readonly span: Span;
  readonly title: string;
  readonly tooltip: string;
  readonly action: LensAction;
}

/** What became of the last send of a request, as its lens says it. */
export type LensState =
  | { readonly kind: 'sending' }
  | {
      readonly kind: OutcomeState;
      /** `200 · 143 ms` */
      readonly text: string;
      /** Whether the request was edited since. */
      readonly edited: boolean;
      /** Whether its response can still be shown. */
      readonly hasResponse: boolean;
      /** Whether what it has changed is known, so that it can be put back. */
      readonly canUndo: boolean;
      /** Whether it is a change of which nobody knows whether it was made. */
      readonly canCompare: boolean;
    };

/** What the lenses of a request depend on, besides its text. */
export interface LensContext {
  readonly environment: Environment;
  /** The URL with its references replaced as far as they are known; as it is written where that is absent. */
  readonly urlText?: string;
  /** Whether the workspace is trusted: without it nothing is sent. */
  readonly trusted: boolean;
  /** Absent where the request was not sent in this window. */
  readonly state?: LensState;
}

/** Mistakes for which a block is no request that anybody meant: prose, or a line that is being typed. */
const NO_REQUEST: ReadonlySet<SyntaxCode> = new Set([
  'request-line-malformed',
  'url-missing',
  'method-unknown',
] as const);

/** The actions of a block: none unless it has a request that could be sent. */
export function lensesOf(block: Block, context: LensContext): readonly Lens[] {
  if (block.kind !== 'request' || block.problems.some(({ code }) => NO_REQUEST.has(code))) return [];
  const { requestLine } = block;
  const span = { start: requestLine.start, end: requestLine.end };
  const lens = (action: LensAction, title: string, tooltip: string): Lens => ({
    span,
    title,
    tooltip,
    action,
  });
  const [send, ...previews] = context.state?.kind === 'sending' ? [] : sendLenses(block, context, lens);
  // What came of the last send stands where a narrow editor still shows it.
  return [
    ...(send ? [send] : []),
    ...stateLenses(context.state, lens),
    ...previews,
    lens('copyAsCurl', 'Copy as cURL', 'Copy this request as a cURL command'),
  ];
}

/** The action in the head of a file with several requests, on its first line; undefined for other files. */
export function headLens({ blocks }: RequestFile, { environment, trusted }: LensContext): Lens | undefined {
  const count = blocks.filter((block) => block.kind === 'request' && !isDisabled(block)).length;
  if (count < 2 || !trusted) return undefined;
  return {
    span: { start: 0, end: 0 },
    title: `$(run-all) Send all (${count}) → ${whereText(environment)}`,
    tooltip: `Send the ${count} requests of this file to ${environment.label}, in order, up to the first that is not done`,
    action: 'sendAll',
  };
}

type MakeLens = (action: LensAction, title: string, tooltip: string) => Lens;

function sendLenses(
  block: RequestBlock,
  { environment, urlText, trusted }: LensContext,
  lens: MakeLens,
): readonly Lens[] {
  if (!trusted) {
    const untrusted = lens(
      'trust',
      '$(workspace-untrusted) Sending is off: workspace not trusted',
      'Requests of a workspace that is not trusted are not sent, for they may not be yours. Select to decide whether you trust it.',
    );
    return [untrusted];
  }
  const { requestLine } = block;
  const method = requestLine.method?.text.toUpperCase() ?? 'GET';
  const target = whereTo(urlText ?? requestLine.url.text, environment);
  if (!target.ok) {
    return [lens('explain', `$(circle-slash) Not sent to ${environment.label}`, target.message)];
  }
  const send = lens(
    'send',
    `$(play) Send ${method} → ${whereText(environment)}`,
    `Send this request to ${target.label}`,
  );
  if (method !== 'PATCH') return [send];
  return [
    send,
    lens('preview', 'Preview', `Read the object in ${target.label} and show what this would change`),
  ];
}

/** Where requests go, with the mark of an environment that is in production. */
function whereText({ label, production }: Environment): string {
  return production === true ? `${label} $(warning) production` : label;
}

function stateLenses(state: LensState | undefined, lens: MakeLens): readonly Lens[] {
  if (state === undefined) return [];
  if (state.kind === 'sending') {
    return [lens('cancel', '$(loading~spin) Sending… Cancel', 'Cancel this send')];
  }
  const { kind, text, edited, hasResponse } = state;
  const since = edited ? ' · edited since' : '';
  const tooltip = [
    edited ? 'This is what came of the request before it was edited.' : TOOLTIPS[kind],
    hasResponse ? 'Select to show the response.' : 'Send again to see the response.',
  ].join(' ');
  return [
    lens('showResponse', `${SIGNS[kind]} ${text}${since}`, tooltip),
    ...(state.canCompare
      ? [lens('compare', 'Compare', 'Read the object and say whether the change was made')]
      : []),
    ...(state.canUndo
      ? [lens('undo', 'Undo…', 'Open the request that puts back what this one has changed')]
      : []),
  ];
}

const SIGNS: Readonly<Record<OutcomeState, string>> = {
  ok: '$(pass)',
  failed: '$(error)',
  unknown: '$(question)',
};

const TOOLTIPS: Readonly<Record<OutcomeState, string>> = {
  ok: 'The last send of this request was done.',
  failed: 'The last send of this request was not done.',
  unknown: 'It was sent, and nobody knows what came of it: read the object before you send again.',
};
