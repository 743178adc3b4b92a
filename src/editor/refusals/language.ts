import * as vscode from 'vscode';
import { LANGUAGE_ID } from '../../contributions.ts';
import { paragraphs, plain } from '../../core/assist/describe/markdown.ts';
import { rangeOf } from '../documents.ts';
import type { Diagnostics } from '../language/diagnostics.ts';
import type { ServiceProblem } from './problem.ts';
import type { ServiceProblems } from './serviceProblems.ts';

/** The hover of what a service refused, and the quick fix that takes out what it does not want. */
export function registerRefusalLanguage(
  problems: ServiceProblems,
  diagnostics: Pick<Diagnostics, 'problems'>,
): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerHoverProvider(
      { language: LANGUAGE_ID },
      { provideHover: (document, position) => hoverAt(problems, document, position) },
    ),
    vscode.languages.registerCodeActionsProvider(
      { language: LANGUAGE_ID },
      {
        provideCodeActions: (document, range) => removals(problems, diagnostics, document, range),
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
  );
}

function at(problems: ServiceProblems, document: vscode.TextDocument, range: vscode.Range) {
  return problems.of(document).filter(({ diagnostic }) => diagnostic.range.intersection(range));
}

function hoverAt(
  problems: ServiceProblems,
  document: vscode.TextDocument,
  position: vscode.Position,
): vscode.Hover | undefined {
  const [here] = at(problems, document, new vscode.Range(position, position));
  return here && new vscode.Hover(whenRefused(here), here.diagnostic.range);
}

/** When it was refused, by whom, and how long the problem stays. Nothing that a service says is in it. */
function whenRefused({ place, refusal }: ServiceProblem): vscode.MarkdownString {
  const time = new Date(refusal.time).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
  const refused = `Refused by ${refusal.environment} with ${place.status} on ${time}.`;
  const stays = 'This problem goes when you change this place, or when the request succeeds.';
  return new vscode.MarkdownString(paragraphs(plain(refused), plain(stays)));
}

/** Removals of properties that the service does not want; not where a check of ours offers the same edit. */
function removals(
  problems: ServiceProblems,
  diagnostics: Pick<Diagnostics, 'problems'>,
  document: vscode.TextDocument,
  range: vscode.Range,
): vscode.CodeAction[] {
  const offered = new Set(
    diagnostics
      .problems(document)
      .flatMap(({ problem, start }) => (problem.fixes ?? []).map(({ edits }) => editsKey(edits, start))),
  );
  return at(problems, document, range).flatMap(({ diagnostic, property, removal }) => {
    if (property === undefined || removal.length === 0 || offered.has(editsKey(removal, 0))) return [];
    const action = new vscode.CodeAction(`Remove ${property} from the body`, vscode.CodeActionKind.QuickFix);
    action.edit = new vscode.WorkspaceEdit();
    for (const { span, newText } of removal) {
      action.edit.replace(document.uri, rangeOf(document, span, 0), newText);
    }
    action.diagnostics = [diagnostic];
    action.isPreferred = true;
    return [action];
  });
}

function editsKey(edits: ServiceProblem['removal'], start: number): string {
  return edits.map(({ span, newText }) => `${span.start + start}-${span.end + start}:${newText}`).join('|');
}
