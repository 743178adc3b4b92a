import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyPatch, changedProperties, touchedProperties } from '../../../src/core/change/merge.ts';
import type { JsonObject } from '../../../src/core/text/jsonValues.ts';
import { vehicle } from './vehicle.ts';

/** What the patch makes of the object. Both are frozen first: merging must not write to them. */
function merged(current: JsonObject, patch: JsonObject): JsonObject {
  return applyPatch(vehicle, frozen(current), frozen(patch)).after;
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const child of Object.values(value)) frozen(child);
    Object.freeze(value);
  }
  return value;
}

describe('merging a patch', () => {
  it('leaves what is absent as it is', () => {
    assert.deepEqual(merged({ id: '1', displayName: 'a', engine: { maker: 'x' } }, {}), {
      id: '1',
      displayName: 'a',
      engine: { maker: 'x' },
    });
  });

  it('replaces primitive values and whole collections', () => {
    assert.deepEqual(merged({ displayName: 'a', tags: ['x', 'y'] }, { displayName: 'b', tags: ['z'] }), {
      displayName: 'b',
      tags: ['z'],
    });
    assert.deepEqual(merged({ seats: [{ row: '1', origin: 'o' }] }, { seats: [{ row: '2' }] }), {
      seats: [{ row: '2' }],
    });
  });

  it('merges complex values at every depth', () => {
    assert.deepEqual(
      merged(
        { engine: { maker: 'x', cooling: { liquid: 'water', fan: 'one' } } },
        { engine: { cooling: { fan: 'two' } } },
      ),
      { engine: { maker: 'x', cooling: { liquid: 'water', fan: 'two' } } },
    );
  });

  it('replaces a complex value whole where the service does', () => {
    assert.deepEqual(
      merged({ key: { maker: 'x', cooling: { fan: 'one' } } }, { key: { cooling: { liquid: 'oil' } } }),
      { key: { cooling: { liquid: 'oil' } } },
    );
  });

  it('clears with null, and makes complex values anew on null or nothing', () => {
    assert.deepEqual(
      merged({ displayName: 'a', engine: { maker: 'x' } }, { displayName: null, engine: null }),
      {
        displayName: null,
        engine: null,
      },
    );
    assert.deepEqual(merged({ engine: null }, { engine: { maker: 'y' } }), { engine: { maker: 'y' } });
    assert.deepEqual(merged({}, { engine: { cooling: { fan: 'one' } } }), {
      engine: { cooling: { fan: 'one' } },
    });
  });

  it('keeps dynamic properties, merges them, and takes them away with null', () => {
    assert.deepEqual(merged({ extra: { a: 1, b: 2 } }, { extra: { b: 3 }, more: true }), {
      extra: { a: 1, b: 3 },
      more: true,
    });
    assert.deepEqual(merged({ attributes: { set: { a: 1, b: 2 } } }, { attributes: { set: { a: null } } }), {
      attributes: { set: { b: 2 } },
    });
    assert.deepEqual(merged({ extra: 1 }, { extra: null }), {});
  });

  it('keeps the type annotation of a dynamic property with its value', () => {
    const typed = { attributes: { 'Level@odata.type': '#Int32', Level: 3 } };
    assert.deepEqual(merged({}, { attributes: { 'Level@odata.type': 'Int32', Level: 3 } }), typed);
    assert.deepEqual(merged(typed, { attributes: { Other: 'x' } }), {
      attributes: { ...typed.attributes, Other: 'x' },
    });
    assert.deepEqual(merged(typed, { attributes: { Level: 'high' } }), { attributes: { Level: 'high' } });
    assert.deepEqual(merged(typed, { attributes: { Level: null } }), { attributes: {} });
    assert.deepEqual(merged(typed, { attributes: { 'Level@odata.type': '#Int32', Level: null } }), {
      attributes: {},
    });
    assert.deepEqual(merged(typed, { attributes: { Level: null, 'Level@odata.type': '#Int32' } }), {
      attributes: {},
    });
  });

  it('finds declared properties without case and keeps their declared names', () => {
    assert.deepEqual(
      merged({ displayName: 'a', engine: { maker: 'x' } }, { DISPLAYNAME: 'b', Engine: { MAKER: 'y' } }),
      {
        displayName: 'b',
        engine: { maker: 'y' },
      },
    );
    assert.deepEqual(merged({ displayname: 'a' }, {}), { displayName: 'a' });
    assert.deepEqual(merged({}, { seats: [{ ROW: '1' }] }), { seats: [{ row: '1' }] });
  });

  it('takes the later of two names that are the same', () => {
    assert.deepEqual(merged({}, { displayName: 'a', DisplayName: 'b' }), { displayName: 'b' });
    assert.deepEqual(merged({}, { engine: { maker: 'a' }, ENGINE: { cooling: {} } }), {
      engine: { cooling: {} },
    });
  });

  it('stores no control annotations but the type of complex values', () => {
    assert.deepEqual(
      merged(
        { displayName: 'a', '@odata.etag': 'W/"1"' },
        {
          '@odata.type': 'fleet.vehicle',
          '@odata.id': 'vehicles/1',
          'tags@odata.type': '#Collection(String)',
          'owner@odata.bind': 'users/1',
          engine: { '@odata.type': 'fleet.electric', '@odata.etag': 'x', power: '9' },
          seats: [{ '@odata.type': 'https://graph.microsoft.com/v1.0/$metadata#fleet.seat', row: '1' }],
        },
      ),
      {
        displayName: 'a',
        '@odata.etag': 'W/"1"',
        engine: { '@odata.type': '#fleet.electric', power: '9' },
        seats: [{ '@odata.type': '#fleet.seat', row: '1' }],
      },
    );
  });

  it('treats unknownFutureValue as absent, but only as a member of an enum', () => {
    const ufv = 'unknownFutureValue';
    assert.deepEqual(merged({ state: 'parked' }, { state: ufv }), { state: 'parked' });
    assert.deepEqual(merged({}, { states: ['parked', ufv, 'moving'] }), { states: ['parked', 'moving'] });
    assert.deepEqual(merged({}, { displayName: ufv, extra: ufv, tags: [ufv] }), {
      displayName: ufv,
      extra: ufv,
      tags: [ufv],
    });
  });
});

