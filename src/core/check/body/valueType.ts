import type { Node } from 'jsonc-parser';
import { nearestName } from '../../catalog/nearest.ts';
import { bareTypeName, objectSchema } from '../../catalog/objectSchema.ts';
import type { Visit } from '../../catalog/walk.ts';
import { TYPE_ANNOTATION } from '../../catalog/wellKnownNames.ts';
import { spanOf } from '../json/edits.ts';
import type { Problem } from '../problem.ts';
import { fix, problem, short } from '../report.ts';
import { removal } from './removal.ts';
import { objectOf, type Subject } from './subject.ts';

/** Primitive types as `name@odata.type` names them (OData JSON Format 4.01, section 4.6.3). */
const PRIMITIVES: readonly string[] = [
  ...[
    'Binary',
    'Boolean',
    'Byte',
    'Date',
    'DateTimeOffset',
    'Decimal',
    'Double',
    'Duration',
    'Guid',
    'Int16',
  ],
  ...['Int32', 'Int64', 'SByte', 'Single', 'String', 'TimeOfDay'],
];

/** `name@odata.type` that does not fit the declared property, or names no type. */
export function valueTypeName(subject: Subject, visit: Visit): Problem | undefined {
  const { node, key, name, owner } = visit;
  if (key === undefined || owner === undefined || node.type !== 'string') return undefined;
  if (!name?.endsWith(TYPE_ANNOTATION) || name === TYPE_ANNOTATION || !subject.isKnown(node))
    return undefined;
  const property = name.slice(0, -TYPE_ANNOTATION.length);
  const declared = owner.properties.get(property);
  if (declared === undefined) return unusualType(node) ?? loneType(subject, key, property);
  const wanted = declared['x-graph']?.type;
  const given = collapsed(String(node.value));
  if (wanted === undefined || given === collapsed(wanted)) return undefined;
  if (objectSchema(subject.schema, declared, undefined).derived.includes(given)) return undefined;
  const right = `#${collapsed(wanted)}`;
  return problem(
    'odata-type-wrong',
    spanOf(node),
    `'${short(property)}' is declared as ${right.slice(1)}, not as ${short(given)}. Name that type, or leave the annotation out.`,
    { severity: 'warning', fixes: fix(`Change to '${right}'`, spanOf(node), `"${right}"`) },
  );
}

/** `#Collection(Edm.String)` and `Collection(String)` as one text, without `#` and `Edm.`. */
function collapsed(type: string): string {
  const text = type.trim().replace(/^#?Collection\((.*)\)$/, 'Collection($1)');
  const inner = /^Collection\((.*)\)$/.exec(text)?.[1];
  if (inner !== undefined) return `Collection(${collapsed(inner)})`;
  return (bareTypeName(text) ?? '').replace(/^Edm\./, '');
}

/** A type name without a namespace that is near a primitive type, but none. */
function unusualType(node: Node): Problem | undefined {
  const given = collapsed(String(node.value));
  const inner = /^Collection\((.*)\)$/.exec(given)?.[1] ?? given;
  if (inner.includes('.') || PRIMITIVES.includes(inner)) return undefined;
  const near = nearestName(inner, PRIMITIVES);
  const right = near === undefined ? undefined : `#${given.replace(inner, () => near)}`;
  const question = right === undefined ? '' : ` Did you mean "${right}"?`;
  return problem(
    'odata-type-wrong',
    spanOf(node),
    `'${short(given)}' is no primitive type.${question} Others are named with their namespace.`,
    {
      severity: 'warning',
      fixes: right === undefined ? [] : fix(`Change to '${right}'`, spanOf(node), `"${right}"`),
    },
  );
}

/** The type of a property that the object does not have. */
function loneType(subject: Subject, key: Node, property: string): Problem | undefined {
  const object = objectOf(key);
  if (object === undefined || subject.namesOf(object).has(property)) return undefined;
  return problem(
    'odata-type-unused',
    spanOf(key),
    `There is no '${short(property)}' beside it whose type this could be. Correct the name, or remove it.`,
    { fixes: removal(subject, key, true) },
  );
}
