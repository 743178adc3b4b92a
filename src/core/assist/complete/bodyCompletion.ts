import { objectSchema } from '../../catalog/objectSchema.ts';
import type { BodySnippet, GraphSchema, ResourceSchema } from '../../catalog/schema.ts';
import { jsonTypes } from '../../catalog/values.ts';
import type { Scope } from '../../request/values/scope.ts';
import { fenced } from '../describe/markdown.ts';
import { Skeletons } from '../insert/skeleton.ts';
import { snippetText } from '../insert/snippet.ts';
import { type BodyCursor, bodyCursor } from './bodyCursor.ts';
import { bodyType, isFlags, sentMembers } from './bodyType.ts';
import type { Completion } from './completion.ts';
import { completeFlags } from './flags.ts';
import { completeNames } from './nameCompletion.ts';
import { moved } from './placed.ts';
import { hasTimelyValues } from './timely.ts';
import { completeValues } from './valueCompletion.ts';

/** A place in a body's JSON text. */
export interface BodyPosition {
  readonly schema: ResourceSchema;
  /** The body as JSON: comment lines and references masked, same length as in the file. */
  readonly text: string;
  /** Offset in `text`. */
  readonly offset: number;
  /** Offset of `text` in the block. */
  readonly start: number;
  readonly scope: Scope;
  /** What URLs of linked objects start with (`https://graph.microsoft.com/v1.0`). */
  readonly base: string;
  /** The character whose typing asked for proposals; absent where a person or a letter did. */
  readonly trigger?: string | undefined;
}

/**
 * Whole bodies, for a request that has none yet.
 *
 * @param schema of the resource, where it is known
 * @param before what has to stand before the body: the blank line, where it is missing
 */
export function bodySnippets(
  schema: ResourceSchema | undefined,
  at: number,
  now: number,
  before = '',
): readonly Completion[] {
  const given = (schema?.defaultSnippets ?? []).map((snippet: BodySnippet) => ({
    label: snippet.label,
    detail: snippet.description,
    text: () => snippetText(snippet),
  }));
  const made = schema && {
    label: 'All updatable properties',
    detail: 'Every property that an update can set. Keep what you need.',
    text: () => everyProperty(schema, now),
  };
  const empty = { label: '{ }', detail: 'a body to be filled in', text: () => '{\n  $1\n}' };
  const bodies = [...given, ...(made && given.length === 0 ? [made] : []), empty];
  return bodies.map(({ label, detail, text }, index) => ({
    label,
    kind: 'snippet',
    detail,
    document: () =>
      fenced(
        text().replace(
          /\\([\\$}])|\$\{\d+:((?:[^\\}]|\\.)*)\}|\$\{\d+\|([^,|]*)[^}]*\}|\$\d+/g,
          (_, escaped = '', held = '', first = '') => `${escaped}${held}${first}`,
        ),
        'json',
      ),
    edit: { span: { start: at, end: at }, newText: `${before}${text()}` },
    snippet: true,
    sortText: `${before === '' ? '0' : '9'}${index}`,
    filterText: '{',
    continues: label === '{ }',
  }));
}

/** A body of every property that an update can set, without those that only a draft page has or that go away. */
function everyProperty(schema: ResourceSchema, now: number): string {
  const skeletons = new Skeletons(schema, now);
  const lines = [...objectSchema(schema, schema, undefined).properties]
    .filter(([name, each]) => !name.startsWith('@') && isUpdatable(each))
    .map(([name, each]) => `${JSON.stringify(name)}: ${skeletons.value(each).text.replaceAll('\n', '\n  ')}`);
  return lines.length === 0 ? '{\n  $1\n}' : `{\n  ${lines.join(',\n  ')}\n}`;
}

function isUpdatable({ readOnly, deprecated, 'x-graph': facts }: GraphSchema): boolean {
  return !readOnly && !deprecated && !facts?.draft;
}

/**
 * Properties and values at a place of a body, whether or not the text around it is JSON. Nothing is proposed
 * where brackets nest deeper than any service takes them.
 */
export function completeBody(place: BodyPosition): readonly Completion[] {
  const { schema: root, text, offset, start, scope, base } = place;
  const cursor = bodyCursor(text, offset);
  if (!cursor) return [];
  const type = bodyType(root, cursor.levels);
  const inFlags = cursor.quoted && type.schema !== undefined && isFlags(type.schema);
  // Behind a comma people go on with Enter, which would take the first proposal of a list.
  if (place.trigger === ',' && !inFlags) return [];
  if (cursor.expects === 'value') {
    const { schema } = type;
    if (schema && isFlags(schema) && cursor.quoted) {
      return moved(completeFlags(schema, cursor, text, offset), start);
    }
    if (isFreeText(place, cursor, schema)) return [];
    return moved(completeValues({ root, cursor, scope, base }, type), start);
  }
  return moved(completeNames({ root, cursor, now: scope.now(), base }, type), start);
}

/** Whether a person writes a text of their own: there is nothing that could be chosen in its place. */
function isFreeText(
  { text, offset, trigger }: BodyPosition,
  cursor: BodyCursor,
  schema: GraphSchema | undefined,
): boolean {
  if (!cursor.quoted || !schema) return false;
  const types = jsonTypes(schema);
  if (
    types.length !== 1 ||
    types[0] !== 'string' ||
    hasTimelyValues(schema) ||
    sentMembers(schema).length > 0
  )
    return false;
  return (
    trigger !== undefined ||
    offset > cursor.span.start + 1 ||
    text.slice(cursor.span.start, cursor.span.end).length > 2
  );
}
