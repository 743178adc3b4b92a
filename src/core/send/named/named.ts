import type { ResourceSchema } from '../../catalog/schema.ts';
import { pathStep } from '../../text/jsonPath.ts';
import type { GraphError } from '../outcome.ts';
import { type BodyPath, locate, locateValue, ownName, type Wanted } from './locate.ts';
import { readSteps } from './steps.ts';
import { isAboutMissing, namesIn, ownerIn, valueIn } from './words.ts';

/** Something that a service says about one place of the body. */
export interface NamedPlace {
  readonly path: BodyPath;
  /** The service's code for it; empty where it gives none. */
  readonly code: string;
  /** The service's sentence. */
  readonly message: string;
  /** Index in `error.details`; absent for what the error itself says. */
  readonly detail?: number;
}

/** What names a place: the error itself, or one of its details. */
type Said = Pick<NamedPlace, 'code' | 'message' | 'detail'> & { readonly target: string | undefined };

/** Names that stand before a path for the body itself, where it has no property called so. */
const BODY = /^(?:body|requestBody|payload|resource|entity|model)$/i;

/**
 * The places of a body that an error names, in its targets and in the words of its messages, each once. Nothing is
 * guessed: what may mean several places, or none, is left out.
 *
 * @param body that was refused, as data
 * @param schema of the resource, which tells properties of one name apart by their type
 */
export function namedPlaces(
  error: GraphError,
  body: unknown,
  schema?: ResourceSchema,
): readonly NamedPlace[] {
  const found = new Map<string, NamedPlace>();
  for (const said of saidBy(error)) {
    for (const path of pathsOf(said, body, schema)) {
      const { code, message, detail } = said;
      const place = { path, code, message, ...(detail === undefined ? {} : { detail }) };
      if (!found.has(pathText(path))) found.set(pathText(path), place);
    }
  }
  return [...found.values()];
}

/** A place as a JSON path: `passwordCredentials[0].startDateTime`. */
export function pathText(path: BodyPath): string {
  return path.map(pathStep).join('').replace(/^\./, '');
}

/** The details first: they say what is wrong at one place. */
function saidBy({ code, message, target, details }: GraphError): readonly Said[] {
  const all: Said[] = details.map((each, detail) => ({
    code: each.code === '' ? code : each.code,
    message: each.message === '' ? message : each.message,
    target: each.target,
    detail,
  }));
  return [...all, { code, message, target }];
}

function pathsOf(said: Said, body: unknown, schema?: ResourceSchema): readonly BodyPath[] {
  const wanted = wantedBy(said, body, schema);
  if (wanted.length > 0) return wanted.flatMap((each) => asList(locate(body, each, schema)));
  const value = valueIn(said.message);
  return value === undefined ? [] : asList(locateValue(body, value.text, value.type, schema));
}

function asList<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}

function wantedBy({ target, message }: Said, body: unknown, schema?: ResourceSchema): readonly Wanted[] {
  const missing = isAboutMissing(message);
  const steps = target === undefined ? undefined : readSteps(target);
  if (steps !== undefined) return [{ steps: withoutBody(steps, body, schema), fromRoot: true, missing }];
  const owner = ownerIn(message);
  return namesIn(message).flatMap((name) => {
    const read = readSteps(name);
    if (read === undefined) return [];
    const about = { fromRoot: name.startsWith('$'), missing, ...(owner === undefined ? {} : { owner }) };
    return [{ steps: withoutBody(read, body, schema), ...about }];
  });
}

/** Steps without a first one that names the body, or its type. */
function withoutBody(steps: readonly string[], body: unknown, schema?: ResourceSchema): readonly string[] {
  const [first = '', ...rest] = steps;
  const type = schema?.['x-graph'].type.split('.').at(-1);
  const isBody = BODY.test(first) || first.toLowerCase() === type?.toLowerCase();
  if (rest.length === 0 || !isBody) return steps;
  return ownName(body, first) === undefined ? rest : steps;
}
