import { Ajv, type AnySchemaObject } from 'ajv';
import { edmFormats } from '../../../src/core/check/formats.ts';
import type { Run } from '../child.ts';
import { readInput, readSchema } from './read.ts';

/** Compiles only what the body touches: its properties, and the definitions that they lead to. */
export function contestant(): Run {
  const input = readInput();
  const schema = readSchema(input) as AnySchemaObject;
  const value: object = JSON.parse(input.body);
  const touched = Object.entries<unknown>(schema.properties).filter(([name]) => Object.hasOwn(value, name));
  const ajv = new Ajv({
    ...{ strict: false, allErrors: true, meta: false, validateSchema: false, logger: false },
    ...{ code: { optimize: false }, formats: edmFormats },
  });
  const { $schema, ...rest } = schema;
  const validate = ajv.compile({ ...rest, properties: Object.fromEntries(touched) });
  return () => {
    if (validate(value)) throw new Error('The mistake was not found.');
    return validate.errors;
  };
}
