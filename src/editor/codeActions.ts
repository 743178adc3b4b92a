import * as vscode from 'vscode';
import { LANGUAGE_ID } from '../contributions.ts';
import type { Fix } from '../core/check/problem.ts';
import type { Diagnostics, PlacedProblem } from './diagnostics.ts';
import { rangeOf } from './documents.ts';

/** Quick fixes of the problems at the cursor. */
export function registerCodeActions(diagnostics: Diagnostics): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    { language: LANGUAGE_ID },
    {
      provideCodeActions(document, range, context) {
        return diagnostics
          .problems(document)
          .filter(({ problem, start }) => rangeOf(document, problem.span, start).intersection(range))
          .flatMap((placed) =>
            (placed.problem.fixes ?? []).map((fix) => toAction(document, placed, fix, context.diagnostics)),
          );
      },
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
}

function toAction(
  document: vscode.TextDocument,
  { problem, start }: PlacedProblem,
  fix: Fix,
  diagnostics: readonly vscode.Diagnostic[],
): vscode.CodeAction {
  const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  for (const { span, newText } of fix.edits) {
    action.edit.replace(document.uri, rangeOf(document, span, start), newText);
  }
  action.isPreferred = fix.preferred === true;
  action.diagnostics = diagnostics.filter(
    (diagnostic) =>
      typeof diagnostic.code === 'object' &&
      diagnostic.code.value === problem.code &&
      diagnostic.range.isEqual(rangeOf(document, problem.span, start)),
  );
  return action;
}
