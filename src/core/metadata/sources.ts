import type { ApiVersion } from '../catalog/schema.ts';
import { isObject } from '../change/json.ts';
import { type Environment, GLOBAL } from '../environments.ts';

/** The version that the name of a metadata file speaks of, as `graph-beta.csdl` does; undefined for none or both. */
export function versionInName(name: string): ApiVersion | undefined {
  const isBeta = /beta/i.test(name);
  const isFirst = /v1\.?0(?!\d)/i.test(name);
  if (isBeta === isFirst) return undefined;
  return isBeta ? 'beta' : 'v1.0';
}

/**
 * Where metadata is read from: the service of the environment
 * itself, or the described form that Microsoft publishes.
 */
export type SourceChoice = 'service' | 'described';

/** Where Microsoft publishes what the service says of itself, with descriptions, for the global cloud. */
const PUBLISHED = 'https://raw.githubusercontent.com/microsoftgraph';

const DESCRIBED: Readonly<Record<ApiVersion, string>> = {
  'v1.0': `${PUBLISHED}/msgraph-metadata/master/clean_v10_metadata/cleanMetadataWithDescriptionsAndAnnotationsv1.0.xml`,
  beta: `${PUBLISHED}/msgraph-metadata/master/clean_beta_metadata/cleanMetadataWithDescriptionsAndAnnotationsbeta.xml`,
};

/** Which permissions each path needs: one document for all clouds and versions. */
export const PERMISSION_DATA: readonly string[] = [
  `${PUBLISHED}/microsoft-graph-devx-content/master/permissions/new/permissions.json`,
];

/** The host whose metadata an environment has: its own; the sandbox has that of the global cloud. */
export function metadataHost(environment: Environment): string {
  return environment.host ?? GLOBAL.host ?? '';
}

/** What the metadata of an environment is called: the sandbox has none of its own. */
export function metadataLabel({ host, label }: Environment): string {
  return host === undefined ? GLOBAL.label : label;
}

/** Addresses of the metadata of an environment: the first that can be read is taken. */
export function metadataAddresses(
  environment: Environment,
  version: ApiVersion,
  choice: SourceChoice,
): readonly string[] {
  const host = metadataHost(environment);
  const service = `https://${host}/${version}/$metadata`;
  return choice === 'described' && host === GLOBAL.host ? [DESCRIBED[version], service] : [service];
}

/** Where the document came from whose compiled file is of a form that is not known; empty where it is not said. */
export function addressIn(text: string): string {
  try {
    const head: unknown = JSON.parse(text.split('\n', 2)[1] ?? '');
    const source = isObject(head) && isObject(head.source) ? head.source : head;
    return isObject(source) && typeof source.address === 'string' ? source.address : '';
  } catch {
    return '';
  }
}
