import { existsSync, readFileSync } from 'node:fs';

/** A public document of Microsoft Graph. It is not part of the repository, but lies beside it on some machines. */
export interface GraphDocument {
  /** Why tests that need it are skipped; `false` where it is there. */
  readonly skip: string | false;
  /** @throws where it is not there */
  text(): string;
}

/** The metadata of v1.0. */
export const graphMetadata = graphDocument('graph-v1.0.csdl', 'the metadata of Microsoft Graph');

/** Which permissions paths need. */
export const graphPermissions = graphDocument('permissions.json', 'the permission data of Microsoft Graph');

function graphDocument(name: string, what: string): GraphDocument {
  const file = new URL(`../../../../../shared/data/${name}`, import.meta.url);
  return {
    skip: existsSync(file) ? false : `${what} is not beside the repository`,
    text: () => readFileSync(file, 'utf8'),
  };
}
