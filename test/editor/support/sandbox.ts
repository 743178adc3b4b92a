import * as vscode from 'vscode';
import { builtinSchemas } from '../../../src/core/catalog/builtin.ts';
import type { TokenSource } from '../../../src/core/host.ts';
import { connectSandbox } from '../../../src/core/sandbox/connect.ts';
import { startSandbox } from '../../../src/core/sandbox/sandbox.ts';

/** A sandbox that the extension is told to use, and tokens of it. */
export type SuiteSandbox = {
  readonly tokens: TokenSource;
  close(): Promise<void>;
};

/** Starts a sandbox in the extension host and names it in the user's settings. */
export async function openSandbox(): Promise<SuiteSandbox> {
  const sandbox = await startSandbox({ schemas: await builtinSchemas() });
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
