import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { AsciiBytes, ascii } from '../../../src/core/text/ascii.ts';

const LETTERS = ['a', '"', '\\', '\u007f', '\u0080', 'é', '€', '😀', '\ud800', '\n'];

suite('JSON in ASCII', () => {
  test('means the same, and has no other letter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.match(ascii(text), /^[\x20-\x7e]*$/);
        assert.equal(JSON.parse(ascii(text)), text);
      }),
    );
  });

  test('is the same as bytes, however much room there was for them', () => {
    const texts = fc.array(fc.array(fc.constantFrom(...LETTERS), { maxLength: 12 }), { maxLength: 8 });
    fc.assert(
      fc.property(texts, fc.nat(60), (lists, expected) => {
        const bytes = new AsciiBytes(expected);
        const all = lists.map((letters) => letters.join(''));
        for (const each of all) bytes.add(JSON.stringify(each));
        assert.equal(new TextDecoder().decode(bytes.end()), all.map(ascii).join(''));
      }),
    );
  });
});
