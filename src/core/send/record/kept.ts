import { readObject } from '../../change/exact.ts';
import type { Environment } from '../../environments.ts';
import type { JournalEntry, KeptObject } from '../../journal/entry.ts';
import type { Delivery } from '../deliver.ts';
import { parseGraphError } from '../error.ts';
import { interrupted, notKept } from '../failures.ts';
import type { Baseline } from '../loop/baseline.ts';
import type { Answer, Outcome } from '../outcome.ts';

/**
 * An entry of the journal as the delivery that it is about, as far as it was kept: redacted, and perhaps cut
 * off. One that still runs, or was never completed, has an unknown outcome.
 */
export function deliveryOf(entry: JournalEntry, environment: Environment): Delivery {
  const { request, scopes = [], account, time, result, baseline, readAfter } = entry;
  const outcome = outcomeOf(entry);
  return {
    outcome,
    masked: outcome,
    sent: request,
    scopes,
    ...(account === '' ? {} : { account }),
    environment,
    ...(baseline === undefined ? {} : { baseline: objectState(baseline, time) }),
    ...(readAfter === undefined ? {} : { readAfter: objectState(readAfter, time) }),
    entry: entry.id,
    time: time + (result?.duration ?? 0),
  };
}

function outcomeOf({ request, state, result }: JournalEntry): Outcome {
  if (result === undefined || state === 'sending') return { kind: 'unknown', ...interrupted(request.method) };
  const { code = '', message = '' } = result;
  if (result.kind === 'not-sent' || result.kind === 'unknown') return { kind: result.kind, code, message };
  const { status = 0, duration = 0, requestId, clientRequestId = '', answer: kept } = result;
  const answer: Answer = {
    status,
    headers: kept?.headers ?? [],
    body: kept?.body ?? '',
    size: kept?.size ?? 0,
    ...(kept?.cut ? { incomplete: 'too-large' } : {}),
    duration,
    ...(requestId === undefined ? {} : { requestId }),
    clientRequestId,
  };
  if (result.kind === 'refused') {
    const error = parseGraphError(status, answer.headers, answer.body);
    return { kind: 'refused', answer, error: error.code === '' ? { ...error, code } : error };
  }
  const object = result.kind === 'object' ? readObject(answer.body) : undefined;
  return object === undefined ? { kind: 'changed', answer } : { kind: 'object', answer, object };
}

function objectState({ body, etag, selected }: KeptObject, time: number): Baseline {
  const object = readObject(body);
  if (object === undefined) return { kind: 'unread', ...notKept() };
  return {
    kind: 'read',
    object,
    time,
    ...(etag === undefined ? {} : { etag }),
    ...(selected === undefined ? {} : { selected }),
  };
}
