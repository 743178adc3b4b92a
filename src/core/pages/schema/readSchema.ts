import type { ErrorObject, ValidateFunction } from 'ajv';
import type { Node } from 'jsonc-parser';
import { ANNOTATIONS } from '../../catalog/metadata/annotations.ts';
import type { ResourceSchema } from '../../catalog/schema.ts';
import { schemaAt } from '../../catalog/schemaReferences.ts';
import { spanOf } from '../../check/json/edits.ts';
import { readJson } from '../../check/json/read.ts';
import { nodeAt, propertyOf } from '../../check/json/value.ts';
import { isRecord } from '../../text/jsonValues.ts';
import { withoutLinks } from '../../text/markdownText.ts';
import type { Span } from '../../text/span.ts';
import { schemaParts } from './schemaParts.ts';

/** Larger schemas of a workspace are not read, in characters. */
export const LARGEST_SCHEMA = 2 * 1024 * 1024;

/** Nesting of a schema beyond this is refused. */
const DEEPEST = 60;
/** So many faults of one file are told. */
const MOST_FAULTS = 20;
/** So many errors are looked at for them: each is searched for in the text. */
const MOST_ERRORS = 200;

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
  const errors = await shapeErrors(value, text.length);
  if (errors.length > 0) return { ok: false, faults: faultsOf(root, errors) };
  const schema = value as ResourceSchema;
  const unsafe = unsafeParts(root, schema);
  return unsafe.length > 0 ? { ok: false, faults: unsafe } : { ok: true, schema: harmless(schema) };
}

/**
 * The schema as one that a stranger wrote: it is told from the built-in ones, its Markdown shows no pictures and leads
 * nowhere, and its snippets are bodies and nothing else. Changes what it is given.
 */
function harmless(schema: ResourceSchema): ResourceSchema {
  for (const { keywords } of schemaParts(schema)) {
    for (const keyword of MARKDOWN) {
      if (Object.hasOwn(keywords, keyword)) keywords[keyword] = disarmed(keywords[keyword]);
    }
  }
  const { $id, defaultSnippets = [], 'x-graph': facts } = schema;
  const endpoints = facts.endpoints.map((endpoint) => ({
    ...endpoint,
    ...(endpoint.notes ? { notes: disarmed(endpoint.notes) as readonly string[] } : {}),
  }));
  return {
    ...schema,
    $id: $id.replace(/\/schemas\/(?!workspace\/)/, '/schemas/workspace/'),
    defaultSnippets: defaultSnippets.map((snippet) => ({ ...snippet, literal: true })),
    'x-graph': { ...facts, endpoints },
  };
}

/** Keywords whose texts are shown as Markdown. */
const MARKDOWN = ['markdownDescription', 'markdownEnumDescriptions', '$comment'] as const;

function disarmed(text: unknown): unknown {
  if (Array.isArray(text)) return text.map(disarmed);
  return typeof text === 'string' ? withoutLinks(text) : text;
}

function refused(span: Span, message: string): ReadSchema {
  return { ok: false, faults: [{ start: span.start, end: span.end, message }] };
}

/** Of longer schemas only the first error is looked for, in characters: collecting all of many takes long. */
const LONG_SCHEMA = 100_000;

async function shapeErrors(value: unknown, length: number): Promise<readonly ErrorObject[]> {
  const first = await metaValidator('first');
  if (first(value)) return [];
  const errors = first.errors ?? [];
  if (length > LONG_SCHEMA) return errors;
  const all = await metaValidator('all');
  return all(value) ? errors : (all.errors ?? errors);
}

const meta = new Map<'first' | 'all', Promise<ValidateFunction>>();

/** The shape of the built-in schemas, compiled when a workspace has one of its own. */
function metaValidator(errors: 'first' | 'all'): Promise<ValidateFunction> {
  const known = meta.get(errors) ?? compileMeta(errors === 'all');
  meta.set(errors, known);
  return known;
}

async function compileMeta(allErrors: boolean): Promise<ValidateFunction> {
  const [{ default: Ajv }, { default: shape }] = await Promise.all([
    import('ajv'),
    import('../../../../schemas/meta/x-graph.schema.json', { with: { type: 'json' } }),
  ]);
  const { $schema, ...rest } = shape;
  // A bundle gives a CommonJS package only as its default.
  const ajv = new Ajv({
    ...{ allErrors, strict: false, validateSchema: false, meta: false, logger: false, inlineRefs: false },
    code: { optimize: false },
  });
  // The usual one compares each item with every other.
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    error: { message: 'must not have the same item twice' },
    validate: (_: true, items: readonly unknown[]) =>
      new Set(items.map((item) => JSON.stringify(item))).size === items.length,
  });
  return ajv.compile(rest);
}

/** Keywords that only say that a part was not met; the parts speak for themselves. */
const ENVELOPES = new Set(['if', 'allOf', 'anyOf', 'not', 'contains']);

function faultsOf(root: Node, errors: readonly ErrorObject[]): readonly SchemaFault[] {
  const precise = errors.filter(({ keyword }) => !ENVELOPES.has(keyword));
  const faults = new Map<string, SchemaFault>();
  for (const error of (precise.length > 0 ? precise : errors).slice(0, MOST_ERRORS)) {
    const fault = faultOf(root, error);
    faults.set(`${fault.start} ${fault.message}`, fault);
    if (faults.size >= MOST_FAULTS) break;
  }
  return [...faults.values()];
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
  for (const { pointer, keywords } of schemaParts(schema)) {
    for (const [keyword, value] of Object.entries(keywords)) {
      const message = unsafe(schema, keyword, value);
      if (message === undefined) continue;
      const key = propertyOf(nodeAt(root, pointer), keyword)?.children?.[0];
      faults.push({ ...spanOf(key ?? root), message: notUsed(message) });
      if (faults.length >= MOST_FAULTS) return faults;
    }
  }
  return faults;
}

function unsafe(schema: ResourceSchema, keyword: string, value: unknown): string | undefined {
  if (keyword === '$ref' && typeof value === 'string' && schemaAt(schema, value) === undefined) {
    return `“${value}” leads to nothing in this file. Add the definition, or take the reference out.`;
  }
  if (keyword === 'pattern') {
    return 'A schema of a workspace cannot have a “pattern”: some take forever on a body. Take it out.';
  }
  if (!isRecord(value)) return undefined;
  if (Object.hasOwn(value, '__proto__')) return 'Nothing in a schema can be called “__proto__”.';
  if (keyword !== 'patternProperties') return undefined;
  const foreign = Object.keys(value).find((name) => !Object.hasOwn(ANNOTATIONS, name));
  return foreign === undefined
    ? undefined
    : `“${foreign}” is none of the patterns of annotations. Copy those of another schema.`;
}
