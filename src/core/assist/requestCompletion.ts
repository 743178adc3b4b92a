import type { Catalog } from '../catalog/resource.ts';
import type { ApiVersion, Endpoint, ResourceSchema } from '../catalog/schema.ts';
import { GLOBAL } from '../send/environments.ts';
import type { Span } from '../text/span.ts';
import type { Completion } from './completion.ts';
import { describeEndpoint } from './describeEndpoint.ts';
import { escapeSnippet, snippetText } from './snippet.ts';

/** Methods that Microsoft Graph knows, with what they do to a resource. */
const METHODS: readonly { readonly name: string; readonly detail: string }[] = [
  { name: 'PATCH', detail: 'change some properties' },
  { name: 'GET', detail: 'read' },
  { name: 'PUT', detail: 'replace' },
  { name: 'POST', detail: 'create, or run an action' },
  { name: 'DELETE', detail: 'delete' },
];

/** Methods and whole requests, where a request line may begin. */
export function completeRequest(catalog: Catalog, span: Span): readonly Completion[] {
  const methods = METHODS.map(
    ({ name, detail }, index): Completion => ({
      label: name,
      kind: 'method',
      detail,
      edit: { span, newText: `${name} ` },
      sortText: `1${index}`,
      continues: true,
    }),
  );
  return [...wholeRequests(catalog, span), ...methods];
}

/** The URLs of every known endpoint, for a URL that was begun. */
export function completeUrl(catalog: Catalog, span: Span, typed: string): readonly Completion[] {
  const absolute = !typed.startsWith('/');
  return places(catalog).map((place, index): Completion => {
    const url = urlOf(place.path, place.version, absolute);
    return {
      label: url,
      kind: 'url',
      detail: `${place.schema.title}${place.fromPage ? ', as the API page prints it' : ''}`,
      documentation: describeEndpoint({ ...place, form: place.fromPage ? 'page' : 'working' }),
      edit: { span, newText: withStops(url) },
      snippet: true,
      sortText: `${place.fromPage ? 1 : 0}${String(index).padStart(4, '0')}`,
      filterText: url,
    };
  });
}

interface EndpointPlace {
  readonly schema: ResourceSchema;
  readonly endpoint: Endpoint;
  readonly path: string;
  readonly version: ApiVersion;
  readonly fromPage: boolean;
}

/** Every URL of every endpoint: the service's own first, then the page's where that is another one. */
function places(catalog: Catalog): readonly EndpointPlace[] {
  return catalog.schemas().flatMap((schema) =>
    schema['x-graph'].endpoints.flatMap((endpoint) => {
      const working = endpoint.workingPaths.flatMap((path) =>
        endpoint.workingVersions.map((version) => ({ schema, endpoint, path, version, fromPage: false })),
      );
      const page = endpoint.workingPaths.includes(endpoint.pagePath)
        ? []
        : endpoint.pageVersions.map((version) => ({
            schema,
            endpoint,
            path: endpoint.pagePath,
            version,
            fromPage: true,
          }));
      return [...working, ...page];
    }),
  );
}

function wholeRequests(catalog: Catalog, span: Span): readonly Completion[] {
  return catalog.schemas().flatMap((schema, index) =>
    schema['x-graph'].endpoints.map((endpoint): Completion => {
      const path = endpoint.workingPaths[0] ?? endpoint.pagePath;
      const version = endpoint.workingVersions[0] ?? endpoint.pageVersions[0] ?? 'v1.0';
      const body = schema.defaultSnippets?.[0]?.body ?? {};
      const head = `${endpoint.method} ${urlOf(path, version, true)}`;
      return {
        label: `${endpoint.method} ${schema.title}`,
        kind: 'request',
        detail: 'request with a minimal body',
        documentation: describeEndpoint({ schema, endpoint, form: 'working' }),
        edit: {
          span,
          newText: `${escapeSnippet(head)}\nContent-Type: application/json\n\n${snippetText(body)}`,
        },
        snippet: true,
        sortText: `0${index}`,
        filterText: `${endpoint.method} ${schema.title} ${path}`,
      };
    }),
  );
}

function urlOf(path: string, version: ApiVersion, absolute: boolean): string {
  return `${absolute ? `https://${GLOBAL.host}` : ''}/${version}${path}`;
}

/** A URL as a snippet: each `{placeholder}` is a stop that holds its own name. */
function withStops(url: string): string {
  let stop = 0;
  return url.replace(/\{([^{}]*)\}|[\\$}]/g, (match, name: string | undefined) =>
    name === undefined ? `\\${match}` : `\${${++stop}:{${name}\\}}`,
  );
}