describe('merging a value of another derived type', () => {
  const combustion = {
    '@odata.type': '#fleet.combustion',
    maker: 'x',
    fuel: 'diesel',
    power: '80',
    extra: 1,
  };

  it('keeps what both types inherit and drops the rest, equal names too', () => {
    assert.deepEqual(
      merged({ engine: combustion }, { engine: { '@odata.type': '#fleet.electric', battery: 'b' } }),
      {
        engine: { '@odata.type': '#fleet.electric', maker: 'x', battery: 'b' },
      },
    );
  });

  it('keeps everything declared when it becomes more special', () => {
    assert.deepEqual(
      merged({ engine: combustion }, { engine: { '@odata.type': 'fleet.turbo', pressure: '2' } }),
      {
        engine: { '@odata.type': '#fleet.turbo', maker: 'x', fuel: 'diesel', power: '80', pressure: '2' },
      },
    );
  });

  it('keeps the base of the special type when it becomes more general', () => {
    const turbo = { ...combustion, '@odata.type': '#fleet.turbo', pressure: '2' };
    assert.deepEqual(merged({ engine: turbo }, { engine: { '@odata.type': '#fleet.combustion' } }), {
      engine: { '@odata.type': '#fleet.combustion', maker: 'x', fuel: 'diesel', power: '80' },
    });
  });

  it('merges where the type is the same or not sent, by the type that is stored', () => {
    assert.deepEqual(merged({ engine: combustion }, { engine: { FUEL: 'gas' } }), {
      engine: { ...combustion, fuel: 'gas' },
    });
    assert.deepEqual(
      merged({ engine: combustion }, { engine: { '@odata.type': 'fleet.combustion', fuel: 'gas' } }),
      {
        engine: { ...combustion, fuel: 'gas' },
      },
    );
  });
});

describe('hostile bodies', () => {
  it('stores __proto__ and constructor as plain properties', () => {
    const after = merged(
      {},
      JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":2},"toString":3}'),
    );
    assert.deepEqual(Object.keys(after).sort(), ['__proto__', 'constructor', 'toString']);
    assert.equal(Object.getPrototypeOf(after), Object.prototype);
    assert.equal(({} as Record<string, unknown>).polluted, undefined);
    const twice = merged(after, JSON.parse('{"__proto__":{"more":2},"engine":{"__proto__":{"x":1}}}'));
    assert.equal(
      JSON.stringify(Object.getOwnPropertyDescriptor(twice, '__proto__')?.value),
      '{"polluted":1,"more":2}',
    );
    assert.equal(Object.getPrototypeOf(twice.engine), Object.prototype);
  });

  it('merges ten thousand levels', () => {
    const deep = (levels: number, leaf: string): JsonObject =>
      JSON.parse(`${'{"extra":'.repeat(levels)}${leaf}${'}'.repeat(levels)}`);
    const { after, changed } = applyPatch(vehicle, deep(10_000, '{"a":1}'), deep(10_000, '{"b":2}'));
    assert.deepEqual(changed, ['extra']);
    let leaf: unknown = after;
    for (let i = 0; i < 10_000; i++) leaf = (leaf as JsonObject).extra;
    assert.deepEqual(leaf, { a: 1, b: 2 });
    const arrays = JSON.parse(`{"tags":${'['.repeat(10_000)}${']'.repeat(10_000)}}`);
    assert.deepEqual(applyPatch(vehicle, arrays, arrays).changed, []);
  });
});

describe('names of properties', () => {
  it('finds what changed', () => {
    const before = { id: '1', a: { b: [1, { c: 2 }] }, gone: 1, '@odata.etag': 'x' };
    const after = { id: '1', a: { b: [1, { c: 3 }] }, come: null, '@odata.etag': 'y' };
    assert.deepEqual(changedProperties(before, after), ['a', 'come', 'gone']);
    assert.deepEqual(changedProperties(before, structuredClone(before)), []);
  });

  it('tells changed properties of a patch', () => {
    const { changed } = applyPatch(
      vehicle,
      { displayName: 'a', tags: ['x'] },
      { displayName: 'a', tags: ['x', 'y'] },
    );
    assert.deepEqual(changed, ['tags']);
  });

  it('finds what a body touches', () => {
    assert.deepEqual(
      touchedProperties({ '@odata.type': '#t', tags: [], 'tags@odata.type': 'x', displayname: null }),
      ['tags', 'displayname'],
    );
  });
});
