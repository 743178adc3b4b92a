import type { Metadata } from '../tree.ts';
import type { BlockDraft } from './draft.ts';
import { append } from './lists.ts';
import { isSpace, skipSpace, skipWord, trimEnd } from './scan.ts';

const HASH = 35;
const SLASH = 47;
const AT = 64;
const TICK = 96;

/** Metadata that REST Client, httpYac or JetBrains read; ours are the first four. */
const KNOWN_METADATA: ReadonlySet<string> = new Set([
  'name',
  'prompt',
  'note',
  'no-redirect',
  'title',
  'description',
  'group',
  'tag',
  'ref',
  'forceRef',
  'import',
  'loop',
  'disabled',
  'jwt',
  'sleep',
  'save',
  'openWith',
  'extension',
  'language',
  'timeout',
  'connection-timeout',
  'proxy',
  'ratelimit',
  'debug',
  'verbose',
  'keepStreaming',
  'injectVariables',
  'responseRef',
  'forceRegionDelimiter',
  'no-cookie-jar',
  'no-client-cert',
  'no-log',
  'no-response-view',
  'no-reject-unauthorized',
  'noRejectUnauthorized',
  'no-streaming-log',
  'no-string-escape',
  'no-auto-encoding',
  'use-os-credentials',
  'grpc-reflection',
]);

/** Metadata that would change what is sent, or how often, if it were followed. */
const NOT_FOLLOWED: ReadonlySet<string> = new Set(['ref', 'forceRef', 'import', 'loop']);

const SAFE_NAME = /^\w+$/;

/** What a line is that is not sent: a comment (`#`, `//`), a Markdown fence (three back ticks), or neither. */
export function commentKind(text: string, first: number, end: number): 'comment' | 'fence' | undefined {
  if (first >= end) return undefined;
  const unit = text.charCodeAt(first);
  if (unit === HASH) return 'comment';
  if (unit === SLASH) return first + 1 < end && text.charCodeAt(first + 1) === SLASH ? 'comment' : undefined;
  if (unit === TICK) return text.startsWith('```', first) && first + 2 < end ? 'fence' : undefined;
  return undefined;
}

/**
 * Keeps a line if it is a comment, with its metadata.
 *
 * @param first the first offset of the line that is no white space
 * @returns whether the line is one
 */
export function takeComment(draft: BlockDraft, first: number, end: number): boolean {
  const { text } = draft.source;
  const kind = commentKind(text, first, end);
  if (kind === undefined) return false;
  const last = trimEnd(text, first, end);
  draft.comments = append(draft.comments, draft.span(first, last));
  if (kind === 'fence') draft.report('markdown-fence', first, last);
  else takeMetadata(draft, first, last);
  return true;
}

function takeMetadata(draft: BlockDraft, first: number, end: number): void {
  const { text } = draft.source;
  const mark = text.charCodeAt(first);
  let at = first;
  while (at < end && text.charCodeAt(at) === mark) at++;
  at = skipSpace(text, at, end);
  if (text.charCodeAt(at) !== AT || at + 1 >= end) return;
  const nameEnd = skipWord(text, at + 1, end);
  if (nameEnd === at + 1) return;
  const name = draft.token(at + 1, nameEnd);
  const valueStart = skipSpace(text, nameEnd, end);
  const span = draft.span(first, end);
  const metadata: Metadata =
    valueStart < end
      ? { start: span.start, end: span.end, name, value: draft.token(valueStart, end) }
      : { start: span.start, end: span.end, name };
  draft.metadata = append(draft.metadata, metadata);
  reportMetadata(draft, metadata, at);
}

function reportMetadata(draft: BlockDraft, metadata: Metadata, at: number): void {
  const name = metadata.name.text;
  const nameEnd = draft.base + metadata.name.end;
  if (!KNOWN_METADATA.has(name)) {
    draft.report('metadata-unknown', at, nameEnd);
    return;
  }
  if (name === 'disabled') draft.report('request-disabled', at, draft.base + metadata.end);
  if (NOT_FOLLOWED.has(name)) draft.report('metadata-not-followed', at, nameEnd);
  if (name !== 'name' && name !== 'prompt') return;
  const { value } = metadata;
  if (value === undefined) {
    draft.report('metadata-value-missing', at, nameEnd);
    return;
  }
  const start = draft.base + value.start;
  const end = draft.base + value.end;
  const wordEnd = name === 'prompt' ? skipWord(draft.source.text, start, end) : end;
  if (!SAFE_NAME.test(draft.source.text.slice(start, wordEnd))) {
    draft.report('metadata-name-malformed', start, wordEnd);
  }
}

/** Reports a ` # text` or ` // text` behind something that is sent. */
export function reportTrailingComment(draft: BlockDraft, start: number, end: number): void {
  const { text } = draft.source;
  for (let at = start + 1; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit !== HASH && unit !== SLASH) continue;
    const behind = unit === HASH ? at + 1 : at + 2;
    const marked = unit === HASH || text.charCodeAt(at + 1) === SLASH;
    if (!marked || behind > end || !isSpace(text.charCodeAt(at - 1))) continue;
    if (behind === end || isSpace(text.charCodeAt(behind))) {
      draft.report('comment-trailing', at, end);
      return;
    }
  }
}
