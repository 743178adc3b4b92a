import { Ajv, type ValidateFunction } from 'ajv';
import type { ResourceSchema } from '../../../../src/core/catalog/schema.ts';
import { edmFormats } from '../../../../src/core/check/formats.ts';
import { annotationKeywords } from '../../schemas/keywords.ts';

/** The schema as ajv compiles it at its strictest; throws where it does not take it. */
export function strict(schema: ResourceSchema): ValidateFunction {
  const ajv = new Ajv({
    strict: true,
    strictTypes: false,
    allErrors: true,
    formats: edmFormats,
    keywords: [...annotationKeywords],
  });
  return ajv.compile(structuredClone({ ...schema }));
}
