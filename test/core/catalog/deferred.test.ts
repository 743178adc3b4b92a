import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCatalog } from '../../../src/core/catalog/catalog.ts';
import { deferredSchema } from '../../../src/core/catalog/deferred.ts';
import { objectSchema } from '../../../src/core/catalog/objectSchema.ts';
import { effectiveSchema } from '../../../src/core/catalog/schemaReferences.ts';
import { gadget } from '../check/gadget.ts';

/** The gadget with its types still to be read, and how often they were. */
function deferred() {
  const { properties: _properties, definitions: _definitions, ...head } = gadget;
  const counted = { reads: 0 };
  const schema = deferredSchema(head, () => {
    counted.reads++;
    return gadget;
  });
  return { schema, counted };
}

describe('a deferred schema', () => {
  it('is not read for finding a resource', () => {
    const { schema, counted } = deferred();
    const catalog = createCatalog([schema]);
    assert.equal(catalog.resolve('v1.0', '/gadgets/1').found, true);
    assert.equal(catalog.resolve('v1.0', '/gadget/1').found, false);
    assert.ok(catalog.steps('v1.0', '').length > 0);
    assert.equal(counted.reads, 0);
  });
  it('is read once, and then is the same as the whole one', () => {
    const { schema, counted } = deferred();
    assert.equal(schema.properties, gadget.properties);
    assert.equal(schema.definitions, gadget.definitions);
    assert.deepEqual({ ...schema }, { ...gadget });
    assert.deepEqual(structuredClone(schema), structuredClone(gadget));
    assert.equal(counted.reads, 1);
  });
  it('is walked like the whole one', () => {
    const { schema } = deferred();
    const shape = schema.properties.shape ?? {};
    assert.deepEqual(effectiveSchema(schema, shape), effectiveSchema(gadget, gadget.properties.shape ?? {}));
    assert.deepEqual(
      [...objectSchema(schema, shape, '#test.circle').properties.keys()],
      ['@odata.type', 'radius', 'area'],
    );
  });
});
