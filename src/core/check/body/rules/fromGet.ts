import type { Node } from 'jsonc-parser';
import type { ProblemCode } from '../../codes.ts';
import { spanOf } from '../../json/edits.ts';
import type { Fix, Problem } from '../../problem.ts';
import { fixAll, problem } from '../../report.ts';
import type { Subject } from '../subject.ts';
import { type LeftOut, type LeftOutReason, leftOutOf, removalEdits } from '../updatable.ts';

/** What an answer says about an object, and nobody writes into a request. */
const ANSWER_MARKS = new Set(['@odata.context', '@odata.etag', '@odata.id']);

const NOT_CARRIED: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'property-key',
  'property-read-only',
  'property-immutable',
  'property-unsupported',
  'property-stream',
  'property-navigation',
]);

/** So many places are named beside the problem. */
const MOST_RELATED = 20;

/**
 * Where a body looks like the answer to a GET, the problem that says so, and on each property that cannot be
 * changed a fix that settles all of them at once.
 */
export function withGetBody(subject: Subject, root: Node, problems: readonly Problem[]): readonly Problem[] {
  // A PUT carries the whole object.
  if (subject.document.findings.length > 0 || subject.request.method === 'PUT') return problems;
  const fixed = problems.filter(({ code }) => NOT_CARRIED.has(code));
  const mark = root.children?.find((property) => ANSWER_MARKS.has(nameOf(property)));
  const isContext = mark !== undefined && nameOf(mark) === '@odata.context';
  if (!isContext && fixed.length < (mark === undefined ? 2 : 1)) return problems;
  const places = leftOutOf(subject.schema, root).filter(({ key }) => subject.isKnown(key));
  const edits = removalEdits(subject.document.text, places);
  const offered = places.length < 2 ? [] : fixAll('Keep only what can be changed', edits, false);
  const all = problems.map((each) =>
    NOT_CARRIED.has(each.code) ? { ...each, fixes: [...(each.fixes ?? []), ...offered] } : each,
  );
  const answered = mark !== undefined || fixed.some(({ code }) => code === 'property-key');
  const first = answered ? places[0] : undefined;
  return first === undefined ? all : [...all, pasted(first, places, edits)];
}

function pasted(first: LeftOut, places: readonly LeftOut[], edits: Fix['edits']): Problem {
  return problem(
    'body-from-get',
    spanOf(first.key),
    'This looks like the answer to a GET. An update sends only what it changes: take out what the service sets, and then what stays as it is.',
    {
      fixes: fixAll('Keep only what can be changed', edits),
      related: places.slice(1, MOST_RELATED + 1).map(({ key, name, reason }) => ({
        span: spanOf(key),
        message: `'${name}' ${WHY[reason]}`,
      })),
    },
  );
}

const WHY: Readonly<Record<LeftOutReason, string>> = {
  annotation: 'says something about the answer.',
  readOnly: 'cannot be changed by PATCH.',
  navigation: 'leads to other objects.',
  stream: 'has a URL of its own.',
  action: 'is an action that can be called.',
  empty: 'holds nothing that can be changed.',
};

function nameOf(property: Node): string {
  return String(property.children?.[0]?.value);
}
