import type { GraphSchema } from '../../../catalog/schema.ts';
import { jsonTypes, memberNames } from '../../../catalog/values.ts';
import type { Visit } from '../../../catalog/walk.ts';
import { spanOf } from '../../json/edits.ts';
import type { Problem } from '../../problem.ts';
import { fix, problem, short } from '../../report.ts';
import { exampleSentence, exampleText, expectedText } from '../expected.ts';
import { propertyName, type Subject } from '../subject.ts';

/** Type names that API pages print where a value belongs, alone or as `String (timestamp)`. */
const TYPE_WORDS = new Set([
  'binary',
  'boolean',
  'byte',
  'date',
  'datetime',
  'datetimeoffset',
  'decimal',
  'double',
  'duration',
  'float',
  'guid',
  'int16',
  'int32',
  'int64',
  'integer',
  'number',
  'sbyte',
  'single',
  'stream',
  'string',
  'timeofday',
  'timespan',
  'timestamp',
]);

/** What the words can start with: most texts do not. */
const FIRST_UNITS = new Set([...TYPE_WORDS, 'edm'].map((word) => word.toUpperCase().charCodeAt(0)));

/** `Edm.DateTimeOffset (timestamp)` and its like are not longer, in code units. */
const LONGEST_WORD = 48;

/** Values of the words, for places of which no schema is known. */
const WORD_EXAMPLES: Readonly<Record<string, string>> = {
  boolean: 'true',
  int32: '1',
  int64: '1',
  double: '1.5',
};

/** The lower-case type word of a documentation stand-in, or undefined for any other text. */
function typeWord(text: string): string | undefined {
  if (text.length > LONGEST_WORD || !FIRST_UNITS.has(text.charCodeAt(0))) return undefined;
  const word = /^(?:Edm\.)?([A-Za-z]+\d{0,2})(?: \([A-Za-z ]{1,20}\))?$/.exec(text)?.[1];
  if (word === undefined) return undefined;
  return TYPE_WORDS.has(word.toLowerCase()) ? word.toLowerCase() : undefined;
}

/** A value that the documentation prints in the place of one: `"Boolean"`, `"String (timestamp)"`. */
export function placeholderValue(subject: Subject, visit: Visit): Problem | undefined {
  const { node, schema } = visit;
  if (node.type !== 'string' || visit.name?.includes('@')) return undefined;
  const text = String(node.value);
  const word = typeWord(text);
  const drawn = isDrawn(text);
  if (word === undefined && !drawn && !text.endsWith('-value')) return undefined;
  if (!drawn && !standsIn(text, word, propertyName(node), schema)) return undefined;
  const invalid = subject.errors.has(node);
  const collection = node.parent === undefined ? undefined : subject.collections.get(node.parent);
  const example = schema === undefined ? WORD_EXAMPLES[word ?? ''] : exampleText(schema, collection);
  const expected = schema === undefined ? 'the real value' : expectedText(schema);
  const usable = example !== undefined && example.length <= 200;
  return problem(
    'value-placeholder',
    spanOf(node),
    `"${short(text)}" is what the documentation prints in place of a value. Put in ${expected}.${exampleSentence(example)}`,
    {
      severity: invalid
        ? 'error'
        : schema === undefined || isTypeName(word, visit)
          ? 'information'
          : 'warning',
      fixes: usable ? fix(`Put in the example ${short(example, 40)}`, spanOf(node), example) : undefined,
    },
  );
}

/** Elements of HTML that may be all of a text. */
const ELEMENT =
  /^<(?:a|b|body|br|div|em|head|hr|html|i|img|li|ol|p|pre|span|strong|table|td|tr|u|ul|h[1-6])>$/i;

/** `<user-id>`, or dots alone: what a person is to replace, and no service would. */
function isDrawn(text: string): boolean {
  if (text === '...' || text === '\u2026') return true;
  return text.length <= LONGEST_WORD && /^<[A-Za-z][\w .-]*>$/.test(text) && !ELEMENT.test(text);
}

/** Whether the word may be meant as it stands: `"type": "String"`, where any text is right. */
function isTypeName(word: string | undefined, { name = '' }: Visit): boolean {
  return word !== undefined && /type$/i.test(name);
}

function standsIn(
  text: string,
  word: string | undefined,
  name: string | undefined,
  schema: GraphSchema | undefined,
): boolean {
  if (schema !== undefined && memberNames(schema).includes(text)) return false;
  if (name !== undefined && text === `${name}-value`) return true;
  if (word === undefined) return false;
  if (schema === undefined && /type$/i.test(name ?? '') && !text.includes(' ')) return false;
  return word === 'string' || schema === undefined || !isFreeText(schema);
}

/** Whether any text is a right value, so that a type word may be meant as it stands. */
function isFreeText(schema: GraphSchema): boolean {
  const text = schema.enum === undefined && schema.format === undefined && schema.pattern === undefined;
  return text && jsonTypes(schema).includes('string');
}
