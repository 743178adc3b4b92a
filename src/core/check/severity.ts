import { CODES, type ProblemCode } from './codes.ts';
import type { Problem, Severity } from './problem.ts';

/** How much a code matters to one person: a severity of their own, or none at all. */
export type SeverityChoice = Severity | 'off';

/** Choices by code; a code that is not in it keeps its own severity. */
export type Severities = ReadonlyMap<ProblemCode, SeverityChoice>;

/** Every choice, from what would fail to nothing. */
export const SEVERITY_CHOICES: readonly SeverityChoice[] = ['error', 'warning', 'information', 'hint', 'off'];

/** Whether a text is one of the problem codes. */
export function isProblemCode(text: string): text is ProblemCode {
  return Object.hasOwn(CODES, text);
}

/**
 * The choices in a setting, whatever stands there: an entry that names no code, or no severity, is left out.
 *
 * @param value the setting `graphHttp.diagnostics.severity`: an object of code → choice
 */
export function readSeverities(value: unknown): Severities {
  const choices = new Map<ProblemCode, SeverityChoice>();
  if (typeof value !== 'object' || value === null) return choices;
  for (const [code, wanted] of Object.entries(value)) {
    const choice = SEVERITY_CHOICES.find((each) => each === wanted);
    if (choice !== undefined && isProblemCode(code)) choices.set(code, choice);
  }
  return choices;
}

/** The problems with the severities that a person chose; those that are off are left out. */
export function withSeverities(problems: readonly Problem[], chosen: Severities | undefined): Problem[] {
  if (chosen === undefined || chosen.size === 0) return [...problems];
  return problems.flatMap((problem) => {
    const choice = chosen.get(problem.code);
    if (choice === undefined) return [problem];
    return choice === 'off' ? [] : [{ ...problem, severity: choice }];
  });
}
