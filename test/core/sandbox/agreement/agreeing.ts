import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import type { JsonObject } from '../../../../src/core/text/jsonValues.ts';
import { errorsOf, told, type Verdict } from './inProcess.ts';
import { mutated } from './mutations.ts';

/** What a pair of tests works with. */
export interface Agreeing {
  /** What sandbox and checker say of a body. */
  readonly judge: (body: JsonObject) => Promise<Verdict>;
  /** Bodies that fit the schema. */
  readonly body: fc.Arbitrary<JsonObject>;
  readonly numRuns: number;
  readonly seed: number;
  /** The least part of the bodies that must be refused, and taken: with fewer, nothing was compared. */
  readonly least: number;
}

/** Two tests: what fits is taken and has no errors; what is refused is shown, and only that. */
export function agree(name: string, { judge, body, numRuns, seed, least }: Agreeing): void {
  it(`${name}: what fits the schema is taken, and no error is shown`, () =>
    fc.assert(
      fc.asyncProperty(body, async (each) => {
        const verdict = await judge(each);
        assert.equal(verdict.refused, undefined, told(each, verdict));
        assert.deepEqual(errorsOf(verdict), [], told(each, verdict));
      }),
      { numRuns, seed },
    ));

  it(`${name}: an error is shown exactly where the sandbox refuses`, async () => {
    const count = { refused: 0, taken: 0 };
    await fc.assert(
      fc.asyncProperty(mutated(body), async (each) => {
        const verdict = await judge(each);
        const taken = verdict.refused === undefined;
        if (taken) assert.deepEqual(errorsOf(verdict), [], told(each, verdict));
        else assert.notDeepEqual(verdict.problems, [], told(each, verdict));
        count[taken ? 'taken' : 'refused']++;
      }),
      { numRuns, seed },
    );
    assert.ok(Math.min(count.refused, count.taken) > numRuns * least, JSON.stringify(count));
  });
}
