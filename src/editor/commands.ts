import * as vscode from 'vscode';
import type { CommandId } from '../contributions.ts';
import { toCurl } from '../core/assist/curl.ts';
import { GLOBAL } from '../core/send/environments.ts';
import type { Services } from '../core/services.ts';
import { type EnvironmentChoice, pickEnvironment } from './environment.ts';
import type { EditorLog } from './log.ts';
import type { Requests } from './requests.ts';
import type { Sending } from './sendCommand.ts';

/** What the commands work with. */
export interface CommandParts {
  readonly services: Services;
  readonly requests: Requests;
  readonly sending: Sending;
  readonly choice: EnvironmentChoice;
  readonly log: EditorLog;
}

/** Registers every command of the extension. */
export function registerCommands(parts: CommandParts): vscode.Disposable {
  const { services, requests, sending, choice, log } = parts;
  const handlers: Readonly<Record<CommandId, (uri?: vscode.Uri, index?: number) => unknown>> = {
    'graphHttp.send': (uri, index) => sending.send(uri, index),
    'graphHttp.copyAsCurl': (uri, index) => copyAsCurl(requests, uri, index),
    'graphHttp.selectEnvironment': () => pickEnvironment(choice),
    'graphHttp.resetSandbox': () => resetSandbox(services, log),
    'graphHttp.showResponse': () => sending.reveal(),
    'graphHttp.showLog': () => log.show(),
  };
  return vscode.Disposable.from(
    ...Object.entries(handlers).map(([id, handler]) => vscode.commands.registerCommand(id, handler)),
  );
}

async function copyAsCurl(requests: Requests, uri?: vscode.Uri, index?: number): Promise<void> {
  const ready = await requests.prepare(uri, index);
  if (!ready) return;
  const { request } = ready;
  const url = request.url.startsWith('/') ? `https://${GLOBAL.host}${request.url}` : request.url;
  await vscode.env.clipboard.writeText(toCurl(request, url));
  vscode.window.setStatusBarMessage('$(check) Copied as cURL; set GRAPH_TOKEN in the shell', 5000);
}

async function resetSandbox(services: Services, log: EditorLog): Promise<void> {
  try {
    const sandbox = await services.sandbox();
    await sandbox.reset();
    void vscode.window.showInformationMessage('The sandbox is as it was at the start.');
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    log.error(message);
    void vscode.window.showErrorMessage(`The sandbox was not reset. ${message}`);
  }
}
