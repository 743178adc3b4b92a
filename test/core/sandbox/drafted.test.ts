import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCatalog } from '../../../src/core/catalog/catalog.ts';
import { overlayCatalogs } from '../../../src/core/catalog/overlay.ts';
import type { ResourceSchema } from '../../../src/core/catalog/schema.ts';
import type { JsonObject } from '../../../src/core/text/jsonValues.ts';
import { fleetCatalog } from '../catalog/metadata/fleet.ts';
import { type Parts, schemaOf } from '../pages/shapes.ts';
import { type BareSandbox, bareSandbox } from './agreement/inProcess.ts';

/** The sandbox of a workspace that has the schema of a page. */
async function sandboxOf(parts: Parts, makeObjects = true): Promise<BareSandbox> {
  return bareSandbox(createCatalog([await schemaOf(parts)]), 'v1.0', { makeObjects });
}

async function read(sandbox: BareSandbox, path: string): Promise<JsonObject> {
  return JSON.parse((await sandbox.answer('GET', path)).body ?? '') as JsonObject;
}

const SHIP = { rows: ['name|String|What drivers call it.', 'speed|Int32|How fast it is.'] };

describe('an object that only a page of the workspace knows', () => {
  it('is there when it is asked for, the same each time, and keeps what it is sent', async () => {
    const sandbox = await sandboxOf(SHIP);
    const before = await read(sandbox, '/fleet/ships/7');
    assert.equal(before.id, '7');
    assert.equal(typeof before.speed, 'number');
    assert.deepEqual(await read(sandbox, '/fleet/ships/7'), before);
    assert.equal(await sandbox.refusal('PATCH', '/fleet/ships/7', { name: 'Vega' }), undefined);
    assert.deepEqual(
      { ...(await read(sandbox, '/fleet/ships/7')), name: before.name, '@odata.etag': '' },
      { ...before, '@odata.etag': '' },
    );
    assert.equal((await read(sandbox, '/fleet/ships/7')).name, 'Vega');
    assert.notEqual((await read(sandbox, '/fleet/ships/8')).name, 'Vega');
  });

  it('is gone when it is deleted, and not made up where nothing is to be', async () => {
    const sandbox = await sandboxOf(SHIP);
    assert.equal(await sandbox.refusal('DELETE', '/fleet/ships/7'), undefined);
    assert.match((await sandbox.refusal('GET', '/fleet/ships/7')) ?? '', /^404/);
    assert.match((await (await sandboxOf(SHIP, false)).refusal('GET', '/fleet/ships/7')) ?? '', /^404/);
  });

  it('may have no key, or be found by another property', async () => {
    const single = await sandboxOf({ ...SHIP, calls: 'PATCH /fleet/flagship' });
    assert.equal(await single.refusal('PATCH', '/fleet/flagship', { name: 'Vega' }), undefined);
    assert.equal((await read(single, '/fleet/flagship')).name, 'Vega');
    const named = await sandboxOf(SHIP);
    assert.equal((await read(named, "/fleet/ships(name='Vega')")).name, 'Vega');
  });

  it('is replaced where the page has PUT', async () => {
    const sandbox = await sandboxOf({ ...SHIP, calls: 'PUT /fleet/ships/{shipId}' });
    assert.equal(await sandbox.refusal('PUT', '/fleet/ships/7', { name: 'Vega' }), undefined);
    const { name, speed } = await read(sandbox, '/fleet/ships/7');
    assert.deepEqual([name, speed], ['Vega', null]);
    assert.match((await sandbox.refusal('PATCH', '/fleet/ships/7', { name: 'a' })) ?? '', /^405/);
  });
});

describe('an object that a page and the metadata know', () => {
  it('is where the metadata has it, with what the page adds', async () => {
    const parts: Parts = {
      title: 'Update vehicle',
      intro: 'Update the properties of a [vehicle](../resources/vehicle.md) object.',
      calls: 'PATCH /vehicles/{id}',
      rows: ['name|String|What drivers call it.', 'sails|Int32|How many sails it has.'],
    };
    const text = JSON.stringify(await schemaOf(parts)).replaceAll('microsoft.graph.', 'test.fleet.');
    const written = createCatalog([JSON.parse(text) as ResourceSchema]);
    const sandbox = bareSandbox(overlayCatalogs([written, fleetCatalog]), 'v1.0', { makeObjects: true });
    assert.equal(
      await sandbox.refusal('PATCH', '/vehicles/1', { name: 'Vega', sails: 3, built: '2026-01-31' }),
      undefined,
    );
    const vehicle = await read(sandbox, '/vehicles/1');
    assert.deepEqual([vehicle.name, vehicle.sails, vehicle.built], ['Vega', 3, '2026-01-31']);
    assert.match((await sandbox.refusal('PATCH', '/vehicles/1', { rudder: 1 })) ?? '', /^400/);
    assert.equal(await sandbox.refusal('GET', '/vehicles/1/trips/2'), undefined);
    assert.ok(Array.isArray((await read(sandbox, '/vehicles')).value));
  });
});
