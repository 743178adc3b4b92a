import * as vscode from 'vscode';
import { WALKTHROUGH, type WelcomeCommandId } from '../../contributions.ts';
import type { RequestDocuments } from '../documents.ts';
import type { RequestStates } from '../sending/requestStates.ts';
import { registerEmptyFile } from './emptyFile.ts';
import { Progress } from './progress.ts';
import { Samples } from './samples.ts';

/** What the first minutes of a person need. */
export interface WelcomeParts {
  readonly documents: RequestDocuments;
  readonly states: RequestStates;
}

/** The walkthrough and what ticks its steps, sample requests, and what an empty file offers. */
export function registerWelcome(
  { extension, extensionUri }: vscode.ExtensionContext,
  { documents, states }: WelcomeParts,
): vscode.Disposable {
  const samples = new Samples(extensionUri, documents);
  const progress = new Progress(documents, states);
  const handlers: Readonly<Record<WelcomeCommandId, (argument?: unknown) => unknown>> = {
    'graphHttp.getStarted': async () => {
      const walkthrough = `${extension.id}#${WALKTHROUGH}`;
      await vscode.commands.executeCommand('workbench.action.openWalkthrough', walkthrough);
      await progress.tick(walkthrough);
    },
    'graphHttp.openSample': (name) => samples.open(typeof name === 'string' ? name : undefined),
  };
  return vscode.Disposable.from(
    registerEmptyFile(),
    progress,
    ...Object.entries(handlers).map(([id, handler]) => vscode.commands.registerCommand(id, handler)),
  );
}
