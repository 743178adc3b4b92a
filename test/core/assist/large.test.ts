import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { limited } from '../../../src/core/assist/complete/completion.ts';
import { createCatalog } from '../../../src/core/catalog/catalog.ts';
import type { GraphSchema } from '../../../src/core/catalog/schema.ts';
import { thing } from './thing.ts';
import { proposals } from './vocabulary.ts';

/** Properties that count how often somebody reads their description. */
function watched(count: number): { properties: Record<string, GraphSchema>; reads: () => number } {
  let reads = 0;
  const properties: Record<string, GraphSchema> = {};
  for (let index = 0; index < count; index++) {
    properties[`property${index}`] = {
      type: ['string', 'null'],
      get description() {
        reads++;
        return 'What it does.';
      },
      'x-graph': { type: 'Edm.String' },
    };
  }
  return { properties, reads: () => reads };
}

suite('types with many properties', () => {
  test('have no text made before somebody looks at a proposal', async () => {
    const { properties, reads } = watched(300);
    const catalog = createCatalog([{ ...thing, properties }]);
    const found = await proposals('PATCH /v1.0/things/1\n\n{ | }', { catalog });
    assert.ok(found.filter(({ kind }) => kind === 'property').length >= 300);
    assert.equal(reads(), 0);
    const one = found.find(({ label }) => label === 'property7');
    assert.match(one?.document?.() ?? '', /What it does/);
    assert.ok(reads() > 0);
  });
});

suite('lists that are too long', () => {
  const items = Array.from({ length: 2_000 }, (_, index) => ({
    label: `item${index}`,
    kind: 'value' as const,
    edit: { span: { start: 0, end: 4 }, newText: '' },
  }));

  test('are cut to what fits the letters that were typed', () => {
    const { items: cut, incomplete } = limited(items, 'IT19', 4);
    assert.ok(incomplete && cut.length <= 600);
    assert.ok(cut.some(({ label }) => label === 'item1999') && !cut.some(({ label }) => label === 'item2'));
  });

  test('are whole where they are short', () => {
    assert.deepEqual(limited(items.slice(0, 600), 'x', 1), { items: items.slice(0, 600), incomplete: false });
  });
});
