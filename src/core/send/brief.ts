import { STATUS_CODES } from 'node:http';
import { durationText } from '../text/duration.ts';
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
}

/** What a list of requests says about an outcome. */
export function briefOf(outcome: Outcome): OutcomeBrief {
  switch (outcome.kind) {
    case 'object':
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

/** `200 · 143 ms`, `403 Forbidden · 143 ms`, `not sent`, `outcome unknown`. */
export function briefText({ state, status, duration }: OutcomeBrief): string {
  if (state === 'unknown') return 'outcome unknown';
  if (status === undefined) return 'not sent';
  const words = state === 'ok' ? '' : ` ${STATUS_CODES[status] ?? ''}`;
  return `${`${status}${words}`.trim()} · ${durationText(duration ?? 0)}`;
}
