import { percentDecoded } from './decode.ts';

/** Keys as they stand in a path, each with the name of its property where the path gives one. */
export type PathKeys = readonly { readonly name?: string; readonly value: string }[];

/** One segment of a path. */
export interface PathSegment {
  /** Percent-decoded. */
  readonly text: string;
  /** For `name(key)`: what stands before the parentheses, and the keys inside them. */
  readonly call?: { readonly name: string; readonly keys: PathKeys };
}

/** `{name}` or `{{expression}}`, whole. */
const HOLE = /^\{.*\}$/s;
const CALL = /^([^(){}']+)\((.+)\)$/s;
const QUOTED = /^'((?:[^']|'')*)'$/;
const NAMED = /\s*([\p{L}_][\p{L}\p{Nd}_]*)\s*=\s*('(?:[^']|'')*'|[^',]+)\s*(?:,(?!$)|$)/uy;

/**
 * The segments of a path from `/`, without query and fragment, and without an empty last one (a trailing
 * slash). A `/` inside `{{…}}` separates nothing. Empty segments in between stay: they match nothing.
 */
export function pathSegments(path: string): readonly PathSegment[] {
  const raw = rawSegments(path);
  if (raw[0] === '') raw.shift();
  if (raw.at(-1) === '') raw.pop();
  return raw.map(segmentOf);
}

function rawSegments(path: string): string[] {
  const segments: string[] = [];
  let from = 0;
  let at = 0;
  for (; at < path.length; at++) {
    const letter = path[at];
    if (letter === '?' || letter === '#') break;
    if (letter === '{' && path[at + 1] === '{') {
      const end = path.indexOf('}}', at + 2);
      if (end === -1) return [...segments, path.slice(from)];
      at = end + 1;
    } else if (letter === '/') {
      segments.push(path.slice(from, at));
      from = at + 1;
    }
  }
  return [...segments, path.slice(from, at)];
}

function segmentOf(raw: string): PathSegment {
  const text = percentDecoded(raw);
  const call = HOLE.test(text) ? null : CALL.exec(text);
  const keys = call ? keysOf(call[2] ?? '') : undefined;
  return call?.[1] !== undefined && keys ? { text, call: { name: call[1], keys } } : { text };
}

/** `'a''b'`, `42`, `{id}`, `{{ref}}`, `appId='…'`, `a='1',b=2`; undefined for anything else. */
function keysOf(text: string): PathKeys | undefined {
  const inner = text.trim();
  if (inner === '') return undefined;
  if (HOLE.test(inner)) return [{ value: inner }];
  const named: { name: string; value: string }[] = [];
  let end = 0;
  NAMED.lastIndex = 0;
  for (let match = NAMED.exec(inner); match; match = NAMED.exec(inner)) {
    named.push({ name: match[1] ?? '', value: unquoted(match[2] ?? '') });
    end = NAMED.lastIndex;
    if (end === inner.length) break;
  }
  if (named.length > 0) return end === inner.length ? named : undefined;
  return /['=,]/.test(inner) && !QUOTED.test(inner) ? undefined : [{ value: unquoted(inner) }];
}

function unquoted(text: string): string {
  const quoted = QUOTED.exec(text.trim());
  return quoted ? (quoted[1] ?? '').replaceAll("''", "'") : text.trim();
}
