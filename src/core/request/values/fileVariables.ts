import { fileFact } from '../facts.ts';
import type { FileVariable, RequestFile } from '../tree.ts';

/** The definition of a file variable that counts, and the block that it stands in. */
export interface DefinedVariable {
  readonly variable: FileVariable;
  /** Index of the block. */
  readonly block: number;
}

/**
 * Every file variable by name. They hold in the whole file; of two with one name the last one counts. The same
 * map comes back until a block with variables is edited, or blocks come or go.
 */
export const fileVariables: (file: RequestFile) => ReadonlyMap<string, DefinedVariable> = fileFact(
  readVariables,
  ({ variables }) => (variables.length === 0 ? undefined : variables),
);

function readVariables(file: RequestFile): ReadonlyMap<string, DefinedVariable> {
  const variables = new Map<string, DefinedVariable>();
  for (const [index, block] of file.blocks.entries()) {
    for (const variable of block.variables) variables.set(variable.name.text, { variable, block: index });
  }
  return variables;
}
