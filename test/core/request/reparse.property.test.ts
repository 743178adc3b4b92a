import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseFile } from '../../../src/core/request/parse.ts';
import { reparse } from '../../../src/core/request/reparse.ts';
import type { RequestFile } from '../../../src/core/request/tree.ts';
import { applyEdits, type TextEdit } from '../../../src/core/text/span.ts';
import { editSeeds, editsOf, requestText } from './arbitraries.ts';

function plain({ text, blocks, starts }: RequestFile): RequestFile {
  return { text, blocks, starts };
}

/** How far the edits move an offset that none of them touches. */
function movement(edits: readonly TextEdit[], offset: number): number {
  let by = 0;
  for (const { span, newText } of edits) {
    if (span.end < offset) by += newText.length - (span.end - span.start);
  }
  return by;
}

test('after any edits the tree is the one of the whole new text', () => {
  fc.assert(
    fc.property(requestText, fc.array(editSeeds, { minLength: 1, maxLength: 3 }), (text, rounds) => {
      let file = parseFile(text);
      let now = text;
      for (const seeds of rounds) {
        const edits = editsOf(now, seeds);
        now = applyEdits(now, edits);
        file = reparse(file, edits);
        assert.deepEqual(plain(file), plain(parseFile(now)));
      }
    }),
    { numRuns: Number(process.env.RUNS ?? 400) },
  );
});

test('a block that no edit touches or merges is the same object as before', () => {
  let kept = 0;
  fc.assert(
    fc.property(requestText, requestText, requestText, editSeeds, (first, second, third, seeds) => {
      const text = [first, second, third].join('\n### Title\n');
      const edits = editsOf(text, seeds);
      const before = parseFile(text);
      const after = reparse(before, edits);
      for (const [index, block] of before.blocks.entries()) {
        const start = before.starts[index] ?? 0;
        const end = start + block.text.length;
        if (edits.some(({ span }) => span.start <= end && span.end >= start)) continue;
        const now = after.starts.indexOf(start + movement(edits, start));
        if (now < 0 || after.blocks[now]?.text !== block.text) continue;
        assert.equal(after.blocks[now], block);
        kept++;
      }
    }),
    { numRuns: 300 },
  );
  assert.ok(kept > 100, `only ${kept} blocks were kept`);
});

test('no edits change nothing, and edits that cannot be are refused', () => {
  const file = parseFile('GET /a\n###\nGET /b');
  assert.equal(reparse(file, []), file);
  const edit = (start: number, end: number): TextEdit => ({ span: { start, end }, newText: 'x' });
  assert.throws(() => reparse(file, [edit(0, 99)]), RangeError);
  assert.throws(() => reparse(file, [edit(-2, 1)]), RangeError);
  assert.throws(() => reparse(file, [edit(0, 3), edit(2, 4)]), RangeError);
});

test('the text of an edited file can be read, copied and written', () => {
  const file = reparse(parseFile('GET /a\n###\nGET /b'), [{ span: { start: 5, end: 6 }, newText: 'c' }]);
  assert.equal(file.text, 'GET /c\n###\nGET /b');
  assert.equal({ ...file }.text, file.text);
  assert.equal(structuredClone(file).text, file.text);
  assert.equal(JSON.parse(JSON.stringify(file)).text, file.text);
});

test('a byte order mark in front of the first separator comes and goes', () => {
  const insert = (at: number, newText: string): TextEdit => ({ span: { start: at, end: at }, newText });
  const texts = ['\ufeff### a\nGET /a\n### b\nGET /b\n### c\nGET /c', '\ufeff### a\n'];
  const edits = [
    [insert(0, 'x')],
    [insert(0, 'x'), insert(3, 'y')],
    [insert(0, 'x'), { span: { start: 2, end: 3 }, newText: '' }],
    [insert(0, 'x'), { span: { start: 5, end: 7 }, newText: '' }],
    [{ span: { start: 0, end: 1 }, newText: '' }],
    [insert(1, '\n')],
  ];
  for (const text of texts) {
    for (const changes of edits) {
      assert.deepEqual(plain(reparse(parseFile(text), changes)), plain(parseFile(applyEdits(text, changes))));
    }
  }
});

test('a block beside an edit is kept where its text is as before', () => {
  const file = parseFile('GET /a\n### b\nGET /b\n### c\nGET /c\n');
  const [a, b, c] = file.blocks;
  const behindA = file.starts[1] ?? 0;
  const inserted = reparse(file, [{ span: { start: behindA, end: behindA }, newText: '# d\n' }]);
  assert.notEqual(inserted.blocks[0], a);
  assert.equal(inserted.blocks[1], b);
  assert.equal(inserted.blocks[2], c);
  const removed = reparse(file, [
    { span: { start: file.starts[2] ?? 0, end: file.text.length }, newText: '' },
  ]);
  assert.equal(removed.blocks.length, 2);
  assert.equal(removed.blocks[0], a);
  assert.equal(removed.blocks[1], b);
});
