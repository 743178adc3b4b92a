import { LARGEST_BODY } from '../catalog/limits.ts';
import type { ResourceSchema } from '../catalog/schema.ts';
import { isAnnotation } from '../change/json.ts';
import { itemType } from '../csdl/names.ts';
import { knownDefinition } from './definitions.ts';
import type { Includes } from './includes.ts';
import type { ApiPage } from './page.ts';
import { type PageProblem, pageProblem } from './problems.ts';
import { readPage } from './readPage.ts';
import { pageRequests } from './requestFile.ts';
import { type PageSource, pageSchema } from './schema.ts';

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
 */
export function importPage(
  text: string,
  source: PageSource,
  catalog: readonly ResourceSchema[],
  includes?: Includes,
): ImportedPage {
  const known = catalog.filter(({ $id }) => BUILT_IN.test($id));
  const page = readPage(text.slice(0, LARGEST_PAGE), includes);
  const schema = pageSchema(page, source, known);
  const unknown = unknownTypes(page, known);
  return {
    page,
    problems: [...page.problems, ...unknown].sort((a, b) => a.start - b.start || a.end - b.end),
    fileName: source.name.replace(/\.(?:md|markdown)$/i, '').replace(/[^\w.-]+/g, '-') || 'page',
    requests: pageRequests(page, source),
    schema: schema && workspaceSchema(schema),
  };
}

function workspaceSchema(schema: ResourceSchema): WorkspaceSchema {
  return {
    fileName: `${schema['x-graph'].type}.json`,
    text: `${JSON.stringify(schema, null, 2)}\n`,
    properties: Object.keys(schema.properties).filter((name) => !isAnnotation(name)).length,
  };
}

function unknownTypes({ properties }: ApiPage, known: readonly ResourceSchema[]): readonly PageProblem[] {
  return properties.flatMap(({ name, type, members, typeSpan }) => {
    const one = itemType(type);
    if (one.startsWith('Edm.') || members.length > 0 || knownDefinition(one, known) !== undefined) return [];
    const message = `Nothing is known of ${one} but its name, so '${name}' may have any content. Add its properties to the schema.`;
    return [pageProblem('page-type-unknown', typeSpan, message)];
  });
}
