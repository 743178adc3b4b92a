import type { Node } from 'jsonc-parser';
import type { Catalog, Resource } from '../../catalog/resource.ts';
import type { ResourceSchema } from '../../catalog/schema.ts';
import { keepUpdatable, leftOutOf } from '../../check/body/updatable.ts';
import { type JsonDocument, readJson } from '../../check/json/read.ts';
import { isLiteralHeader, literalJson, oneLine } from '../../request/literal.ts';
import { encodeSegment } from '../../request/values/resolveUrl.ts';
import { applyEdits } from '../../text/span.ts';
import { objectUrl, type UrlClues } from './objectUrl.ts';

/** An object as a GET returned it. */
export interface ReadObject {
  /** Its JSON text, as it is written: comment lines and references may be in it. */
  readonly json: string;
  /** The same, readable as JSON: as long as `json`, with comment lines and references masked. */
  readonly readable: string;
  /** It is an answer: what looks like a reference in it is a text. */
  readonly answer?: true;
  /** The URL of the read as written, and with its references replaced as far as they are known. */
  readonly url: Pick<UrlClues, 'read' | 'resolved'>;
}

/** What became of it. */
export type Converted =
  | {
      readonly ok: true;
      /** The request without a separator, its lines ended by `\n`. */
      readonly request: string;
      /** Its body alone. */
      readonly body: string;
      /** Names of the properties that were left out, in the order of the text, each once. */
      readonly leftOut: readonly string[];
      /** Whether the URL had to be left open. */
      readonly urlOpen: boolean;
    }
  | { readonly ok: false; readonly why: 'not-json' | 'not-object' | 'several' | 'nothing-left' };

/** The URL where nobody knows it: a placeholder that is asked for when the request is sent. */
const OPEN_URL = '/v1.0/{path}';

/**
 * A PATCH that sets what an object has, without everything that an update cannot set. Comments and layout of
 * what stays are kept. An ETag becomes `If-Match`: as a comment, unless the service wants the header.
 */
export function toPatch(catalog: Catalog, { json, readable, answer, url }: ReadObject): Converted {
  const document = readJson(readable);
  const { root, findings } = document;
  if (!root || findings.length > 0) return { ok: false, why: 'not-json' };
  const object = singleObject(root);
  if (typeof object === 'string') return { ok: false, why: object };
  const context = textIn(root, '@odata.context');
  const id = textIn(object, 'id');
  const odataId = textIn(object, '@odata.id');
  const found = objectUrl(catalog, {
    ...url,
    ...(context === undefined ? {} : { context }),
    ...(id === undefined ? {} : { id }),
    ...(odataId === undefined ? {} : { odataId }),
  });
  const schema = found?.resource?.schema ?? withoutSchema(found?.url, id);
  const kept = updatableText(schema, json, { ...document, root: object });
  if (kept === undefined) return { ok: false, why: 'nothing-left' };
  const body = answer ? literalJson(kept) : kept;
  const etag = textIn(object, '@odata.etag');
  const head = [
    `PATCH ${found?.url ?? OPEN_URL}`,
    'Content-Type: application/json',
    ...(etag === undefined ? [] : [ifMatch(etag, found?.resource)]),
  ];
  return {
    ok: true,
    request: `${head.join('\n')}\n\n${body}`,
    body,
    leftOut: [...new Set(leftOutOf(schema, object).map(({ name }) => name))],
    urlOpen: found === undefined,
  };
}

/** The object that was read: the whole answer, or the only item of a collection. */
function singleObject(root: Node): Node | 'not-object' | 'several' {
  if (root.type !== 'object') return 'not-object';
  const value = memberOf(root, 'value');
  if (value?.type !== 'array' || textIn(root, '@odata.context') === undefined) return root;
  const [only, ...more] = value.children ?? [];
  if (only?.type !== 'object') return 'not-object';
  return more.length > 0 ? 'several' : only;
}

/** The text of an object without what an update cannot set; undefined where nothing would be left. */
function updatableText(
  schema: ResourceSchema,
  json: string,
  document: JsonDocument & { readonly root: Node },
): string | undefined {
  const { root } = document;
  const edits = keepUpdatable(schema, document);
  const kept = leftOutOf(schema, root).filter(({ key }) => key.parent?.parent === root).length;
  if ((root.children?.length ?? 0) <= kept) return undefined;
  const start = root.offset;
  const own = edits.map(({ span, newText }) => ({
    span: { start: span.start - start, end: span.end - start },
    newText,
  }));
  const text = applyEdits(json.slice(start, start + root.length), own).replace(/\r\n?/g, '\n');
  return outdented(text, indentBefore(json, start));
}

/** An item of a collection is indented by as much as its first line. */
function outdented(text: string, indent: string): string {
  return indent === '' ? text : text.replaceAll(`\n${indent}`, '\n');
}

function indentBefore(text: string, offset: number): string {
  let start = offset;
  while (text[start - 1] === ' ' || text[start - 1] === '\t') start--;
  const before = text[start - 1];
  return before === undefined || before === '\n' || before === '\r' ? text.slice(start, offset) : '';
}

/** The ETag as a header that counts where the service insists on it, else as a comment to be uncommented. */
function ifMatch(etag: string, resource: Resource | undefined): string {
  const header = `If-Match: ${oneLine(etag)}`;
  const counts = resource?.endpoint.etag === 'required' && isLiteralHeader(etag);
  return counts ? header : `# ${header}`;
}

function memberOf(object: Node, name: string): Node | undefined {
  return object.children?.find(({ children }) => children?.[0]?.value === name)?.children?.[1];
}

function textIn(object: Node, name: string): string | undefined {
  const value: unknown = memberOf(object, name)?.value;
  return typeof value === 'string' ? value : undefined;
}

/** Of a resource that the catalog does not know: annotations go, and the id that the URL names already. */
function withoutSchema(url: string | undefined, id: string | undefined): ResourceSchema {
  const named = id !== undefined && url?.endsWith(`/${encodeSegment(id)}`);
  return {
    $id: '',
    title: '',
    type: 'object',
    properties: named ? { id: { readOnly: true } } : {},
    definitions: {},
    'x-graph': { type: '', open: true, endpoints: [] },
  };
}
