import { type BatchAnswers, batchSummary, type RefusedInBatch } from '../batch.ts';
import { explain } from './explainRefusal.ts';
import type { ExplainContext, ExplainedDetail, Explanation, PropertyAction } from './explanation.ts';

/** So many refused requests are explained one by one. */
const MOST_PARTS = 5;

/** Explains a batch of which requests were refused; each in its own words. */
export function explainBatch({ count, refused }: BatchAnswers, context: ExplainContext): Explanation {
  const { environment, scopes, granted } = context;
  const own = { environment, scopes, ...(granted === undefined ? {} : { granted }) };
  const parts = refused.map((part) => ({
    part,
    explanation: explain(part.error, { ...own, method: part.method, body: JSON.stringify(part.body) }),
  }));
  const shown = parts.slice(0, MOST_PARTS);
  return {
    code: codesOf(refused),
    message: batchSummary({ count, refused }),
    cause: 'The batch was carried out; its answer is 200 whatever becomes of the requests in it.',
    advice: [
      ...shown.map(({ part, explanation }) =>
        `${part.id}: ${explanation.cause} ${explanation.advice[0] ?? ''}`.trim(),
      ),
      ...(refused.length < count ? ['Send only the refused ones again: the others have been done.'] : []),
    ],
    details: parts.flatMap(({ part, explanation }) => detailsOf(part, explanation)),
    documentation: 'https://learn.microsoft.com/graph/json-batching',
    actions: [
      ...shown.flatMap(({ part, explanation }) => actionsOf(part, explanation)),
      { action: 'reveal-request', label: 'Show Request' },
    ],
  };
}

/** The distinct codes, or the statuses where there are none. */
function codesOf(refused: readonly RefusedInBatch[]): string {
  const codes = refused.map(({ error }) => (error.code === '' ? `HTTP ${error.status}` : error.code));
  return [...new Set(codes)].slice(0, MOST_PARTS).join(', ');
}

/** What the service said of one request; places are those of the batch's own body. */
function detailsOf(
  part: RefusedInBatch,
  { code, message, details, actions }: Explanation,
): readonly ExplainedDetail[] {
  const target = `${part.id}: ${part.method} ${part.url}`;
  const [first] = actions.filter((each) => each.action === 'fix-property');
  const whole = { code: `${part.error.status} ${code}`, message, target };
  return [
    first === undefined ? whole : { ...whole, property: inBatch(part, first.property) },
    ...details
      .filter((each) => each.message !== message)
      .map((each) =>
        each.property === undefined ? each : { ...each, property: inBatch(part, each.property) },
      ),
  ];
}

function actionsOf(part: RefusedInBatch, { actions }: Explanation): readonly PropertyAction[] {
  return actions.flatMap((each) =>
    each.action === 'fix-property'
      ? [{ ...each, label: `Go to ${each.property} of ${part.id}`, property: inBatch(part, each.property) }]
      : [],
  );
}

function inBatch({ index }: RefusedInBatch, property: string): string {
  return `requests[${index}].body${property.startsWith('[') ? '' : '.'}${property}`;
}
