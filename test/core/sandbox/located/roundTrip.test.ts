import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { metadataCatalog } from '../../../../src/core/catalog/metadata/catalog.ts';
import type { PathUpdate } from '../../../../src/core/catalog/resource.ts';
import { isAnnotation } from '../../../../src/core/change/json.ts';
import { coversValue } from '../../../../src/core/change/sent.ts';
import { rootType } from '../../../../src/core/change/types.ts';
import type { JsonObject } from '../../../../src/core/text/jsonValues.ts';
import { compiled } from '../../catalog/metadata/fleet.ts';
import { graphMetadata } from '../../catalog/metadata/graphData.ts';
import { validBody } from '../agreement/bodies.ts';
import { bareSandbox, errorsOf, problemsOf, told, type Verdict } from '../agreement/inProcess.ts';
import { mutated } from '../agreement/mutations.ts';
import { drawn, filledPath, updatesByType } from './drawn.ts';

/** `TYPES=2000 SEED=7 npm run test:core -- roundTrip` looks at more types, and at others. */
const count = Number(process.env.TYPES ?? 300);
const seed = Number(process.env.SEED ?? 20_251_126);

describe('a body for any type of Microsoft Graph', { skip: graphMetadata.skip }, () => {
  const catalog = graphMetadata.skip
    ? undefined
    : metadataCatalog({ version: 'v1.0', file: compiled(graphMetadata.text()) });
  const updates = catalog ? drawn(updatesByType(catalog), count, seed) : [];

  /** What both say of a body for an object that nobody has made, and a look at the object afterwards. */
  const trial = async ({ endpoint, path: template }: PathUpdate, body: object) => {
    assert.ok(catalog);
    const at = filledPath(catalog, 'v1.0', template);
    const condition = endpoint.etag === 'required' ? { ifMatch: '*' as const } : {};
    const sandbox = bareSandbox(catalog, 'v1.0', { makeObjects: true, ...condition });
    const verdict: Verdict = {
      refused: await sandbox.refusal(endpoint.method, at, body),
      problems: await problemsOf(catalog, `${endpoint.method} /v1.0${at}`, body),
    };
    const read = async () => JSON.parse((await sandbox.answer('GET', at)).body ?? '') as JsonObject;
    return { at, verdict, read };
  };

  const sampleOf = (body: fc.Arbitrary<Record<string, unknown>>, index: number) =>
    fc.sample(body, { numRuns: 1, seed: seed + index })[0] ?? {};

  it('is drawn for as many as asked for', () => {
    assert.equal(new Set(updates.map(({ schema }) => schema.$id)).size, Math.min(count, updates.length));
    assert.ok(updates.length >= Math.min(count, 700));
  });

  it('that fits the schema is taken, stays as it was sent, and is no error when it is sent back', async () => {
    assert.ok(catalog);
    for (const [index, update] of updates.entries()) {
      const body = sampleOf(validBody(update.schema), index);
      const { at, verdict, read } = await trial(update, body);
      assert.equal(verdict.refused, undefined, `${at}\n${told(body, verdict)}`);
      assert.deepEqual(errorsOf(verdict), [], `${at}\n${told(body, verdict)}`);
      const object = await read();
      for (const name of sentNames(update, body)) {
        assert.ok(
          coversValue(object[name], body[name]),
          `${at}: ${name} of ${JSON.stringify([body, object])}`,
        );
      }
      const { endpoint } = update;
      const again: Verdict = {
        refused: undefined,
        problems: await problemsOf(catalog, `${endpoint.method} /v1.0${at}`, object),
      };
      assert.deepEqual(errorsOf(again), [], `${at} as it is read\n${told(object, again)}`);
    }
  });

  it('that is changed at random is refused by both or by neither', async () => {
    const found = { refused: 0, taken: 0 };
    for (const [index, update] of updates.entries()) {
      const body = sampleOf(mutated(validBody(update.schema)), index);
      const { at, verdict } = await trial(update, body);
      const taken = verdict.refused === undefined;
      if (taken) assert.deepEqual(errorsOf(verdict), [], `${at}\n${told(body, verdict)}`);
      else assert.notDeepEqual(verdict.problems, [], `${at}\n${told(body, verdict)}`);
      found[taken ? 'taken' : 'refused']++;
    }
    assert.ok(Math.min(found.refused, found.taken) > updates.length / 30, JSON.stringify(found));
  });

  it('that has one surely wrong value is refused by both', async () => {
    for (const [index, update] of updates.entries()) {
      const body = sampleOf(validBody(update.schema), index);
      const wrong = { ...body, ...wrongValue(update) };
      const { at, verdict } = await trial(update, wrong);
      assert.match(verdict.refused ?? '', /^400 /, `${at}\n${told(wrong, verdict)}`);
      assert.notDeepEqual(errorsOf(verdict), [], `${at}\n${told(wrong, verdict)}`);
    }
  });
});

/** Names of the properties of a body that the object has afterwards. */
function sentNames({ schema }: PathUpdate, body: JsonObject): readonly string[] {
  const { properties } = rootType(schema);
  return Object.keys(body).filter(
    (name) =>
      !isAnnotation(name) &&
      properties.get(name.toLowerCase())?.schema.writeOnly !== true &&
      // An uploaded certificate is kept in another form.
      !JSON.stringify(body[name]).includes('microsoft.graph.pkcs12Certificate'),
  );
}

/** A list of lists for a property that can be no such thing; a type that does not exist where there is none. */
function wrongValue({ schema }: PathUpdate): JsonObject {
  const [property] = [...rootType(schema).properties.values()].filter(
    ({ schema: { type, readOnly } }) => type !== undefined && readOnly !== true,
  );
  return property === undefined
    ? { '@odata.type': '#microsoft.graph.noSuchThing' }
    : { [property.name]: [[[]]] };
}
