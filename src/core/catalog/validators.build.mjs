// Compiles the shipped schemas to plain functions, so that no schema is compiled while somebody works.
import { Ajv } from 'ajv';
import { _ } from 'ajv/dist/compile/codegen/index.js';
import standalone from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { edmFormats } from '../check/formats.ts';
import { builtinSchemas } from './builtin.ts';
import { withoutAnnotations } from './keywords.ts';

const here = import.meta.dirname;

/** @type {typeof import('./validators.build.d.mts').buildValidators} */
export async function buildValidators(outfile = `${here}/../../../dist/validators.js`) {
  const schemas = await builtinSchemas();
  await build({
    stdin: {
      contents: validatorModule(schemas),
      resolveDir: here,
      sourcefile: 'validators.js',
      loader: 'js',
    },
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

/**
 * The module's source. The functions stand at its top level: wrapped in another function, as CommonJS would
 * be, they would be parsed twice before the first one runs.
 *
 * @param {readonly import('./schema.ts').ResourceSchema[]} schemas
 */
function validatorModule(schemas) {
  const ajv = new Ajv({
    strict: true,
    allErrors: true,
    allowUnionTypes: true,
    inlineRefs: false,
    formats: edmFormats,
    schemas: schemas.map((schema) => withoutAnnotations(schema)),
    code: { source: true, esm: true, lines: false, formats: _`edmFormats` },
  });
  const names = Object.fromEntries(schemas.map(({ $id }, index) => [`validator${index}`, $id]));
  const compiled = standalone.default(ajv, names).replaceAll('export const ', 'const ');
  const byId = Object.entries(names).map(([name, $id]) => `${JSON.stringify($id)}: ${name}`);
  return [
    "import { edmFormats } from '../check/formats.ts';",
    compiled,
    `export default { ${byId.join(', ')} };`,
  ].join('\n');
}
