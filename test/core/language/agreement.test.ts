import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseFile } from '../../../src/core/request/parse.ts';
import type { Block } from '../../../src/core/request/tree.ts';
import { LineIndex } from '../../../src/core/text/lines.ts';
import type { Span } from '../../../src/core/text/span.ts';
import { isWithin, type ScopedRun, tokenize } from './tokens.ts';

/** What both the parser and the grammar name, with the scope that the grammar gives it. */
const KINDS: readonly { readonly scope: string; readonly spans: (block: Block) => readonly Span[] }[] = [
  {
    scope: 'keyword.control.method.graph-http',
    spans: (block) =>
      block.kind === 'request' && block.requestLine.method ? [block.requestLine.method] : [],
  },
  {
    scope: 'entity.name.tag.header.graph-http',
    spans: (block) => (block.kind === 'request' ? block.headers.map((header) => header.name) : []),
  },
  {
    scope: 'variable.parameter.placeholder.graph-http',
    spans: (block) =>
      block.kind !== 'request'
        ? []
        : block.requestLine.url.placeholders.map(({ start, end }) => ({ start: start + 1, end: end - 1 })),
  },
  {
    scope: 'keyword.other.directive.graph-http',
    spans: (block) => block.metadata.map(({ name }) => ({ start: name.start - 1, end: name.end })),
  },
  { scope: 'comment.line', spans: (block) => block.comments },
  { scope: 'meta.reference.graph-http', spans: (block) => block.references },
  {
    scope: 'entity.name.section.graph-http',
    spans: (block) => (block.separator?.title ? [block.separator.title] : []),
  },
];

/** Runs that stand side by side are one. Pasted responses are left out: the parser does not read inside them. */
function coloured(runs: readonly ScopedRun[], scope: string): readonly string[] {
  const found: { line: number; start: number; end: number; text: string }[] = [];
  for (const run of runs) {
    if (
      !run.scopes.some((each) => isWithin(each, scope)) ||
      run.scopes.some((each) => isWithin(each, 'meta.response'))
    )
      continue;
    const last = found.at(-1);
    if (last?.line === run.line && last.end === run.start) {
      last.end = run.end;
      last.text += run.text;
    } else {
      found.push({ line: run.line, start: run.start, end: run.end, text: run.text });
    }
  }
  return found.map(
    ({ line, start, text }) => `${line}:${start + text.length - text.trimStart().length} ${text.trim()}`,
  );
}

/** Of a request without its separator the parser reads nothing; the grammar colours it, so that it can be read. */
async function agrees(text: string): Promise<void> {
  const { blocks, starts } = parseFile(text);
  const unseparated = blocks.some(({ problems }) =>
    problems.some(({ code }) => code === 'separator-missing'),
  );
  fc.pre(!unseparated);
  const lines = new LineIndex(text);
  const runs = await tokenize(text);
  for (const { scope, spans } of KINDS) {
    const parsed = blocks.flatMap((block, index) =>
      spans(block).map(({ start, end }) => {
        const from = (starts[index] ?? 0) + start;
        const { line, character } = lines.positionAt(from);
        return `${line}:${character} ${text.slice(from, from + end - start).trim()}`;
      }),
    );
    assert.deepEqual(coloured(runs, scope), parsed, scope);
  }
}

for (const name of ['everything', 'broken']) {
  test(`the grammar and the parser agree on ${name}.graph.http`, async () => {
    await agrees(readFileSync(new URL(`./fixtures/${name}.graph.http`, import.meta.url), 'utf8'));
  });
}

const LINES = [
  '',
  ' ',
  '### Title',
  '#### ',
  '# comment',
  '// comment',
  '# @name first',
  '  // @no-redirect',
  '# @prompt name',
  '@name = value',
  '@name',
  'PATCH https://graph.microsoft.com/v1.0/groups/{id}/members/{memberId}',
  'PATCH /me HTTP/1.1',
  'patch {{base}}/users/{user id}?$select=id&x={x}',
  'https://graph.microsoft.com/beta/{a}',
  '/me',
  'GET',
  '  ?$select={fields}',
  '  &$top=1',
  'Content-Type: application/json',
  'If-Match: {{etag}}',
  'Prefer:',
  'no colon',
  '{{header}}: x',
  '{',
  '  "displayName": "x {{y}}",',
  '  "open": "',
  '  "tags": [ {',
  '}',
  ']',
  '{{body}}',
  '< ./body.json',
  '<@ ./body.json',
  'import common.http',
  '  /members',
  'text',
  'HTTP/1.1 200 OK',
  '```http',
  '{ "a": /* no comment',
];

test('the grammar and the parser agree on any order of lines', async () => {
  const file = fc.array(fc.constantFrom(...LINES), { maxLength: 14 }).map((lines) => lines.join('\n'));
  await fc.assert(fc.asyncProperty(file, agrees), { numRuns: 400 });
});
