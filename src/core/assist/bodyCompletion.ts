import type { CompletionItem, MarkupContent } from 'vscode-json-languageservice';
import type { BodySnippet, GraphSchema, JsonType, ResourceSchema } from '../catalog/schema.ts';
import { typeText } from '../catalog/typeText.ts';
import type { ObjectSchema } from '../catalog/walk.ts';
import { bodyPlaceAt } from './bodyPlace.ts';
import { bodyTree, isTooDeep } from './bodyTree.ts';
import type { Completion } from './completion.ts';
import { describeProperty } from './describeProperty.ts';
import type { JsonService, ServiceCompletions } from './jsonService.ts';
import { fenced } from './markdown.ts';
import { snippetText } from './snippet.ts';

/** A place in a body's JSON text. */
export interface BodyCursor {
  readonly schema: ResourceSchema;
  /** The body as JSON: comment lines and references masked, same length as in the file. */
  readonly text: string;
  /** Offset in `text`. */
  readonly offset: number;
  /** Offset of `text` in the block. */
  readonly start: number;
}

/** Whole bodies, for a request that has none yet. */
export function bodySnippets(schema: ResourceSchema, at: number): readonly Completion[] {
  return (schema.defaultSnippets ?? []).map((snippet: BodySnippet, index) => {
    const text = snippetText(snippet.body);
    return {
      label: snippet.label,
      kind: 'snippet',
      detail: snippet.description,
      documentation: fenced(text.replace(/\$\{\d+:([^}]*)\}|\$\d+/g, '$1'), 'json'),
      edit: { span: { start: at, end: at }, newText: text },
      snippet: true,
      sortText: `0${index}`,
      filterText: '{',
    };
  });
}

/**
 * Properties and values at a place of a body, from VS Code's JSON support and what only Graph knows. Nothing
 * is proposed where brackets nest deeper than any service takes them.
 */
export async function completeBody(service: JsonService, place: BodyCursor): Promise<readonly Completion[]> {
  if (isTooDeep(place.text)) return [];
  const found = await service.complete(place.schema, place.text, place.offset);
  const { object, item } = bodyPlaceAt(place.schema, bodyTree(place.text), place.offset);
  const wanted = found.items.filter(
    ({ label }) => label !== NOT_SENT && (label !== 'null' || item === undefined),
  );
  const completions = wanted.map((each) => toCompletion(each, found, place, object));
  const isValue = found.items.some(({ label }) => label === 'null');
  return item && isValue && hasType(item, 'object') ? [objectItem(item, place), ...completions] : completions;
}

/** The member that says "a value this client does not know": to send it means nothing. */
const NOT_SENT = '"unknownFutureValue"';

function hasType({ type }: GraphSchema, wanted: JsonType): boolean {
  return type === wanted || (Array.isArray(type) && type.includes(wanted));
}

/** A new object of a collection, to be filled in. */
function objectItem(item: GraphSchema, { offset, start }: BodyCursor): Completion {
  const type = item['x-graph']?.type;
  const at = start + offset;
  return {
    label: '{ }',
    kind: 'snippet',
    detail: type === undefined ? 'object' : typeText(type),
    edit: { span: { start: at, end: at }, newText: '{\n  $1\n}' },
    snippet: true,
    sortText: '0',
    continues: true,
  };
}

function toCompletion(
  item: CompletionItem,
  { document }: ServiceCompletions,
  place: BodyCursor,
  object: ObjectSchema | undefined,
): Completion {
  const range = item.textEdit && 'range' in item.textEdit ? item.textEdit.range : undefined;
  const from = range ? document.offsetAt(range.start) : place.offset;
  const to = range ? document.offsetAt(range.end) : place.offset;
  const newText = item.textEdit?.newText ?? item.insertText ?? item.label;
  const base = {
    label: item.label,
    edit: { span: { start: place.start + from, end: place.start + to }, newText },
    snippet: item.insertTextFormat === 2,
    ...(item.filterText === undefined ? {} : { filterText: item.filterText }),
  };
  const property = item.kind === PROPERTY_KIND ? object?.properties.get(item.label) : undefined;
  if (property) return { ...base, ...propertyParts(item.label, property) };
  const text = documentationText(item.documentation);
  return {
    ...base,
    kind: item.kind === ENUM_MEMBER_KIND ? 'enumMember' : item.kind === SNIPPET_KIND ? 'snippet' : 'value',
    ...(item.sortText === undefined ? {} : { sortText: item.sortText }),
    ...(text === undefined ? {} : { documentation: text }),
  };
}

/** `CompletionItemKind` of the language server protocol. */
const PROPERTY_KIND = 10;
const ENUM_MEMBER_KIND = 20;
const SNIPPET_KIND = 15;

function propertyParts(
  name: string,
  schema: GraphSchema,
): Pick<Completion, 'kind' | 'detail' | 'documentation' | 'sortText' | 'continues'> {
  const type = schema['x-graph']?.type;
  const detail = [type && typeText(type), schema.readOnly && 'read-only'].filter(Boolean).join(', ');
  return {
    kind: schema.readOnly ? 'readOnlyProperty' : 'property',
    ...(detail ? { detail } : {}),
    documentation: describeProperty(name, schema),
    sortText: `${rank(name, schema)}${name}`,
    continues: schema.enum !== undefined || schema.type === 'boolean',
  };
}

/** Orders properties: what can be changed, then annotations and drafts, then what cannot. */
function rank(name: string, schema: GraphSchema): string {
  if (schema.readOnly) return '3';
  if (schema['x-graph']?.draft || schema.deprecated) return '2';
  return name.startsWith('@') ? '1' : '0';
}

function documentationText(documentation: string | MarkupContent | undefined): string | undefined {
  return typeof documentation === 'string' ? documentation : documentation?.value;
}
