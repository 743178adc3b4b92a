import type { ResolvedRequest } from '../../core/request/message.ts';
import { changeOf } from '../../core/send/loop/select.ts';
import { canUndo, isUndoOfUse } from '../../core/send/loop/undo.ts';
import type { Sent } from '../../core/services.ts';

/** What was found out, by what was sent: lenses ask again and again. */
const known = new WeakMap<Sent, boolean>();

/** Whether to offer the undoing of a change: it can be undone, and had not every value before that it sent. */
export function offersUndo(request: ResolvedRequest, sent: Sent): boolean {
  const found = known.get(sent) ?? isOffered(request, sent);
  known.set(sent, found);
  return found;
}

function isOffered(request: ResolvedRequest, { delivery, resource }: Sent): boolean {
  const { baseline } = delivery;
  const patch = changeOf(request);
  if (patch === undefined || !canUndo(request, baseline)) return false;
  return isUndoOfUse(resource?.schema, patch, baseline, request.method);
}
