/**
 * Writes one self-contained module whose default export maps the `$id` of each shipped schema to its
 * compiled validator.
 *
 * @param outfile where to; `dist/validators.js` of the repository unless told
 * @throws where a schema is not strict (an unknown format, an ambiguous type, a `$ref` into nothing)
 */
export function buildValidators(outfile?: string): Promise<void>;
