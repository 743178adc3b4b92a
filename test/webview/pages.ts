import { after, before, beforeEach } from 'node:test';
import { type Harness, type Opening, type Running, startHarness } from './harness.ts';

/** Opens one page more, which the test closes. */
type Open = (opening?: Opening) => Promise<Running>;

/** Gives every test of a `describe` a page of its own, each in its turn; call it inside of the `describe`. */
export function freshPages(take: (running: Running) => void, opening?: Opening): Open {
  let harness: Harness;
  let running: Running | undefined;
  before(async () => {
    harness = await startHarness();
  });
  after(() => harness.close());
  beforeEach(async () => {
    await running?.close();
    running = await harness.open(opening);
    take(running);
  });
  return (another) => harness.open(another);
}

/** Gives the tests of a `describe` one page together, once it is prepared; call it inside of the `describe`. */
export function sharedPage(take: (running: Running) => Promise<void> | void, opening?: Opening): Open {
  let harness: Harness;
  before(async () => {
    harness = await startHarness();
    await take(await harness.open(opening));
  });
  after(() => harness.close());
  return (another) => harness.open(another);
}
