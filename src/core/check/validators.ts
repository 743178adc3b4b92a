import type { ErrorObject } from 'ajv';
import { annotationKeywords } from '../catalog/keywords.ts';
import type { ResourceSchema } from '../catalog/schema.ts';

/** What a schema says against a value: nothing where it is valid. */
export type Validator = (value: unknown) => readonly ErrorObject[];

/** A validation function as ajv makes it. */
interface Compiled {
  (value: unknown): unknown;
  errors?: ErrorObject[] | null;
}

const known = new WeakMap<ResourceSchema, Promise<Validator | undefined>>();

/**
 * The validator of a schema: the one that was made at build time, or one that is compiled now. Undefined
 * where the schema cannot be compiled. Each schema object is looked up once.
 */
export function validatorOf(schema: ResourceSchema): Promise<Validator | undefined> {
  const found = known.get(schema);
  if (found !== undefined) return found;
  const made = makeValidator(schema);
  known.set(schema, made);
  return made;
}

async function makeValidator(schema: ResourceSchema): Promise<Validator | undefined> {
  const built = await builtValidators();
  const compiled = Object.hasOwn(built, schema.$id) ? built[schema.$id] : await compile(schema);
  if (compiled === undefined) return undefined;
  return (value) => (compiled(value) === true ? [] : (compiled.errors ?? []));
}

/** Undefined members where the build has not been run: everything is compiled on demand then. */
async function builtValidators(): Promise<Readonly<Record<string, Compiled>>> {
  try {
    return (await import('#validators')).default;
  } catch {
    return {};
  }
}

async function compile(schema: ResourceSchema): Promise<Compiled | undefined> {
  const [{ Ajv }, { edmFormats }] = await Promise.all([import('ajv'), import('./formats.ts')]);
  try {
    const ajv = new Ajv({
      strict: false,
      allErrors: true,
      meta: false,
      validateSchema: false,
      code: { optimize: false },
      logger: false,
      formats: edmFormats,
      keywords: [...annotationKeywords],
    });
    return ajv.compile(structuredClone({ ...schema, $schema: undefined }));
  } catch {
    return undefined;
  }
}
