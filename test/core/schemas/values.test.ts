import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { GraphSchema } from '../../../src/core/catalog/schema.ts';
import { type Place, placesOf, shipped, validatorAt } from './shipped.ts';

/** Values that are none of their EDM type; the placeholders of the API pages are among them. */
const wrong: Readonly<Record<string, readonly unknown[]>> = {
  'Edm.String': [1, true, {}, ['x']],
  'Edm.Boolean': ['Boolean', 'true', 0, {}],
  'Edm.Int32': ['1', 1.5, 2147483648, -2147483649, true],
  'Edm.Int64': ['1', 1.5, 1e19, true],
  'Edm.Guid': ['Guid', '46c58c0b9f526295c513c514c1fd961a', '', 1],
  'Edm.Binary': ['Binary', '%%%', 'Zg=', 1],
  'Edm.DateTimeOffset': [
    'String (timestamp)',
    '2025-10-27',
    '2025-02-30T00:00:00Z',
    '2025-10-27T08:15:30',
    1,
  ],
};

function wrongValues(schema: GraphSchema): readonly unknown[] {
  const type = schema['x-graph']?.type ?? '';
  const members = schema.enum?.filter((member) => typeof member === 'string') ?? [];
  if (type === 'Edm.PrimitiveType') return [1.5, {}];
  if (type.startsWith('Collection(')) return ['x', {}, [null], 1];
  if (members.length > 0) return ['String', '', members[0]?.toUpperCase(), 1, members.join(',')];
  return wrong[type] ?? ['String', [], 1, true];
}

function checked(places: readonly Place[]): readonly Place[] {
  return places.filter(({ kind, schema }) => kind !== 'patternProperties' && schema.type !== undefined);
}

for (const [name, schema] of shipped) {
  describe(`${name}: every property, item and nested property`, () => {
    const places = checked(placesOf(schema));

    it('refuses values of another type', () => {
      for (const { pointer, schema: place } of places) {
        const validate = validatorAt(schema, pointer);
        for (const value of wrongValues(place)) {
          assert.equal(validate(value), false, `${pointer} accepts ${JSON.stringify(value)}`);
        }
      }
    });
    it('takes null exactly where it is nullable', () => {
      for (const { pointer, kind, schema: place } of places) {
        const nullable = kind !== 'items' && place['x-graph']?.nullable !== false;
        assert.equal(validatorAt(schema, pointer)(null), nullable, pointer);
      }
    });
    it('takes every member of its enum', () => {
      for (const { pointer, schema: place } of places) {
        const validate = validatorAt(schema, pointer);
        for (const member of place.enum ?? []) assert.equal(validate(member), true, `${pointer} ${member}`);
      }
    });
    it('keeps to its limits', () => {
      for (const { pointer, schema: place } of places) {
        if (place.maxLength === undefined) continue;
        const validate = validatorAt(schema, pointer);
        assert.equal(validate('x'.repeat(place.maxLength)), true, pointer);
        assert.equal(validate('x'.repeat(place.maxLength + 1)), false, pointer);
      }
    });
  });
}
