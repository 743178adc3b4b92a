import type { Node } from 'jsonc-parser';
import type { ResourceSchema } from '../../catalog/schema.ts';
import { type Visit, visitBody } from '../../catalog/walk.ts';
import { spanOf } from '../json/edits.ts';
import type { JsonDocument } from '../json/read.ts';
import { toValue } from '../json/value.ts';
import type { Problem } from '../problem.ts';
import { problem } from '../report.ts';
import type { Validator } from '../validators.ts';
import { deprecated, draftOnly, notUpdatable, unknownName } from './names.ts';
import { odataTypeMissing, odataTypeWrong } from './odataType.ts';
import { placeholderValue } from './placeholder.ts';
import { errorsByNode, type Rule, refusedNames, type Subject } from './subject.ts';
import { missingProperty, nullValue, schemaError, unknownFuture } from './values.ts';

/** Of these rules at most the first that finds something speaks about a value. */
const VALUE_RULES: readonly Rule[] = [placeholderValue, nullValue, unknownFuture, schemaError];
/** What can be wrong with the name of a property. */
const NAME_RULES: readonly Rule[] = [unknownName, notUpdatable, deprecated, draftOnly];
/** What can be wrong with an object as a whole. */
const OBJECT_RULES: readonly Rule[] = [odataTypeMissing, odataTypeWrong, missingProperty];

/** So many problems of one body are enough; the rest is counted by the caller. */
const ENOUGH = 1000;

/**
 * Checks the body of an update against the schema of its resource. Spans of the problems are offsets in
 * `document.text`.
 *
 * @param validate what ajv made of the schema; without it only our own rules speak
 * @param isKnown whether the text of a node is known before the send
 */
export function checkAgainstSchema(
  schema: ResourceSchema,
  document: JsonDocument & { readonly root: Node },
  validate: Validator | undefined,
  isKnown: (node: Node) => boolean,
): Problem[] {
  const { root } = document;
  const errors = errorsByNode(root, validate?.(toValue(root)) ?? []);
  const refused = refusedNames(errors);
  const subject: Subject = { schema, document, errors, refused, collections: new Map(), isKnown };
  const problems: Problem[] = [];
  visitBody(schema, root, (visit) => {
    if (problems.length >= ENOUGH) return false;
    collect(subject, visit, problems);
    return !isLeftOut(subject, visit);
  });
  return problems;
}

/** Whether a property is to be left out, so that its value does not matter. */
function isLeftOut(subject: Subject, visit: Visit): boolean {
  return visit.key !== undefined && subject.isKnown(visit.key) && notUpdatable(subject, visit) !== undefined;
}

function collect(subject: Subject, visit: Visit, problems: Problem[]): void {
  const { node, key, schema } = visit;
  if (key !== undefined && subject.isKnown(key)) run(NAME_RULES, subject, visit, problems);
  if (isLeftOut(subject, visit)) return;
  if (node.type === 'object') run(OBJECT_RULES, subject, visit, problems);
  if (node.type === 'array' && schema !== undefined) subject.collections.set(node, schema);
  if (visit.name === '@odata.type' && schema !== undefined && isTypedObject(visit)) return;
  if (!subject.isKnown(node)) return;
  for (const rule of VALUE_RULES) {
    const found = rule(subject, visit);
    if (found !== undefined) {
      problems.push(found);
      return;
    }
  }
}

function run(rules: readonly Rule[], subject: Subject, visit: Visit, problems: Problem[]): void {
  for (const rule of rules) {
    const found = rule(subject, visit);
    if (found !== undefined) problems.push(found);
  }
}

/** Whether the rule of `@odata.type` has judged the value already. */
function isTypedObject({ owner }: Visit): boolean {
  return owner?.name !== undefined;
}

/** Stand-ins of the documentation in a body of which no schema is known. */
export function checkWithoutSchema(
  document: JsonDocument & { readonly root: Node },
  isKnown: (node: Node) => boolean,
): Problem[] {
  const none: ResourceSchema = EMPTY_SCHEMA;
  const subject: Subject = {
    schema: none,
    document,
    errors: new Map(),
    refused: new Map(),
    collections: new Map(),
    isKnown,
  };
  const problems: Problem[] = [];
  visitBody(none, document.root, (visit) => {
    if (problems.length >= ENOUGH) return false;
    const found = isKnown(visit.node) ? placeholderValue(subject, visit) : undefined;
    if (found !== undefined) problems.push(found);
    return true;
  });
  return problems;
}

const EMPTY_SCHEMA: ResourceSchema = {
  $id: 'about:blank',
  title: '',
  properties: {},
  definitions: {},
  'x-graph': { type: '', endpoints: [] },
};

/** A PATCH whose body has no property that could change anything. */
export function checkEmpty(root: Node): Problem | undefined {
  if (root.type !== 'object') return undefined;
  const changes = (root.children ?? []).some((property) => {
    const name = String(property.children?.[0]?.value);
    return !name.startsWith('@') && !name.endsWith('@odata.type');
  });
  if (changes) return undefined;
  return problem(
    'body-empty',
    spanOf(root),
    'This body changes nothing: a PATCH keeps every property that it does not name. Add the properties to change.',
  );
}
