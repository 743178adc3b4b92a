import { adviceFor, isOutsideSandbox } from './advice.ts';
import { explainFailure } from './explainFailure.ts';
import type { ExplainContext, Explanation, ExplanationAction } from './explanation.ts';
import { isRead } from './failures.ts';
import type { GraphError, Outcome } from './outcome.ts';
import { statusMeaning } from './statuses.ts';

/** Explains whatever did not go as it should have; undefined where there is nothing to explain. */
export function explainOutcome(outcome: Outcome, context: ExplainContext): Explanation | undefined {
  switch (outcome.kind) {
    case 'object':
    case 'changed':
      return undefined;
    case 'refused':
      return explain(outcome.error, context);
    case 'not-sent':
    case 'unknown':
      return explainFailure(outcome, context.method);
    default:
      return outcome satisfies never;
  }
}

/** Explains a refusal: what the service said, what that means, and what to do next. */
export function explain(error: GraphError, context: ExplainContext): Explanation {
  const { cause, advice } = adviceFor(error, context);
  return {
    code: error.code === '' ? `HTTP ${error.status}` : error.code,
    message: error.message === '' ? statusMeaning(error.status) : error.message,
    cause,
    advice,
    details: error.details,
    documentation: context.endpoint?.documentation ?? generalDocumentation(error.status),
    actions: actionsFor(error.status, isOutsideSandbox(error, context)),
  };
}

/** One line that says what happened, for the head of the response page and the command line. */
export function headline(outcome: Outcome, method = 'PATCH'): string {
  const reads = isRead(method);
  switch (outcome.kind) {
    case 'object':
      return reads ? 'The object was read.' : 'The object was changed.';
    case 'changed':
      return changedHeadline(outcome.answer.status, outcome.answer.incomplete, reads);
    case 'refused':
      return reads ? 'The service refused to answer.' : 'The change was refused.';
    case 'not-sent':
      return 'Nothing was sent.';
    case 'unknown':
      return reads
        ? 'Sent, but no whole answer came.'
        : 'Sent, but nobody knows whether the object was changed.';
    default:
      return outcome satisfies never;
  }
}

function changedHeadline(status: number, incomplete: string | undefined, reads: boolean): string {
  const done = reads
    ? 'The service answered'
    : status === 202
      ? 'The change was accepted'
      : 'The change was made';
  if (incomplete === 'too-large') return `${done}; the answer is too large to read whole.`;
  if (incomplete === 'unreadable') return `${done}; the answer could not be decompressed.`;
  return status === 204
    ? `${done}; the service returned no object.`
    : `${done}; the answer is no JSON object.`;
}

const GENERAL = 'https://learn.microsoft.com/graph/errors';

function generalDocumentation(status: number): string {
  if (status === 401 || status === 403) return 'https://learn.microsoft.com/graph/resolve-auth-errors';
  return status === 429 ? 'https://learn.microsoft.com/graph/throttling' : GENERAL;
}

function actionsFor(status: number, outside: boolean): Explanation['actions'] {
  const show: Action = { action: 'reveal-request', label: 'Show the request' };
  const again: Action = { action: 'send-again', label: 'Send again' };
  const environment: Action = { action: 'select-environment', label: 'Select another environment' };
  const log: Action = { action: 'show-log', label: 'Show the log' };
  if (outside) return [environment, show];
  if (status === 401 || status === 403) return [again, environment, show];
  if (status === 404) return [show, environment];
  if (status === 408 || status === 423 || status === 429) return [again, show];
  return status >= 500 ? [again, log] : [show];
}

type Action = { readonly action: ExplanationAction; readonly label: string };
