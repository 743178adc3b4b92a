import type { ResolvedRequest } from '../../core/request/message.ts';
import { mayHaveChanged } from '../../core/send/explain/patience.ts';
import type { Baseline } from '../../core/send/loop/baseline.ts';
import { meanwhileReport } from '../../core/send/loop/meanwhile.ts';
import { type ChangeReport, reportChange } from '../../core/send/loop/report.ts';
import { changeOf } from '../../core/send/loop/select.ts';
import type { Sent } from '../../core/services.ts';
import type { JsonObject } from '../../core/text/jsonValues.ts';
import type { ResponseView, ViewAction } from '../../webview/messages.ts';
import { offersUndo } from './offersUndo.ts';

/** What the page shows of a change is made from. */
export interface ChangeFacts {
  readonly request: ResolvedRequest;
  readonly sent: Sent;
  /** The object, read after the change. */
  readonly now: Baseline | undefined;
  /** Masks what a service may repeat of the request's secrets. */
  readonly mask: (text: string) => string;
}

type ChangeParts = Pick<ResponseView, 'readAfter' | 'changes' | 'actions' | 'detail'> & {
  readonly headline?: string;
};

/** What the response page says of a change besides its answer: what it did, what was read, what can be done now. */
export function changeParts(facts: ChangeFacts): ChangeParts {
  const { request, sent, now, mask } = facts;
  const patch = changeOf(request);
  if (patch === undefined) return {};
  const { outcome, baseline } = sent.delivery;
  if (outcome.kind === 'refused' && outcome.error.status === 412) return newerParts(facts, patch);
  const returned = outcome.kind === 'object' ? outcome : undefined;
  const after = now?.kind === 'read' ? now : returned;
  const isAnswered = outcome.kind === 'object' || outcome.kind === 'changed';
  const report =
    after && mayHaveChanged(outcome, request.method)
      ? reportChange({ schema: sent.resource?.schema, patch, before: baseline, after, isAnswered, mask })
      : undefined;
  const actions = actionsFor(request, sent, now);
  return {
    ...(now === undefined ? {} : { readAfter: readMark(now, sent) }),
    ...(report === undefined ? {} : { changes: changesOf(report) }),
    ...(report && !isAnswered
      ? {
          headline: `${outcome.kind === 'unknown' ? 'No answer came' : 'The service failed'}; the object was read since.`,
          detail: report.summary,
        }
      : {}),
    ...(isAnswered && report ? answeredParts(report) : {}),
    ...(!isAnswered && now?.kind === 'unread' ? { detail: now.message } : {}),
    ...(actions.length === 0 ? {} : { actions }),
  };
}

/** What is said at once of a change that was answered: that it left something as it was. */
function answeredParts({ verdict, already, kept }: ChangeReport): Pick<ChangeParts, 'headline' | 'detail'> {
  const detail = [already, kept].filter((sentence) => sentence !== undefined).join(' ');
  return {
    ...(already !== undefined && verdict === 'no-difference'
      ? { headline: 'Nothing had to be changed.' }
      : {}),
    ...(detail === '' ? {} : { detail }),
  };
}

/** Of a change that was refused because the object had changed: what others did, once the object was read again. */
function newerParts({ sent, now, mask }: ChangeFacts, patch: JsonObject): ChangeParts {
  if (now === undefined) return {};
  const readAfter = readMark(now, sent);
  if (now.kind === 'unread') return { readAfter, detail: now.message };
  const base = sent.delivery.baseline;
  const { summary, rows, notes } = meanwhileReport({ schema: sent.resource?.schema, patch, base, now }, mask);
  return {
    readAfter,
    headline: 'Refused: the object had changed. It was read since.',
    detail: summary,
    changes: { summary, rows: [], meanwhile: rows, ...(notes.length === 0 ? {} : { notes }) },
  };
}

function changesOf({ summary, rows, notes }: ChangeReport): NonNullable<ResponseView['changes']> {
  return { summary, rows, ...(notes.length === 0 ? {} : { notes }) };
}

function readMark(now: Baseline, { delivery }: Sent): NonNullable<ResponseView['readAfter']> {
  const time = new Date(now.kind === 'read' ? now.time : delivery.time).toISOString();
  return now.kind === 'read' ? { time } : { time, failure: now.message };
}

function actionsFor(request: ResolvedRequest, sent: Sent, now: Baseline | undefined): readonly ViewAction[] {
  const { outcome } = sent.delivery;
  const isDone = outcome.kind === 'object' || outcome.kind === 'changed';
  const mayBeDone = mayHaveChanged(outcome, request.method);
  const isSeen = outcome.kind === 'object' || now?.kind === 'read';
  return [
    ...(mayBeDone && offersUndo(request, sent) ? [{ action: 'undo', label: 'Undo…' } as const] : []),
    ...(isDone ? [{ action: 'read-again', label: isSeen ? 'Read Again' : 'Read the Object' } as const] : []),
    ...(!isDone && mayBeDone && now !== undefined
      ? [{ action: 'compare', label: 'Compare Again' } as const]
      : []),
  ];
}
