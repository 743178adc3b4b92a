import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { isOutcomeOpen, waitBeforeSending, waitWords } from '../../../../src/core/send/explain/patience.ts';
import type { GraphError } from '../../../../src/core/send/outcome.ts';

const error = (status: number, retryAfter?: number): GraphError => ({
  status,
  code: '',
  message: '',
  details: [],
  ...(retryAfter === undefined ? {} : { retryAfter }),
});

suite('a refusal that passes', () => {
  test('is waited for as long as the service asks', () => {
    assert.equal(waitBeforeSending(error(429, 7), 'PATCH'), 7);
    assert.equal(waitBeforeSending(error(503, 7), 'PATCH'), 7);
    assert.equal(waitBeforeSending(error(429), 'PATCH'), 60);
    assert.equal(waitBeforeSending(error(503), 'GET'), 60);
    assert.equal(waitBeforeSending(error(504), 'GET'), 60);
    assert.equal(waitBeforeSending(error(429, 0), 'PATCH'), 0);
  });

  test('is not waited for where a change may have been made, or where it is no use', () => {
    assert.equal(waitBeforeSending(error(503), 'PATCH'), undefined);
    assert.equal(waitBeforeSending(error(504), 'PATCH'), undefined);
    assert.equal(waitBeforeSending(error(504, 5), 'POST'), undefined);
    assert.equal(waitBeforeSending(error(500, 5), 'GET'), undefined);
    assert.equal(waitBeforeSending(error(400, 5), 'PATCH'), undefined);
    assert.equal(waitBeforeSending(error(429, 86_400), 'PATCH'), undefined);
  });

  test('leaves open what became of a change only where a service failed in the middle', () => {
    const open = (status: number, method = 'PATCH') => isOutcomeOpen(error(status), method);
    assert.deepEqual(
      [400, 429, 500, 501, 502, 503, 504, 507, 509, 599].filter((status) => open(status)),
      [500, 502, 503, 504, 599],
    );
    assert.equal(open(500, 'GET'), false);
    assert.equal(isOutcomeOpen(error(503, 5), 'PATCH'), false);
  });

  test('is said in words', () => {
    assert.deepEqual([1, 30, 60, 120, 121, 3_600].map(waitWords), [
      'a second',
      '30 seconds',
      'a minute',
      '120 seconds',
      '3 minutes',
      '60 minutes',
    ]);
  });
});
