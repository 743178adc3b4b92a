import * as vscode from 'vscode';
import type { Files, TokenSource } from '../core/host.ts';
import { systemClock } from '../core/send/clock.ts';
import { openJournalFolder } from '../core/send/journalFolder.ts';
import type { ServiceHost, Services } from '../core/services.ts';
import { answerFolder, registerAnswerFiles } from './answerFile.ts';
import type { EnvironmentChoice } from './environment.ts';
import type { EditorLog } from './log.ts';
import type { WorkspaceSchemas } from './pages/workspaceSchemas.ts';
import { proxyFor, sayProxyTrust, trustsSystemCertificates } from './proxy.ts';
import * as settings from './settings.ts';

/** Where the editor takes from what it gives. */
export interface HostParts {
  readonly log: EditorLog;
  readonly tokens: TokenSource;
  readonly choice: EnvironmentChoice;
  readonly schemas: WorkspaceSchemas;
}

/** What the editor gives to the core. */
export function editorHost(
  context: vscode.ExtensionContext,
  { log, tokens, choice, schemas }: HostParts,
): ServiceHost {
  const version = String(context.extension.packageJSON.version);
  return {
    clock: systemClock,
    log,
    sandboxLog: log.sandbox,
    tokens,
    journal: openJournalFolder(
      vscode.Uri.joinPath(context.globalStorageUri, 'history').fsPath,
      vscode.Uri.joinPath(context.globalStorageUri, 'journal.jsonl').fsPath,
    ),
    history: settings.history,
    sandboxUrl: settings.sandboxUrl,
    makeObjects: settings.makesObjects,
    metadata: {
      folder: vscode.Uri.joinPath(context.globalStorageUri, 'metadata').fsPath,
      settings: settings.metadata,
      environment: () => choice.current,
    },
    workspaceSchemas: () => schemas.read(),
    client: () => {
      sayProxyTrust(log);
      return {
        version,
        clock: systemClock,
        proxyFor,
        systemCertificates: trustsSystemCertificates(),
        ...(process.env.NODE_EXTRA_CA_CERTS ? { caFile: process.env.NODE_EXTRA_CA_CERTS } : {}),
        limits: settings.sendLimits(),
        answerFolder: answerFolder(context),
      };
    },
  };
}

/** Ends the core with the window, and tells it of changed settings; what a killed window left behind is removed. */
export function registerServices(context: vscode.ExtensionContext, services: Services): vscode.Disposable {
  return vscode.Disposable.from(
    { dispose: () => void services.dispose() },
    settings.onSendingChanged(() => services.clientChanged()),
    registerAnswerFiles(context),
  );
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
