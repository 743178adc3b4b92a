import { createScanner } from 'jsonc-parser';
import type { RequestBlock, RequestFile } from '../../request/tree.ts';
import { COLON, END, STRING } from '../../text/jsonKinds.ts';
import { type BodyCursor, bodyCursor } from './bodyCursor.ts';
import type { Completion } from './completion.ts';
import { moved, placed } from './placed.ts';
import { ANYTHING, valueCompletion } from './valueCompletion.ts';

/** How much of a file's bodies is looked through for names, in code units. */
const LONGEST_SEARCH = 200_000;

/**
 * Where the resource is not known: the names that the file's other bodies and the rest of this one use, and what
 * JSON has for values.
 */
export function completeUnknownBody(
  file: RequestFile,
  block: RequestBlock,
  { text, offset, start }: { readonly text: string; readonly offset: number; readonly start: number },
): readonly Completion[] {
  const cursor = bodyCursor(text, offset);
  if (!cursor) return [];
  const found =
    cursor.expects === 'value'
      ? cursor.quoted
        ? []
        : ANYTHING.map((value, index) => valueCompletion(cursor, value, index))
      : names(file, block, cursor);
  return moved(found, start);
}

function names(file: RequestFile, block: RequestBlock, cursor: BodyCursor): readonly Completion[] {
  const present = cursor.levels.at(-1)?.frame.words ?? new Set<string>();
  return [...namesOf(file, block)]
    .filter((name) => !present.has(name))
    .map((name): Completion => {
      const text = JSON.stringify(name);
      return {
        label: name,
        kind: 'property',
        detail: 'used in this file',
        ...placed(cursor, cursor.colonFollows ? text : `${text}: `),
        filterText: cursor.quoted ? text : name,
      };
    });
}

/** The names of properties in the bodies of a file, those of this block first. */
function namesOf(file: RequestFile, block: RequestBlock): ReadonlySet<string> {
  const found = new Set<string>();
  let left = LONGEST_SEARCH;
  for (const each of [block, ...file.blocks]) {
    if (each.kind !== 'request' || !each.body || each.body.text.length > left) continue;
    left -= each.body.text.length;
    const scanner = createScanner(each.body.text, true);
    let last: string | undefined;
    for (let kind: number = scanner.scan(); kind !== END; kind = scanner.scan()) {
      if (kind === COLON && last !== undefined) found.add(last);
      last = kind === STRING ? scanner.getTokenValue() : undefined;
    }
  }
  return found;
}
