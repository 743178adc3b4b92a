import { NO_ADDRESS } from '../../catalog/completed.ts';
import { ANNOTATIONS } from '../../catalog/metadata/annotations.ts';
import type { Endpoint, GraphSchema, NavigationFacts, ResourceSchema } from '../../catalog/schema.ts';
import { isAnnotation, ownValue } from '../../change/json.ts';
import { isCollection, itemType, shortName } from '../../csdl/names.ts';
import { isUpdate } from '../examples/calls.ts';
import { linkedNames, onlyShown } from '../examples/exampleNames.ts';
import { sentence } from '../markdown/sentence.ts';
import type { ApiPage, PageCall, PageProperty } from '../page.ts';
import { definitionsFor, knownDefinition, ownType } from './definitions.ts';
import { schemaOfProperty } from './propertySchema.ts';
import { snippetsOf } from './snippets.ts';

/** Where a page was read from. */
export interface PageSource {
  /** The name of its file. */
  readonly name: string;
  /** Its absolute https URL, where it came from one. */
  readonly url?: string;
}

/** So many examples are asked for a value. */
const MOST_SHOWN = 20;

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
  const twin = known.find((each) => each['x-graph'].type === type);
  const endpoints = endpointsOf(page, source, twin);
  if (type === undefined || page.properties.length === 0 || endpoints.length === 0) return undefined;
  const own = propertiesOf(page, type, known);
  if (Object.keys(own).length === 0) return undefined;
  const navigation = navigationOf(page, twin);
  const bases = [...new Set(page.properties.flatMap(({ from }) => from ?? []))];
  const name = shortName(type);
  const description = sentence(name, page.description, `${name}, as the page “${source.name}” describes it.`);
  const kinds = page.kinds.map((kind) => `#/definitions/${kind}`);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: `https://graph-http.dev/schemas/workspace/${type}.json`,
    title: name,
    description,
    markdownDescription: description,
    type: 'object',
    properties: { '@odata.type': ownType(type), ...own },
    patternProperties: ANNOTATIONS,
    additionalProperties: false,
    defaultSnippets: snippetsOf(page, own),
    'x-graph': {
      type,
      ...(kinds.length === 0 ? {} : { derived: kinds }),
      bases: twin?.['x-graph'].bases ?? bases,
      ...(navigation === undefined ? {} : { navigation }),
      endpoints,
    },
    definitions: definitionsFor(own, page, known),
  };
}

/** The properties of the table, and those that only the examples have; links are none. */
function propertiesOf(
  page: ApiPage,
  type: string,
  known: readonly ResourceSchema[],
): Readonly<Record<string, GraphSchema>> {
  const links = linkedNames(page);
  const twin = known.find((each) => each['x-graph'].type === type);
  const isKnown = (name: string) => page.types.has(name) || knownDefinition(name, known) !== undefined;
  const made = [...page.properties, ...onlyShown(page)]
    // A stream is changed at its own URL and never stands in a body. `@odata.type` every schema has.
    .filter(
      ({ name, type: each }) => itemType(each) !== 'Edm.Stream' && !links.has(name) && !isAnnotation(name),
    )
    .map((property): [string, GraphSchema] => {
      const shown = page.examples.slice(0, MOST_SHOWN).map(({ body = {} }) => ownValue(body, property.name));
      return [property.name, schemaOfProperty(property, { type, key: ['id'], shown, twin, isKnown })];
    });
  return Object.fromEntries(made);
}

/** What the examples link with `name@odata.bind`; the table may name the type of it. */
function navigationOf(
  page: ApiPage,
  twin: ResourceSchema | undefined,
): Readonly<Record<string, NavigationFacts>> | undefined {
  const rows = new Map(page.properties.map((property) => [property.name, property]));
  const linked = [...linkedNames(page)].map(([name, several]): [string, NavigationFacts] => {
    const row = rows.get(name);
    const one =
      row === undefined || row.type.includes('Edm.') ? 'microsoft.graph.entity' : itemType(row.type);
    return [name, linkFacts(name, several ? `Collection(${one})` : one, row)];
  });
  const all = { ...Object.fromEntries(linked), ...twin?.['x-graph'].navigation };
  return Object.keys(all).length === 0 ? undefined : all;
}

function linkFacts(name: string, type: string, row: PageProperty | undefined): NavigationFacts {
  const otherwise = `${isCollection(type) ? 'Objects' : 'An object'} that ${name}@odata.bind links, as the page shows.`;
  return { type, description: sentence(name, row?.description ?? '', otherwise) };
}

/** A request line that a known schema has as well keeps what is known of it. */
function endpointsOf(
  { calls, versions, status, permissions, etag, properties }: ApiPage,
  { url, name }: PageSource,
  twin: ResourceSchema | undefined,
): Endpoint[] {
  // The URL of a stream takes its content, and no object.
  const streams = new Set(properties.flatMap(({ name, type }) => (type === 'Edm.Stream' ? [name] : [])));
  const note = `This is known from the page \`${name}\`, which was imported into this workspace.`;
  return calls
    .filter((call) => isUpdate(call) && !streams.has(lastSegment(call)))
    .map((call) => {
      const method = call.method === 'PUT' ? 'PUT' : 'PATCH';
      const before = twin?.['x-graph'].endpoints.find(
        (each) => each.method === method && each.pagePath === call.path,
      );
      const condition = etag ?? before?.etag;
      return {
        method,
        pagePath: call.path,
        workingPaths: before?.workingPaths ?? [call.path],
        pageVersions: versions,
        workingVersions: before?.workingVersions ?? versions,
        statuses: { page: status, service: before?.statuses?.service ?? status },
        permissions: permissions ??
          before?.permissions ?? { delegatedWork: [], delegatedPersonal: [], application: [], unknown: true },
        documentation: url ?? before?.documentation ?? NO_ADDRESS,
        published: before?.published ?? false,
        ...(condition === undefined ? {} : { etag: condition }),
        notes: [...(before?.notes ?? []), note],
      };
    });
}

function lastSegment({ path }: PageCall): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
