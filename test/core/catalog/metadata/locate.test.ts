import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createCatalog } from '../../../../src/core/catalog/catalog.ts';
import { overlayCatalogs } from '../../../../src/core/catalog/overlay.ts';
import { fleetCatalog } from './fleet.ts';

const target = (path: string) => {
  const found = fleetCatalog.locate('v1.0', path);
  assert.ok(found, path);
  return found;
};

describe('what any path leads to by the metadata', () => {
  it('is said with each segment as the metadata spells it', () => {
    const { kind, way } = target("/VEHICLES(PLATE='B-X')/Trips/5/stops(number=3,country='DE')");
    assert.equal(kind, 'object');
    assert.deepEqual(way, [
      { kind: 'root', name: 'vehicles', collection: true, type: 'test.fleet.vehicle' },
      { kind: 'key', values: [{ property: 'plate', value: 'B-X' }], alternate: true },
      { kind: 'navigation', name: 'trips', collection: true, type: 'test.fleet.trip' },
      { kind: 'key', values: [{ property: 'id', value: '5' }], alternate: false },
      { kind: 'navigation', name: 'stops', collection: true, type: 'test.fleet.stop' },
      {
        kind: 'key',
        values: [
          { property: 'number', value: '3' },
          { property: 'country', value: 'DE' },
        ],
        alternate: false,
      },
    ]);
  });

  it('has the set in which linked objects are', () => {
    assert.deepEqual(target('/people/1/vehicles').way.at(-1), {
      ...{ kind: 'navigation', name: 'vehicles', collection: true, type: 'test.fleet.vehicle' },
      ...{ linked: true, home: 'vehicles' },
    });
    assert.equal(target('/vehicles/1/driver').way.at(-1)?.kind, 'navigation');
    const contained = target('/vehicles/1/trips').way.at(-1) ?? {};
    assert.ok(!('home' in contained) && !('linked' in contained));
    assert.deepEqual(target('/me').way, [
      { kind: 'root', name: 'me', collection: false, type: 'test.fleet.person', home: 'people' },
    ]);
    assert.ok(!('home' in (target('/depot').way[0] ?? {})), 'it has no key');
    assert.deepEqual(target('/vehicles').setsOf('test.fleet.item'), [
      { name: 'vehicles', type: 'test.fleet.vehicle' },
      { name: 'people', type: 'test.fleet.person' },
    ]);
  });

  it('says whether an update is allowed, and whether it makes what is not there', () => {
    assert.deepEqual(target('/vehicles/1').update, { allowed: true });
    assert.deepEqual(target('/vehicles/1/inspection').update, {
      allowed: false,
      reason: 'Inspectors write it.',
    });
    assert.deepEqual([target('/people/1').upsert, target('/vehicles/1').upsert], [true, false]);
  });

  it('knows the kinds of everything', () => {
    const kinds = {
      '/vehicles': 'collection',
      '/vehicles/$count': 'count',
      '/vehicles/1/test.fleet.lorry': 'object',
      '/vehicles/1/engine': 'value',
      '/vehicles/1/name': 'value',
      '/vehicles/1/tags/$count': 'count',
      '/vehicles/1/photo': 'content',
      '/vehicles/1/driver/$ref': 'reference',
      '/vehicles/1/sell': 'action',
    };
    for (const [path, kind] of Object.entries(kinds)) assert.equal(target(path).kind, kind, path);
    assert.equal(target('/vehicles/1/engine').owner?.schema['x-graph'].type, 'test.fleet.vehicle');
    assert.equal(target('/vehicles/$count').resource?.endpoint.pagePath, '/vehicles/{vehicleId}');
  });

  it('is nothing where the path leads nowhere, and where only written schemas could tell', () => {
    assert.equal(fleetCatalog.locate('v1.0', '/vehicles/1/wings'), undefined);
    assert.equal(fleetCatalog.locate('beta', '/vehicles/1'), undefined);
    assert.equal(createCatalog([]).locate('v1.0', '/vehicles/1'), undefined);
    const both = overlayCatalogs([createCatalog([]), fleetCatalog]);
    assert.equal(both.locate('v1.0', '/vehicles/1')?.name, 'vehicles');
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom('vehicles', '1', 'engine', 'me'))),
        (parts) => {
          fleetCatalog.locate('v1.0', `/${parts.join('/')}`);
        },
      ),
    );
  });

  it('has permissions that say where nothing is known of them', () => {
    assert.equal(target('/vehicles/1').resource?.endpoint.permissions.unknown, true);
  });
});
