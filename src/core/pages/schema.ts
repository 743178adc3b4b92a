import { ANNOTATIONS } from '../catalog/metadata/annotations.ts';
import { propertySchema, type TypeSource } from '../catalog/metadata/propertySchema.ts';
import type { Endpoint, GraphSchema, ResourceSchema } from '../catalog/schema.ts';
import type { PropertyRecord, TypeRecord } from '../csdl/model.ts';
import { isCollection, itemType, shortName } from '../csdl/names.ts';
import { isUpdate } from './calls.ts';
import { definitionsFor } from './definitions.ts';
import type { ApiPage, PageProperty } from './page.ts';
import { snippetsOf } from './snippets.ts';

/** Where a page was read from. */
export interface PageSource {
  /** The name of its file. */
  readonly name: string;
  /** Its absolute https URL, where it came from one. */
  readonly url?: string;
}

/** What stands in for the link of a page that is nowhere yet. */
const REFERENCE = 'https://learn.microsoft.com/graph/api/overview';

/**
 * The schema of a page's update, in the shape of the built-in ones. Undefined where the page does not say what it
 * updates, by which request, or which properties there are.
 *
 * @param known schemas whose types are taken over where the page only names them
 */
export function pageSchema(
  page: ApiPage,
  source: PageSource,
  known: readonly ResourceSchema[],
): ResourceSchema | undefined {
  const { type } = page;
  // A stream is changed at its own URL and never stands in a body.
  const properties = page.properties.filter((property) => property.type !== 'Edm.Stream');
  const endpoints = endpointsOf(page, source);
  if (type === undefined || properties.length === 0 || endpoints.length === 0) return undefined;
  const twin = known.find((each) => each['x-graph'].type === type);
  const own = Object.fromEntries(
    properties.map((property): [string, GraphSchema] => [
      property.name,
      schemaOf(property, type, page, twin),
    ]),
  );
  const bases = [...new Set(properties.flatMap(({ from }) => from ?? []))];
  const name = shortName(type);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: `https://graph-http.dev/schemas/workspace/${type}.json`,
    title: name,
    description: sentence(page.description, `${name}, as the page “${source.name}” describes it.`),
    markdownDescription: sentence(page.description, `${name}, as the page “${source.name}” describes it.`),
    type: 'object',
    properties: { '@odata.type': ownType(type), ...own },
    patternProperties: ANNOTATIONS,
    additionalProperties: false,
    defaultSnippets: snippetsOf(page, own),
    'x-graph': { type, bases: twin?.['x-graph'].bases ?? bases, endpoints },
    definitions: definitionsFor(Object.values(own), known),
  };
}

function endpointsOf(
  { calls, versions, status, permissions }: ApiPage,
  { url, name }: PageSource,
): Endpoint[] {
  return calls.filter(isUpdate).map(({ method, path }) => ({
    method: method === 'PUT' ? 'PUT' : 'PATCH',
    pagePath: path,
    workingPaths: [path],
    pageVersions: versions,
    workingVersions: versions,
    statuses: { page: status, service: status },
    permissions: permissions ?? { delegatedWork: [], delegatedPersonal: [], application: [] },
    documentation: url ?? REFERENCE,
    published: false,
    notes: [`This is known from the page \`${name}\`, which was imported into this workspace.`],
  }));
}

function ownType(type: string): GraphSchema {
  return {
    description: `Says which type this object has. Optional here, because ${shortName(type)} is what the service expects in this place.`,
    type: 'string',
    enum: [`#${type}`, type],
    examples: [`#${type}`],
    'x-graph': { type: 'Edm.String', nullable: false },
  };
}

function schemaOf(
  property: PageProperty,
  type: string,
  { examples }: ApiPage,
  twin: ResourceSchema | undefined,
): GraphSchema {
  const { name } = property;
  const before = Object.hasOwn(twin?.properties ?? {}, name) ? twin?.properties[name] : undefined;
  const made = propertySchema(
    typesOf(property),
    { record: recordOf(property), owner: property.from ?? type },
    { type, key: ['id'], except: new Set() },
  );
  const { description: _, markdownDescription: __, 'x-graph': facts, ...rest } = made;
  const said = sentence(
    property.description,
    before?.description ?? `The page does not describe ${name} yet.`,
  );
  const { members: ___, ...own } = facts ?? { type: property.type };
  const shown = examples.flatMap(({ body = {} }) => (Object.hasOwn(body, name) ? [body[name]] : []));
  return {
    description: said,
    ...(own.instead === undefined ? {} : { markdownDescription: `${said}\n\n**Read-only.** ${own.instead}` }),
    ...(property.type === 'Edm.Untyped'
      ? { type: ['object', 'array', 'string', 'number', 'boolean', 'null'] }
      : {}),
    ...rest,
    ...described(rest),
    examples: rest.examples ?? before?.examples ?? [plausible(shown) ?? exampleOf(property)],
    'x-graph': own,
  };
}

function described({ enum: members, items }: GraphSchema): GraphSchema {
  const texts = (of: GraphSchema['enum']) =>
    of?.map((each) => (each === null ? 'No value: clears what is stored.' : String(each)));
  const own = texts(members);
  const inside = texts(items?.enum);
  return {
    ...(own === undefined ? {} : { markdownEnumDescriptions: own }),
    ...(items === undefined || inside === undefined
      ? {}
      : { items: { ...items, markdownEnumDescriptions: inside } }),
  };
}

function recordOf({ name, type, readOnly }: PageProperty): PropertyRecord {
  return {
    name,
    type,
    ...(readOnly ? { computed: true } : {}),
    ...(isCollection(type) ? { nullable: false } : {}),
  };
}

/** The types that a row speaks of: an enumeration where it lists values, else a complex type that only has a name. */
function typesOf({ type, members }: PageProperty): TypeSource {
  return {
    type: (name): TypeRecord | undefined => {
      if (name !== itemType(type) || name.startsWith('Edm.')) return undefined;
      return members.length > 0
        ? { kind: 'enum', name, members: members.map((each, value) => ({ name: each, value })) }
        : { kind: 'complex', name, properties: [], navigation: [] };
    },
  };
}

/** A value of an example that is none of the words that stand in for one in a draft. */
function plausible(values: readonly unknown[]): unknown {
  return values.find(
    (value) =>
      typeof value === 'string' &&
      !/^(?:String|Boolean|Guid|Binary|Int(?:16|32|64)|.*-value)\b/i.test(value) &&
      value !== '',
  );
}

function exampleOf({ type, name }: PageProperty): unknown {
  const one =
    itemType(type) === 'Edm.String' || itemType(type) === 'Edm.Untyped'
      ? `${name} text`
      : { '@odata.type': `#${itemType(type)}` };
  return isCollection(type) ? [one] : one;
}

/** The text as a sentence; `otherwise` where it says next to nothing. */
function sentence(text: string, otherwise: string): string {
  const own = text.replace(/\bTODO\b/g, 'to do').trim();
  if (own.length < 11) return otherwise;
  return /[.?!)]$/.test(own) ? own : `${own}.`;
}
