import type { Run } from '../child.ts';
import { EDIT, editPlace, textOf } from './files.ts';

const LINE = /^(?:(#{3,})|([A-Z]+)[ \t]+(\S+)|([\w-]+):[ \t]*(.*))/;

/** The least that reading a file can be; in the edit, of the one request that it is in. */
export function contestant(name: string): Run {
  const text = textOf(name);
  if (name !== EDIT) return () => lines(text);
  const place = editPlace(text);
  const start = text.lastIndexOf('\n###', place);
  const request = text.slice(start, text.indexOf('\n###', place));
  const before = request.slice(0, place - start);
  const after = request.slice(place - start);
  return () => lines(`${before}x${after}`);
}

/** Splits a text, matches one regular expression against each of its lines and keeps the matches. */
function lines(text: string): readonly RegExpExecArray[] {
  const matches: RegExpExecArray[] = [];
  for (const line of text.split('\n')) {
    const match = LINE.exec(line);
    if (match !== null) matches.push(match);
  }
  return matches;
}
