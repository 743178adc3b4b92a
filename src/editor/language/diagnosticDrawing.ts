import * as vscode from 'vscode';
import { DIAGNOSTICS_SOURCE } from '../../contributions.ts';
import type { Problem, Severity } from '../../core/check/problem.ts';
import { rangeOf } from '../documents.ts';

const SEVERITIES: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: 0,
  warning: 1,
  information: 2,
  hint: 3,
};

const TAGS: Readonly<Record<NonNullable<Problem['tag']>, vscode.DiagnosticTag>> = {
  unnecessary: vscode.DiagnosticTag.Unnecessary,
  deprecated: vscode.DiagnosticTag.Deprecated,
};

const drawings = new WeakMap<Problem, { readonly line: number; readonly diagnostic: vscode.Diagnostic }>();

/**
 * A problem as the editor draws it: the same object as before, unless the
 * block has moved to another line: most of a file has not.
 */
export function drawnAt(document: vscode.TextDocument, problem: Problem, start: number): vscode.Diagnostic {
  const { line } = document.positionAt(start);
  const known = drawings.get(problem);
  if (known?.line === line) return known.diagnostic;
  const diagnostic = toDiagnostic(document, problem, start);
  drawings.set(problem, { line, diagnostic });
  return diagnostic;
}

function toDiagnostic(document: vscode.TextDocument, problem: Problem, start: number): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    rangeOf(document, problem.span, start),
    problem.message,
    SEVERITIES[problem.severity],
  );
  diagnostic.source = DIAGNOSTICS_SOURCE;
  diagnostic.code = { value: problem.code, target: vscode.Uri.parse(problem.documentation) };
  if (problem.tag !== undefined) diagnostic.tags = [TAGS[problem.tag]];
  if (problem.related) {
    diagnostic.relatedInformation = problem.related.map(({ span, message }) => {
      const location = new vscode.Location(document.uri, rangeOf(document, span, start));
      return new vscode.DiagnosticRelatedInformation(location, message);
    });
  }
  return diagnostic;
}
