import { API_VERSIONS, type ApiVersion } from '../../core/catalog/schema.ts';
import type { Environment } from '../../core/environments.ts';
import type { DocumentState } from '../../core/metadata/document.ts';
import type { Services } from '../../core/services.ts';

/** Which metadata of an environment is in use. */
export interface KnownMetadata {
  /** `v1.0 of 2024-05-01, beta of 2024-05-01`; empty where nothing is downloaded. */
  readonly text: string;
  /** The last attempt to bring something up to date failed. */
  readonly failed: boolean;
}

/** Looks up which metadata of an environment is in use. */
export async function knownMetadata(services: Services, environment: Environment): Promise<KnownMetadata> {
  const library = await services.library();
  if (library === undefined) return { text: '', failed: false };
  const states = await Promise.all(
    API_VERSIONS.map(async (version) => ({ version, state: await library.state(environment, version) })),
  );
  return {
    text: states
      .filter(({ state }) => state.kind !== 'absent')
      .map(textOf)
      .join(', '),
    failed: states.some(({ state }) => state.failure !== undefined),
  };
}

function textOf({ version, state }: { readonly version: ApiVersion; readonly state: DocumentState }): string {
  const checked = state.source && new Date(state.source.checked).toISOString().slice(0, 10);
  return checked === undefined ? version : `${version} of ${checked}`;
}
