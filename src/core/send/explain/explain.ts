import type { Resource } from '../../catalog/resource.ts';
import { namedProperties } from '../../permissions/requestScopes.ts';
import type { SentRequest } from '../../request/message.ts';
import { batchAnswers, batchSummary } from '../batch.ts';
import type { Delivery } from '../deliver.ts';
import { isRead } from '../failures.ts';
import type { Outcome } from '../outcome.ts';
import { explainBatch } from './explainBatch.ts';
import { explainFailure } from './explainFailure.ts';
import { explain } from './explainRefusal.ts';
import type { ExplainContext, Explanation } from './explanation.ts';
import { isOutcomeOpen } from './patience.ts';

/** What is known of a send when it is explained. */
export function explainContext(delivery: Delivery, resource: Resource | undefined): ExplainContext {
  const { environment, scopes, granted, sent } = delivery;
  return {
    environment,
    scopes,
    method: sent.method,
    url: sent.url,
    touched: namedProperties(sent),
    ...(sent.body === undefined ? {} : { body: sent.body }),
    ...(granted === undefined ? {} : { granted }),
    ...(resource === undefined
      ? {}
      : { endpoint: resource.endpoint, form: resource.form, schema: resource.schema }),
  };
}

/** Explains whatever did not go as it should have; undefined where there is nothing to explain. */
export function explainOutcome(outcome: Outcome, context: ExplainContext): Explanation | undefined {
  switch (outcome.kind) {
    case 'object': {
      const batch = batchAnswers(context.url ?? '', context.body, outcome.object);
      return batch && batch.refused.length > 0 ? explainBatch(batch, context) : undefined;
    }
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

/**
 * One line that says what happened, for the head of the response page and the command line.
 *
 * @param sent the request, which may be a batch
 */
export function headline(
  outcome: Outcome,
  method = 'PATCH',
  sent?: Pick<SentRequest, 'url' | 'body'>,
): string {
  const reads = isRead(method);
  switch (outcome.kind) {
    case 'object': {
      const batch = sent && batchAnswers(sent.url, sent.body, outcome.object);
      if (batch) return batchSummary(batch);
      return reads ? 'The object was read.' : 'The object was changed.';
    }
    case 'changed':
      return changedHeadline(outcome.answer.status, outcome.answer.incomplete, reads);
    case 'refused':
      if (isOutcomeOpen(outcome.error, method)) return 'The service failed. The change may have been made.';
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
