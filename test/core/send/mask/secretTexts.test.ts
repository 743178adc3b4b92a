import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { SecretTexts } from '../../../../src/core/send/mask/secretTexts.ts';
import { MASK } from '../../../../src/core/text/secrets.ts';
import { cpuTime } from '../../../support/cpuTime.ts';

/** The same, place by place: what is inside of any of them goes, and each run of it becomes one mask. */
function plainly(text: string, secrets: readonly string[]): string {
  const isSecret = new Uint8Array(text.length);
  const begins = new Set<number>();
  for (const secret of secrets) {
    for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
      begins.add(at);
      isSecret.fill(1, at, at + secret.length);
    }
  }
  let masked = '';
  for (let at = 0; at < text.length; at++) {
    if (isSecret[at] === 0) masked += text[at];
    else if (at === 0 || isSecret[at - 1] === 0) masked += MASK;
  }
  return masked;
}

suite('secrets inside of a text', () => {
  test('are masked wherever they begin, those that overlap or touch as one', () => {
    const secrets = new SecretTexts(['abcdef', 'cdefghijkl', 'uvwxyz', 'abcdefgh']);
    assert.equal(secrets.mask('-abcdefghijkl-'), `-${MASK}-`);
    assert.equal(secrets.mask('abcdefghi uvwxyz'), `${MASK}i ${MASK}`);
    assert.equal(secrets.mask('uvwxyzabcdef.'), `${MASK}.`);
    assert.equal(secrets.mask('uvwxy'), 'uvwxy');
    assert.equal(new SecretTexts([]).mask('anything at all'), 'anything at all');
  });

  test('are the same as one finds by looking at each place', () => {
    const unit = fc.constantFrom('a', 'b', 'é', '"');
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit, minLength: 6, maxLength: 9 }), { maxLength: 40, size: 'max' }),
        fc.array(fc.oneof(fc.string({ unit, maxLength: 12 }), fc.nat(7)), { maxLength: 12 }),
        (secrets, parts) => {
          const text = parts
            .map((part) => (typeof part === 'string' ? part : (secrets[part] ?? '')))
            .join('');
          assert.equal(new SecretTexts(secrets).mask(text), plainly(text, secrets));
        },
      ),
    );
  });

  test('take time like the text, however many there are and however alike', () => {
    const begun = cpuTime();
    const many = new SecretTexts(Array.from({ length: 4_000 }, (_, index) => `secret-${index * 7919}`));
    const texts = Array.from({ length: 50_000 }, (_, index) => `Item number ${index}`);
    for (const text of texts) assert.equal(many.mask(text), text);
    // An answer that repeats almost all of what is secret.
    const words = Array.from({ length: 2_000 }, (_, index) => index.toString(36)).join(' ');
    const long = new SecretTexts(Array.from({ length: 16 }, (_, index) => `${words}-${index}`));
    assert.equal(long.mask(words.repeat(100)), words.repeat(100));
    const alike = new SecretTexts(Array.from({ length: 500 }, (_, index) => `Winter-2026-${index}-A`));
    assert.equal(alike.mask('Winter-2026-A'.repeat(20_000)), 'Winter-2026-A'.repeat(20_000));
    assert.equal(alike.mask('(Winter-2026-499-A)'), `(${MASK})`);
    assert.ok(cpuTime() - begun < 5_000, `${cpuTime() - begun} ms`);
  });

  test('are too many to tell apart: everything that could be one is masked', () => {
    for (const secrets of [
      Array.from({ length: 5_001 }, (_, index) => `${index}-secret`),
      Array.from({ length: 300 }, (_, index) => `secret${'-'.repeat(index)}!`),
    ]) {
      const all = new SecretTexts(secrets);
      assert.equal(all.mask('Item number 1'), MASK);
      assert.equal(all.mask('short'), 'short');
    }
  });
});
