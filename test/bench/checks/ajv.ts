import { Ajv } from 'ajv';
import { edmFormats } from '../../../src/core/check/formats.ts';
import type { Run } from '../child.ts';
import { readInput, readSchema } from './read.ts';

/** A schema that is compiled when it is met. */
export function contestant(): Run {
  const input = readInput();
  const { body } = input;
  const ajv = new Ajv({ strict: false, allErrors: true, formats: edmFormats });
  const validate = ajv.compile(readSchema(input));
  return () => {
    if (validate(JSON.parse(body)) === true) throw new Error('The mistake was not found.');
    return validate.errors;
  };
}
