import * as vscode from 'vscode';
import { LARGEST_FILE } from '../core/catalog/limits.ts';
import type { Files, TokenSource } from '../core/host.ts';
import { systemClock } from '../core/send/clock.ts';
import { openJournalFolder } from '../core/send/record/journalFolder.ts';
import type { ServiceHost, Services } from '../core/services.ts';
import type { EnvironmentChoice } from './environment/environment.ts';
import type { EditorLog } from './log.ts';
import type { WorkspaceSchemas } from './pages/workspaceSchemas.ts';
import { proxyFor, sayProxyTrust, trustsSystemCertificates } from './proxy.ts';
import { answerFolder, registerAnswerFiles } from './responses/answerFile.ts';
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
  return { read: (path) => readFileAt(of.with({ path })) };
}

/**
 * The text of a file; undefined where there is none, or it is larger than the limit, in bytes. A pipe or a device,
 * which may never end, is no file.
 */
export async function readFileAt(uri: vscode.Uri, limit = LARGEST_FILE): Promise<string | undefined> {
  try {
    const { type, size } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.File) === 0 || size > limit) return undefined;
    return new TextDecoder('utf-8').decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}
