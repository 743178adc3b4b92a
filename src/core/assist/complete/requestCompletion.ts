import type { Catalog } from '../../catalog/resource.ts';
import type { ApiVersion, Endpoint, ResourceSchema } from '../../catalog/schema.ts';
import { type Environment, GLOBAL } from '../../environments.ts';
import type { Span } from '../../text/span.ts';
import { describeEndpoint } from '../describe/describeEndpoint.ts';
import { METHODS } from '../describe/urlFacts.ts';
import { escapeSnippet, snippetText, withStops } from '../insert/snippet.ts';
import type { Completion } from './completion.ts';

/** Methods and whole requests, where a request line may begin. URLs get the host of the environment. */
export function completeRequest(
  catalog: Catalog,
  span: Span,
  environment: Environment,
): readonly Completion[] {
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
  return [...wholeRequests(catalog, span, environment.host ?? GLOBAL.host), ...methods];
}

/**
 * The URLs of every known endpoint, for a URL that was begun.
 *
 * @param origin `https://graph.microsoft.com`; empty for paths
 */
export function wholeUrls(catalog: Catalog, span: Span, origin: string): readonly Completion[] {
  return places(catalog).map((place, index): Completion => {
    const url = `${origin}/${place.version}${place.path}`;
    return {
      label: url,
      kind: 'url',
      detail: `${place.schema.title}${place.fromPage ? ', as the API page prints it' : ''}`,
      document: () => describeEndpoint({ ...place, form: place.fromPage ? 'page' : 'working' }),
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

function wholeRequests(catalog: Catalog, span: Span, host: string): readonly Completion[] {
  return catalog.schemas().flatMap((schema, index) =>
    schema['x-graph'].endpoints.map((endpoint): Completion => {
      const path = endpoint.workingPaths[0] ?? endpoint.pagePath;
      const version = endpoint.workingVersions[0] ?? endpoint.pageVersions[0] ?? 'v1.0';
      const snippet = schema.defaultSnippets?.[0] ?? { body: {} };
      const head = `${endpoint.method} https://${host}/${version}${path}`;
      return {
        label: `${endpoint.method} ${schema.title}`,
        kind: 'request',
        detail: 'request with a minimal body',
        document: () => describeEndpoint({ schema, endpoint, form: 'working' }),
        edit: {
          span,
          newText: `${escapeSnippet(head)}\nContent-Type: application/json\n\n${snippetText(snippet)}`,
        },
        snippet: true,
        sortText: `0${index}`,
        filterText: `${endpoint.method} ${schema.title} ${path}`,
      };
    }),
  );
}
