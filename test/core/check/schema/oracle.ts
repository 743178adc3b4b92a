import type { ErrorObject } from 'ajv';
import type { SchemaError } from '../../../../src/core/check/schema/error.ts';

/** Errors as texts, each once: ajv says it again where two ways lead to one value. */
export function told(errors: readonly (SchemaError | ErrorObject)[]): readonly string[] {
  const texts = errors.map(
    ({ instancePath, keyword, params }) => `${instancePath} ${keyword} ${JSON.stringify(params)}`,
  );
  return [...new Set(texts)].sort();
}
