import type { ResourceSchema } from '../../../src/core/catalog/schema.ts';
import { schemaErrors } from '../../../src/core/check/schema/validate.ts';
import type { Run } from '../child.ts';
import { readInput, readSchema } from './read.ts';

/** The direct walk alone. */
export function contestant(): Run {
  const input = readInput();
  const schema = readSchema(input) as ResourceSchema;
  return () => {
    const errors = schemaErrors(schema, JSON.parse(input.body));
    if (errors.length === 0) throw new Error('The mistake was not found.');
    return errors;
  };
}
