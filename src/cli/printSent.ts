import { briefOf, type OutcomeState } from '../core/send/brief.ts';
import { explainContext, explainOutcome, headline } from '../core/send/explain/explain.ts';
import type { Explanation } from '../core/send/explain/explanation.ts';
import { statusMeaning } from '../core/send/explain/statuses.ts';
import { type RunStep, stepSign, stepText } from '../core/send/run.ts';
import type { Sent } from '../core/services.ts';
import { plainLine } from '../core/text/plainLine.ts';
import { looksLikeJson, prettyJson } from '../core/text/prettyJson.ts';
import { EXIT } from './exit.ts';
import { print, say } from './host.ts';
import type { ChosenRequest } from './requests.ts';

/** The result of one request on standard output, what happened on standard error; gives the exit code. */
export function printSent(sent: Sent, format: 'text' | 'json'): number {
  const { outcome, sent: went } = sent.delivery;
  const error = explanationOf(sent);
  const body = 'answer' in outcome ? outcome.answer.body : '';
  const failure = error ? JSON.stringify({ error: { code: error.code, message: error.message } }) : '';
  const result = body !== '' ? body : failure;
  // A program is given what was sent, to the last character.
  if (result !== '' && format === 'json' && !process.stdout.isTTY) process.stdout.write(`${result}\n`);
  else if (result !== '') print(format === 'text' && looksLikeJson(result) ? prettyJson(result) : result);
  say(whatHappened(sent, error).join('\n'));
  return EXIT_OF[briefOf(outcome, went).state];
}

/** Why a request of a run was not done, and what to do first, as one line on standard error. */
export function printFailure({ file, index }: ChosenRequest, sent: Sent): void {
  const error = explanationOf(sent);
  if (!error) return;
  const { cause, advice, code } = error;
  const text = plainLine([cause, ...advice.slice(0, 1)].join(' '), LONGEST_REASON);
  say(`${file.name}:${file.lineOf(index)}: ${text} [${plainLine(code, 120)}]`);
}

/** Characters of a reason that a line has at most. */
const LONGEST_REASON = 1_000;

/** A request of a run as one line for people, on standard output. */
export function printStep(step: RunStep<ChosenRequest>): void {
  const { file, index, title } = step.item;
  print(`${stepSign(step)} ${file.name}:${file.lineOf(index)} ${plainLine(title, 120)}  ${stepText(step)}`);
}

/**
 * A request of a run as one line of JSON for programs, on standard output.
 *
 * @param sent absent where it was not sent for what it lacks, or was left out
 */
export function printStepJson({ item, brief }: RunStep<ChosenRequest>, sent: Sent | undefined): void {
  const { file, index, title } = item;
  const outcome = sent?.delivery.outcome;
  const answer = outcome && 'answer' in outcome ? outcome.answer : undefined;
  const line = {
    file: file.name,
    line: file.lineOf(index),
    request: title,
    name: file.nameOf(index),
    method: sent?.delivery.sent.method,
    url: sent?.delivery.sent.url,
    environment: sent?.delivery.environment.id,
    outcome: outcome?.kind ?? (brief ? 'not-sent' : 'left-out'),
    status: brief?.status,
    code: brief?.code,
    message: brief?.message,
    duration: brief?.duration,
    requestId: answer?.requestId,
    body: answer === undefined || answer.body === '' ? undefined : jsonOrText(answer.body),
  };
  print(JSON.stringify(line));
}

/** What an outcome makes of the exit code. */
export const EXIT_OF: Readonly<Record<OutcomeState, number>> = {
  ok: EXIT.done,
  failed: EXIT.refused,
  unknown: EXIT.unknown,
};

function explanationOf({ delivery, resource }: Sent): Explanation | undefined {
  return explainOutcome(delivery.masked, explainContext(delivery, resource));
}

function whatHappened({ delivery }: Sent, error: Explanation | undefined): readonly string[] {
  const { outcome, sent, environment } = delivery;
  return [
    `${sent.method} ${sent.url} → ${environment.label}`,
    headline(outcome, sent.method, sent),
    ...(outcome.kind === 'refused'
      ? [`${outcome.answer.status}: ${statusMeaning(outcome.answer.status)}`]
      : []),
    ...(error ? [error.cause, ...error.advice.map((each) => `- ${each}`)] : []),
  ];
}

function jsonOrText(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
