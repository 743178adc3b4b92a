import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseETags } from '../../../src/core/sandbox/resource/conditions.ts';
import { parsePreferences } from '../../../src/core/sandbox/resource/prefer.ts';
import { cpuTime } from '../../support/cpuTime.ts';

describe('lists of entity tags', () => {
  it('are read without weakness marks', () => {
    assert.equal(parseETags(' * '), '*');
    assert.deepEqual(parseETags('"a"'), ['"a"']);
    assert.deepEqual(parseETags('W/"a", "b,c" ,, W/""'), ['"a"', '"b,c"', '""']);
  });

  it('are nothing else', () => {
    for (const text of ['', 'a', '"a', 'a"', 'w/"a"', '"a"b', '"a" "b"', '*, "a"', '"a b"', ',']) {
      assert.equal(parseETags(text), undefined, text);
    }
  });

  it('may be any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', 'W/', ',', ' ', 'a', '*') }), (text) => {
        const tags = parseETags(text);
        if (Array.isArray(tags)) assert.ok(tags.every((tag) => /^"[^" ]*"$/.test(tag) && text.includes(tag)));
      }),
    );
  });
});

describe('preferences', () => {
  const wanted = (text: string | undefined) => parsePreferences(text).return;

  it('are read without case, quotes and parameters; the first counts', () => {
    assert.equal(wanted('return=minimal'), 'minimal');
    assert.equal(wanted('RETURN = "Representation"; foo="a"'), 'representation');
    assert.equal(wanted('wait=10, , return=minimal, return=representation'), 'minimal');
    assert.equal(parsePreferences('respond-async,include-unknown-enum-members').unknownEnumMembers, true);
  });

  it('that cannot be read are passed over', () => {
    for (const text of [
      undefined,
      '',
      'return',
      'return=',
      'return=other',
      '"',
      '=',
      'returns=minimal',
      '(x) return=minimal',
    ]) {
      assert.equal(wanted(text), undefined, text);
    }
  });

  it('may be any text, and take no time', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', '\\', ',', ';', '=', ' ', 'a') }), (text) => {
        assert.equal(parsePreferences(text).unknownEnumMembers, false);
      }),
    );
    const started = cpuTime();
    parsePreferences(`${' ,'.repeat(8_000)}"`);
    parsePreferences(`a="${'\\'.repeat(16_000)}`);
    parseETags(`${'"a" '.repeat(4_000)}`);
    parseETags(`${' '.repeat(16_000)}x`);
    assert.ok(cpuTime() - started < 2_000);
  });
});
