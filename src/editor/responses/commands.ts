import * as vscode from 'vscode';
import type { ResponseCommandId } from '../../contributions.ts';
import type { ResponsePresenter } from './responsePresenter.ts';

/** Registers the commands of the pages with responses. */
export function registerResponseCommands(responses: ResponsePresenter): vscode.Disposable {
  const handlers: Readonly<Record<ResponseCommandId, () => unknown>> = {
    'graphHttp.response.back': () => responses.go('back'),
    'graphHttp.response.forward': () => responses.go('forward'),
    'graphHttp.response.newest': () => responses.go('newest'),
    'graphHttp.response.pin': () => responses.pin(true),
    'graphHttp.response.unpin': () => responses.pin(false),
    'graphHttp.response.comparePrevious': () => responses.compareWith('previous'),
    'graphHttp.response.compareWith': () => responses.compareWith('chosen'),
  };
  return vscode.Disposable.from(
    ...Object.entries(handlers).map(([id, handler]) => vscode.commands.registerCommand(id, handler)),
  );
}
