import * as vscode from 'vscode';
import type { CommandId } from '../contributions.ts';
import { toCurl } from '../core/assist/curl.ts';
import { GLOBAL } from '../core/send/environments.ts';
import type { ResolvedRequest } from '../core/send/outcome.ts';
import { type Targeted, targetRequest } from '../core/send/target.ts';
import { resourceOf, type Services } from '../core/services.ts';
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
  const { services, sending, choice, log } = parts;
  const handlers: Readonly<Record<CommandId, (uri?: vscode.Uri, index?: unknown) => unknown>> = {
    'graphHttp.send': (uri, index) => sending.send(uri, blockIndex(index)),
    'graphHttp.copyAsCurl': (uri, index) => copyAsCurl(parts, uri, blockIndex(index)),
    'graphHttp.selectEnvironment': () => pickEnvironment(choice),
    'graphHttp.resetSandbox': () => resetSandbox(services, log),
    'graphHttp.showResponse': () => sending.reveal(),
    'graphHttp.showLog': () => log.show(),
  };
  return vscode.Disposable.from(
    ...Object.entries(handlers).map(([id, handler]) => vscode.commands.registerCommand(id, handler)),
  );
}

/** The block that a lens names; menus hand over something else there. */
function blockIndex(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

async function copyAsCurl(
  { services, requests }: CommandParts,
  uri?: vscode.Uri,
  index?: number,
): Promise<void> {
  const ready = await requests.prepare(uri, index);
  if (!ready) return;
  const target = await cloudTarget(services, ready.request);
  if (!target.ok) {
    void vscode.window.showErrorMessage(`Nothing was copied. ${target.message}`);
    return;
  }
  await vscode.env.clipboard.writeText(toCurl(ready.request, target.request.url));
  vscode.window.setStatusBarMessage('$(check) Copied as cURL for a POSIX shell; set GRAPH_TOKEN there', 5000);
}

/** The request as it goes to Microsoft Graph: a cURL command is for a shell that knows no sandbox token. */
async function cloudTarget(services: Services, request: ResolvedRequest): Promise<Targeted> {
  const resource = resourceOf(await services.catalog(), request.url);
  const base = new URL(`https://${GLOBAL.host}`);
  return targetRequest(request, GLOBAL, base, [], resource ? { defaultVersion: resource.version } : {});
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
