import { deepEqual, equal } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runInSlices } from '../../../src/core/text/slices.ts';
import { runAtOnce, type Steps } from '../../../src/core/text/steps.ts';

const turn = () =>
  new Promise<void>((resolve) => {
    setImmediate(resolve);
  });

function* counting(to: number, done: number[]): Steps<string> {
  for (let step = 1; step <= to; step++) {
    done.push(step);
    yield;
  }
  return `${to} steps`;
}

describe('work in steps', () => {
  it('comes out the same at once and in slices', async () => {
    const [one, other]: [number[], number[]] = [[], []];
    equal(runAtOnce(counting(5, one)), '5 steps');
    equal(await runInSlices(counting(5, other), { slice: 0, turn }), '5 steps');
    deepEqual(one, other);
  });

  it('lets others have their turn after each slice, and not before', async () => {
    const turns: number[] = [];
    const done: number[] = [];
    const counted = async () => {
      turns.push(done.length);
    };
    await runInSlices(counting(3, done), { slice: 0, turn: counted });
    deepEqual(turns, [1, 2, 3]);
    await runInSlices(counting(1_000, done), { slice: 60_000, turn: counted });
    equal(turns.length, 3);
  });

  it('lets a timer ring and a socket be read meanwhile', async () => {
    let isOver = false;
    const ringing = new Promise<boolean>((resolve) => {
      setTimeout(() => resolve(isOver), 0);
    });
    function* long(): Steps<void> {
      for (const until = performance.now() + 200; performance.now() < until; ) yield;
    }
    await runInSlices(long(), { slice: 1, turn });
    isOver = true;
    equal(await ringing, false);
  });

  it('fails as the work fails', async () => {
    const failing = function* (): Steps<void> {
      yield;
      throw new RangeError('no more');
    };
    const failed = await runInSlices(failing(), { turn }).catch((error: unknown) => error);
    equal(failed instanceof RangeError, true);
  });
});
