import type { ResourceSchema } from '../../catalog/schema.ts';
import type { Environment } from '../../environments.ts';
import type {
  JournalBegin,
  JournalEntry,
  JournalResult,
  KeptAnswer,
  KeptObject,
  RequestOrigin,
} from '../../journal/entry.ts';
import type { ResolvedRequest, SentRequest } from '../../request/message.ts';
import type { Delivery } from '../deliver.ts';
import type { Baseline } from '../loop/baseline.ts';
import { type Echoes, echoesOf } from '../mask/echoes.ts';
import type { Answer, Outcome } from '../outcome.ts';

/** What a send is about, for the journal. */
export interface BeginFacts {
  /** Redacted. */
  readonly sent: SentRequest;
  readonly environment: Environment;
  readonly account: string;
  readonly scopes: readonly string[];
  readonly origin?: RequestOrigin;
  /** What the change touches, where it was read before. */
  readonly baseline?: Baseline;
  readonly echoes: Echoes;
}

/** The journal's entry for a send that is about to begin. */
export function beginOf(facts: BeginFacts): JournalBegin {
  const { sent, environment, account, scopes, origin, baseline, echoes } = facts;
  const before = baseline === undefined ? undefined : keptObject(baseline, echoes);
  return {
    request: sent,
    environment: environment.id,
    environmentLabel: environment.label,
    account,
    scopes,
    ...(origin === undefined ? {} : { origin }),
    ...(before === undefined ? {} : { baseline: before }),
  };
}

/**
 * The journal's entry for the end of a send.
 *
 * @param masked what came of it, with its secrets masked
 */
export function resultOf(masked: Outcome): JournalResult {
  if (masked.kind === 'not-sent' || masked.kind === 'unknown') {
    return { kind: masked.kind, code: masked.code, message: masked.message };
  }
  const { status, requestId, clientRequestId, duration } = masked.answer;
  return {
    kind: masked.kind,
    status,
    clientRequestId,
    duration: Math.round(duration),
    ...(requestId === undefined ? {} : { requestId }),
    ...(masked.kind === 'refused' && masked.error.code !== '' ? { code: masked.error.code } : {}),
    answer: keptAnswer(masked.answer),
  };
}

/** An object that was read before a change or after it, with its secrets masked; undefined where it was not read. */
export function keptObject(baseline: Baseline, echoes: Echoes): KeptObject | undefined {
  if (baseline.kind === 'unread') return undefined;
  const { object, etag, selected } = baseline;
  return {
    body: echoes.objectText(object),
    ...(etag === undefined ? {} : { etag }),
    ...(selected === undefined ? {} : { selected }),
  };
}

/**
 * A send as the journal would have it, whole: nothing of it is cut off, secrets are masked.
 *
 * @param id of its entry, or another where there is none
 */
export function entryOf(id: string, { delivery, request, schema }: WholeSend): JournalEntry {
  const { sent, environment, account = '', scopes, baseline, masked, time, readAfter } = delivery;
  const echoes = echoesOf(request, schema);
  const after = readAfter && keptObject(readAfter, echoes);
  const result = resultOf(masked);
  return {
    id,
    time: time - (result.duration ?? 0),
    state: masked.kind,
    ...beginOf({
      sent,
      environment,
      account,
      scopes,
      echoes,
      ...(baseline === undefined ? {} : { baseline }),
    }),
    result,
    ...(after === undefined ? {} : { readAfter: after }),
  };
}

/** A send with what is needed to mask what repeats its secrets. */
export interface WholeSend {
  readonly delivery: Delivery;
  readonly request: ResolvedRequest;
  readonly schema: ResourceSchema | undefined;
}

function keptAnswer({ status, headers, body, size, incomplete }: Answer): KeptAnswer {
  return { status, headers, body, size, ...(incomplete === undefined ? {} : { cut: true }) };
}
