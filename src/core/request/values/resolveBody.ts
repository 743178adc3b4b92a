import type { Span } from '../../text/span.ts';
import { bodyReferences, insideStrings } from '../body.ts';
import type { Body, FileBody, Reference } from '../tree.ts';
import { type Filler, hasControl } from './filler.ts';
import { LONGEST } from './resolver.ts';

/** A body that the host has to read from a file. */
export interface BodyFile {
  /** As written in the request, references replaced: give it to `bodyFilePath`. */
  readonly path: string;
  /** Whether references inside the file are to be replaced (`<@`). */
  readonly resolve: boolean;
  /** Where the path stands, relative to the block. */
  readonly span: Span;
}

/** The path of a file body with its references replaced. */
export function resolvedBodyFile(filler: Filler, { path, resolve }: FileBody): BodyFile {
  const text = filler.fill(path.start, path.end);
  if (hasControl(text, 'refuse')) {
    const reason = 'The path of the body’s file has a line break or another control character in it.';
    filler.lack({ kind: 'file', name: 'body', reason }, path);
  }
  return { path: text, resolve, span: { start: path.start, end: path.end } };
}

/**
 * The body as it is sent: without its comment lines, references replaced.
 *
 * References are inserted as they are. Only inside a JSON string, where a value would end the string or make
 * it invalid, the value is escaped, so that what it says cannot become structure.
 */
export function resolvedText(filler: Filler, body: Body): string {
  const { block } = filler;
  const references = bodyReferences(block, body);
  const quoted = new Set<Reference>();
  if (/^\s*[{["]/.test(body.text)) {
    for (const [index, inside] of insideStrings(body, references).entries()) {
      const reference = references[index];
      if (inside && reference !== undefined) quoted.add(reference);
    }
  }
  const insert = (value: string, reference: Reference): string =>
    quoted.has(reference) ? stringPart(value) : value;
  let result = '';
  let at = body.start;
  for (const comment of [...body.comments, { start: body.end, end: body.end }]) {
    result += filler.fill(at, comment.start, insert);
    at = comment.end;
    if (result.length > LONGEST) {
      const reason = 'The body is longer than anything that can be sent. Do variables repeat one another?';
      filler.lack({ kind: 'invalid', name: 'body', reason }, body);
      return '';
    }
  }
  return result;
}

/** A value as a part of a JSON string: as it is where that is well-formed, else escaped. */
export function stringPart(value: string): string {
  try {
    JSON.parse(`"${value}"`);
    return value;
  } catch {
    return JSON.stringify(value).slice(1, -1);
  }
}
