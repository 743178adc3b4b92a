import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { formatNumber, formatRatio, median, percentile, rotated } from '../../bench/arithmetic.ts';

const times = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 30 });

describe('a percentile', () => {
  test('is the smallest value that so many do not exceed', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    assert.equal(percentile(hundred, 0.95), 95);
    assert.equal(percentile(hundred, 1), 100);
    assert.equal(percentile([7, 3], 0.95), 7);
    assert.equal(percentile([4], 0.01), 4);
  });

  test('does not exist without values', () => {
    assert.throws(() => percentile([], 0.95), RangeError);
  });
});

describe('the median', () => {
  test('is the middle one, or the mean of the middle two', () => {
    assert.equal(median([3]), 3);
    assert.equal(median([9, 1, 5]), 5);
    assert.equal(median([10, 1, 2, 4]), 3);
    assert.equal(median([10, 9, 100]), 10);
  });

  test('does not exist without values', () => {
    assert.throws(() => median([]), RangeError);
  });

  test('has as many values below as above it, in any order', () => {
    fc.assert(
      fc.property(times, (values) => {
        const middle = median(values);
        const below = values.filter((value) => value < middle).length;
        const above = values.filter((value) => value > middle).length;
        assert(below * 2 <= values.length && above * 2 <= values.length);
        assert.equal(median([...values].reverse()), middle);
      }),
    );
  });

  test('leaves its values in their order', () => {
    const values = [3, 1, 2];
    median(values);
    assert.deepEqual(values, [3, 1, 2]);
  });
});

describe('the order of a round', () => {
  test('begins at another contestant each time', () => {
    assert.deepEqual(
      [0, 1, 2, 3].map((round) => rotated(['a', 'b', 'c'], round).join('')),
      ['abc', 'bca', 'cab', 'abc'],
    );
    assert.deepEqual(rotated([], 3), []);
  });
});

describe('a number for a person', () => {
  test('has three digits that count', () => {
    assert.deepEqual(
      [0, 0.00068, 0.0123, 0.256, 1.04, 9.96, 12.34, 999.4, 1234.6, 1_234_567].map(formatNumber),
      ['0', '0.0007', '0.012', '0.26', '1', '10', '12.3', '999', '1,235', '1,234,567'],
    );
    assert.equal(formatNumber(Number.NaN), '–');
    assert.equal(formatNumber(Number.POSITIVE_INFINITY), '–');
  });

  test('may be a ratio', () => {
    assert.equal(formatRatio(1.26), '1.3×');
    assert.equal(formatRatio(1085 / 2.4), '452×');
  });
});
