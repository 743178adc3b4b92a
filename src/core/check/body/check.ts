import type { Node } from 'jsonc-parser';
import { isStream } from '../../catalog/kinds.ts';
import type { ResourceSchema } from '../../catalog/schema.ts';
import { type Visit, visitBody } from '../../catalog/walk.ts';
import { spanOf } from '../json/edits.ts';
import type { JsonDocument } from '../json/read.ts';
import { toValue } from '../json/value.ts';
import type { Problem } from '../problem.ts';
import { problem } from '../report.ts';
import type { SchemaError } from '../schema/error.ts';
import { schemaErrors } from '../schema/validate.ts';
import { isUnknownAnnotation } from './annotation.ts';
import { NO_PREFERENCES } from './prefer.ts';
import { keepEvolved, preferMissing } from './rules/evolved.ts';
import { flagsAsList, flagUnknown } from './rules/flags.ts';
import { withGetBody } from './rules/fromGet.ts';
import { missingProperty } from './rules/missing.ts';
import { deprecated, draftOnly, notUpdatable, streamValue, unknownName } from './rules/names.ts';
import { bindName, bindValue, navigationOf, navigationValue } from './rules/navigation.ts';
import { nullValue } from './rules/nullValue.ts';
import { odataTypeMissing, odataTypeWrong } from './rules/odataType.ts';
import { placeholderValue } from './rules/placeholder.ts';
import { collectionReplaced, valueReplaced } from './rules/replaced.ts';
import { securityAttributes } from './rules/securityAttributes.ts';
import { unknownFuture } from './rules/unknownFuture.ts';
import { schemaError } from './rules/values.ts';
import {
  type BodyProblem,
  errorsByNode,
  type RequestFacts,
  type Rule,
  refusedNames,
  type Subject,
} from './subject.ts';
import { isReadOnly } from './updatable.ts';
import { valueTypeName } from './valueType.ts';

/** Of these rules at most the first that finds something speaks about a value. */
const VALUE_RULES: readonly Rule[] = [
  placeholderValue,
  nullValue,
  unknownFuture,
  bindValue,
  valueTypeName,
  flagsAsList,
  schemaError,
  flagUnknown,
];
/** What can be wrong with the name of a property. */
const NAME_RULES: readonly Rule[] = [
  unknownName,
  navigationValue,
  bindName,
  notUpdatable,
  streamValue,
  deprecated,
  draftOnly,
];
/** What a value does besides what it says. */
const EFFECT_RULES: readonly Rule[] = [collectionReplaced, valueReplaced];
/** What can be wrong with an object as a whole. */
const OBJECT_RULES: readonly Rule[] = [odataTypeMissing, odataTypeWrong, missingProperty, securityAttributes];

/** So many problems of one body are enough; the rest is counted by the caller. */
const ENOUGH = 1000;
/** So many unknown names of one body are compared with the known ones. */
const GUESSES = 2000;

/**
 * Checks the body of an update against the schema of its resource. Spans of the problems are offsets in
 * `document.text`.
 *
 * @param isKnown whether the text of a node is known before the send
 */
export function checkAgainstSchema(
  schema: ResourceSchema,
  document: JsonDocument & { readonly root: Node },
  isKnown: (node: Node) => boolean,
  request: RequestFacts,
): readonly BodyProblem[] {
  const { root } = document;
  const errors = errorsByNode(root, schemaErrors(schema, toValue(root)));
  const subject = subjectOf(schema, document, errors, isKnown, request);
  const problems: BodyProblem[] = [];
  visitBody(schema, root, (visit) => {
    if (problems.length >= ENOUGH) return false;
    return collect(subject, visit, problems);
  });
  const preference = preferMissing(subject);
  if (preference !== undefined) problems.push(preference);
  return request.method === 'POST' ? problems : withGetBody(subject, root, problems);
}

function subjectOf(
  schema: ResourceSchema,
  document: JsonDocument,
  errors: ReadonlyMap<Node, readonly SchemaError[]>,
  isKnown: (node: Node) => boolean,
  request: RequestFacts,
): Subject {
  const names = new Map<Node, ReadonlySet<string>>();
  return {
    ...{ schema, document, errors, request, isKnown },
    refused: refusedNames(errors),
    collections: new Map(),
    objects: new Map(),
    evolved: [],
    guesses: { left: GUESSES },
    namesOf: (object) => {
      const known = names.get(object);
      if (known !== undefined) return known;
      const made = new Set((object.children ?? []).map((each) => String(each.children?.[0]?.value)));
      names.set(object, made);
      return made;
    },
  };
}

/** Whether a property whose name is known is to be left out, so that its value does not matter. */
function isLeftOut(subject: Subject, visit: Visit): boolean {
  const { name = '', schema, owner } = visit;
  if (owner !== undefined && isUnknownAnnotation(subject.schema, owner, name)) return true;
  return (
    (schema !== undefined && (isReadOnly(schema) || isStream(schema))) || navigationOf(visit) !== undefined
  );
}

/** Collects what is wrong with a property or item; false where its value does not matter. */
function collect(subject: Subject, visit: Visit, problems: BodyProblem[]): boolean {
  const { node, key, schema, sentType } = visit;
  if (node.type === 'object' && schema !== undefined)
    subject.objects.set(node, { declared: schema, sentType });
  if (key !== undefined && subject.isKnown(key)) {
    run(NAME_RULES, subject, visit, problems);
    if (isLeftOut(subject, visit)) return false;
    run(EFFECT_RULES, subject, visit, problems);
  }
  if (node.type === 'object') run(OBJECT_RULES, subject, visit, problems);
  if (node.type === 'array' && schema !== undefined) subject.collections.set(node, schema);
  if (visit.name === '@odata.type' && schema !== undefined && isTypedObject(visit)) return true;
  if (subject.isKnown(node)) collectOfValue(subject, visit, problems);
  return true;
}

function collectOfValue(subject: Subject, visit: Visit, problems: BodyProblem[]): void {
  for (const rule of VALUE_RULES) {
    const found = rule(subject, visit);
    if (found !== undefined) {
      problems.push(found);
      return;
    }
  }
  keepEvolved(subject, visit);
}

function run(rules: readonly Rule[], subject: Subject, visit: Visit, problems: BodyProblem[]): void {
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
  const subject = subjectOf(none, document, new Map(), isKnown, UNKNOWN_REQUEST);
  const problems: Problem[] = [];
  visitBody(none, document.root, (visit) => {
    if (problems.length >= ENOUGH) return false;
    const found = isKnown(visit.node) ? placeholderValue(subject, visit) : undefined;
    if (found !== undefined) problems.push(found);
    return true;
  });
  return problems;
}

const UNKNOWN_REQUEST: RequestFacts = { method: undefined, linkBase: '', preferences: NO_PREFERENCES };

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
