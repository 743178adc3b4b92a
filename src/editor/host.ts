import { setTimeout as wait } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Clock, Files } from '../core/host.ts';

/** The computer's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    await wait(ms, undefined, signal ? { signal } : undefined);
  },
};

/** Files of the workspace through the editor, so that remote and virtual workspaces work as well. */
export function workspaceFiles(of: vscode.Uri): Files {
  return {
    async read(path) {
      try {
        const bytes = await vscode.workspace.fs.readFile(of.with({ path }));
        return new TextDecoder('utf-8').decode(bytes);
      } catch {
        return undefined;
      }
    },
  };
}
