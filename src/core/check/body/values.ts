import type { ErrorObject } from 'ajv';
import { nearestName } from '../../catalog/nearest.ts';
import type { EdmFormat, GraphSchema } from '../../catalog/schema.ts';
import type { Visit } from '../../catalog/walk.ts';
import type { ProblemCode } from '../codes.ts';
import { isInt64 } from '../formats.ts';
import { spanOf } from '../json/edits.ts';
import type { Problem } from '../problem.ts';
import { fix, oneOf, problem, short } from '../report.ts';
import { exampleSentence, exampleText, expectedText, jsonTypes, membersOf } from './expected.ts';
import { removal } from './names.ts';
import { formatSlip, repairFormat, repairType } from './repair.ts';
import type { Subject } from './subject.ts';

/** Keywords that only say that a part of the schema was not met; the parts speak for themselves. */
const ENVELOPES = new Set(['if', 'allOf', 'anyOf', 'oneOf', 'not', 'additionalProperties', 'required']);
const LIMITS = new Set(['maxLength', 'minLength', 'maximum', 'minimum', 'maxItems', 'minItems']);

/** `null` where null is no value. */
export function nullValue(subject: Subject, visit: Visit): Problem | undefined {
  const { node, key, schema } = visit;
  if (node.type !== 'null' || schema === undefined) return undefined;
  const refused = (subject.errors.get(node) ?? []).some(
    ({ keyword }) => keyword === 'type' || keyword === 'enum',
  );
  if (!refused && schema['x-graph']?.nullable !== false) return undefined;
  const list = jsonTypes(schema).includes('array');
  const empty = list ? fix('Change to []', spanOf(node), '[]') : [];
  const what = key === undefined ? 'An item of this list' : `'${String(key.value)}'`;
  const way = list
    ? 'Send [] to empty it, or leave it out to keep it as it is.'
    : key === undefined
      ? 'Leave the item out.'
      : 'Leave it out to keep its value, or send another one.';
  return problem('value-null', spanOf(node), `${what} is never null. ${way}`, {
    fixes: key === undefined ? [] : [...empty, ...removal(subject, key, !list)],
  });
}

/** `unknownFutureValue`, which stands for members that this version does not know. */
export function unknownFuture(subject: Subject, visit: Visit): Problem | undefined {
  const { node, key } = visit;
  if (node.type !== 'string' || visit.schema?.['x-graph']?.type === 'Edm.String') return undefined;
  const sent = String(node.value).split(',');
  if (!sent.some((part) => part.trim() === 'unknownFutureValue')) return undefined;
  return problem(
    'value-unknown-future',
    spanOf(node),
    "'unknownFutureValue' stands for values that are yet to come. Sent in an update it changes nothing: send a real value, or leave it out.",
    { fixes: key === undefined || sent.length > 1 ? [] : removal(subject, key, true) },
  );
}

/** What the JSON Schema says against a value, in a sentence of its own. */
export function schemaError(subject: Subject, visit: Visit): Problem | undefined {
  const all = subject.errors.get(visit.node);
  if (all === undefined) return undefined;
  const errors = all.filter(({ keyword }) => !ENVELOPES.has(keyword));
  if (errors.length === 0) return combinationError(subject, visit, all);
  const { schema = {} } = visit;
  const find = (wanted: string) => errors.find(({ keyword }) => keyword === wanted);
  if (membersOf(schema).length > 0 && (find('enum') ?? find('type'))) return enumError(visit, schema);
  if (find('type')) return typeError(subject, visit, schema);
  const format = find('format');
  if (format) return formatError(subject, visit, schema, format.params.format as EdmFormat);
  const limit = errors.find(({ keyword }) => LIMITS.has(keyword));
  if (limit) return limitError(visit, schema, limit);
  return otherError(subject, visit, schema, errors[0]);
}

/** A value that fits none of several forms, where nothing more precise is said. */
function combinationError(
  subject: Subject,
  visit: Visit,
  errors: readonly ErrorObject[],
): Problem | undefined {
  const error = errors.find(({ keyword }) => /Of$|^not$/.test(keyword));
  const inside = visit.node.children !== undefined && visit.node.children.length > 0;
  return error === undefined || inside ? undefined : otherError(subject, visit, visit.schema ?? {}, error);
}

function enumError({ node }: Visit, schema: GraphSchema): Problem {
  const members = membersOf(schema);
  const given = typeof node.value === 'string' ? node.value : undefined;
  const near = given === undefined ? undefined : nearestName(given.trim(), members);
  const fixes = members
    .filter((member) => member !== 'unknownFutureValue' && (near === undefined || member === near))
    .slice(0, 8)
    .flatMap((member) => fix(`Change to '${member}'`, spanOf(node), JSON.stringify(member), member === near));
  const what = given === undefined ? 'This' : `'${short(given)}'`;
  const question = near === undefined ? '' : ` Did you mean '${near}'?`;
  const allowed = oneOf(members.filter((member) => member !== 'unknownFutureValue'));
  return problem('value-enum', spanOf(node), `${what} is not allowed here.${question} Allowed: ${allowed}.`, {
    fixes,
  });
}

