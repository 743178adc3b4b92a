import type { Node } from 'jsonc-parser';
import { nearestName } from '../../../catalog/nearest.ts';
import type { EdmFormat, GraphSchema } from '../../../catalog/schema.ts';
import { jsonTypes, memberNames } from '../../../catalog/values.ts';
import type { Visit } from '../../../catalog/walk.ts';
import { UNKNOWN_FUTURE_VALUE } from '../../../catalog/wellKnownNames.ts';
import { characters } from '../../../text/characters.ts';
import type { ProblemCode } from '../../codes.ts';
import { isInt64 } from '../../formats.ts';
import { markOf, spanOf } from '../../json/edits.ts';
import type { Fix, Problem } from '../../problem.ts';
import { fix, oneOf, problem, short } from '../../report.ts';
import type { SchemaError, SchemaKeyword } from '../../schema/error.ts';
import { exampleSentence, exampleText, expectedText } from '../expected.ts';
import { type Repair, repairFormat, repairType } from '../repair/repair.ts';
import { formatSlip } from '../repair/slip.ts';
import type { Subject } from '../subject.ts';
import { wrapFixes } from '../wrap.ts';
import { memberCase } from './memberCase.ts';

/** Keywords that other rules speak about, or that only say that a part of the schema was not met. */
const ENVELOPES = new Set<SchemaKeyword>(['if', 'additionalProperties', 'required']);
const LIMITS = new Set<SchemaKeyword>([
  'maxLength',
  'minLength',
  'maximum',
  'minimum',
  'maxItems',
  'minItems',
]);

/** What the JSON Schema says against a value, in a sentence of its own. */
export function schemaError(subject: Subject, visit: Visit): Problem | undefined {
  const all = subject.errors.get(visit.node);
  if (all === undefined) return undefined;
  const errors = all.filter(({ keyword }) => !ENVELOPES.has(keyword));
  if (errors.length === 0) return undefined;
  const { schema = {} } = visit;
  const find = (wanted: SchemaKeyword) => errors.find(({ keyword }) => keyword === wanted);
  const isMember = memberNames(schema).length > 0 && !jsonTypes(schema).includes('array');
  if (isMember && (find('enum') ?? find('type'))) return enumError(visit, schema);
  if (find('type')) return typeError(subject, visit, schema);
  const format = find('format');
  if (format) return formatError(subject, visit, schema, format.params.format as EdmFormat);
  const limit = errors.find(({ keyword }) => LIMITS.has(keyword));
  if (limit) return limitError(visit, schema, limit);
  return otherError(subject, visit, schema, errors[0]);
}

function enumError({ node }: Visit, schema: GraphSchema): Problem {
  const members = memberNames(schema);
  const given = typeof node.value === 'string' ? node.value : undefined;
  const slip =
    given === undefined
      ? undefined
      : memberCase(given, members, spanOf(node), (name) => JSON.stringify(name));
  if (slip) return slip;
  const near = given === undefined ? undefined : nearestName(given.trim(), members);
  const fixes = members
    .filter((member) => member !== UNKNOWN_FUTURE_VALUE && (near === undefined || member === near))
    .slice(0, 8)
    .flatMap((member) => fix(`Change to '${member}'`, spanOf(node), JSON.stringify(member), member === near));
  const what = given === undefined ? 'This' : `'${short(given)}'`;
  const question = near === undefined ? '' : ` Did you mean '${near}'?`;
  const allowed = oneOf(members.filter((member) => member !== UNKNOWN_FUTURE_VALUE));
  return problem('value-enum', spanOf(node), `${what} is not allowed here.${question} Allowed: ${allowed}.`, {
    fixes,
  });
}

function typeError(subject: Subject, visit: Visit, schema: GraphSchema): Problem {
  const { node } = visit;
  const source = subject.document.text.slice(node.offset, node.offset + node.length);
  const repairs = node.children === undefined ? repairType(schema, source, node.value) : [];
  const wrapped = wrapFixes(subject, visit, schema);
  const way =
    unquotedSentence(node, repairs) ??
    wrapped.sentence ??
    exampleSentence(exampleFor(subject, visit, schema));
  return problem(
    'value-type',
    markOf(node),
    `${nameText(visit)} must be ${expectedText(schema)}, not ${foundText(visit)}.${way}`,
    { fixes: [...repairFixes(repairs, node), ...wrapped.fixes] },
  );
}

/** The right value in a sentence, where only the quotes around it are wrong. */
function unquotedSentence({ type, value }: Node, repairs: readonly Repair[]): string | undefined {
  const [repair, ...others] = repairs;
  const quoted = type === 'string' && repair !== undefined && !/^["[]/.test(repair.json);
  return quoted && others.length === 0 && repair.json === String(value).trim().toLowerCase()
    ? ` Write ${short(repair.json, 40)}, without quotes.`
    : undefined;
}

function repairFixes(repairs: readonly Repair[], node: Node): readonly Fix[] {
  return repairs.flatMap(({ json, sure }) =>
    fix(`Change to ${repairText(json, node)}`, spanOf(node), json, sure),
  );
}

/** A repaired value in the title of its fix: text without its quotes, unless they are what is put right. */
function repairText(json: string, { type }: Node): string {
  return short(json.startsWith('"') && type === 'string' ? String(JSON.parse(json)) : json, 40);
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
  if (format === 'edm-double' || format === 'edm-decimal') return typeError(subject, visit, schema);
  const text = typeof node.value === 'string' ? node.value : source;
  const repairs = typeof node.value === 'string' ? repairFormat(format, text) : [];
  const slip = formatSlip(format, text);
  const example = exampleFor(subject, visit, schema);
  return problem(
    'value-format',
    spanOf(node),
    `${nameText(visit)} must be ${expectedText(schema)}.${slip === undefined ? '' : ` ${slip}`}${exampleSentence(example)}`,
    { fixes: repairFixes(repairs, node) },
  );
}

function limitError(visit: Visit, schema: GraphSchema, { keyword, params }: SchemaError): Problem {
  const limit = String(params.limit);
  const { node } = visit;
  const length = typeof node.value === 'string' ? characters(node.value) : (node.children?.length ?? 0);
  const sentences: Readonly<Record<string, string>> = {
    maxLength: `takes at most ${limit} characters; these are ${length}. Shorten it.`,
    minLength: `takes at least ${limit} characters.`,
    maximum: `must be at most ${limit}.`,
    minimum: `must be at least ${limit}.`,
    maxItems: `takes at most ${limit} items; these are ${length}. Remove some.`,
    minItems: `takes at least ${limit} items. Add some.`,
  };
  const expected = keyword === 'maximum' || keyword === 'minimum' ? ` It is ${expectedText(schema)}.` : '';
  const span = markOf(node);
  return problem('value-limit', span, `${nameText(visit)} ${sentences[keyword]}${expected}`);
}

function otherError(
  subject: Subject,
  visit: Visit,
  schema: GraphSchema,
  error: SchemaError | undefined,
): Problem {
  const { node } = visit;
  const example = exampleFor(subject, visit, schema);
  const code: ProblemCode = 'value-invalid';
  const span = markOf(node);
  const reason =
    error?.keyword === 'pattern' ? `does not have the form that the service expects` : 'is not allowed here';
  return problem(code, span, `${nameText(visit)} ${reason}.${exampleSentence(example)}`);
}

function exampleFor(subject: Subject, { node }: Visit, schema: GraphSchema): string | undefined {
  return exampleText(schema, node.parent === undefined ? undefined : subject.collections.get(node.parent));
}

function nameText({ name }: Visit): string {
  return name === undefined ? 'This value' : `'${short(name)}'`;
}
