import type { HeaderLine } from '../message.ts';
import type { Header } from '../tree.ts';
import { type Filler, hasControl } from './filler.ts';

/** The headers that a person wrote, resolved. */
export interface ResolvedHeaders {
  readonly lines: readonly HeaderLine[];
  /** Whether there was an Authorization header: tokens come from the editor's sign-in alone. */
  readonly droppedAuthorization: boolean;
}

/** Headers that the client makes itself. */
const OURS: ReadonlySet<string> = new Set(['authorization', 'content-length', 'host']);

/** A field name: RFC 9110, section 5.1. */
const NAME = /^[\w!#$%&'*+.^`|~-]+$/;
/** What a client can put on the wire: Latin-1 without control characters, RFC 9110, section 5.5. */
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Every header but those that are ours, resolved. References in a header that is dropped are not looked at. */
export function resolvedHeaders(filler: Filler): ResolvedHeaders {
  const lines: HeaderLine[] = [];
  let droppedAuthorization = false;
  for (const header of filler.block.headers) {
    const name = filler.fill(header.name.start, header.name.end);
    if (OURS.has(name.toLowerCase())) {
      droppedAuthorization ||= name.toLowerCase() === 'authorization';
    } else {
      const line = resolvedHeader(filler, header, name);
      if (line !== undefined) lines.push(line);
    }
  }
  return { lines, droppedAuthorization };
}

function resolvedHeader(filler: Filler, header: Header, name: string): HeaderLine | undefined {
  const before = filler.missing.length;
  const value = filler.fill(header.value.start, header.value.end).trim();
  if (filler.missing.length > before) return undefined;
  if (!NAME.test(name)) {
    filler.lack({ kind: 'invalid', name: 'header', reason: nameReason(name) }, header.name);
  } else if (hasControl(value, 'allow') || !VALUE.test(value)) {
    filler.lack({ kind: 'invalid', name, reason: valueReason(name, value) }, header.value);
  } else {
    return { name, value };
  }
  return undefined;
}

function nameReason(name: string): string {
  return hasControl(name, 'refuse')
    ? 'The name of a header has a line break or another control character in it. Remove it.'
    : `"${name}" is no name of a header: use letters, digits and hyphens.`;
}

function valueReason(name: string, value: string): string {
  return hasControl(value, 'allow')
    ? `The value of the header ${name} has a line break or another control character in it and cannot be sent. Remove it.`
    : `The value of the header ${name} has characters that headers cannot carry. Use plain letters, digits and punctuation, or percent-encode it.`;
}
