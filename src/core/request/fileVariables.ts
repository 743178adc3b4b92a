import type { FileVariable, RequestFile } from './tree.ts';

/** The definition of a file variable that counts, and the block that it stands in. */
export interface DefinedVariable {
  readonly variable: FileVariable;
  /** Index of the block. */
  readonly block: number;
}

const known = new WeakMap<RequestFile, ReadonlyMap<string, DefinedVariable>>();

/** Every file variable by name. They hold in the whole file; of two with one name the last one counts. */
export function fileVariables(file: RequestFile): ReadonlyMap<string, DefinedVariable> {
  let variables = known.get(file);
  if (variables === undefined) {
    variables = readVariables(file);
    known.set(file, variables);
  }
  return variables;
}

function readVariables(file: RequestFile): ReadonlyMap<string, DefinedVariable> {
  const variables = new Map<string, DefinedVariable>();
  for (const [index, block] of file.blocks.entries()) {
    for (const variable of block.variables) variables.set(variable.name.text, { variable, block: index });
  }
  return variables;
}
