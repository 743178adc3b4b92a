import * as vscode from 'vscode';
import { type CommandId, LANGUAGE_ID, type WelcomeCommandId } from '../../contributions.ts';
import { isRequestDocument } from '../documents.ts';
import { lensTitle } from '../language/lensTitle.ts';

/** A way to begin. */
interface Start {
  readonly command: CommandId | WelcomeCommandId;
  readonly icon: string;
  readonly title: string;
  readonly tooltip: string;
}

const STARTS: readonly Start[] = [
  {
    command: 'graphHttp.newRequest',
    icon: 'add',
    title: 'New Request…',
    tooltip: 'Choose what to update, and get a request to fill in',
  },
  {
    command: 'graphHttp.pasteCurl',
    icon: 'clippy',
    title: 'Paste as Request',
    tooltip: 'Make a request of the command, link or API example on the clipboard',
  },
  {
    command: 'graphHttp.openSample',
    icon: 'file-code',
    title: 'Open Sample…',
    tooltip: 'Open requests to try in the sandbox, which needs no account',
  },
  {
    command: 'graphHttp.getStarted',
    icon: 'book',
    title: 'Get Started',
    tooltip: 'See step by step what can be done here',
  },
];

/** Of the actions of an empty file: they are asked for with Ctrl+. and belong to no problem. */
export const START = vscode.CodeActionKind.Empty.append('graphHttp').append('start');

const GHOST = 'Write a request, such as GET /v1.0/me, or press {key} to begin with one';

/**
 * What an empty request file offers: links above its first line, the same behind Ctrl+. for the keyboard, and a line
 * of ghost text. None of it is part of the text, and all of it goes with the first character.
 */
export function registerEmptyFile(): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerCodeLensProvider({ language: LANGUAGE_ID }, { provideCodeLenses: lenses }),
    vscode.languages.registerCodeActionsProvider(
      { language: LANGUAGE_ID },
      { provideCodeActions: actions },
      { providedCodeActionKinds: [START] },
    ),
    ghostText(),
  );
}

/** Whether nothing is written in a request file yet, and it is one to write in: no old state of a file, say. */
function isBlank(document: vscode.TextDocument): boolean {
  if (!isRequestDocument(document) || document.lineCount > 1 || document.getText() !== '') return false;
  return document.isUntitled || vscode.workspace.fs.isWritableFileSystem(document.uri.scheme) === true;
}

function lenses(document: vscode.TextDocument): vscode.CodeLens[] {
  if (!isBlank(document)) return [];
  const top = new vscode.Range(0, 0, 0, 0);
  return STARTS.map(
    ({ command, icon, title, tooltip }) =>
      new vscode.CodeLens(top, { command, title: lensTitle(`$(${icon}) ${title}`), tooltip }),
  );
}

function actions(
  document: vscode.TextDocument,
  _range: vscode.Range,
  { only }: vscode.CodeActionContext,
): vscode.CodeAction[] {
  if (!isBlank(document) || (only && !only.contains(START))) return [];
  return STARTS.map(({ command, title, tooltip }) => {
    const action = new vscode.CodeAction(title, START);
    action.command = { command, title, tooltip };
    return action;
  });
}

/** Keeps the ghost text of every editor that is seen as its file is. */
function ghostText(): vscode.Disposable {
  const key = process.platform === 'darwin' ? '⌘.' : 'Ctrl+.';
  const decoration = vscode.window.createTextEditorDecorationType({
    before: {
      contentText: GHOST.replace('{key}', key),
      color: new vscode.ThemeColor('input.placeholderForeground'),
    },
  });
  const draw = (editors: readonly vscode.TextEditor[]) => {
    for (const editor of editors) {
      if (!isRequestDocument(editor.document)) continue;
      editor.setDecorations(decoration, isBlank(editor.document) ? [new vscode.Range(0, 0, 0, 0)] : []);
    }
  };
  draw(vscode.window.visibleTextEditors);
  return vscode.Disposable.from(
    decoration,
    vscode.window.onDidChangeVisibleTextEditors(draw),
    vscode.workspace.onDidChangeTextDocument(({ document }) =>
      draw(vscode.window.visibleTextEditors.filter((editor) => editor.document === document)),
    ),
  );
}
