import type { Resource } from '../catalog/resource.ts';
import type { Endpoint, EndpointPermissions } from '../catalog/schema.ts';
import { code, link, paragraphs, plain } from './markdown.ts';

/** What hover and completion say about a URL that updates a resource, in Markdown. */
export function describeEndpoint(resource: Pick<Resource, 'schema' | 'endpoint' | 'form'>): string {
  const { schema, endpoint, form } = resource;
  return paragraphs(
    `**Update ${plain(schema.title)}** · ${code(schema['x-graph'].type)}`,
    schema.markdownDescription ?? (schema.description && plain(schema.description)),
    workingLine(endpoint, form),
    permissionLines(endpoint.permissions),
    statusLine(endpoint),
    endpoint.notes?.map((note) => `- ${note}`).join('\n'),
    `${link(endpoint.published ? 'API page' : 'Resource page (the API page is a draft)', endpoint.documentation)}`,
  );
}

function workingLine(endpoint: Endpoint, form: Resource['form']): string | undefined {
  const [working] = endpoint.workingPaths;
  const versions = endpoint.workingVersions.join(' and ');
  if (form === 'working' || !working) return `In ${versions}.`;
  return `This is the URL as the API page prints it. The service has ${code(working)} (${versions}).`;
}

function statusLine({ statuses }: Endpoint): string {
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
  return `Permissions, least privileged first:\n${lines.join('\n')}${narrower.length > 0 ? `\n- Less: ${narrower.join('; ')}` : ''}`;
}
