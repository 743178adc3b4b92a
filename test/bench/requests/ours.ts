import { parseFile } from '../../../src/core/request/parse.ts';
import { reparse } from '../../../src/core/request/reparse.ts';
import type { Run } from '../child.ts';
import { EDIT, editPlace, textOf } from './files.ts';

/** Reads the whole file; in the edit, types one letter and takes it back in turn. */
export function contestant(name: string): Run {
  const text = textOf(name);
  if (name !== EDIT) return () => parseFile(text);
  const start = editPlace(text);
  let file = parseFile(text);
  let typed = false;
  return () => {
    const span = { start, end: typed ? start + 1 : start };
    file = reparse(file, [{ span, newText: typed ? '' : 'x' }]);
    typed = !typed;
    return file;
  };
}
