import { memberNames } from '../../../catalog/values.ts';
import type { Visit } from '../../../catalog/walk.ts';
import { UNKNOWN_FUTURE_VALUE } from '../../../catalog/wellKnownNames.ts';
import { spanOf } from '../../json/edits.ts';
import type { Fix, Problem } from '../../problem.ts';
import { fix, problem } from '../../report.ts';
import { removal } from '../removal.ts';
import type { Subject } from '../subject.ts';

/** `unknownFutureValue`, which stands for members that this version does not know. */
export function unknownFuture(subject: Subject, visit: Visit): Problem | undefined {
  const { node, key } = visit;
  if (node.type !== 'string' || visit.schema?.['x-graph']?.type === 'Edm.String') return undefined;
  const text = String(node.value);
  if (!text.includes(UNKNOWN_FUTURE_VALUE)) return undefined;
  const isMember = visit.schema === undefined || memberNames(visit.schema).includes(UNKNOWN_FUTURE_VALUE);
  if (!isMember && subject.errors.has(node)) return undefined;
  const sent = text.split(',');
  const rest = sent.filter((part) => part.trim() !== UNKNOWN_FUTURE_VALUE);
  if (rest.length === sent.length) return undefined;
  return problem(
    'value-unknown-future',
    spanOf(node),
    "'unknownFutureValue' stands for values that are yet to come. Sent in an update it changes nothing: send a real value, or leave it out.",
    { fixes: rest.length > 0 ? keepRest(visit, rest) : key === undefined ? [] : removal(subject, key, true) },
  );
}

/** A fix that leaves the other names of a flags value. */
function keepRest({ node, schema }: Visit, rest: readonly string[]): readonly Fix[] {
  if (schema?.format !== 'edm-flags') return [];
  const text = JSON.stringify(rest.map((part) => part.trim()).join(','));
  return fix(`Leave ${UNKNOWN_FUTURE_VALUE} out`, spanOf(node), text);
}
