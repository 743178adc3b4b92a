import type { ChangeRow, ObjectRow } from '../show/rows.ts';
import { MOST_COMPARED } from './compare.ts';

/** What is known of values since before a change, by their path from the object: `engine.maker`. */
export type SinceBefore = ReadonlyMap<string, NonNullable<ObjectRow['since']> | 'unknown'>;

/**
 * What a comparison knows of each value that it names, and of the objects around it: `changed` where something in
 * one differs from before, `same` where all that was compared in it is as before.
 */
export function sinceBefore(rows: readonly ChangeRow[]): SinceBefore {
  const since = new Map<string, 'changed' | 'same' | 'unknown'>();
  const put = (path: string, state: 'changed' | 'same' | 'unknown') => {
    const other = since.get(path);
    if (other === undefined || state === 'changed' || (state === 'unknown' && other === 'same'))
      since.set(path, state);
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

function sinceOf({ state, before }: ChangeRow): 'changed' | 'same' | 'unknown' {
  if (before.kind === 'unknown') return 'unknown';
  switch (state) {
    case 'already':
    case 'not-made':
      return 'same';
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
