import assert from 'node:assert/strict';
import { after, before } from 'mocha';
import * as vscode from 'vscode';
import { loadCatalog } from '../../../src/core/catalog/load.ts';
import type { Catalog } from '../../../src/core/catalog/resource.ts';
import type { TokenSource } from '../../../src/core/host.ts';
import { connectSandbox } from '../../../src/core/sandbox/connect.ts';
import { startSandbox } from '../../../src/core/sandbox/sandbox.ts';
import type { ExtensionApi } from '../../../src/extension.ts';
import { closeAll } from './requests.ts';

/** A sandbox that the extension is told to use, and tokens of it. */
export type SuiteSandbox = {
  readonly tokens: TokenSource;
  close(): Promise<void>;
};

/**
 * Starts a sandbox in the extension host and names it in the user's settings.
 *
 * @param further what it knows besides the built-in schemas
 */
export async function openSandbox(further: readonly Catalog[] = []): Promise<SuiteSandbox> {
  const catalog = await loadCatalog([], further);
  const sandbox = await startSandbox({ catalog: () => catalog });
  const connection = connectSandbox(sandbox.url);
  const name = (url: string | undefined) =>
    vscode.workspace
      .getConfiguration('graphHttp')
      .update('sandbox.url', url, vscode.ConfigurationTarget.Global);
  await name(sandbox.url);
  return {
    tokens: { getToken: ({ scopes }) => connection.token(scopes) },
    async close() {
      await name(undefined);
      await sandbox.close();
    },
  };
}

/** Gives the suite around it a sandbox that the extension sends to, signed in; closes it and every editor in the end. */
export function useSandbox(): void {
  let sandbox: SuiteSandbox | undefined;
  before(async () => {
    const extension = vscode.extensions.getExtension<ExtensionApi>('graph-http.graph-http');
    const api = await extension?.activate();
    assert.ok(api?.useTokens, 'the editor runs tests');
    sandbox = await openSandbox();
    api.useTokens(sandbox.tokens);
  });
  after(async () => {
    await closeAll();
    await sandbox?.close();
  });
}
