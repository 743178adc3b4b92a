import { nearestName } from '../../catalog/nearest.ts';
import type { Visit } from '../../catalog/walk.ts';
import { bareTypeName, type ObjectSchema, objectSchema } from '../../catalog/walk.ts';
import { insertFirst, spanOf } from '../json/edits.ts';
import { propertyOf } from '../json/value.ts';
import type { Fix, Problem } from '../problem.ts';
import { fix, oneOf, problem, short } from '../report.ts';
import type { Subject } from './subject.ts';

/** Quick fixes beyond these are no longer quick. */
const MOST_FIXES = 8;

/** `@odata.type` is missing in an object whose declared type is abstract. */
export function odataTypeMissing(subject: Subject, visit: Visit): Problem | undefined {
  const { node, key, schema } = visit;
  if (node.type !== 'object' || schema?.['x-graph']?.abstract !== true) return undefined;
  if (propertyOf(node, '@odata.type') !== undefined || !isComplete(subject, visit)) return undefined;
  const declared = objectSchema(subject.schema, schema, undefined);
  const { text } = subject.document;
  return problem(
    'odata-type-missing',
    key === undefined ? { start: node.offset, end: node.offset + 1 } : spanOf(key),
    `${plainName(declared.name)} is abstract: say which kind this is with "@odata.type"${choices(declared)}.`,
    {
      fixes: allowedTypes(declared).map((name) => ({
        title: `Add "@odata.type": "#${name}"`,
        edits: [insertFirst(text, node, `"@odata.type": "#${name}"`)],
      })),
    },
  );
}

/** Whether every name of the object is known, so that one can be missed. */
function isComplete(subject: Subject, { node }: Visit): boolean {
  return (node.children ?? []).every((property) => {
    const key = property.children?.[0];
    return key !== undefined && subject.isKnown(key);
  });
}

/** `@odata.type` names a type that this place does not take. */
export function odataTypeWrong(subject: Subject, visit: Visit): Problem | undefined {
  const { node, schema } = visit;
  if (node.type !== 'object' || schema?.['x-graph'] === undefined) return undefined;
  const value = propertyOf(node, '@odata.type')?.children?.[1];
  if (value === undefined || !subject.isKnown(value)) return undefined;
  const declared = objectSchema(subject.schema, schema, undefined);
  const allowed = allowedTypes(declared);
  if (declared.name === undefined || allowed.length === 0) return undefined;
  const given = value.type === 'string' ? bareTypeName(value.value) : undefined;
  if (given !== undefined && allowed.includes(given)) return undefined;
  const abstract = declared.abstract && given === declared.name;
  return problem(
    abstract ? 'odata-type-abstract' : 'odata-type-wrong',
    spanOf(value),
    abstract
      ? `${plainName(declared.name)} is abstract: no value has exactly this type. Name one of its kinds${choices(declared)}.`
      : `${wrongName(given)} is no type of this value. Expected${choices(declared)}.`,
    { fixes: typeFixes(abstract ? undefined : given, allowed, value) },
  );
}

function wrongName(given: string | undefined): string {
  return given === undefined ? 'This' : `'${short(given)}'`;
}

function typeFixes(
  given: string | undefined,
  allowed: readonly string[],
  value: Visit['node'],
): readonly Fix[] {
  const full = given?.replace(/^graph\./i, 'microsoft.graph.');
  const near = full === undefined ? undefined : nearestName(full, allowed);
  const preferred = near ?? (allowed.length === 1 ? allowed[0] : undefined);
  const ordered = [...allowed].sort((a, b) => Number(b === preferred) - Number(a === preferred));
  return ordered
    .slice(0, MOST_FIXES)
    .flatMap((name) => fix(`Change to '#${name}'`, spanOf(value), `"#${name}"`, name === preferred));
}

/** Types that a value may have, the declared one first. */
function allowedTypes(declared: ObjectSchema): readonly string[] {
  return declared.abstract || declared.name === undefined
    ? declared.derived
    : [declared.name, ...declared.derived];
}

function choices(declared: ObjectSchema): string {
  const names = allowedTypes(declared).map((name) => `#${name}`);
  return names.length === 0 ? '' : `: ${oneOf(names, 4)}`;
}

function plainName(name: string | undefined): string {
  return name === undefined ? 'This type' : name.slice(name.lastIndexOf('.') + 1);
}
