import { readFileSync } from 'node:fs';
import type { Input } from './input.ts';

/** The input of the case that this process measures; its file comes from the environment. */
export function readInput(): Input {
  return JSON.parse(readFileSync(process.env.GRAPH_HTTP_INPUT ?? '', 'utf8'));
}

/** The JSON Schema of an input. */
export function readSchema(input: Input): object {
  return JSON.parse(readFileSync(input.schema, 'utf8'));
}
