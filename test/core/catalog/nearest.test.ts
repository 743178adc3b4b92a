import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { nearestName, slipsBetween } from '../../../src/core/catalog/nearest.ts';

const names = ['id', 'displayName', 'description', 'tags', 'notes', 'accountEnabled', 'appRoles'];

const means = (typed: string, meant: string) => assert.equal(nearestName(typed, names), meant, typed);
const meansNothing = (typed: string) => assert.equal(nearestName(typed, names), undefined, typed);

describe('nearestName', () => {
  it('forgives a letter that is missing, added, wrong or swapped', () => {
    means('dispayName', 'displayName');
    means('displayNname', 'displayName');
    means('displaiName', 'displayName');
    means('dipslayName', 'displayName');
    means('tgas', 'tags');
  });
  it('forgives case first', () => {
    means('DISPLAYNAME', 'displayName');
    assert.equal(nearestName('Tag', ['tags', 'TAG']), 'TAG');
  });
  it('forgives more in longer names', () => {
    means('acountEnabeld', 'accountEnabled');
    meansNothing('tga');
    meansNothing('nxt1ss');
  });
  it('leaves alone what is something else', () => {
    for (const typed of ['', 'x', 'zz', 'enabled', 'sponsors', 'role', 'display']) meansNothing(typed);
  });
  it('takes the nearest, and of equals the first', () => {
    assert.equal(nearestName('descriptions', ['descriptor', 'description']), 'description');
    assert.equal(nearestName('abcdef', ['abcdeg', 'abcdeh']), 'abcdeg');
  });
  it('does not look at names of absurd length', () => {
    const long = 'a'.repeat(1_000_000);
    assert.equal(nearestName(long, [`${long}b`]), undefined);
    assert.equal(nearestName(long, [long]), long);
  });
});

describe('slipsBetween', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });

  it('is a distance: nothing between equals, the same both ways, never below the difference in length', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        assert.equal(slipsBetween(a, a, 9), 0);
        assert.equal(slipsBetween(a, b, 9), slipsBetween(b, a, 9));
        assert.ok(slipsBetween(a, b, 9) >= Math.abs(a.length - b.length));
        assert.equal(slipsBetween(a, b, 9) === 0, a === b);
      }),
    );
  });
  it('says the same with a limit, as long as it is not exceeded', () => {
    fc.assert(
      fc.property(word, word, fc.nat({ max: 6 }), (a, b, limit) => {
        const slips = slipsBetween(a, b, 9);
        const limited = slipsBetween(a, b, limit);
        assert.ok(slips <= limit ? limited === slips : limited > limit);
      }),
    );
  });
});
