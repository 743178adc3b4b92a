import fc from 'fast-check';
import type { TextEdit } from '../../../src/core/text/span.ts';

/** Pieces that mean something in a request file, so that random texts are not only prose. */
const PIECES = [
  '\n',
  '\n',
  '\r\n',
  '\r',
  '\n\n',
  '#',
  '##',
  '###',
  '### ',
  '\n### Next\n',
  '//',
  '# @name a',
  '# @prompt secret why',
  '# @',
  '@',
  '@a = 1',
  '@b={{a}} # x',
  '@c = "q"',
  'PATCH ',
  'get',
  'HTTP/1.1',
  'HTTP/1.1 200 OK',
  'https://graph.microsoft.com/v1.0/me',
  '/users/{id | upn}',
  '?$select=id',
  '  &x=1',
  'Content-Type: application/json',
  'Content-Type: text/plain',
  'If-Match:',
  ':',
  '{',
  '}',
  '{{',
  '}}',
  '{{a}}',
  '{{$guid}}',
  '{{$timestamp 1 ms}}',
  '{{a.response.body.$.id}}',
  '{id}',
  '"',
  '"k": 1,',
  '[',
  '< ./a.json',
  '<@ ./a.json',
  '<@latin1 b',
  '```',
  '> {% ',
  '< {%',
  '%}',
  '\n{{\n',
  '\n}}\n',
  '\n?? status == 200\n',
  '\n>> a.json',
  '> ./a.js',
  '<!-- ',
  '-->',
  ' ',
  '\t',
  '\u00a0',
  '\u0000',
  '\ufeff',
  '\u2028',
  '\ud800',
  '\udc00',
  'é',
  '=',
  '\\',
] as const;

/** Texts made of pieces of requests and of anything else. */
export const requestText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(...PIECES) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(''));

/** What an edit can be made of: places as shares of the text, so that they fit any text. */
export interface EditSeed {
  readonly at: number;
  readonly length: number;
  readonly newText: string;
}

export const editSeeds: fc.Arbitrary<EditSeed[]> = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.oneof(fc.constant(0), fc.nat({ max: 3 }), fc.nat({ max: 40 })),
    newText: fc.oneof(fc.constant(''), fc.constantFrom(...PIECES), requestText),
  }),
  { minLength: 1, maxLength: 4 },
);

/** The seeds as edits of a text: ascending, not overlapping. */
export function editsOf(text: string, seeds: readonly EditSeed[]): TextEdit[] {
  const places = seeds
    .map(({ at, length, newText }) => ({ start: Math.round(at * text.length), length, newText }))
    .sort((a, b) => a.start - b.start);
  const edits: TextEdit[] = [];
  let from = 0;
  for (const { start, length, newText } of places) {
    if (start < from) continue;
    const end = Math.min(start + length, text.length);
    edits.push({ span: { start, end }, newText });
    from = end;
  }
  return edits;
}
