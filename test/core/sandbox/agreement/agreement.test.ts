import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { builtinSchemas } from '../../../../src/core/catalog/builtin.ts';
import type { ResourceSchema } from '../../../../src/core/catalog/schema.ts';
import { SEEDS } from '../../../../src/core/sandbox/objects/seed.ts';
import type { Seed } from '../../../../src/core/sandbox/objects/store.ts';
import { gadget } from '../../check/gadget.ts';
import { agree } from './agreeing.ts';
import { validBody } from './bodies.ts';
import { judges, told } from './inProcess.ts';
import { mutated } from './mutations.ts';

/** `RUNS=5000 SEED=7 npm run test:core -- agreement` looks further, and elsewhere. */
const numRuns = Number(process.env.RUNS ?? 200);
const seed = Number(process.env.SEED ?? 20_251_126);

async function resources(): Promise<readonly (readonly [ResourceSchema, Seed])[]> {
  const schemas = [...(await builtinSchemas()), gadget];
  const seeds = [
    ...SEEDS,
    { type: 'test.gadget', object: { id: '1', code: 'ABC', total: 1, note: 'n', level: 'none' } },
  ];
  return schemas.map((schema) => {
    const found = seeds.find(({ type }) => type === schema['x-graph'].type);
    if (!found) throw new Error(`There is no object of ${schema.title}.`);
    return [schema, found];
  });
}

describe('the sandbox and the checker agree on bodies made from a schema', async () => {
  for (const [schema, object] of await resources()) {
    const judge = judges(schema, object);
    const body = validBody(schema);

    agree(schema['x-graph'].type, { judge, body, numRuns, seed, least: 1 / 20 });

    it(`${schema['x-graph'].type}: an object that was made by POST is no other`, async () => {
      const judgeMade = judges(schema, object, 'made');
      await fc.assert(
        fc.asyncProperty(fc.oneof(body, mutated(body)), async (each) => {
          const verdict = await judge(each);
          assert.deepEqual(await judgeMade(each), verdict, told(each, verdict));
        }),
        { numRuns: Math.ceil(numRuns / 4), seed },
      );
    });
  }
});
