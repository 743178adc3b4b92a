import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { canonicalPatch } from '../../../src/core/change/canonical.ts';
import { isAnnotation, sameValue } from '../../../src/core/change/json.ts';
import { applyPatch } from '../../../src/core/change/merge.ts';
import { anyObject as object, anyVehicle as stored } from './anyObject.ts';
import { vehicle } from './vehicle.ts';

const runs = { numRuns: 500 };

describe('any patch on any object', () => {
  it('comes to the same when it is applied twice', () => {
    fc.assert(
      fc.property(stored, object, (current, patch) => {
        const once = applyPatch(vehicle, current, patch).after;
        assert.deepEqual(applyPatch(vehicle, once, patch).after, once);
        assert.deepEqual(applyPatch(vehicle, once, patch).changed, []);
      }),
      runs,
    );
  });

  it('leaves every property alone that it does not name', () => {
    fc.assert(
      fc.property(stored, object, (current, patch) => {
        const { after, changed } = applyPatch(vehicle, current, patch);
        const sent = new Set(Object.keys(patch).map((name) => name.toLowerCase()));
        for (const name of Object.keys(current)) {
          if (isAnnotation(name) || sent.has(name.toLowerCase())) continue;
          assert.ok(Object.hasOwn(after, name) && sameValue(after[name], current[name]), name);
          assert.ok(!changed.includes(name), name);
        }
      }),
      runs,
    );
  });

  it('changes neither argument, and no prototype', () => {
    fc.assert(
      fc.property(object, object, (current, patch) => {
        const before = JSON.stringify([current, patch]);
        const { after } = applyPatch(vehicle, current, patch);
        assert.equal(JSON.stringify([current, patch]), before);
        assert.equal(Object.getPrototypeOf(after), Object.prototype);
        assert.deepEqual(Object.keys(Object.prototype), []);
      }),
      runs,
    );
  });

  it('names what changed, and nothing else', () => {
    fc.assert(
      fc.property(stored, object, (current, patch) => {
        const { after, changed } = applyPatch(vehicle, current, patch);
        for (const name of new Set([...Object.keys(current), ...Object.keys(after)])) {
          if (isAnnotation(name)) continue;
          const same =
            Object.hasOwn(current, name) === Object.hasOwn(after, name) &&
            sameValue(current[name], after[name]);
          assert.equal(changed.includes(name), !same, name);
        }
      }),
      runs,
    );
  });

  it('is the same patch in its canonical form', () => {
    fc.assert(
      fc.property(stored, object, (current, patch) => {
        const canonical = canonicalPatch(vehicle, patch, current);
        assert.deepEqual(canonicalPatch(vehicle, canonical, current), canonical);
        assert.deepEqual(applyPatch(vehicle, current, canonical), applyPatch(vehicle, current, patch));
      }),
      runs,
    );
  });
});
