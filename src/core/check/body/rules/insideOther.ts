import type { Node } from 'jsonc-parser';
import { type ObjectSchema, objectSchema } from '../../../catalog/objectSchema.ts';
import { typeText } from '../../../catalog/typeText.ts';
import { jsonTypes } from '../../../catalog/values.ts';
import type { Visit } from '../../../catalog/walk.ts';
import { insertFirst, removeProperties, removeProperty, spanOf } from '../../json/edits.ts';
import { propertyOf } from '../../json/value.ts';
import type { Fix, Problem } from '../../problem.ts';
import { fixAll, oneOf, problem, short } from '../../report.ts';
import { ownerText } from '../owner.ts';
import { removal } from '../removal.ts';
import { objectOf, propertyNode, type Subject } from '../subject.ts';
import { isReadOnly } from '../updatable.ts';

/** Quick fixes beyond these are no longer quick. */
const MOST_FIXES = 3;

/** An unknown name that stands one level too high: the value of another property of the type has it. */
export function insideOther(
  subject: Subject,
  visit: Visit,
  owner: ObjectSchema,
  refused: boolean,
): Problem | undefined {
  const { key, name } = visit;
  const object = key === undefined ? undefined : objectOf(key);
  if (key === undefined || name === undefined || object === undefined) return undefined;
  const index = holdersOf(subject, owner);
  const holders = (index.get(name) ?? []).filter((holder) => {
    const inside = propertyOf(object, holder)?.children?.[1];
    return inside === undefined || (inside.type === 'object' && propertyOf(inside, name) === undefined);
  });
  if (holders.length === 0) return undefined;
  const which = oneOf(holders, 4);
  const message = `${ownerText(owner)} has no property '${short(name)}', but its ${which} has. Move it there.`;
  const fixes = holders
    .slice(0, MOST_FIXES)
    .flatMap((holder) => moveFix(subject, object, key, holder, companionsOf(index, holder)));
  const preferred = holders.length === 1 ? fixes.map((each) => ({ ...each, preferred: true })) : fixes;
  return problem(refused ? 'property-unknown' : 'property-similar', spanOf(key), message, {
    fixes: [...preferred, ...removal(subject, key, false)],
  });
}

function moveFix(
  subject: Subject,
  object: Node,
  key: Node,
  holder: string,
  companions: ReadonlySet<string>,
): readonly Fix[] {
  const { text } = subject.document;
  const textOf = (node: Node) => text.slice(node.offset, node.offset + node.length);
  const property = propertyNode(key);
  const inside = propertyOf(object, holder)?.children?.[1];
  if (inside !== undefined) {
    const edits = [...removeProperty(text, property), insertFirst(text, inside, textOf(property))];
    return fixAll(`Move it into '${holder}'`, edits, false);
  }
  const moved = (object.children ?? []).filter((each) => {
    return each === property || companions.has(String(each.children?.[0]?.value));
  });
  const newText = `${JSON.stringify(holder)}: { ${moved.map(textOf).join(', ')} }`;
  const others = new Set(moved.filter((each) => each !== property));
  const edits = [{ span: spanOf(property), newText }, ...removeProperties(text, object, others)];
  return fixAll(`Move ${moved.length > 1 ? 'them' : 'it'} into '${holder}'`, edits, false);
}

/** The unknown names that only the same property has: they go along with the first. */
function companionsOf(index: ReadonlyMap<string, readonly string[]>, holder: string): ReadonlySet<string> {
  return new Set(
    [...index].flatMap(([name, [only, ...others]]) => (only === holder && others.length === 0 ? [name] : [])),
  );
}

const indexes = new WeakMap<ObjectSchema, ReadonlyMap<string, readonly string[]>>();

/** The complex properties of a type by the names that their values have; names of the type itself are left out. */
function holdersOf(subject: Subject, owner: ObjectSchema): ReadonlyMap<string, readonly string[]> {
  const known = indexes.get(owner);
  if (known !== undefined) return known;
  const index = new Map<string, string[]>();
  for (const [holder, schema] of owner.properties) {
    const types = jsonTypes(schema);
    if (isReadOnly(schema) || !types.includes('object') || isDynamic(schema['x-graph']?.type)) continue;
    for (const [name, each] of objectSchema(subject.schema, schema, undefined).properties) {
      if (name.includes('@') || owner.properties.has(name) || isReadOnly(each)) continue;
      const holders = index.get(name);
      if (holders === undefined) index.set(name, [holder]);
      else holders.push(holder);
    }
  }
  indexes.set(owner, index);
  return index;
}

/** Types whose values have names of a person's own. */
function isDynamic(type: string | undefined): boolean {
  return type !== undefined && typeText(type) === 'customSecurityAttributeValue';
}
