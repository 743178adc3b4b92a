import * as vscode from 'vscode';
import { type CommandId, LANGUAGE_ID } from '../../contributions.ts';
import { type AssistContext, urlTextOf } from '../../core/assist/context.ts';
import { headLens, type Lens, type LensAction, type LensState, lensesOf } from '../../core/assist/lens.ts';
import { markRequest } from '../../core/request/follow.ts';
import { briefText } from '../../core/send/brief.ts';
import { changeOf } from '../../core/send/loop/select.ts';
import { type RequestDocuments, rangeOf } from '../documents.ts';
import type { EnvironmentChoice } from '../environment/environment.ts';
import { offersUndo } from '../loop/offersUndo.ts';
import type { DocumentScopes } from '../scopes.ts';
import type { PlacedState, RequestStates } from '../sending/requestStates.ts';
import { lensTitle } from './lensTitle.ts';

/** What the lenses are made from. */
export interface LensParts {
  readonly documents: RequestDocuments;
  readonly scopes: DocumentScopes;
  readonly choice: EnvironmentChoice;
  readonly states: RequestStates;
}

/** "Send PATCH → Sandbox", what came of it, and more, above each request; "Send all" in the head of a file. */
export function registerCodeLenses(parts: LensParts): vscode.Disposable {
  const { choice, scopes, states } = parts;
  const changed = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    changed,
    choice.onDidChange(() => changed.fire()),
    scopes.onDidChange(() => changed.fire()),
    states.onDidChange(() => changed.fire()),
    vscode.workspace.onDidGrantWorkspaceTrust(() => changed.fire()),
    vscode.languages.registerCodeLensProvider(
      { language: LANGUAGE_ID },
      { onDidChangeCodeLenses: changed.event, provideCodeLenses: (document) => provide(parts, document) },
    ),
  );
}

async function provide(
  { documents, scopes, choice, states }: LensParts,
  document: vscode.TextDocument,
): Promise<vscode.CodeLens[]> {
  const scope = await scopes.scopeFor(document);
  const file = documents.get(document);
  const known = states.of(document.uri, file);
  const context = { environment: choice.current, trusted: vscode.workspace.isTrusted };
  const head = headLens(file, context);
  const lenses = file.blocks.flatMap((block, index) => {
    const state = lensState(known.get(index));
    const urlText = urlOf({ block, file, scope });
    return lensesOf(block, { ...context, urlText, ...(state ? { state } : {}) }).map((lens) => {
      const range = rangeOf(document, lens.span, file.starts[index] ?? 0);
      const mark = markRequest(file, index);
      return new vscode.CodeLens(range, commandOf(lens, [document.uri, index, mark]));
    });
  });
  if (!head) return lenses;
  return [new vscode.CodeLens(rangeOf(document, head.span, 0), commandOf(head, [document.uri])), ...lenses];
}

function urlOf(context: Omit<AssistContext, 'catalog'>): string {
  return context.block.kind === 'request' ? urlTextOf(context.block, context) : '';
}

function lensState(state: PlacedState | undefined): LensState | undefined {
  if (state === undefined || state.kind === 'sending') return state;
  const { kind, brief, edited, kept, ready } = state;
  const isChange = ready !== undefined && changeOf(ready.request) !== undefined;
  return {
    kind,
    text: briefText(brief),
    edited,
    hasResponse: kept !== undefined,
    canUndo:
      kind !== 'failed' && ready !== undefined && kept !== undefined && offersUndo(ready.request, kept),
    canCompare: kind === 'unknown' && isChange,
  };
}

const COMMAND_OF: Readonly<Record<LensAction, CommandId | 'workbench.trust.manage'>> = {
  send: 'graphHttp.send',
  explain: 'graphHttp.send',
  sendAll: 'graphHttp.sendAll',
  trust: 'workbench.trust.manage',
  cancel: 'graphHttp.cancelSend',
  showResponse: 'graphHttp.showResponse',
  preview: 'graphHttp.preview',
  undo: 'graphHttp.undo',
  compare: 'graphHttp.compare',
  copyAsCurl: 'graphHttp.copyAsCurl',
};

function commandOf({ title, tooltip, action }: Lens, where: readonly unknown[]): vscode.Command {
  const command = COMMAND_OF[action];
  return { title: lensTitle(title), tooltip, command, arguments: action === 'trust' ? [] : [...where] };
}
