import * as vscode from 'vscode';
import { DIAGNOSTICS_SOURCE, LANGUAGE_ID } from '../../contributions.ts';
import type { ProblemAction } from '../../core/assist/fixes/actions.ts';
import type { FixFilter } from '../../core/assist/fixes/fixAll.ts';
import type { ProblemCode } from '../../core/check/codes.ts';
import type { Fix, Problem } from '../../core/check/problem.ts';
import type { TextEdit } from '../../core/text/span.ts';
import { type PlacedBlock, placedBlocks, type RequestDocuments, rangeOf } from '../documents.ts';
import type { Diagnostics } from './diagnostics.ts';

/** Applies every safe fix of a file: `editor.codeActionsOnSave`, "Fix All". */
const FIX_ALL = vscode.CodeActionKind.SourceFixAll.append('graphHttp');
const TO_PATCH = vscode.CodeActionKind.RefactorRewrite.append('graphHttp');

/** An action whose edit is made when it is chosen. */
class EachAction extends vscode.CodeAction {
  readonly document: vscode.TextDocument;
  readonly version: number;
  readonly code: ProblemCode;

  constructor(title: string, document: vscode.TextDocument, code: ProblemCode) {
    super(title, vscode.CodeActionKind.QuickFix);
    this.document = document;
    this.version = document.version;
    this.code = code;
  }
}

/** Quick fixes of the problems at the cursor, "fix all" for the file, and rewriting a read as an update. */
export function registerCodeActions(
  diagnostics: Diagnostics,
  documents: RequestDocuments,
): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    { language: LANGUAGE_ID },
    new Actions(diagnostics, documents),
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, FIX_ALL, TO_PATCH] },
  );
}

class Actions implements vscode.CodeActionProvider {
  readonly #diagnostics: Diagnostics;
  readonly #documents: RequestDocuments;

  constructor(diagnostics: Diagnostics, documents: RequestDocuments) {
    this.#diagnostics = diagnostics;
    this.#documents = documents;
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    { only, diagnostics }: vscode.CodeActionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeAction[]> {
    const { version } = document;
    const isCurrent = () => !token.isCancellationRequested && document.version === version;
    const wants = (kind: vscode.CodeActionKind) => only === undefined || only.contains(kind);
    const actions: vscode.CodeAction[] = [];
    if (wants(vscode.CodeActionKind.QuickFix)) {
      actions.push(...(await this.#quickFixes(document, range, diagnostics, isCurrent)));
    }
    if (only?.contains(FIX_ALL)) actions.push(...(await this.#fixAll(document, isCurrent)));
    if (wants(TO_PATCH)) actions.push(...this.#toPatch(document, range));
    return isCurrent() ? actions : [];
  }

  async resolveCodeAction(
    action: vscode.CodeAction,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeAction> {
    if (!(action instanceof EachAction)) return action;
    const { document, version, code } = action;
    const isCurrent = () => !token.isCancellationRequested && document.version === version;
    const edits = await this.#editsFor(document, isCurrent, (_, problem, { preferred }) => {
      return preferred === true && problem.code === code;
    });
    if (isCurrent()) action.edit = workspaceEdit(document, edits, 0);
    return action;
  }

  async #quickFixes(
    document: vscode.TextDocument,
    range: vscode.Range,
    shown: readonly vscode.Diagnostic[],
    isCurrent: () => boolean,
  ): Promise<vscode.CodeAction[]> {
    const { actionsAt, fixableCodes } = await import('../../core/assist/fixes/actions.ts');
    const found: vscode.CodeAction[] = [];
    for (const placed of placedBlocks(this.#documents.get(document), document, range)) {
      if (!isCurrent()) return [];
      const own = await this.#diagnostics.problemsOf(document, placed.file, placed.block);
      const problems = own.filter(({ span }) => rangeOf(document, span, placed.start).intersection(range));
      if (problems.length === 0) continue;
      const known = this.#diagnostics.problems(document).map(({ problem }) => problem);
      const occurrences = fixableCodes(known.length > 0 ? known : own);
      const actions = actionsAt({ block: placed.block, problems, occurrences });
      found.push(...actions.map((action) => toAction(document, placed, action, shown)));
    }
    return found;
  }

  async #fixAll(document: vscode.TextDocument, isCurrent: () => boolean): Promise<vscode.CodeAction[]> {
    const edits = await this.#editsFor(document, isCurrent);
    if (edits.length === 0) return [];
    const action = new vscode.CodeAction('Fix all problems that have a safe fix', FIX_ALL);
    action.edit = workspaceEdit(document, edits, 0);
    return [action];
  }

  async #editsFor(
    document: vscode.TextDocument,
    isCurrent: () => boolean,
    wanted?: FixFilter,
  ): Promise<readonly TextEdit[]> {
    const { fixAll } = await import('../../core/assist/fixes/fixAll.ts');
    if (!isCurrent()) return [];
    const file = this.#documents.get(document);
    const edits = await fixAll(
      file,
      (each) => this.#diagnostics.problemsByBlock(document, each, isCurrent),
      wanted,
    );
    return isCurrent() ? edits : [];
  }

  /** Rewriting a read with a body, or a pasted answer, as an update: the command does it. */
  #toPatch(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    const [placed] = placedBlocks(this.#documents.get(document), document, range);
    const block = placed?.block;
    const isRead =
      block?.kind === 'response' ||
      (block?.kind === 'request' && block.body && block.requestLine.method?.text.toUpperCase() === 'GET');
    if (!isRead) return [];
    const action = new vscode.CodeAction('Convert to PATCH', TO_PATCH);
    action.command = { command: 'graphHttp.convertToPatch', title: action.title };
    return [action];
  }
}

function toAction(
  document: vscode.TextDocument,
  { start }: PlacedBlock,
  action: ProblemAction,
  shown: readonly vscode.Diagnostic[],
): vscode.CodeAction {
  const settled = shown.filter((each) => isAbout(document, each, action.problem, start));
  if (action.kind === 'fixEach') {
    const each = new EachAction(action.title, document, action.code);
    each.diagnostics = settled;
    return each;
  }
  const { fix } = action;
  const made = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
  made.edit =
    fix.cursor === undefined ? workspaceEdit(document, fix.edits, start) : writingEdit(document, fix, start);
  made.isPreferred = fix.preferred === true;
  made.diagnostics = settled;
  return made;
}

/** Whether what the editor shows is this problem. */
function isAbout(
  document: vscode.TextDocument,
  { source, code, range }: vscode.Diagnostic,
  problem: Problem,
  start: number,
): boolean {
  if (source !== DIAGNOSTICS_SOURCE || typeof code !== 'object') return false;
  return code.value === problem.code && range.isEqual(rangeOf(document, problem.span, start));
}

/** The edit of a fix behind which the person goes on to write. */
function writingEdit(
  document: vscode.TextDocument,
  { edits, cursor }: Fix,
  start: number,
): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  const snippets = edits.map(({ span, newText }) => {
    const snippet = new vscode.SnippetString();
    snippet.appendText(newText.slice(0, cursor)).appendTabstop(0).appendText(newText.slice(cursor));
    return new vscode.SnippetTextEdit(rangeOf(document, span, start), snippet);
  });
  edit.set(document.uri, snippets);
  return edit;
}

function workspaceEdit(
  document: vscode.TextDocument,
  edits: readonly TextEdit[],
  start: number,
): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { span, newText } of edits) edit.replace(document.uri, rangeOf(document, span, start), newText);
  return edit;
}
