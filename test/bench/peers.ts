import { join } from 'node:path';
import { npm } from '../host/npm.mjs';
import { provision } from '../host/provision.ts';
import { benchCache } from './children.ts';

/** A package that is compared to, installed by the bench into its cache; never a dependency. */
export interface Peer {
  readonly name: string;
  /** Exact. */
  readonly version: string;
}

/** The folder whose `node_modules` has the peer, or why it could not be installed. */
export type Installed =
  | { readonly ok: true; readonly folder: string }
  | { readonly ok: false; readonly reason: string };

/** Installs a peer on first use. Without the registry the bench goes on without it. */
export async function installPeer({ name, version }: Peer): Promise<Installed> {
  try {
    const folder = await provision(
      {
        name: name.replaceAll('/', '-'),
        pin: version,
        label: `Installing ${name} ${version} to compare with`,
        install: (into) =>
          npm(into, [
            'install',
            '--prefix',
            into,
            '--ignore-scripts',
            '--omit=dev',
            '--no-save',
            `${name}@${version}`,
          ]),
      },
      join(benchCache, 'peers'),
    );
    return { ok: true, folder };
  } catch {
    return { ok: false, reason: `${name} ${version} could not be installed` };
  }
}
