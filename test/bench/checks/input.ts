import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { benchCache } from '../children.ts';
import { bodyOf, requestOf, schemaOf } from './bodies.ts';

const folder = join(benchCache, 'inputs');

/** What a contestant reads, so that making it is not measured. */
export interface Input {
  readonly body: string;
  readonly request: string;
  /** File of the JSON Schema. */
  readonly schema: string;
}

/** Writes the input of every case for `readInput`. */
export async function writeInputs(cases: readonly string[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of cases) {
    const schema = join(folder, `${name}.schema.json`);
    const input: Input = { body: bodyOf(name), request: requestOf(name), schema };
    await writeFile(schema, JSON.stringify(schemaOf(name)));
    await writeFile(inputFile(name), JSON.stringify(input));
  }
}

/** The file of a case, an `Input` as JSON. */
export function inputFile(name: string): string {
  return join(folder, `${name}.input.json`);
}
