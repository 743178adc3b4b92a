import type { ErrorObject, ValidateFunction } from 'ajv';
import type { Node } from 'jsonc-parser';
import { ANNOTATIONS } from '../catalog/metadata/annotations.ts';
import type { ResourceSchema } from '../catalog/schema.ts';
import { schemaAt } from '../catalog/schemaReferences.ts';
import { spanOf } from '../check/json/edits.ts';
import { readJson } from '../check/json/read.ts';
import { nodeAt, propertyOf } from '../check/json/value.ts';
import type { Span } from '../text/span.ts';

/** Larger schemas of a workspace are not read, in characters. */
export const LARGEST_SCHEMA = 2 * 1024 * 1024;

/** Nesting of a schema beyond this is refused. */
const DEEPEST = 60;
/** So many faults of one file are told. */
const MOST_FAULTS = 20;

/** What is wrong with a schema of a workspace. */
export interface SchemaFault extends Span {
  /** A plain sentence. */
  readonly message: string;
}

/** A schema that can be used, or why it cannot. */
export type ReadSchema =
  | { readonly ok: true; readonly schema: ResourceSchema }
  | { readonly ok: false; readonly faults: readonly SchemaFault[] };

/**
 * Reads a schema that somebody keeps in a workspace. It is data: it is used only where it has the shape of the built-in
 * schemas, refers to nothing outside of itself, and has no pattern of its own, which could take forever on a body.
 */
export async function readSchema(text: string): Promise<ReadSchema> {
  if (text.length > LARGEST_SCHEMA) return refused({ start: 0, end: 1 }, 'This schema is larger than 2 MB.');
  const { root, findings, depth } = readJson(text);
  const [finding] = findings;
  if (finding !== undefined || root === undefined) {
    return refused(finding?.span ?? { start: 0, end: 0 }, `This is no JSON. ${finding?.message ?? ''}`);
  }
  if (depth > DEEPEST) return refused(firstOf(root), `The brackets nest more than ${DEEPEST} deep.`);
  const value: unknown = JSON.parse(text);
  const validate = await metaValidator();
  if (!validate(value)) return { ok: false, faults: faultsOf(root, validate.errors ?? []) };
  const schema = value as ResourceSchema;
  const unsafe = unsafeParts(root, schema);
  return unsafe.length > 0 ? { ok: false, faults: unsafe } : { ok: true, schema };
}

function refused(span: Span, message: string): ReadSchema {
  return { ok: false, faults: [{ start: span.start, end: span.end, message }] };
}

let meta: Promise<ValidateFunction> | undefined;

/** The shape of the built-in schemas, compiled when a workspace has one of its own. */
function metaValidator(): Promise<ValidateFunction> {
  meta ??= Promise.all([
    import('ajv'),
    import('../../../schemas/meta/x-graph.schema.json', { with: { type: 'json' } }),
  ]).then(([{ default: Ajv }, { default: shape }]) => {
    const { $schema, ...rest } = shape;
    // A bundle gives a CommonJS package only as its default.
    const ajv = new Ajv({
      ...{
        allErrors: true,
        strict: false,
        validateSchema: false,
        meta: false,
        logger: false,
        inlineRefs: false,
      },
      code: { optimize: false },
    });
    return ajv.compile(rest);
  });
  return meta;
}

/** Keywords that only say that a part was not met; the parts speak for themselves. */
const ENVELOPES = new Set(['if', 'allOf', 'anyOf', 'not', 'contains']);

function faultsOf(root: Node, errors: readonly ErrorObject[]): readonly SchemaFault[] {
  const precise = errors.filter(({ keyword }) => !ENVELOPES.has(keyword));
  const seen = new Set<string>();
  return (precise.length > 0 ? precise : errors).flatMap((error) => {
    const fault = faultOf(root, error);
    const key = `${fault.start} ${fault.message}`;
    if (seen.has(key) || seen.size >= MOST_FAULTS) return [];
    seen.add(key);
    return [fault];
  });
}

function faultOf(
  root: Node,
  { instancePath, keyword, params, message = 'is not right' }: ErrorObject,
): SchemaFault {
  const node = nodeAt(root, instancePath);
  const where = instancePath === '' ? 'The schema' : `“${instancePath.slice(1).replaceAll('~1', '/')}”`;
  if (keyword === 'additionalProperties') {
    const name = String(params.additionalProperty);
    const key = propertyOf(node, name)?.children?.[0] ?? node;
    return { ...firstOf(key), message: notUsed(`${where} cannot have '${name.slice(0, 80)}'.`) };
  }
  const wish = keyword === 'enum' ? `${message}: ${(params.allowedValues as unknown[]).join(', ')}` : message;
  return {
    ...firstOf(node.parent?.type === 'property' ? (node.parent.children?.[0] ?? node) : node),
    message: notUsed(`${where} ${wish}.`),
  };
}

function notUsed(why: string): string {
  return `This schema is not used. ${why}`;
}

/** A value, or the bracket that it begins with. */
function firstOf(node: Node): Span {
  return node.children === undefined ? spanOf(node) : { start: node.offset, end: node.offset + 1 };
}

/** References that lead nowhere, and patterns that are none of those that every schema has. */
function unsafeParts(root: Node, schema: ResourceSchema): readonly SchemaFault[] {
  const faults: SchemaFault[] = [];
  const pending: Node[] = [root];
  for (let node = pending.pop(); node !== undefined && faults.length < MOST_FAULTS; node = pending.pop()) {
    const [key, value] = node.type === 'property' ? (node.children ?? []) : [];
    if (key !== undefined && value !== undefined) {
      const message = unsafe(schema, String(key.value), value);
      if (message !== undefined) faults.push({ ...spanOf(key), message: notUsed(message) });
      if (key.value !== 'examples' && key.value !== 'body') pending.push(value);
    } else pending.push(...(node.children ?? []));
  }
  return faults.sort((a, b) => a.start - b.start);
}

function unsafe(
  schema: ResourceSchema,
  keyword: string,
  { type, value, children }: Node,
): string | undefined {
  if (keyword === '$ref' && type === 'string' && schemaAt(schema, String(value)) === undefined) {
    return `“${value}” leads to nothing in this file. Add the definition, or take the reference out.`;
  }
  if (keyword === '__proto__') return 'Nothing in a schema can be called “__proto__”.';
  if (keyword === 'pattern' && type === 'string') {
    return 'A schema of a workspace cannot have a “pattern”: some take forever on a body. Take it out.';
  }
  const names =
    keyword === 'patternProperties' ? (children ?? []).map((each) => String(each.children?.[0]?.value)) : [];
  const foreign = names.find((name) => !Object.hasOwn(ANNOTATIONS, name));
  return foreign === undefined
    ? undefined
    : `“${foreign}” is none of the patterns of annotations. Copy those of another schema.`;
}
