// Compiles the shipped schemas to plain functions, so that no schema is compiled while somebody works.
import { Ajv } from 'ajv';
import { _ } from 'ajv/dist/compile/codegen/index.js';
import standalone from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { edmFormats } from '../check/formats.ts';
import { builtinSchemas } from './builtin.ts';
import { withoutAnnotations } from './keywords.ts';

const here = import.meta.dirname;
const root = `${here}/../../..`;

/**
 * Writes one self-contained module whose default export maps the `$id` of each shipped schema to its
 * compiled validator.
 *
 * @param {string} [outfile] where to; `dist/validators.js` unless told
 * @throws where a schema is not strict (an unknown keyword or format, an ambiguous type)
 */
export async function buildValidators(outfile = `${root}/dist/validators.js`) {
  const schemas = await builtinSchemas();
  const ajv = new Ajv({
    strict: true,
    allErrors: true,
    allowUnionTypes: true,
    formats: edmFormats,
    schemas: schemas.map((schema) => withoutAnnotations(schema)),
    code: { source: true, lines: false, formats: _`require("../check/formats.ts").edmFormats` },
  });
  const contents = standalone.default(ajv, Object.fromEntries(schemas.map(({ $id }) => [$id, $id])));
  await build({
    stdin: { contents, resolveDir: here, sourcefile: 'validators.cjs', loader: 'js' },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2022',
    minify: true,
    logLevel: 'warning',
    legalComments: 'none',
  });
}
