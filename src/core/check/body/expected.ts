import type { GraphSchema } from '../../catalog/schema.ts';
import { typeText } from '../../catalog/typeText.ts';
import { jsonTypes, memberNames } from '../../catalog/values.ts';
import { UNKNOWN_FUTURE_VALUE } from '../../catalog/wellKnownNames.ts';
import { oneOf, short } from '../report.ts';

/** What EDM types are in JSON, as a person says it. */
const PLAIN: Readonly<Record<string, string>> = {
  'Edm.Boolean': 'true or false',
  'Edm.String': 'text in double quotes',
  'Edm.Byte': 'a whole number from 0 to 255',
  'Edm.SByte': 'a whole number from -128 to 127',
  'Edm.Int16': 'a whole number from -32768 to 32767',
  'Edm.Int32': 'a whole number from -2147483648 to 2147483647',
  'Edm.Int64': 'a whole number from -9223372036854775808 to 9223372036854775807',
  'Edm.Decimal': 'a number, or "INF", "-INF" or "NaN" as text',
  'Edm.Double': 'a number, or "INF", "-INF" or "NaN" as text',
  'Edm.Single': 'a number, or "INF", "-INF" or "NaN" as text',
  'Edm.Guid': 'a GUID in double quotes',
  'Edm.Binary': 'bytes as base64 in double quotes',
  'Edm.Date': 'a date (YYYY-MM-DD) in double quotes',
  'Edm.DateTimeOffset': 'a date and time with its zone in double quotes',
  'Edm.TimeOfDay': 'a time (hh:mm:ss) in double quotes',
  'Edm.Duration': 'a duration such as PT1H30M in double quotes',
};

const JSON_TYPES: Readonly<Record<string, string>> = {
  object: 'an object in { }',
  array: 'a list in [ ]',
  string: 'text in double quotes',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  null: 'null',
};

/** What a schema wants, as the end of the sentence "The value must be …". */
export function expectedText(schema: GraphSchema): string {
  const type = schema['x-graph']?.type;
  if (type?.startsWith('Collection(')) return `a list in [ ] (${typeText(type)})`;
  const members = memberNames(schema).filter((member) => member !== UNKNOWN_FUTURE_VALUE);
  if (members.length > 0 && schema.format === 'edm-flags') {
    return `one or more of these, joined by commas: ${oneOf(members)}`;
  }
  if (members.length > 0) return oneOf(members);
  if (schema.format === 'uri') return 'an absolute URL in double quotes';
  const plain = type === undefined ? undefined : PLAIN[type];
  if (plain !== undefined) return plain;
  const words = jsonTypes(schema).map((each) => JSON_TYPES[each] ?? each);
  return words.length === 0 ? 'another value' : words.join(' or ');
}

/** A right value as JSON text on one line, or undefined where the schema shows none. */
export function exampleText(schema: GraphSchema, collection?: GraphSchema): string | undefined {
  const own = schema.examples?.find((example) => example !== null);
  if (own !== undefined) return JSON.stringify(own);
  const list = collection?.examples?.find((example) => Array.isArray(example) && example.length > 0);
  if (Array.isArray(list)) return JSON.stringify(list[0]);
  const member = memberNames(schema).find((each) => each !== UNKNOWN_FUTURE_VALUE);
  if (member !== undefined) return JSON.stringify(member);
  return TYPE_EXAMPLES[schema['x-graph']?.type ?? ''];
}

/** Right values of EDM types, for properties whose schema has no example of its own. */
const TYPE_EXAMPLES: Readonly<Record<string, string>> = {
  'Edm.Boolean': 'true',
  'Edm.Byte': '1',
  'Edm.SByte': '1',
  'Edm.Int16': '1',
  'Edm.Int32': '1',
  'Edm.Int64': '1',
  'Edm.Decimal': '1.5',
  'Edm.Double': '1.5',
  'Edm.Single': '1.5',
  'Edm.Guid': '"1b4db7eb-4057-4ddf-91e0-36dec72071f5"',
  'Edm.Binary': '"Y29udG9zbw=="',
  'Edm.Date': '"2026-01-31"',
  'Edm.DateTimeOffset': '"2026-01-31T08:30:00Z"',
  'Edm.TimeOfDay': '"08:30:00"',
  'Edm.Duration': '"PT1H30M"',
};

/** ` For example: "user".`, or nothing where there is no example that fits into a sentence. */
export function exampleSentence(example: string | undefined): string {
  return example === undefined || example.length > 80 ? '' : ` For example: ${short(example, 80)}.`;
}
