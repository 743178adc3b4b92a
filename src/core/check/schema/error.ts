/** Keywords by which schemas of `GraphSchema`'s shape refuse a value. `if`: a part that was chosen is not met. */
export type SchemaKeyword =
  | 'type'
  | 'enum'
  | 'format'
  | 'pattern'
  | 'maximum'
  | 'minimum'
  | 'maxLength'
  | 'minLength'
  | 'maxItems'
  | 'minItems'
  | 'required'
  | 'additionalProperties'
  | 'if';

/** What a schema says against a value, in the terms of ajv's `ErrorObject`. */
export interface SchemaError {
  /** JSON pointer (RFC 6901) of the value: `/certificateList/0/notAfter`, empty for the root. */
  readonly instancePath: string;
  readonly keyword: SchemaKeyword;
  /** What it asks for, by the names that ajv gives: `{ limit: 8 }`, `{ missingProperty: 'type' }`. */
  readonly params: Readonly<Record<string, unknown>>;
}

/** The JSON pointer of a place, from names and indexes. */
export function pointerOf(path: readonly (string | number)[]): string {
  let pointer = '';
  for (const step of path) {
    pointer += `/${typeof step === 'number' ? step : step.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  }
  return pointer;
}
