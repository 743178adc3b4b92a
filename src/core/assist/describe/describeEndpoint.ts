import type { Resource } from '../../catalog/resource.ts';
import type { Endpoint, EndpointPermissions } from '../../catalog/schema.ts';
import { leastPermissions } from '../../permissions/scopes.ts';
import { code, link, paragraphs, plain } from './markdown.ts';

/** How much is said about an endpoint. */
export interface EndpointDetail {
  /** Names of the properties that the body sets; empty where there is none yet. */
  readonly touched?: readonly string[];
  /** Without what the resource is and what a person should know before they use it. */
  readonly brief?: boolean;
}

/** What hover and completion say about a URL that updates a resource, in Markdown. */
export function describeEndpoint(
  resource: Pick<Resource, 'schema' | 'endpoint' | 'form'>,
  { touched = [], brief = false }: EndpointDetail = {},
): string {
  const { schema, endpoint, form } = resource;
  const about = schema.description ? plain(schema.description) : schema.markdownDescription;
  return paragraphs(
    `**Update ${plain(schema.title)}** · ${code(schema['x-graph'].type)}`,
    !brief && about,
    [workingLine(endpoint, form), statusLine(endpoint), etagLine(endpoint)]
      .filter((line) => line !== undefined)
      .join(' '),
    permissionLines(endpoint.permissions),
    bodyPermissionLine(resource, touched),
    !brief && notesOf(endpoint),
    documentationLink(endpoint),
  );
}

/** Where to read about an endpoint, in Markdown; undefined where no page of it is known. */
export function documentationLink(
  endpoint: Pick<Endpoint, 'documentation' | 'overview' | 'published'>,
): string | undefined {
  const { documentation } = endpoint;
  return documentation && link(documentationName(endpoint), documentation);
}

/** What the documentation is: of metadata no page of the update is known, only where that of the type is. */
function documentationName({ overview, published }: Pick<Endpoint, 'overview' | 'published'>): string {
  if (overview !== undefined) return `Overview of ${overview}`;
  if (published === undefined) return 'Resource page';
  return published ? 'API page' : 'Resource page (the API page is a draft)';
}

/** Under a line of its own, so that the list does not run into the one above it. */
function notesOf({ notes = [] }: Endpoint): string | undefined {
  return notes.length > 0 ? `Good to know:\n${notes.map((note) => `- ${note}`).join('\n')}` : undefined;
}

function workingLine(endpoint: Endpoint, form: Resource['form']): string | undefined {
  const [working] = endpoint.workingPaths;
  const versions = endpoint.workingVersions.join(' and ');
  if (form === 'working' || !working) return `In ${versions}.`;
  return `This is the URL as the API page prints it. The service has ${code(working)} (${versions}).`;
}

/** What the body as it stands needs, where that is not simply the first permission of the list. */
function bodyPermissionLine(
  { schema, endpoint }: Pick<Resource, 'schema' | 'endpoint'>,
  touched: readonly string[],
): string | undefined {
  if (touched.length === 0) return undefined;
  const [general] = leastPermissions(endpoint, [], schema).permissions;
  const { permissions } = leastPermissions(endpoint, touched, schema);
  if (permissions.length === 0 || (permissions.length === 1 && permissions[0] === general)) return undefined;
  const list = permissions.map(code).join(' and ');
  return `**This body needs ${list}** of a signed-in person.`;
}

function etagLine({ etag }: Endpoint): string | undefined {
  if (etag === undefined) return undefined;
  return etag === 'required'
    ? 'Needs `If-Match` with the ETag of the object; without it the answer is 428.'
    : 'Safer with `If-Match` and the ETag of the object: then nothing that changed meanwhile is overwritten.';
}

function statusLine({ statuses }: Endpoint): string | undefined {
  if (statuses === undefined) return undefined;
  if (statuses.page === statuses.service) return `Answers ${answerText(statuses.service)}.`;
  return `Answers ${answerText(statuses.service)}; the API page says ${answerText(statuses.page)}.`;
}

function answerText(status: 200 | 204): string {
  return status === 200 ? '200 with the changed object' : '204 without a body';
}

function permissionLines(permissions: EndpointPermissions): string {
  const narrower = (permissions.narrower ?? []).map(
    ({ permission, properties }) =>
      `${code(permission)} (enough for ${properties.map(code).join(', ')} alone)`,
  );
  const rows = [
    ['Work or school account', permissions.delegatedWork],
    ['Personal account', permissions.delegatedPersonal],
    ['Application', permissions.application],
  ] as const;
  const lines = rows.map(
    ([scheme, list]) => `- ${scheme}: ${list.length > 0 ? list.map(code).join(', ') : 'not supported'}`,
  );
  const others = (['read', 'create', 'delete'] as const).flatMap((verb) => {
    const [least] = permissions[verb] ?? [];
    return least === undefined ? [] : `${code(least)} to ${verb}`;
  });
  return [
    permissions.unknown
      ? 'Permissions: there is no data for this URL. That does not mean that it needs none.'
      : `Permissions, least privileged first:\n${lines.join('\n')}`,
    ...(narrower.length > 0 ? [`- Less: ${narrower.join('; ')}`] : []),
    ...(others.length > 0 ? [`- Other methods: ${others.join(', ')}`] : []),
  ].join('\n');
}