function typeError(subject: Subject, visit: Visit, schema: GraphSchema): Problem {
  const { node } = visit;
  const source = subject.document.text.slice(node.offset, node.offset + node.length);
  const repaired = node.children === undefined ? repairType(schema, source, node.value) : undefined;
  const example = exampleFor(subject, visit, schema);
  return problem(
    'value-type',
    node.children === undefined ? spanOf(node) : { start: node.offset, end: node.offset + 1 },
    `${nameText(visit)} must be ${expectedText(schema)}, not ${foundText(visit)}.${exampleSentence(example)}`,
    { fixes: repaired === undefined ? [] : fix(`Change to ${short(repaired, 40)}`, spanOf(node), repaired) },
  );
}

function foundText({ node }: Visit): string {
  switch (node.type) {
    case 'object':
      return 'an object';
    case 'array':
      return 'a list';
    case 'string':
      return 'text';
    case 'number':
      return Number.isInteger(node.value) ? 'a number' : 'a number with a fraction';
    case 'boolean':
      return String(node.value);
    case 'null':
      return 'null';
    case 'property':
      return 'a property';
  }
}

function formatError(
  subject: Subject,
  visit: Visit,
  schema: GraphSchema,
  format: EdmFormat,
): Problem | undefined {
  const { node } = visit;
  const source = subject.document.text.slice(node.offset, node.offset + node.length);
  if (format === 'edm-int64' && isInt64(source)) return undefined;
  const text = typeof node.value === 'string' ? node.value : source;
  const repaired = typeof node.value === 'string' ? repairFormat(format, text) : undefined;
  const slip = formatSlip(format, text);
  const example = exampleFor(subject, visit, schema);
  return problem(
    'value-format',
    spanOf(node),
    `${nameText(visit)} must be ${expectedText(schema)}.${slip === undefined ? '' : ` ${slip}`}${exampleSentence(example)}`,
    {
      fixes:
        repaired === undefined
          ? []
          : fix(`Change to ${short(repaired, 40)}`, spanOf(node), JSON.stringify(repaired)),
    },
  );
}

function limitError(visit: Visit, schema: GraphSchema, { keyword, params }: ErrorObject): Problem {
  const limit = String(params.limit);
  const { node } = visit;
  const length = typeof node.value === 'string' ? node.value.length : (node.children?.length ?? 0);
  const sentences: Readonly<Record<string, string>> = {
    maxLength: `takes at most ${limit} characters; these are ${length}. Shorten it.`,
    minLength: `takes at least ${limit} characters.`,
    maximum: `must be at most ${limit}.`,
    minimum: `must be at least ${limit}.`,
    maxItems: `takes at most ${limit} items; these are ${length}. Remove some.`,
    minItems: `takes at least ${limit} items. Add some.`,
  };
  const expected = keyword === 'maximum' || keyword === 'minimum' ? ` It is ${expectedText(schema)}.` : '';
  const span = node.children === undefined ? spanOf(node) : { start: node.offset, end: node.offset + 1 };
  return problem('value-limit', span, `${nameText(visit)} ${sentences[keyword]}${expected}`);
}

function otherError(
  subject: Subject,
  visit: Visit,
  schema: GraphSchema,
  error: ErrorObject | undefined,
): Problem {
  const { node } = visit;
  const example = exampleFor(subject, visit, schema);
  const code: ProblemCode = 'value-invalid';
  const span = node.children === undefined ? spanOf(node) : { start: node.offset, end: node.offset + 1 };
  const reason =
    error?.keyword === 'pattern' ? `does not have the form that the service expects` : 'is not allowed here';
  return problem(code, span, `${nameText(visit)} ${reason}.${exampleSentence(example)}`);
}

const NONE: readonly ErrorObject[] = [];

/** Properties that the schema requires and the object lacks; `@odata.type` has a rule of its own. */
export function missingProperty(subject: Subject, visit: Visit): Problem | undefined {
  const missing = (subject.errors.get(visit.node) ?? NONE).flatMap(({ keyword, params }) =>
    keyword === 'required' && params.missingProperty !== '@odata.type'
      ? [String(params.missingProperty)]
      : [],
  );
  if (missing.length === 0) return undefined;
  const { key, node } = visit;
  const span = key === undefined ? { start: node.offset, end: node.offset + 1 } : spanOf(key);
  const names = oneOf([...new Set(missing)]).replace(/ or (?='[^']*'$)/, ' and ');
  return problem('property-missing', span, `${names} must be sent with this value. Add what is missing.`);
}

function exampleFor(subject: Subject, { node }: Visit, schema: GraphSchema): string | undefined {
  return exampleText(schema, node.parent === undefined ? undefined : subject.collections.get(node.parent));
}

function nameText({ name }: Visit): string {
  return name === undefined ? 'This value' : `'${short(name)}'`;
}
