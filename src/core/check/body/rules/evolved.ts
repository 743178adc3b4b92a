import type { GraphSchema } from '../../../catalog/schema.ts';
import { memberNames } from '../../../catalog/values.ts';
import type { Visit } from '../../../catalog/walk.ts';
import { UNKNOWN_FUTURE_VALUE } from '../../../catalog/wellKnownNames.ts';
import { spanOf } from '../../json/edits.ts';
import { problem } from '../../report.ts';
import type { BodyProblem, Subject } from '../subject.ts';
import { allOf } from '../words.ts';
import { flagParts } from './flags.ts';

const PREFERENCE = 'include-unknown-enum-members';

/** Keeps the members behind `unknownFutureValue` that a value has. */
export function keepEvolved(subject: Subject, { node, schema }: Visit): void {
  if (node.type !== 'string' || schema === undefined) return;
  if (schema.enum === undefined && schema['x-graph']?.members === undefined) return;
  const late = lateMembers(schema);
  if (late.size === 0) return;
  for (const { name, span } of flagParts(node, subject.document.text)) {
    if (late.has(name))
      subject.evolved.push({ member: name, span: schema.format === 'edm-flags' ? span : spanOf(node) });
  }
}

const known = new WeakMap<GraphSchema, ReadonlySet<string>>();

/** Members that came after `unknownFutureValue`: declared behind it, or with a larger number. */
function lateMembers(schema: GraphSchema): ReadonlySet<string> {
  const before = known.get(schema);
  if (before !== undefined) return before;
  const members = memberNames(schema);
  const numbers = schema['x-graph']?.members;
  const limit = numbers?.[UNKNOWN_FUTURE_VALUE];
  const index = members.indexOf(UNKNOWN_FUTURE_VALUE);
  const late = members.filter((member, at) =>
    limit === undefined ? index >= 0 && at > index : (numbers?.[member] ?? 0) > limit,
  );
  const found = new Set(late);
  known.set(schema, found);
  return found;
}

/** Members that a service only deals with where the request says that it knows them. */
export function preferMissing({ evolved, request }: Subject): BodyProblem | undefined {
  const [first, ...others] = evolved;
  if (first === undefined || request.preferences.has(PREFERENCE) !== false) return undefined;
  const names = [...new Set(evolved.map(({ member }) => member))];
  const many = names.length > 1;
  const found = problem(
    'prefer-missing',
    first.span,
    `${allOf(names)} came to this enumeration later. Without the header "Prefer: ${PREFERENCE}" the service shows ${many ? 'them' : 'it'} as ${UNKNOWN_FUTURE_VALUE}, and may refuse ${many ? 'them' : 'it'}.`,
    {
      related: others
        .slice(0, 20)
        .map(({ span, member }) => ({ span, message: `'${member}' is another one.` })),
    },
  );
  return { ...found, blockFixes: request.preferences.add(PREFERENCE) };
}
