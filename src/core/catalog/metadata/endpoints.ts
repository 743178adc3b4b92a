import type { UpdateRecord } from '../../csdl/model.ts';
import type { ApiVersion, Endpoint, EndpointPermissions } from '../schema.ts';
import { documentationOf } from './documentation.ts';
import type { FullType, MetadataModel } from './model.ts';
import type { Place } from './place.ts';
import { oneOf, rootPlace } from './walk.ts';

/** The permissions of a method on a path, least first. */
export interface CallPermissions {
  readonly delegatedWork: readonly string[];
  readonly delegatedPersonal: readonly string[];
  readonly application: readonly string[];
}

/** What permissions a call needs; undefined where nothing is known of it. */
export type PermissionsOf = (method: string, path: string) => CallPermissions | undefined;

/** What makes endpoints: where they are, and what is known of their permissions. */
export interface EndpointContext {
  readonly model: MetadataModel;
  readonly version: ApiVersion;
  readonly permissionsOf: PermissionsOf;
}

/** How an update of a place is sent; undefined where the metadata says that there is none. */
export function updateMethod(restrictions: readonly UpdateRecord[]): Endpoint['method'] | undefined {
  if (restrictions.some(({ updatable }) => updatable === false)) return undefined;
  return restrictions.some(({ method }) => method === 'PUT') ? 'PUT' : 'PATCH';
}

/** The endpoint that updates what a path leads to. */
export function endpointOf(
  context: EndpointContext,
  type: FullType,
  { template, restrictions, linked }: Pick<Place, 'template' | 'restrictions' | 'linked'>,
): Endpoint | undefined {
  const method = updateMethod(restrictions);
  return method && endpointAt(context, type, { template, restrictions, linked }, method);
}

/** The same, wherever it is: what reading, making and deleting there needs is known of it too. */
export function endpointAt(
  context: EndpointContext,
  type: FullType,
  { template, restrictions, linked }: Pick<Place, 'template' | 'restrictions' | 'linked'>,
  method: Endpoint['method'],
): Endpoint {
  const path = `/${template.join('/')}`;
  const notes = notesOf(type, restrictions, linked);
  let permissions: EndpointPermissions | undefined;
  return {
    method,
    pagePath: path,
    workingPaths: [path],
    pageVersions: [context.version],
    workingVersions: [context.version],
    get permissions() {
      permissions ??= permissionsAt(context, method, template);
      return permissions;
    },
    ...documentationOf(type.record.name, template),
    ...(needsEtag(type) ? { etag: 'required' as const } : {}),
    ...(REPRESENTED.has(type.record.name) ? { representation: true as const } : {}),
    ...(notes.length > 0 ? { notes } : {}),
  };
}

/**
 * Entity types whose updates are answered with the object where `Prefer: return=representation` asks for it: the pages
 * of their updates say so (section "Response"); their metadata does not tell.
 */
const REPRESENTED: ReadonlySet<string> = new Set(
  [
    ...[
      'plannerAssignedToTaskBoardTaskFormat',
      'plannerBucket',
      'plannerBucketTaskBoardTaskFormat',
      'plannerPlan',
    ],
    ...['plannerPlanDetails', 'plannerProgressTaskBoardTaskFormat', 'plannerTask', 'plannerTaskDetails'],
    ...['plannerUser', 'openShift', 'alert', 'secureScoreControlProfile', 'tiIndicator'],
  ].map((name) => `microsoft.graph.${name}`),
);

/** Planner refuses every change without the ETag of what was read; its metadata does not tell. */
function needsEtag({ record, key }: FullType): boolean {
  return key.length > 0 && /\.planner[A-Z]\w*$/.test(record.name);
}

/** What the update of an object needs, and reading, making and deleting it, as far as that is known. */
function permissionsAt(
  { permissionsOf }: EndpointContext,
  method: string,
  template: readonly string[],
): EndpointPermissions {
  const path = `/${template.join('/')}`;
  const isLink = template.at(-1) === '$ref';
  // Of several links, one is added or removed, and none is put.
  const methods = isLink ? [method, 'POST', 'DELETE'] : [method];
  const update = methods.map((each) => permissionsOf(each, path)).find((each) => each !== undefined);
  const people = (verb: string, at: string): readonly string[] => {
    const found = permissionsOf(verb, at);
    if (found === undefined) return [];
    return found.delegatedWork.length > 0 ? found.delegatedWork : found.delegatedPersonal;
  };
  const read = people('GET', path);
  const last = template.at(-1);
  const create = last?.startsWith('{')
    ? people('POST', `/${template.slice(0, -1).join('/')}`)
    : isLink
      ? people('POST', path)
      : [];
  const removal = people('DELETE', path);
  return {
    delegatedWork: update?.delegatedWork ?? [],
    delegatedPersonal: update?.delegatedPersonal ?? [],
    application: update?.application ?? [],
    ...(update === undefined ? { unknown: true } : {}),
    ...(read.length > 0 ? { read } : {}),
    ...(create.length > 0 ? { create } : {}),
    ...(removal.length > 0 ? { delete: removal } : {}),
  };
}

function notesOf(type: FullType, restrictions: readonly UpdateRecord[], linked: boolean): readonly string[] {
  const described = restrictions.flatMap(({ description }) => description ?? []);
  const upserts = restrictions.some(({ upsertable }) => upsertable === true);
  return [
    ...new Set([
      ...described,
      ...(upserts ? ['Where there is no such object, the update makes it.'] : []),
      ...(linked
        ? [
            'The path reaches the object through a link. Services take changes at its own URL only, as a rule.',
          ]
        : []),
      ...(type.record.deprecation?.description ? [type.record.deprecation.description] : []),
    ]),
  ];
}

/** The endpoints of the objects of a type that a path can begin with: those of entity sets and singletons. */
export function rootEndpoints(context: EndpointContext, type: string): readonly Endpoint[] {
  const full = context.model.full(type);
  if (full?.record.kind !== 'entity') return [];
  return context.model.roots
    .filter((root) => root.type === type)
    .flatMap((root) => endpointOf(context, full, oneOf(rootPlace(context.model, root))) ?? []);
}
