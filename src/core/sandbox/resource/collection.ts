import type { ResourceSchema } from '../../catalog/schema.ts';
import type { JsonObject } from '../../text/jsonValues.ts';
import { commonHeaders, type SandboxAnswer } from '../answer.ts';
import type { ResourceCall } from '../call.ts';
import { contextUrl } from '../objects/addresses.ts';
import { requireRead } from '../signIn/access.ts';
import { type Filter, parseFilter } from './filter.ts';
import { OBJECT_TYPE, objectBody } from './objectAnswer.ts';
import { parsePreferences } from './prefer.ts';
import { queryOptions } from './queryOptions.ts';
import { badRequest } from './resourceRefusals.ts';
import { selectedIn } from './select.ts';

/** Objects of one page where the request says nothing, and at most. */
const USUAL_PAGE = 100;
const LARGEST_PAGE = 999;

/** What a request wants of a collection. */
interface Wish {
  readonly selected: readonly string[] | undefined;
  readonly filter: Filter | undefined;
  /** Objects of a page, and how many are passed over before it. */
  readonly top: number;
  readonly skip: number;
  readonly count: boolean;
}

/**
 * Answers a GET of a collection: a page of its objects, oldest first, with `@odata.nextLink` where there are more.
 *
 * @throws Refusal 400 for a query option that cannot be answered, 403.
 */
export function listObjects(call: ResourceCall): SandboxAnswer {
  const { service, resource, request, grant, objects } = call;
  const { schema } = resource;
  const wish = wishOf(schema, request.query);
  const { selected, filter, top, skip } = wish;
  requireRead(resource, grant, [...(selected ?? []), ...(filter ? [filter.property] : [])]);
  const found = objects.list().filter(({ object }) => filter === undefined || filter.matches(object));
  const preferences = parsePreferences(request.header('prefer'));
  const shape = { preferences, ...(selected === undefined ? {} : { selected }) };
  const body: JsonObject = {
    '@odata.context': contextUrl(call, selected ?? [], 'collection'),
    ...(wish.count ? { '@odata.count': found.length } : {}),
    ...(skip + top < found.length ? { '@odata.nextLink': nextLink(call, skip + top) } : {}),
    value: found.slice(skip, skip + top).map((stored) => objectBody(objects.schemaOf(stored), stored, shape)),
  };
  const headers = {
    ...commonHeaders(request.ids, service.clock),
    'odata-version': '4.0',
    'content-type': OBJECT_TYPE,
    ...(preferences.unknownEnumMembers ? { 'preference-applied': 'include-unknown-enum-members' } : {}),
  };
  return { status: 200, headers, body: JSON.stringify(body) };
}

function wishOf(schema: ResourceSchema, query: URLSearchParams): Wish {
  const options = queryOptions(query, ['select', 'filter', 'top', 'skip', 'count'], 'a collection');
  const filter = options.get('filter');
  const count = options.get('count')?.toLowerCase() ?? 'false';
  if (count !== 'true' && count !== 'false') throw invalid('count', 'true or false');
  return {
    selected: selectedIn(schema, options.get('select')),
    filter: filter === undefined ? undefined : parseFilter(schema, filter),
    top: wholeNumberOf('top', options.get('top'), USUAL_PAGE, 1, LARGEST_PAGE),
    skip: wholeNumberOf('skip', options.get('skip'), 0, 0, Number.MAX_SAFE_INTEGER),
    count: count === 'true',
  };
}

function wholeNumberOf(
  name: string,
  text: string | undefined,
  usual: number,
  least: number,
  most: number,
): number {
  if (text === undefined) return usual;
  const number = Number(text);
  if (!/^\d{1,16}$/.test(text) || number < least || number > most) {
    throw invalid(name, most === LARGEST_PAGE ? `a number from ${least} to ${most}` : 'a whole number');
  }
  return number;
}

function invalid(name: string, wanted: string): Error {
  return badRequest(`Invalid value for the query option '$${name}': it must be ${wanted}.`);
}

/** The same request for the objects behind the first `skip`. */
function nextLink({ request }: ResourceCall, skip: number): string {
  const query = [...request.query]
    .filter(([name]) => !/^\$?skip$/i.test(name))
    .concat([['$skip', String(skip)]])
    .map(([name, value]) => `${encodeURIComponent(name).replace('%24', '$')}=${encodeURIComponent(value)}`);
  return `${request.origin}/${request.version}${request.path}?${query.join('&')}`;
}
