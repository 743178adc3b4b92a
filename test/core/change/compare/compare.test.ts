import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import {
  type ComparedProperty,
  compareChange,
  type KnownObject,
} from '../../../../src/core/change/compare/compare.ts';
import { verdictOf } from '../../../../src/core/change/compare/verdict.ts';
import { isAnnotation } from '../../../../src/core/change/json.ts';
import { applyPatch } from '../../../../src/core/change/merge.ts';
import type { JsonObject } from '../../../../src/core/text/jsonValues.ts';
import { anyObject, anyVehicle, plausibleBody, plausibleVehicle } from '../anyObject.ts';
import { vehicle } from '../vehicle.ts';

function known(object: JsonObject | undefined, selected?: readonly string[]): KnownObject | undefined {
  return object && { object, ...(selected ? { selected } : {}) };
}

/** `path: state` of each property. */
function states(compared: readonly ComparedProperty[]): readonly string[] {
  return compared.map(({ path, state }) => `${path}: ${state}`);
}

function compares(patch: JsonObject, before?: JsonObject, after?: JsonObject): readonly string[] {
  return states(compareChange(vehicle, patch, known(before), known(after)));
}

suite('a change that is still to be made', () => {
  test('is told property by property, and what stays as it is', () => {
    const before = { displayName: 'a', state: 'parked', engine: { maker: 'm', cooling: { fan: 'f' } } };
    const patch = { DisplayName: 'b', state: 'parked', engine: { maker: 'm', cooling: { fan: 'g' } } };
    assert.deepEqual(compares(patch, before), [
      'displayName: planned',
      'state: already',
      'engine.maker: already',
      'engine.cooling.fan: planned',
    ]);
  });

  test('loses what is left out of a value that is replaced whole, or gets another type', () => {
    const before = {
      key: { maker: 'm' },
      engine: { '@odata.type': '#fleet.combustion', fuel: 'f', maker: 'm' },
    };
    const patch = { key: { cooling: null }, engine: { '@odata.type': '#fleet.electric' } };
    const compared = compareChange(vehicle, patch, known(before), undefined);
    assert.deepEqual(states(compared), [
      'key.cooling: already',
      'key.maker: planned',
      'engine.@odata.type: planned',
      'engine.fuel: planned',
    ]);
    assert.equal(compared[1]?.wanted, undefined);
  });

  test('is all of it planned where nothing was read', () => {
    assert.deepEqual(compares({ displayName: 'a' }), ['displayName: planned']);
  });
});

suite('a change and what came of it', () => {
  const before = { displayName: 'a', state: 'parked', tags: ['x'], engine: { maker: 'm' } };

  test('is as sent, made something else of, or not made', () => {
    const patch = { displayName: 'b', state: 'moving', tags: ['y'], engine: { maker: 'm' } };
    const after = { displayName: 'b', state: 'flying', tags: ['x'], engine: { maker: 'm' } };
    assert.deepEqual(compares(patch, before, after), [
      'displayName: as-sent',
      'state: normalised',
      'tags: not-made',
      'engine.maker: already',
    ]);
  });

  test('names what changed besides', () => {
    const after = { ...before, displayName: 'b', state: 'moving', engine: { maker: 'n' } };
    assert.deepEqual(compares({ displayName: 'b', engine: {} }, before, after), [
      'displayName: as-sent',
      'engine.maker: unexpected',
      'state: unexpected',
    ]);
  });

  test('cannot be told of what is never returned, was not read, or was masked', () => {
    assert.deepEqual(compares({ secret: 's', hidden: 'h', displayName: '•••' }, before, before), [
      'secret: cannot-tell',
      'hidden: cannot-tell',
      'displayName: cannot-tell',
    ]);
    const after = known({ displayName: 'a' }, ['displayName']);
    assert.deepEqual(states(compareChange(vehicle, { tags: [] }, known(before), after)), [
      'tags: cannot-tell',
    ]);
  });

  test('is judged by what is there alone where nothing was read before', () => {
    assert.deepEqual(
      compares({ displayName: 'b', state: 'parked' }, undefined, { displayName: 'b', state: 'moving' }),
      ['displayName: as-sent', 'state: other'],
    );
  });
});

suite('the verdict on a change of which no answer came', () => {
  const verdict = (patch: JsonObject, before: JsonObject | undefined, after: JsonObject) =>
    verdictOf(compareChange(vehicle, patch, known(before), known(after)));

  test('made, not made, or partly', () => {
    const [a, b] = [
      { displayName: 'a', tags: ['x'] },
      { displayName: 'b', tags: ['y'] },
    ];
    assert.equal(verdict(b, a, b), 'made');
    assert.equal(verdict(b, a, a), 'not-made');
    assert.equal(verdict(b, a, { ...a, displayName: 'b' }), 'partly');
    assert.equal(verdict(b, undefined, b), 'made');
    assert.equal(verdict(b, undefined, a), 'not-made');
  });

  test('what cannot tell has no voice; alone, nobody knows', () => {
    assert.equal(
      verdict({ secret: 's', displayName: 'b' }, { displayName: 'a' }, { displayName: 'b' }),
      'made',
    );
    assert.equal(verdict({ secret: 's' }, {}, {}), 'cannot-tell');
    assert.equal(
      verdict({ secret: 's', displayName: 'a' }, { displayName: 'a' }, { displayName: 'a' }),
      'cannot-tell',
    );
    assert.equal(verdict({ displayName: 'a' }, { displayName: 'a' }, { displayName: 'a' }), 'no-difference');
  });
});

suite('any change of any object', () => {
  const objects = fc.oneof(anyVehicle, plausibleVehicle);
  const bodies = fc.oneof(anyObject, plausibleBody);

  test('that was made is never found not to be', () => {
    fc.assert(
      fc.property(objects, bodies, (object, patch) => {
        const { after } = applyPatch(vehicle, object, patch);
        const compared = compareChange(vehicle, patch, known(object), known(after));
        for (const { state, path } of compared)
          assert.ok(['as-sent', 'already', 'cannot-tell'].includes(state), `${path}: ${state}`);
      }),
      { numRuns: 1_000 },
    );
  });

  test('that was not made is never found to be, and names every property that it would change', () => {
    fc.assert(
      fc.property(objects, bodies, (object, patch) => {
        const compared = compareChange(vehicle, patch, known(object), known(object));
        for (const { state, path } of compared)
          assert.ok(['not-made', 'already', 'cannot-tell'].includes(state), `${path}: ${state}`);
        const planned = compareChange(vehicle, patch, known(object), undefined);
        for (const name of applyPatch(vehicle, object, patch).changed) {
          if (isAnnotation(name) || object[name] === undefined) continue;
          assert.ok(
            planned.some(({ path }) => path === name || path.startsWith(`${name}.`)),
            name,
          );
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
