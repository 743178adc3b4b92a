import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { foldsOf } from '../../../src/core/assist/folding.ts';
import { type OutlineItem, outlineOf, outlineOfFile } from '../../../src/core/assist/outline.ts';
import { parseFile } from '../../../src/core/request/parse.ts';
import { cpuTime } from '../../support/cpuTime.ts';

function outline(text: string): readonly OutlineItem[] {
  return parseFile(text).blocks.flatMap(outlineOf);
}

/** One line for each item: kind, name and detail, indented by depth. */
function lines(items: readonly OutlineItem[], depth = 0): readonly string[] {
  return items.flatMap(({ kind, name, detail, children }) => [
    `${'  '.repeat(depth)}${kind} ${name}${detail === undefined ? '' : ` (${detail})`}`,
    ...lines(children, depth + 1),
  ]);
}

function nests({ span, selection, children }: OutlineItem): void {
  assert.ok(span.start <= selection.start && selection.end <= span.end, 'the selection is inside');
  for (const child of children) {
    assert.ok(span.start <= child.span.start && child.span.end <= span.end, `${child.name} is inside`);
    nests(child);
  }
}

suite('outline', () => {
  test('has requests, headers, nested values, variables and answers', () => {
    const items = outline(
      '@a = 1\n\n### First\n@b = x\nPATCH https://graph.microsoft.com/v1.0/me\nContent-Type: application/json\nX: secret\n\n{ "n": { "m": [1, "s", null] }, {{k}}: {{v}}, "ok": true }\n\n###\nGET /v1.0/me\n\n### Answer\nHTTP/1.1 204 No Content\n\n### Notes\n# text\n',
    );
    assert.deepEqual(lines(items), [
      'variable @a (1)',
      'request First (PATCH /v1.0/me)',
      '  variable @b (x)',
      '  header Content-Type (application/json)',
      '  header X',
      '  object n',
      '    array m',
      '      number 0 (1)',
      '      string 1',
      '      null 2',
      '  string {{k}}',
      '  boolean ok (true)',
      'request GET /v1.0/me',
      'response Answer',
      'section Notes',
    ]);
    items.forEach(nests);
  });

  test('of a request without a separator begins at its request line: variables above it stand beside it', () => {
    const [variable, request] = outline('@a = 1\nGET /me\n');
    assert.equal(variable?.kind, 'variable');
    assert.deepEqual(request?.span, { start: 7, end: 14 });
  });

  test('calls a request without a title by its method and path', () => {
    assert.deepEqual(lines(outline('PATCH https://graph.microsoft.com/v1.0/me\n')), [
      'request PATCH /v1.0/me',
    ]);
    assert.deepEqual(lines(outline('# @name one\nGET /me\n')), ['request one (GET /me)']);
    assert.deepEqual(lines(outline('PATCH\n')), ['request Request 1 (PATCH)']);
  });

  test('does not show the values of secrets', () => {
    assert.deepEqual(lines(outline('@clientSecret = hunter2\n')), ['variable @clientSecret']);
  });

  test('holds for broken bodies', () => {
    const items = outline('PATCH /me\n\n{ "a": { "b": 1, "c": \n');
    assert.deepEqual(lines(items).slice(1), ['  object a', '    number b (1)']);
    items.forEach(nests);
  });

  test('is cut where a body is huge or deep', () => {
    const wide = outline(`PATCH /me\n\n{${'"k":1,'.repeat(60_000)}"z":1}\n`);
    assert.equal(wide[0]?.children.length, 1_000);
    const deep = outline(`PATCH /me\n\n${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}\n`);
    assert.ok(lines(deep).length < 40);
    deep.forEach(nests);
  });
});

test('the outline of a large file lists every request, and the parts of the first ones', () => {
  const items = outlineOfFile(parseFile('###\nGET /me\nA: b\nC: d\n'.repeat(10_000)));
  assert.equal(items.length, 10_000);
  assert.equal(items[0]?.item.children.length, 2);
  assert.equal(items.at(-1)?.item.children.length, 0);
  assert.equal(items.at(-1)?.start, 22 * 9_999);
});

suite('folds', () => {
  const folds = (text: string) =>
    parseFile(text).blocks.flatMap((block) =>
      foldsOf(block).map(
        ({ kind, span }) => `${kind} ${JSON.stringify(block.text.slice(span.start, span.end))}`,
      ),
    );

  test('of requests, comments of several lines, and values', () => {
    assert.deepEqual(folds('# a\n# b\n\n# c\nPATCH /me\n\n{\n  # " {\n  "a": [\n    1\n  ]\n}\n').slice(1), [
      'comment "# a\\n# b"',
      'value "[\\n    1"',
      'value "{\\n  # \\" {\\n  \\"a\\": [\\n    1\\n  ]"',
    ]);
  });

  test('take linear time on one long line', () => {
    const begun = cpuTime();
    assert.equal(folds(`PATCH /me\n\n{"a":[${'{},'.repeat(300_000)}1]}\n`).length, 1);
    assert.ok(cpuTime() - begun < 3_000);
  });
});
