import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isAnnotation, isObject } from '../../../../src/core/change/json.ts';
import { applyPatch } from '../../../../src/core/change/merge.ts';
import { inversePatch } from '../../../../src/core/change/restore/inverse.ts';
import { presentObject } from '../../../../src/core/sandbox/objects/present.ts';
import { settleReadOnly } from '../../../../src/core/sandbox/objects/readOnly.ts';
import type { JsonObject } from '../../../../src/core/text/jsonValues.ts';
import { anyObject, anyVehicle, plausibleBody, plausibleVehicle } from '../anyObject.ts';
import { vehicle } from '../vehicle.ts';

/** What a service makes of a patch: what cannot be set stays. */
function patched(object: JsonObject, patch: JsonObject): JsonObject {
  return settleReadOnly(vehicle, object, applyPatch(vehicle, object, patch).after, 'ignore');
}

/** What a service returns of an object where every property of it is asked for. */
function returned(object: JsonObject): JsonObject {
  return presentObject(vehicle, object, { selected: new Set(Object.keys(object)), unknownEnumMembers: true });
}

/** A value without members that are null: those are the same as absent ones. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value ?? null;
  const kept = Object.entries(value).filter(
    ([name, member]) => member !== null && member !== undefined && !isAnnotation(name),
  );
  return Object.fromEntries(kept.map(([name, member]) => [name, withoutNulls(member)]));
}

describe('the inverse of any patch of any object', () => {
  it('puts back everything that it does not name as lost', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyVehicle, plausibleVehicle),
        fc.oneof(anyObject, plausibleBody),
        (stored, patch) => {
          const before = returned(stored);
          const { body, lost } = inversePatch(vehicle, patch, { object: before });
          const undone = returned(patched(patched(stored, patch), body));
          const gone = lost.map(({ path }) => path.split(/[.[]/, 1)[0]);
          for (const name of new Set([...Object.keys(before), ...Object.keys(undone)])) {
            if (isAnnotation(name) || gone.includes(name)) continue;
            assert.deepEqual(
              withoutNulls(undone[name]),
              withoutNulls(before[name]),
              `${name} by ${JSON.stringify(body)}`,
            );
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('names nothing that the patch does not name, and is empty for a patch that changes nothing', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyVehicle, plausibleVehicle),
        fc.oneof(anyObject, plausibleBody),
        (stored, patch) => {
          const before = { object: returned(stored) };
          const { body } = inversePatch(vehicle, patch, before);
          const named = Object.keys(patch).map((name) => name.toLowerCase());
          for (const name of Object.keys(body))
            assert.ok(named.includes(name.replace(/@odata\.type$/, '').toLowerCase()), name);
          assert.deepEqual(inversePatch(vehicle, {}, before), { body: {}, lost: [] });
          assert.deepEqual(inversePatch(vehicle, body, { object: before.object }).body, {});
        },
      ),
      { numRuns: 500 },
    );
  });

  it('changes neither argument', () => {
    fc.assert(
      fc.property(anyObject, anyObject, (object, patch) => {
        const before = JSON.stringify([object, patch]);
        inversePatch(vehicle, patch, { object });
        assert.equal(JSON.stringify([object, patch]), before);
      }),
      { numRuns: 500 },
    );
  });
});
