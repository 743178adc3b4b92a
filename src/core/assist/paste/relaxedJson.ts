import type { JsonFinding } from '../../check/json/finding.ts';
import { readJson } from '../../check/json/read.ts';
import { applyEdits, type TextEdit } from '../../text/span.ts';
import { isJson } from './imported.ts';

/** Texts longer than this are taken as they are. */
const LONGEST = 50_000;
/** Of what stands on one line only the first is found: so many are mended one after the other. */
const MOST_ROUNDS = 60;
/** What other languages write in their own way. */
const MENDED = /^json-(?:quotes|unquoted|trailing-comma|comment)$/;

/**
 * JSON of an object as other languages write it: `{'a': True}`, `{ a: "b", }`. A variable in it becomes a reference of
 * the file. Undefined where a text is JSON already, or where something else is wrong with it.
 */
export function relaxedJson(text: string): string | undefined {
  if (text.length > LONGEST || !/^\s*[{[]/.test(text) || isJson(text)) return undefined;
  let mended = text;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const edits = readJson(mended).findings.map((finding) => mend(mended, finding));
    if (edits.includes(undefined)) return undefined;
    mended = applyEdits(
      mended,
      edits.flatMap((each) => each ?? []),
    );
    if (isJson(mended)) return mended;
  }
  return undefined;
}

function mend(
  text: string,
  { code, span, fixes: [first] = [] }: JsonFinding,
): readonly TextEdit[] | undefined {
  if (!MENDED.test(code)) return undefined;
  const isValue = code === 'json-unquoted' && !/^\s*:/.test(text.slice(span.end, span.end + 200));
  const word = text.slice(span.start, span.end);
  if (!isValue || /^(?:true|false|none|undefined)$/i.test(word)) return first?.edits;
  return /^[A-Za-z_]\w*$/.test(word) ? [{ span, newText: `"{{${word}}}"` }] : undefined;
}
