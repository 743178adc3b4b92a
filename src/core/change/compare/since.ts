import type { ChangeRow, ObjectRow } from '../show/rows.ts';
import { MOST_COMPARED } from './compare.ts';

/** What is known of a value since before a change. */
type Since = NonNullable<ObjectRow['since']> | 'unknown';

/** What is known of values since before a change, by their path from the object: `engine.maker`. */
export type SinceBefore = ReadonlyMap<string, Since>;

/** What an object is said to be that has values of several kinds in it: the last of them here. */
const ORDER: readonly Since[] = ['same', 'kept', 'unknown', 'changed'];

/**
 * What a comparison knows of each value that it names, and of the objects around it: `changed` where something in
 * one differs from before, `same` where all that was compared in it is as before, `kept` where it is so and was to
 * become something else.
 */
export function sinceBefore(rows: readonly ChangeRow[]): SinceBefore {
  const since = new Map<string, Since>();
  const put = (path: string, state: Since) => {
    const other = since.get(path);
    if (other === undefined || ORDER.indexOf(state) > ORDER.indexOf(other)) since.set(path, state);
  };
  for (const row of rows) {
    const state = sinceOf(row);
    put(row.path, state);
    for (const path of around(row.path)) put(path, state);
  }
  // Where the comparison ended early, nobody knows what else there is beside its last value.
  const last = rows.length < MOST_COMPARED ? undefined : rows.at(-1);
  if (last) for (const path of around(last.path)) put(path, 'unknown');
  return since;
}

function sinceOf({ state, before }: ChangeRow): Since {
  if (before.kind === 'unknown') return 'unknown';
  switch (state) {
    case 'already':
      return 'same';
    case 'not-made':
      return 'kept';
    case 'as-sent':
    case 'normalised':
    case 'unexpected':
      return 'changed';
    default:
      return 'unknown';
  }
}

/** `a` and `a.b` for `a.b.c`. */
function* around(path: string): Generator<string> {
  for (let dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) yield path.slice(0, dot);
}

/**
 * What is known of the value of a row since before the change; nothing where its name hides where it is.
 *
 * @param path JSON path of the row
 */
export function sinceAt(
  since: SinceBefore | undefined,
  name: string,
  path: string,
  isOutermost: boolean,
): Pick<ObjectRow, 'since'> {
  const found = since?.get(isOutermost ? name : path.slice('$.'.length));
  return found === undefined || found === 'unknown' ? {} : { since: found };
}
