import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { EditedText } from '../../../src/core/text/editedText.ts';
import { applyEdits, type TextEdit } from '../../../src/core/text/span.ts';

function edit(start: number, end: number, newText: string): TextEdit {
  return { span: { start, end }, newText };
}

test('two rounds of edits come to one', () => {
  const text = new EditedText('PATCH /me');
  text.apply([edit(7, 7, 'v1.0/')]);
  text.apply([edit(7, 11, 'beta')]);
  assert.deepEqual(text.edits(), [edit(7, 7, 'beta/')]);
});

test('an edit that a later one takes back leaves nothing', () => {
  const text = new EditedText('PATCH /me');
  text.apply([edit(6, 6, 'x')]);
  text.apply([edit(6, 7, '')]);
  assert.deepEqual(text.edits(), []);
});

test('edits at the very start and end, and of an empty text', () => {
  const text = new EditedText('a');
  text.apply([edit(0, 0, '<'), edit(1, 1, '>')]);
  assert.equal(applyEdits('a', text.edits()), '<a>');
  const empty = new EditedText('');
  empty.apply([edit(0, 0, 'a')]);
  assert.deepEqual(empty.edits(), [edit(0, 0, 'a')]);
});

test('the edits lead from the first text to the last, whatever was edited', () => {
  const rounds = fc.array(
    fc.array(fc.tuple(fc.nat(30), fc.nat(5), fc.string({ maxLength: 3 })), { maxLength: 4 }),
    {
      maxLength: 5,
    },
  );
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), rounds, (source, all) => {
      const text = new EditedText(source);
      let present = source;
      for (const round of all) {
        const edits: TextEdit[] = [];
        let from = 0;
        for (const [gap, length, newText] of round) {
          const start = Math.min(from + gap, present.length);
          const end = Math.min(start + length, present.length);
          edits.push(edit(start, end, newText));
          from = end;
        }
        text.apply(edits);
        present = applyEdits(present, edits);
      }
      const edits = text.edits();
      assert.equal(applyEdits(source, edits), present);
      for (const [index, { span }] of edits.entries()) {
        assert.ok(index === 0 || span.start > (edits[index - 1]?.span.end ?? 0), 'apart from each other');
      }
    }),
  );
});
