import type { GraphSchema } from '../../../catalog/schema.ts';
import { jsonTypes, memberNames } from '../../../catalog/values.ts';
import type { Visit } from '../../../catalog/walk.ts';
import { spanOf } from '../../json/edits.ts';
import type { Problem } from '../../problem.ts';
import { fix, problem, short } from '../../report.ts';
import { itemRemoval, removal } from '../removal.ts';
import type { Subject } from '../subject.ts';

/** `null` where null is no value. */
export function nullValue(subject: Subject, visit: Visit): Problem | undefined {
  const { node, key, schema } = visit;
  if (node.type !== 'null' || schema === undefined) return undefined;
  const refused = (subject.errors.get(node) ?? []).some(
    ({ keyword }) => keyword === 'type' || keyword === 'enum',
  );
  if (!refused && schema['x-graph']?.nullable !== false) return undefined;
  if (key === undefined) {
    const message = 'An item of this list is never null. Remove the item.';
    return problem('value-null', spanOf(node), message, { fixes: itemRemoval(subject, node) });
  }
  const name = String(key.value);
  const empty = name.includes('@') ? undefined : emptyValue(schema);
  const way =
    empty === undefined
      ? 'Leave it out to keep its value, or send another one.'
      : `${empty.sentence} Leave it out to keep it as it is.`;
  const sure = empty?.json === '[]';
  return problem('value-null', spanOf(node), `'${short(name)}' is never null. ${way}`, {
    fixes: [
      ...(empty === undefined ? [] : fix(`Change to ${empty.json}`, spanOf(node), empty.json, sure)),
      ...removal(subject, key, !sure),
    ],
  });
}

/** A value that says what null was most likely meant to say, and how to say so. */
interface EmptyValue {
  readonly json: string;
  readonly sentence: string;
}

/** Members that stand for the absence of a choice, most telling first. */
const NO_CHOICE = ['none', 'notConfigured', 'notSet', 'unspecified', 'unknown'];

function emptyValue(schema: GraphSchema): EmptyValue | undefined {
  const types = jsonTypes(schema);
  const members = memberNames(schema);
  const none = NO_CHOICE.find((each) => members.includes(each));
  if (none !== undefined) return { json: `"${none}"`, sentence: `Send "${none}" to choose nothing.` };
  if (types.includes('array') && (schema.minItems ?? 0) === 0) {
    return { json: '[]', sentence: 'Send [] to empty it.' };
  }
  if (types.includes('boolean')) return { json: 'false', sentence: 'Send false to switch it off.' };
  if (members.length > 0 || !types.includes('string') || types.includes('number')) return undefined;
  const free = schema.format === undefined && schema.pattern === undefined;
  return free && (schema.minLength ?? 0) === 0 ? { json: '""', sentence: 'Send "" to empty it.' } : undefined;
}
