import { type ObjectSchema, objectSchema } from '../../catalog/objectSchema.ts';
import type { GraphSchema, ResourceSchema } from '../../catalog/schema.ts';
import { typeText } from '../../catalog/typeText.ts';
import { schemaRead } from '../../check/url/select.ts';
import { resolveUrl, type UrlSubject } from '../../check/url/subject.ts';
import type { Token } from '../../text/span.ts';
import type { AssistContext } from '../context.ts';
import { describeProperty } from '../describe/describeProperty.ts';
import { code, paragraphs, plain } from '../describe/markdown.ts';
import type { Hover } from './hover.ts';

/** Options whose values name properties or links. */
const NAMING = /^(?:\$|%24)?(?:select|filter|orderby|expand)$/i;
/** Texts in quotes, and names or paths outside of them; a call and a variable are none. */
const WORD = /'(?:[^']|'')*'?|[A-Za-z_][\w/]*(?![\w/(:])/g;
/** A value is looked through so far. */
const LONGEST = 20_000;

/** The property or link that a query names at a place; undefined where the catalog does not know it. */
export function queryNameHover(
  context: AssistContext,
  subject: UrlSubject,
  option: { readonly name: Token; readonly value?: Token },
  offset: number,
): Hover | undefined {
  const { name, value } = option;
  if (value === undefined || !NAMING.test(name.text)) return undefined;
  const found = [...value.text.slice(0, LONGEST).matchAll(WORD)].find(({ 0: word, index }) => {
    const start = value.start + index;
    const { start: from, end } = subject.toBlock({ start, end: start + word.length });
    return from <= offset && offset <= end;
  });
  if (!found || found[0].startsWith("'")) return undefined;
  const [path] = found;
  const schema = schemaRead(subject, context.catalog, resolveUrl(context.catalog, subject.parts));
  const markdown = schema && describePath(schema, path);
  const start = value.start + found.index;
  return markdown === undefined
    ? undefined
    : { span: subject.toBlock({ start, end: start + path.length }), markdown };
}

function describePath(root: ResourceSchema, path: string): string | undefined {
  let owner: ObjectSchema = objectSchema(root, root, undefined);
  const names = path.split('/');
  for (const [index, name] of names.entries()) {
    const property: GraphSchema | undefined = owner.properties.get(name);
    if (property === undefined) {
      const link = index === 0 ? owner.navigation.get(name) : undefined;
      return link && paragraphs(`**${plain(name)}** · leads to ${code(typeText(link.type))}`);
    }
    if (index === names.length - 1) return describeProperty(name, property);
    owner = objectSchema(root, property, undefined);
  }
  return undefined;
}
