import * as vscode from 'vscode';
import type { CommandId, SandboxCommandId, SignInCommandId } from '../contributions.ts';
import type { RequestMark } from '../core/request/follow.ts';
import type { Services } from '../core/services.ts';
import { isRequestDocument, type RequestDocuments } from './documents.ts';
import type { EnvironmentChoice } from './environment/environment.ts';
import { pasteClipboard } from './language/pasteRequest.ts';
import type { EditorLog } from './log.ts';
import { ClosedLoop } from './loop/closedLoop.ts';
import type { Requests } from './requests.ts';
import { registerResponseCommands } from './responses/commands.ts';
import type { DocumentScopes } from './scopes.ts';
import type { Sending } from './sending/sendCommand.ts';
import type { SignIn } from './signIn/signInParts.ts';
import { convertToPatch } from './writing/convertToPatch.ts';
import { copyAs, copyIn, copySent } from './writing/copyAs.ts';
import { insertProperty } from './writing/insertProperty.ts';
import { newRequest, newRequestFile } from './writing/newRequest.ts';

/** What the commands work with. */
export interface CommandParts {
  readonly services: Services;
  readonly requests: Requests;
  readonly documents: RequestDocuments;
  readonly scopes: DocumentScopes;
  readonly sending: Sending;
  readonly choice: EnvironmentChoice;
  readonly signIn: Pick<SignIn, 'permissions'>;
  readonly log: EditorLog;
}

/** Registers every command of the extension. */
export function registerCommands(parts: CommandParts): vscode.Disposable {
  const { services, documents, scopes, sending, log } = parts;
  const loop = new ClosedLoop(parts);
  const handlers: Readonly<
    Record<
      Exclude<CommandId, SandboxCommandId | SignInCommandId>,
      (uri?: vscode.Uri, index?: unknown, mark?: RequestMark) => unknown
    >
  > = {
    'graphHttp.send': (uri, index, mark) => sending.send(uri, blockIndex(index), mark),
    'graphHttp.preview': (uri, index, mark) => loop.previews.preview(uri, blockIndex(index), mark),
    'graphHttp.sendPreviewed': (uri) => loop.previews.send(uri),
    'graphHttp.undo': (uri, index, mark) => loop.undo(uri ?? requestFileInFront(), blockIndex(index), mark),
    'graphHttp.compare': (uri, index, mark) =>
      loop.compare(uri ?? requestFileInFront(), blockIndex(index), mark),
    'graphHttp.sendSelected': () => sending.sendSelected(),
    'graphHttp.sendAll': (uri) => sending.sendAll(uri),
    'graphHttp.cancelSend': (uri, index, mark) => sending.cancel(uri, blockIndex(index), mark),
    'graphHttp.showSummary': () => sending.showSummary(),
    'graphHttp.newRequest': () => newRequest(services, documents),
    'graphHttp.newFile': newRequestFile,
    'graphHttp.insertProperty': () => insertProperty(services, documents, scopes),
    'graphHttp.convertToPatch': () => convertToPatch(services, documents, scopes),
    'graphHttp.pasteCurl': () => pasteClipboard(services, documents),
    'graphHttp.copyAsCurl': (uri, index) => copyIn(parts, 'curl', uri, blockIndex(index)),
    'graphHttp.copyAs': (uri, index) => copyAs(parts, uri, blockIndex(index)),
    'graphHttp.showResponse': (uri, index, mark) => sending.reveal(uri, blockIndex(index), mark),
    'graphHttp.showLog': () => log.show(),
  };
  return vscode.Disposable.from(
    loop,
    sending.responses.onDidAskCode(({ form, request }) => void copySent(parts, form, request)),
    registerResponseCommands(sending.responses),
    ...Object.entries(handlers).map(([id, handler]) =>
      vscode.commands.registerCommand(id, (uri: unknown, index: unknown, mark: unknown) =>
        handler(fileOf(uri), index, isMark(mark) ? mark : undefined),
      ),
    ),
  );
}

/**
 * The file that a lens or menu names. Tasks of a workspace can call commands as well: what they hand over could open as
 * a file that nobody has seen.
 */
function fileOf(value: unknown): vscode.Uri | undefined {
  return value instanceof vscode.Uri ? value : undefined;
}

function isMark(value: unknown): value is RequestMark {
  return typeof value === 'object' && value !== null && 'block' in value && 'index' in value;
}

/** The file of requests that is in front, for a command of the palette. */
function requestFileInFront(): vscode.Uri | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return isRequestDocument(document) ? document.uri : undefined;
}

/** The block that a lens names; menus hand over something else there. */
function blockIndex(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
