import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ResourceSchema } from '../../../src/core/catalog/schema.ts';
import { exampleBody, placesOf, shipped, validatorAt, withoutStops } from './shipped.ts';

function accepts(schema: ResourceSchema, pointer: string, value: unknown): void {
  const validate = validatorAt(schema, pointer);
  assert.ok(validate(value), `${pointer} ${JSON.stringify(value)}: ${JSON.stringify(validate.errors)}`);
}

/** Names that an update can set and should: neither read-only, nor of the draft page, nor deprecated. */
function updatable(schema: ResourceSchema): string[] {
  return Object.entries(schema.properties)
    .filter(([, { readOnly, deprecated, 'x-graph': facts }]) => !readOnly && !deprecated && !facts?.draft)
    .map(([name]) => name)
    .sort();
}

for (const [name, schema] of shipped) {
  describe(name, () => {
    it('has examples that are valid where they stand', () => {
      const places = placesOf(schema).filter(({ kind }) => kind !== 'items');
      assert.ok(places.length > 3);
      for (const { pointer, schema: place } of places) {
        for (const example of place.examples ?? []) accepts(schema, pointer, example);
      }
    });
    it('has examples that are valid together', () => {
      accepts(schema, '', exampleBody(schema));
    });
    it('has snippets that are valid as they are inserted', () => {
      for (const { body } of schema.defaultSnippets ?? []) accepts(schema, '', withoutStops(body));
    });
    it('has snippets that set nothing that cannot be set', () => {
      const settable = new Set(updatable(schema));
      for (const { label, body } of schema.defaultSnippets ?? []) {
        for (const property of Object.keys(body as object))
          assert.ok(settable.has(property), `${label}: ${property}`);
      }
    });
    it('has a minimal snippet first and a full one among them', () => {
      const sizes = (schema.defaultSnippets ?? []).map(({ body }) => Object.keys(body as object).sort());
      assert.equal(sizes[0]?.length, 1);
      assert.ok(
        sizes.some((names) => names.join() === updatable(schema).join()),
        `no snippet has ${updatable(schema).join()}`,
      );
    });
    it('numbers the stops of a snippet from 1 without a gap', () => {
      for (const { label, body } of schema.defaultSnippets ?? []) {
        const stops = [...JSON.stringify(body).matchAll(/\$\{(\d+):/g)].map(([, stop]) => Number(stop));
        assert.deepEqual(
          stops.toSorted((a, b) => a - b),
          stops.map((_, index) => index + 1),
          label,
        );
      }
    });
  });
}
