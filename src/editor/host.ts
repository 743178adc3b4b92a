import * as vscode from 'vscode';
import type { Files, TokenSource } from '../core/host.ts';
import { systemClock } from '../core/send/clock.ts';
import { openLineFile } from '../core/send/lineFile.ts';
import type { ServiceHost } from '../core/services.ts';
import type { EditorLog } from './log.ts';
import { proxyFor, trustsSystemCertificates } from './proxy.ts';
import * as settings from './settings.ts';

/** What the editor gives to the core. */
export function editorHost(
  context: vscode.ExtensionContext,
  log: EditorLog,
  tokens: TokenSource,
): ServiceHost {
  const version = String(context.extension.packageJSON.version);
  return {
    clock: systemClock,
    log,
    tokens,
    journal: openLineFile(vscode.Uri.joinPath(context.globalStorageUri, 'journal.jsonl').fsPath),
    sandboxUrl: settings.sandboxUrl,
    client: () => ({
      version,
      clock: systemClock,
      proxyFor,
      systemCertificates: trustsSystemCertificates(),
      limits: { totalTimeout: settings.sendTimeout(), headersTimeout: settings.sendTimeout() },
    }),
  };
}

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
