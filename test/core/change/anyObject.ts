import fc from 'fast-check';
import { applyPatch } from '../../../src/core/change/merge.ts';
import type { JsonObject } from '../../../src/core/text/jsonValues.ts';
import { vehicle } from './vehicle.ts';

const names = fc.oneof(
  fc.constantFrom(
    ...Object.keys(vehicle.properties),
    ...['maker', 'fuel', 'power', 'cooling', 'row', 'DISPLAYNAME', 'Engine', 'extra', 'extra@odata.type'],
    ...['__proto__', 'constructor', 'tags@odata.type', 'owner@odata.bind', '@odata.type', '@odata.etag'],
  ),
  fc.string({ maxLength: 6 }),
);

const leaf = fc.oneof(
  fc.constantFrom('unknownFutureValue', '#fleet.electric', 'fleet.combustion', 'fleet.turbo', 'parked'),
  fc.string({ maxLength: 5 }),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);

const { object } = fc.letrec<{ value: unknown; object: JsonObject }>((tie) => ({
  object: fc
    .array(fc.tuple(names, tie('value')), { maxLength: 6 })
    .map((entries) =>
      JSON.parse(`{${entries.map(([k, v]) => `${JSON.stringify(k)}:${JSON.stringify(v)}`).join(',')}}`),
    ),
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    tie('object'),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
}));

/** Any JSON object, with names and values that the vehicle has a rule for among them. */
export const anyObject: fc.Arbitrary<JsonObject> = object;

/** Any vehicle, as it is stored: only what a merge leaves behind. */
export const anyVehicle: fc.Arbitrary<JsonObject> = object.map(
  (value) => applyPatch(vehicle, {}, value).after,
);

const text = fc.option(fc.constantFrom('a', 'b', 'c'));

/** Some of the members of a complex value, or none of it. */
function some(members: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<unknown> {
  return fc.option(fc.record(members, { requiredKeys: [] }));
}

const engine = some({
  '@odata.type': fc.constantFrom('#fleet.electric', '#fleet.combustion', '#fleet.turbo', 'fleet.engine'),
  maker: text,
  cooling: some({ liquid: text, fan: text }),
  fuel: text,
  power: text,
  pressure: text,
  battery: text,
});

/** A body that somebody could write for a vehicle: every property has a value of its own kind. */
export const plausibleBody: fc.Arbitrary<JsonObject> = fc.record(
  {
    displayName: text,
    modified: text,
    tags: fc.array(fc.constantFrom('x', 'y'), { maxLength: 2 }),
    engine,
    key: engine,
    attributes: some({ colour: text, size: fc.integer({ max: 3, min: 1 }), Set: some({ inner: text }) }),
    seats: fc.array(fc.record({ row: text }, { requiredKeys: [] }), { maxLength: 2 }),
    secret: text,
    hidden: text,
    extra: text,
  },
  { requiredKeys: [] },
);

/** A vehicle that such a body has made. */
export const plausibleVehicle: fc.Arbitrary<JsonObject> = plausibleBody.map(
  (body) => applyPatch(vehicle, {}, body).after,
);
