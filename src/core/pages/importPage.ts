import { isOfWorkspace } from '../catalog/completed.ts';
import { LARGEST_BODY } from '../catalog/limits.ts';
import type { Catalog } from '../catalog/resource.ts';
import type { ResourceSchema } from '../catalog/schema.ts';
import { typeText } from '../catalog/typeText.ts';
import { isAnnotation } from '../change/json.ts';
import { isCollection, itemType } from '../csdl/names.ts';
import { isUpdate } from './examples/calls.ts';
import { pageRequests } from './examples/requestFile.ts';
import type { Includes } from './markdown/includes.ts';
import type { ApiPage } from './page.ts';
import { type PageProblem, pageProblem } from './problems.ts';
import { readPage } from './readPage.ts';
import { type PageSource, pageSchema } from './schema/schema.ts';

/** A schema as a workspace keeps it. */
export interface WorkspaceSchema {
  readonly fileName: string;
  readonly text: string;
  /** How many properties of the page it has. */
  readonly properties: number;
}

/** What becomes of an API page. */
export interface ImportedPage {
  readonly page: ApiPage;
  /** What it leaves open, in the order of the page, with what nothing else is known of either. */
  readonly problems: readonly PageProblem[];
  /** The name of both files, without folder and ending: `update-identity`. */
  readonly fileName: string;
  /** Text of a `.graph.http` file, where the page has a request. */
  readonly requests: string | undefined;
  /** Name and text of a workspace schema, where one can be made. */
  readonly schema: WorkspaceSchema | undefined;
}

/** Schemas that come with the product: those of metadata and workspaces say too little, or too much, of a type. */
const BUILT_IN = /^https:\/\/graph-http\.dev\/schemas\/\w+\.json$/;

/** Larger pages are not read, in characters. */
export const LARGEST_PAGE = LARGEST_BODY / 4;

/**
 * Reads an API page and makes a request file and a schema of it. It takes any text.
 *
 * @param catalog schemas; the types of the built-in ones are taken over where the page only names them
 * @param includes files that the page includes, as far as they are at hand
 * @param resolve what is known of URLs already, from metadata
 */
export function importPage(
  text: string,
  source: PageSource,
  catalog: readonly ResourceSchema[],
  includes?: Includes,
  resolve?: Catalog['resolve'],
): ImportedPage {
  const known = catalog.filter(({ $id }) => BUILT_IN.test($id));
  const read = readPage(text.slice(0, LARGEST_PAGE), includes);
  const placed = resolve === undefined ? [] : schemasAt(read, resolve);
  const page = withType(read, placed);
  const schema = pageSchema(page, source, known);
  const unknown = [...unknownTypes(page, [...known, ...placed]), ...differentTypes(page, placed)];
  return {
    page,
    problems: [...page.problems, ...unknown].sort((a, b) => a.start - b.start || a.end - b.end),
    fileName: source.name.replace(/\.(?:md|markdown)$/i, '').replace(/[^\w.-]+/g, '-') || 'page',
    requests: pageRequests(page, source),
    schema: schema && workspaceSchema(schema),
  };
}

/** What is known of the objects that the page updates. */
function schemasAt({ calls, versions }: ApiPage, resolve: Catalog['resolve']): readonly ResourceSchema[] {
  return calls.filter(isUpdate).flatMap(({ path }) => {
    for (const version of versions) {
      const answer = resolve(version, path);
      if (answer.found) return [answer.resource.schema];
    }
    return [];
  });
}

/** The page with the type that its URL leads to, where it names none, or spells that one otherwise. */
function withType(page: ApiPage, placed: readonly ResourceSchema[]): ApiPage {
  const types = placed.flatMap((schema) => (isOfWorkspace(schema) ? [] : [schema['x-graph'].type]));
  // Requests of several types have no one schema.
  if (page.type === undefined && new Set(types).size > 1) return page;
  const same = types.find((type) => type.toLowerCase() === page.type?.toLowerCase());
  const type = page.type === undefined ? types[0] : (same ?? page.type);
  if (type === undefined || type === page.type) return page;
  return { ...page, type, problems: page.problems.filter(({ code }) => code !== 'page-resource-unknown') };
}

function workspaceSchema(schema: ResourceSchema): WorkspaceSchema {
  return {
    fileName: `${schema['x-graph'].type}.json`,
    text: `${JSON.stringify(schema, null, 2)}\n`,
    properties: Object.keys(schema.properties).filter((name) => !isAnnotation(name)).length,
  };
}

function unknownTypes(
  { properties, types }: ApiPage,
  known: readonly ResourceSchema[],
): readonly PageProblem[] {
  // Metadata has an enumeration within the property, and pages do not care for capitals.
  const names = new Set(known.flatMap(namedIn));
  return properties.flatMap(({ name, type, members, typeSpan }) => {
    const one = itemType(type);
    const isKnown = one.startsWith('Edm.') || types.has(one) || names.has(one.toLowerCase());
    if (isKnown || members.length > 0) return [];
    const message = `Nothing is known of ${one} but its name, so '${name}' may have any content. Add its properties to the schema.`;
    return [pageProblem('page-type-unknown', typeSpan, message)];
  });
}

/** The types that a schema tells something of, in lower case. */
function namedIn({
  definitions,
  properties,
  'x-graph': { navigation = {} },
}: ResourceSchema): readonly string[] {
  const inside = [
    ...Object.values(properties),
    ...Object.values(definitions).flatMap((each) => Object.values(each.properties ?? {})),
  ];
  const types = [
    ...inside.flatMap((each) => each['x-graph']?.type ?? []),
    ...Object.values(navigation).map(({ type }) => type),
  ];
  return [...Object.keys(definitions), ...types.map(itemType)].map((name) => name.toLowerCase());
}

/** Where the metadata has another type for a property of the page; a type that only has a name is none. */
function differentTypes(page: ApiPage, placed: readonly ResourceSchema[]): readonly PageProblem[] {
  const known = placed.find((schema) => !isOfWorkspace(schema) && schema['x-graph'].type === page.type);
  return page.properties.flatMap(({ name, type, typeSpan, members }) => {
    const theirs = Object.hasOwn(known?.properties ?? {}, name)
      ? known?.properties[name]?.['x-graph']?.type
      : undefined;
    const isNamed = !itemType(type).startsWith('Edm.') && isCollection(type) === isCollection(theirs ?? '');
    const unclear = theirs === undefined || type === 'Edm.Untyped' || isNamed || members.length > 0;
    if (unclear || theirs.toLowerCase() === type.toLowerCase() || isWordFor(type, theirs)) return [];
    const message = `The metadata has ${typeText(theirs)} for '${name}', and that counts. Make the two the same.`;
    return [pageProblem('page-type-differs', typeSpan, message, 'information')];
  });
}

/** Pages call an enumeration a String, and a number by its nearest name. */
function isWordFor(type: string, theirs: string): boolean {
  return (
    itemType(type) === 'Edm.String' &&
    !itemType(theirs).startsWith('Edm.') &&
    isCollection(type) === isCollection(theirs)
  );
}
