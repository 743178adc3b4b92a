import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fleetCatalog } from '../../catalog/metadata/fleet.ts';
import { validBody } from '../agreement/bodies.ts';
import { bareSandbox, errorsOf, problemsOf, told, type Verdict } from '../agreement/inProcess.ts';
import { mutated } from '../agreement/mutations.ts';
import { filledPath, updatesByType } from './drawn.ts';

/** `RUNS=5000 SEED=7 npm run test:core -- agreement` looks further, and elsewhere. */
const numRuns = Number(process.env.RUNS ?? 150);
const seed = Number(process.env.SEED ?? 20_251_126);

describe('the sandbox and the checker agree on bodies for every type of the fleet', () => {
  for (const { schema, endpoint, version, path: template } of updatesByType(fleetCatalog)) {
    const path = filledPath(fleetCatalog, version, template);
    const judge = async (body: object): Promise<Verdict> => ({
      refused: await bareSandbox(fleetCatalog, version, { makeObjects: true }).refusal(
        endpoint.method,
        path,
        body,
      ),
      problems: await problemsOf(fleetCatalog, `${endpoint.method} /${version}${path}`, body),
    });
    const body = validBody(schema);

    it(`${endpoint.method} ${path}: what fits the schema is taken, and no error is shown`, () =>
      fc.assert(
        fc.asyncProperty(body, async (each) => {
          const verdict = await judge(each);
          assert.equal(verdict.refused, undefined, told(each, verdict));
          assert.deepEqual(errorsOf(verdict), [], told(each, verdict));
        }),
        { numRuns, seed },
      ));

    it(`${endpoint.method} ${path}: an error is shown exactly where the sandbox refuses`, async () => {
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
      // Both must occur, or nothing was compared.
      assert.ok(Math.min(count.refused, count.taken) > numRuns / 30, JSON.stringify(count));
    });
  }
});
