import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { LineIndex } from '../../../src/core/text/lines.ts';
import { applyEdits } from '../../../src/core/text/span.ts';

test('edits are applied in the coordinates of the text before them', () => {
  const edits = [
    { span: { start: 6, end: 9 }, newText: '/users' },
    { span: { start: 0, end: 5 }, newText: 'GET' },
    { span: { start: 9, end: 9 }, newText: '?a' },
  ];
  assert.equal(applyEdits('PATCH /me', edits), 'GET /users?a');
});

test('edits that overlap or leave the text are refused', () => {
  const edit = (start: number, end: number) => ({ span: { start, end }, newText: '' });
  assert.throws(() => applyEdits('PATCH', [edit(0, 3), edit(2, 4)]), RangeError);
  assert.throws(() => applyEdits('PATCH', [edit(3, 6)]), RangeError);
  assert.throws(() => applyEdits('PATCH', [edit(3, 2)]), RangeError);
});

test('positions count lines that end with LF, CRLF or CR', () => {
  const lines = new LineIndex('a\nbc\r\nd\re');
  assert.equal(lines.lineCount, 4);
  assert.deepEqual(lines.positionAt(3), { line: 1, character: 1 });
  assert.deepEqual(lines.positionAt(6), { line: 2, character: 0 });
  assert.deepEqual(lines.positionAt(99), { line: 3, character: 1 });
  assert.equal(lines.offsetAt({ line: 2, character: 0 }), 6);
  assert.equal(lines.offsetAt({ line: 9, character: 0 }), 9);
});

test('an offset comes back from its position', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\r', ' ') }), fc.nat(40), (text, at) => {
      const lines = new LineIndex(text);
      const offset = Math.min(at, text.length);
      assert.equal(lines.offsetAt(lines.positionAt(offset)), offset);
    }),
  );
});
