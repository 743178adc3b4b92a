import * as vscode from 'vscode';
import { DIAGNOSTICS_SOURCE } from '../../contributions.ts';
import type { Problem, Severity } from '../../core/check/problem.ts';
import { type BlockValues, outdated } from '../../core/request/blockValues.ts';
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

/** The problems of each block of a file. */
export type CheckedFile = BlockValues<readonly Problem[]>;

/** A version of a file as the editor draws its problems. */
export interface DrawnFile {
  readonly checked: CheckedFile;
  /** Those of each block. */
  readonly drawn: readonly (readonly vscode.Diagnostic[])[];
}

/**
 * Draws the problems of a document. What an earlier version of it has drawn is taken over as far as it is in place:
 * blocks behind an edit are looked at up to the first one that shows that no line has moved.
 */
export function drawFile(
  document: vscode.TextDocument,
  checked: CheckedFile,
  last: DrawnFile | undefined,
): DrawnFile {
  const { file, key, values: problems } = checked;
  const { start, end } = outdated(last?.checked, file, key);
  const before = last?.drawn ?? [];
  const moved = before.length - problems.length;
  const drawn = before.slice(0, start);
  for (let index = start; index < problems.length; index++) {
    const offset = file.starts[index] ?? 0;
    const here = (problems[index] ?? []).map((problem) => drawnAt(document, problem, offset));
    if (index >= end && here.length > 0 && here[0] === before[index + moved]?.[0]) {
      return { checked, drawn: drawn.concat(before.slice(index + moved)) };
    }
    drawn.push(here);
  }
  return { checked, drawn };
}

/**
 * A problem as the editor draws it: the same object as before, unless the
 * block has moved to another line: most of a file has not.
 */
function drawnAt(document: vscode.TextDocument, problem: Problem, start: number): vscode.Diagnostic {
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
