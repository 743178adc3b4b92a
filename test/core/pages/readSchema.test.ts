import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { builtinSchemas } from '../../../src/core/catalog/builtin.ts';
import { importPage } from '../../../src/core/pages/importPage.ts';
import { LARGEST_SCHEMA, readSchema } from '../../../src/core/pages/readSchema.ts';
import { DRAFT } from './draft.ts';

const text = importPage(DRAFT, { name: 'update-gizmo.md' }, await builtinSchemas()).schema?.text ?? '';

type Draft = { [name: string]: Draft } & unknown[];

/** What is said about the schema after a change, with the text that it points at. */
async function faults(change: (schema: Draft) => void): Promise<readonly string[]> {
  const draft = JSON.parse(text) as Draft;
  change(draft);
  return faultsOf(JSON.stringify(draft, null, 2));
}

async function faultsOf(source: string): Promise<readonly string[]> {
  const read = await readSchema(source);
  return read.ok
    ? []
    : read.faults.map(({ start, end, message }) => `${source.slice(start, end)} ${message}`);
}

/** Sets a member, also one called `__proto__`. */
const set = (draft: Draft | undefined, name: string, value: unknown) =>
  Object.defineProperty(draft ?? {}, name, { value, enumerable: true, configurable: true, writable: true });

describe('a schema of a workspace', () => {
  it('is used where it has the shape of the built-in ones', async () => {
    const read = await readSchema(text);
    assert.ok(read.ok && read.schema['x-graph'].type === 'microsoft.graph.lab.gizmo');
  });

  it('is refused with the place where it is wrong', async () => {
    const [missing] = await faults((schema) => set(schema, 'x-graph', { type: 'a.b', bases: [] }));
    assert.equal(
      missing,
      `"x-graph" This schema is not used. “x-graph” must have required property 'endpoints'.`,
    );
    const [extra] = await faults((schema) => set(schema, 'onload', 'x'));
    assert.equal(extra, `"onload" This schema is not used. The schema cannot have 'onload'.`);
    const [unsafe] = await faults((schema) =>
      set(schema['x-graph']?.endpoints?.[0] as Draft, 'documentation', 'javascript:alert(1)'),
    );
    assert.match(
      unsafe ?? '',
      /^"documentation" This schema is not used\. “x-graph\/endpoints\/0\/documentation” must match/,
    );
    assert.deepEqual(await faultsOf('{ "title": }'), [
      ': This is no JSON. This property has no value. Write one after the colon; null clears a property.',
    ]);
    assert.match((await faultsOf('')).join(), /There is no JSON value here/);
    assert.match((await faultsOf(' '.repeat(LARGEST_SCHEMA + 1))).join(), /larger than 2 MB/);
    assert.match((await faultsOf('['.repeat(100) + ']'.repeat(100))).join(), /nest more than 60 deep/);
  });

  it('refers to nothing outside of itself', async () => {
    const refer = (to: string) => faults((schema) => set(schema.properties?.axle, '$ref', to));
    assert.match((await refer('#/definitions/microsoft.graph.none')).join(), /leads to nothing in this file/);
    for (const to of ['https://contoso.com/x.json', 'file:///etc/passwd', '../x.json', '#/properties/axle']) {
      assert.match((await refer(to)).join(), /must match pattern/, to);
    }
  });

  it('has no pattern of its own', async () => {
    const pattern = await faults((schema) => set(schema.properties?.displayName, 'pattern', '^(a+)+$'));
    assert.match(
      pattern.join(),
      /^"pattern" This schema is not used\. A schema of a workspace cannot have a “pattern”/,
    );
    const names = await faults((schema) =>
      set(schema.patternProperties, '^(a+)+@$', schema.patternProperties?.['^[^@]+@odata\\.type$']),
    );
    assert.match(names.join(), /is none of the patterns of annotations/);
  });

  it('can name nothing like what every object of JavaScript has', async () => {
    const [, whole] = Object.entries(JSON.parse(text).properties)[1] ?? [];
    const found = await faults((schema) => set(schema.properties, '__proto__', whole));
    assert.match(found.join(), /“__proto__”/);
    assert.equal(({} as Record<string, unknown>).description, undefined);
  });

  it('may be any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length), fc.nat(40), fc.string(), async (at, cut, put) => {
        const source = text.slice(0, at) + put + text.slice(at + cut);
        const read = await readSchema(source);
        for (const { start, end } of read.ok ? [] : read.faults)
          assert.ok(start <= end && end <= source.length + 1);
      }),
      { numRuns: 200 },
    );
    await fc.assert(
      fc.asyncProperty(fc.json(), async (source) => assert.equal((await readSchema(source)).ok, false)),
    );
  });
});
