import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { countdown } from '../../../src/core/send/countdown.ts';
import { pause, testClock } from './world.ts';

suite('a countdown', () => {
  test('says each second why it waits and what comes then', async () => {
    const clock = testClock();
    const texts: string[] = [];
    countdown((text) => texts.push(text), clock, { most: 3 })({ seconds: 3, attempt: 2, status: 429 });
    await pause(5);
    assert.deepEqual(texts, [
      'The service asks to slow down (429). Trying again in 3 s, attempt 2 of 3.',
      'The service asks to slow down (429). Trying again in 2 s, attempt 2 of 3.',
      'The service asks to slow down (429). Trying again in 1 s, attempt 2 of 3.',
      'Trying again now, attempt 2 of 3.',
    ]);
    assert.deepEqual(clock.slept, [1_000, 1_000, 1_000]);
  });

  test('names a busy service, and no limit where there is none', async () => {
    const texts: string[] = [];
    countdown((text) => texts.push(text), testClock())({ seconds: 1, attempt: 1, status: 503 });
    await pause(5);
    assert.deepEqual(texts, [
      'The service is busy (503). Trying again in 1 s, attempt 1.',
      'Trying again now, attempt 1.',
    ]);
  });

  test('ends with the send', async () => {
    const abort = new AbortController();
    const texts: string[] = [];
    const clock = {
      now: () => 0,
      sleep: async (_ms: number, signal?: AbortSignal) => {
        if (texts.length === 2) abort.abort();
        signal?.throwIfAborted();
      },
    };
    countdown((text) => texts.push(text), clock, { signal: abort.signal })({
      seconds: 60,
      attempt: 1,
      status: 429,
    });
    await pause(5);
    assert.equal(texts.length, 2);
  });
});
