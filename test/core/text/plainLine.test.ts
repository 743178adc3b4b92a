import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { plainLine } from '../../../src/core/text/plainLine.ts';

suite('a foreign text in one line', () => {
  test('stays as it is where it is plain and short', () => {
    assert.equal(plainLine('Rename it “now” ✓', 40), 'Rename it “now” ✓');
  });

  test('loses line breaks, controls and turns of direction', () => {
    assert.equal(plainLine(' a\r\nb\u202ec\u0000\u2028d ', 40), 'a b c d');
  });

  test('is cut between characters, never inside one', () => {
    assert.equal(plainLine('😀😀😀😀', 3), '😀😀…');
  });

  test('is never longer than it may be, and one line, whatever it was', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.integer({ min: 1, max: 60 }),
        (text, most) => {
          const line = plainLine(text, most);
          assert.ok([...line].length <= most);
          assert.doesNotMatch(line, /[\p{Cc}\p{Cf}\u2028\u2029]/u);
        },
      ),
    );
  });
});
