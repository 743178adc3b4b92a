/** Validators of the shipped schemas, written to `dist/validators.js` by `validators.build.mjs`. */
declare module '#validators' {
  import type { ValidateFunction } from 'ajv';

  /** By `$id` of the schema. Each collects every error (`allErrors`) and is not asynchronous. */
  const validators: Readonly<Record<string, ValidateFunction>>;
  export default validators;
}
