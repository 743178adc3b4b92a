import type { Node } from 'jsonc-parser';
import { nearestName } from '../../../catalog/nearest.ts';
import { bareTypeName, type ObjectSchema, objectSchema } from '../../../catalog/objectSchema.ts';
import { typeText } from '../../../catalog/typeText.ts';
import type { Visit } from '../../../catalog/walk.ts';
import { insertFirst, openingOf, spanOf } from '../../json/edits.ts';
import { propertyOf } from '../../json/value.ts';
import type { Fix, Problem } from '../../problem.ts';
import { fix, oneOf, problem, short } from '../../report.ts';
import { derivedProperties } from '../owner.ts';
import type { Subject } from '../subject.ts';

/** Quick fixes beyond these are no longer quick. */
const MOST_FIXES = 8;

/** `@odata.type` is missing in an object whose declared type is abstract. */
export function odataTypeMissing(subject: Subject, visit: Visit): Problem | undefined {
  const { node, key, schema } = visit;
  if (node.type !== 'object' || schema?.['x-graph']?.abstract !== true) return undefined;
  if (propertyOf(node, '@odata.type') !== undefined || !isComplete(subject, visit)) return undefined;
  const declared = objectSchema(subject.schema, schema, undefined);
  // Metadata may have an abstract type of which there is no kind yet: nothing can be named then.
  if (declared.derived.length === 0) return undefined;
  const { text } = subject.document;
  const likely = likelyTypes(subject, node, declared);
  const sure =
    likely.length === 1 ? likely[0] : declared.derived.length === 1 ? declared.derived[0] : undefined;
  const names = [...likely, ...allowedTypes(declared).filter((name) => !likely.includes(name))];
  return problem(
    'odata-type-missing',
    key === undefined ? openingOf(node) : spanOf(key),
    `${plainName(declared.name)} is abstract: say which kind this is with "@odata.type"${namesText(likely.length > 0 ? likely : allowedTypes(declared))}.`,
    {
      fixes: names.slice(0, MOST_FIXES).map((name) => ({
        title: `Add "@odata.type": "#${name}"`,
        edits: [insertFirst(text, node, `"@odata.type": "#${name}"`)],
        ...(name === sure ? { preferred: true } : {}),
      })),
    },
  );
}

/** The types that have every property of an object which the declared type lacks; none where it has no such. */
function likelyTypes(subject: Subject, node: Node, declared: ObjectSchema): readonly string[] {
  const index = derivedProperties(subject, declared);
  let likely: readonly string[] | undefined;
  for (const property of node.children ?? []) {
    const types = index.get(String(property.children?.[0]?.value));
    if (types === undefined) continue;
    likely = likely === undefined ? types : likely.filter((name) => types.includes(name));
    if (likely.length === 0) break;
  }
  const allowed = allowedTypes(declared);
  return (likely ?? []).filter((name) => allowed.includes(name));
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
  const { schema, sentType: value } = visit;
  if (value === undefined || !subject.isKnown(value)) return undefined;
  if (schema?.['x-graph'] === undefined) return value.type === 'string' ? undefined : noTypeName(value);
  const declared = objectSchema(subject.schema, schema, undefined);
  const allowed = allowedTypes(declared);
  if (declared.name === undefined || declared.name.startsWith('Edm.') || allowed.length === 0) {
    return undefined;
  }
  const given = value.type === 'string' ? bareTypeName(value.value) : undefined;
  if (given !== undefined && (allowed.includes(given) || isNameOnly(declared))) return undefined;
  const abstract = declared.abstract && given === declared.name;
  return problem(
    abstract ? 'odata-type-abstract' : 'odata-type-wrong',
    spanOf(value),
    abstract
      ? `${plainName(declared.name)} is abstract: no value has exactly this type. Name one of its kinds${choices(declared)}.`
      : wrongType(given, declared, allowed),
    { fixes: typeFixes(abstract ? undefined : given, allowed, value) },
  );
}

/** Whether nothing is known of a type but its name, as of one that an imported page only names. */
function isNameOnly({ schema, properties, derived }: ObjectSchema): boolean {
  return schema.additionalProperties === true && properties.size === 1 && derived.length === 0;
}

/** Of a value whose type is not declared, only that it has to be a name can be said. */
function noTypeName(value: Node): Problem {
  return problem(
    'odata-type-wrong',
    spanOf(value),
    'This is no name of a type. Write it as text, such as "#Int32", or leave "@odata.type" out.',
  );
}

function wrongType(given: string | undefined, declared: ObjectSchema, allowed: readonly string[]): string {
  const full = given === undefined ? '' : withoutAlias(given);
  if (full !== given && allowed.includes(full)) {
    return `'${short(given ?? '')}' is the short form of the metadata. A body spells the type out: "#${full}".`;
  }
  const sameLetters = allowed.find((name) => name.toLowerCase() === full.toLowerCase());
  if (sameLetters !== undefined) {
    return `'${short(given ?? '')}' has other capitals than the type. Write "#${sameLetters}".`;
  }
  const near = nearestName(full, allowed);
  const question = near === undefined ? '' : ` Did you mean '#${near}'?`;
  return `${wrongName(given)} is no type of this value.${question} Expected${choices(declared)}.`;
}

/** `graph.addIn`, as metadata abbreviates it, spelt out. */
function withoutAlias(name: string): string {
  return name.replace(/^graph\./i, 'microsoft.graph.');
}

function wrongName(given: string | undefined): string {
  return given === undefined ? 'This' : `'${short(given)}'`;
}

function typeFixes(
  given: string | undefined,
  allowed: readonly string[],
  value: Visit['node'],
): readonly Fix[] {
  const full = given === undefined ? undefined : withoutAlias(given);
  const near = full === undefined ? undefined : nearestName(full, allowed);
  const preferred = near ?? (allowed.length === 1 ? allowed[0] : undefined);
  const ordered = [...allowed].sort((a, b) => Number(b === preferred) - Number(a === preferred));
  return ordered
    .slice(0, MOST_FIXES)
    .flatMap((name) => fix(`Change to '#${name}'`, spanOf(value), `"#${name}"`, name === preferred));
}

/** Types that a value may have, the declared one first; an abstract one only where nothing is derived from it. */
function allowedTypes({ name, abstract, derived }: ObjectSchema): readonly string[] {
  return name === undefined || (abstract && derived.length > 0) ? derived : [name, ...derived];
}

function choices(declared: ObjectSchema): string {
  return namesText(allowedTypes(declared));
}

function namesText(names: readonly string[]): string {
  const texts = names.map((name) => `#${name}`);
  return texts.length === 0 ? '' : `: ${oneOf(texts, 4)}`;
}

function plainName(name: string | undefined): string {
  return name === undefined ? 'This type' : typeText(name);
}
