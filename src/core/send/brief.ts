import { STATUS_CODES } from 'node:http';
import type { SentRequest } from '../request/message.ts';
import { durationText } from '../text/duration.ts';
import { type BatchAnswers, batchAnswers, batchSummary } from './batch.ts';
import type { Outcome } from './outcome.ts';

/** How a send went, for signs and colours. */
export type OutcomeState = 'ok' | 'failed' | 'unknown';

/** An outcome in a few words, without its body. */
export interface OutcomeBrief {
  readonly state: OutcomeState;
  /** HTTP status, where the service answered. */
  readonly status?: number;
  /** Milliseconds from the start of the send to the end of its answer. */
  readonly duration?: number;
  /** `code` of the service's error, or of a failure without an answer. */
  readonly code?: string;
  /** What was said about a failure. */
  readonly message?: string;
  /** Of a batch that was carried out, how many of its requests were refused: `1 of 3 refused`. */
  readonly parts?: string;
}

/**
 * What a list of requests says about an outcome.
 *
 * @param sent the request: a batch is answered with 200 whatever comes of the requests in it
 */
export function briefOf(outcome: Outcome, sent?: Pick<SentRequest, 'url' | 'body'>): OutcomeBrief {
  switch (outcome.kind) {
    case 'object': {
      const { status, duration } = outcome.answer;
      const batch = sent && batchAnswers(sent.url, sent.body, outcome.object);
      return { state: 'ok', status, duration, ...(batch ? partsOf(batch) : {}) };
    }
    case 'changed': {
      const { status, duration } = outcome.answer;
      return { state: 'ok', status, duration };
    }
    case 'refused': {
      const { status, duration } = outcome.answer;
      const { code, message } = outcome.error;
      return { state: 'failed', status, duration, code, message };
    }
    case 'not-sent':
      return { state: 'failed', code: outcome.code, message: outcome.message };
    case 'unknown':
      return { state: 'unknown', code: outcome.code, message: outcome.message };
    default:
      return outcome satisfies never;
  }
}

function partsOf(batch: BatchAnswers): Partial<OutcomeBrief> {
  const { count, refused } = batch;
  if (refused.length === 0) return {};
  const codes = new Set(refused.map(({ error }) => error.code).filter((code) => code !== ''));
  const [code] = codes.size === 1 ? codes : [];
  return {
    state: 'failed',
    message: batchSummary(batch),
    parts: `${refused.length} of ${count} refused`,
    ...(code === undefined ? {} : { code }),
  };
}

/** `200 · 143 ms`, `200, 1 of 3 refused · 143 ms`, `403 Forbidden · 143 ms`, `not sent`, `outcome unknown`. */
export function briefText({ state, status, duration, parts }: OutcomeBrief): string {
  if (state === 'unknown') return 'outcome unknown';
  if (status === undefined) return 'not sent';
  const words = state === 'ok' ? '' : parts === undefined ? ` ${STATUS_CODES[status] ?? ''}` : `, ${parts}`;
  return `${`${status}${words}`.trim()} · ${durationText(duration ?? 0)}`;
}
