import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { TestSandbox } from '../client.ts';
import { startFleetSandbox } from './fleetSandbox.ts';

const ID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

describe('objects that only the metadata knows', () => {
  let fleet: TestSandbox;
  before(async () => {
    fleet = await startFleetSandbox();
  });
  after(() => fleet.sandbox.close());
  beforeEach(() => fleet.accepts('POST /_sandbox/reset'));

  const valuesOf = async (path: string) =>
    (await fleet.accepts(`GET /v1.0${path}`)).json.value as Readonly<Record<string, unknown>>[];

  describe('that nobody has made', () => {
    it('are made up when they are read, and are the same each time', async () => {
      const first = await fleet.accepts('GET /v1.0/vehicles/Car-1');
      const again = await fleet.accepts('GET /v1.0/vehicles/Car-1');
      const other = await fleet.accepts('GET /v1.0/vehicles/Car-2');
      assert.equal(first.json.id, 'Car-1');
      assert.equal(first.json['@odata.type'], '#test.fleet.vehicle');
      assert.match(String(first.json.name), /^Vehicle \d+$/);
      assert.equal(first.json.colour, 'red');
      assert.ok(Date.parse(String(first.json.seen)) < Date.now());
      assert.equal(first.text, again.text);
      assert.equal(first.headers.etag, again.headers.etag);
      assert.notEqual(first.json.name, other.json.name);
    });

    it('keep what is changed, and what is not', async () => {
      const { json: was } = await fleet.accepts('GET /v1.0/vehicles/1');
      const { json, headers } = await fleet.accepts('PATCH /v1.0/vehicles/1', { body: { name: 'Van' } });
      assert.deepEqual(
        { ...json, '@odata.etag': '' },
        { ...was, '@odata.etag': '', name: 'Van' },
        'the rest is as it was read',
      );
      assert.notEqual(json['@odata.etag'], was['@odata.etag']);
      assert.equal(headers.etag, json['@odata.etag']);
      assert.equal((await fleet.accepts('GET /v1.0/vehicles/1')).json.name, 'Van');
      await fleet.refuses(
        'PATCH /v1.0/vehicles/1',
        { body: { name: 'Car' }, headers: { 'if-match': String(was['@odata.etag']) } },
        412,
        /./,
      );
    });

    it('are two or three in a collection, which can be read one by one', async () => {
      const all = await valuesOf('/vehicles');
      assert.ok(all.length === 2 || all.length === 3);
      for (const { '@odata.etag': _, ...object } of all) {
        assert.match(String(object.id), ID);
        const { json } = await fleet.accepts(`GET /v1.0/vehicles/${object.id}`);
        const { '@odata.context': context, '@odata.etag': tag, ...alone } = json;
        assert.deepEqual(alone, object);
      }
    });

    it('are gone once they are deleted, until everything is put back', async () => {
      const [first] = await valuesOf('/vehicles');
      await fleet.accepts(`DELETE /v1.0/vehicles/${first?.id}`);
      await fleet.refuses(`GET /v1.0/vehicles/${first?.id}`, {}, 404, /does not exist/);
      await fleet.refuses(
        `PATCH /v1.0/vehicles/${first?.id}`,
        { body: { name: 'x' } },
        404,
        /does not exist/,
      );
      await fleet.refuses(`GET /v1.0/vehicles/${first?.id}/trips`, {}, 404, /does not exist/);
      assert.ok(!(await valuesOf('/vehicles')).some(({ id }) => id === first?.id));
      await fleet.accepts('POST /_sandbox/reset');
      await fleet.accepts(`GET /v1.0/vehicles/${first?.id}`);
    });

    it('cost no memory while they are only read', async () => {
      const before = process.memoryUsage().heapUsed;
      for (let index = 0; index < 500; index++) await fleet.accepts(`GET /v1.0/vehicles/n${index}`);
      const { length } = await valuesOf('/vehicles');
      assert.ok(length <= 3, `${length} after ${before}`);
    });
  });

  it('answers HEAD like GET without the object', async () => {
    const { status, text, headers } = await fleet.send('HEAD /v1.0/vehicles/1');
    assert.deepEqual({ status, text }, { status: 200, text: '' });
    assert.match(String(headers.etag), /^W\//);
  });

  describe('of derived types', () => {
    it('are stored with the type that was sent, and answered with it', async () => {
      const body = { '@odata.type': '#test.fleet.lorry', name: 'L', axles: 3, wheels: 6, rights: 'drive' };
      const { json } = await fleet.accepts('POST /v1.0/vehicles', { body });
      assert.deepEqual([json['@odata.type'], json.axles], ['#test.fleet.lorry', 3]);
      const { json: read } = await fleet.accepts(`GET /v1.0/vehicles/${json.id}?$select=axles`);
      assert.equal(read['@odata.type'], '#test.fleet.lorry');
      assert.equal(read.axles, 3);
    });

    it('can be what nobody has made yet', async () => {
      const body = { '@odata.type': 'test.fleet.lorry', axles: 5 };
      const { json } = await fleet.accepts('PATCH /v1.0/vehicles/9', { body });
      assert.deepEqual([json['@odata.type'], json.axles, json.id], ['#test.fleet.lorry', 5, '9']);
    });

    it('are not what something already is', async () => {
      await fleet.accepts('PATCH /v1.0/vehicles/1', { body: { name: 'Van' } });
      const body = { '@odata.type': '#test.fleet.lorry', axles: 5 };
      await fleet.refuses('PATCH /v1.0/vehicles/1', { body }, 400, /'#test.fleet.vehicle'/);
      await fleet.refuses('GET /v1.0/vehicles/1/test.fleet.lorry', {}, 404, /does not exist/);
    });

    it('are meant by a cast', async () => {
      await fleet.accepts('PATCH /v1.0/vehicles/1', { body: { name: 'Van' } });
      const { json } = await fleet.accepts('PATCH /v1.0/vehicles/2/test.fleet.lorry', { body: { axles: 4 } });
      assert.deepEqual([json['@odata.type'], json.axles], ['#test.fleet.lorry', 4]);
      const lorries = await valuesOf('/vehicles/test.fleet.lorry');
      assert.ok(lorries.some(({ id }) => id === '2'));
      assert.ok(!lorries.some(({ id }) => id === '1'));
    });

    it('have to be of the type that the URL has', async () => {
      const body = { '@odata.type': '#test.fleet.person', name: 'x' };
      await fleet.refuses('POST /v1.0/vehicles', { body }, 400, /'#test.fleet.vehicle'.*test\.fleet\.person/);
    });
  });

  describe('of other keys', () => {
    it('have them in several properties', async () => {
      const stops = '/v1.0/vehicles/1/trips/5/stops';
      const body = { country: 'DE', number: 4, place: "O'Hara" };
      const { headers } = await fleet.accepts(`POST ${stops}`, { body });
      const address = new URL(String(headers.location));
      assert.equal((await fleet.accepts(`GET ${address.pathname}`)).json.place, "O'Hara");
      assert.equal((await fleet.accepts(`GET ${stops}(number=4,country='DE')`)).json.place, "O'Hara");
      const { json } = await fleet.accepts(`GET ${stops}(country='FR',number=12)`);
      assert.deepEqual([json.country, json.number], ['FR', 12]);
      await fleet.refuses(`GET ${stops}(country='FR',number='x')`, {}, 400, /'number'.*whole number/);
      await fleet.refuses(`GET ${stops}/FR`, {}, 400, /'number' is missing/);
      await fleet.refuses(`POST ${stops}`, { body: { place: 'x' } }, 400, /'country', 'number'/);
      await fleet.refuses(`POST ${stops}`, { body }, 409, /already/);
    });

    it('have alternate ones', async () => {
      const body = { name: 'B', plate: 'B-X1', wheels: 4, rights: 'drive' };
      const { json } = await fleet.accepts('POST /v1.0/vehicles', { body });
      assert.equal((await fleet.accepts("GET /v1.0/vehicles(plate='B-X1')")).json.id, json.id);
      const { json: made } = await fleet.accepts("GET /v1.0/vehicles(plate='B-Y2')");
      assert.equal(made.plate, 'B-Y2');
      assert.equal((await fleet.accepts(`GET /v1.0/vehicles/${made.id}`)).json.plate, 'B-Y2');
      await fleet.accepts(`POST /v1.0/vehicles(plate='B-X1')/trips`, { body: { distance: 7 } });
      const trips = await valuesOf(`/vehicles/${json.id}/trips`);
      assert.ok(trips.some(({ distance }) => distance === 7));
    });
  });

  describe('at their places', () => {
    it('are a singleton, of an open type here', async () => {
      const { json } = await fleet.accepts('PATCH /v1.0/me', { body: { name: 'Adele', shoeSize: 38 } });
      assert.deepEqual([json.name, json.shoeSize], ['Adele', 38]);
      assert.match(String(json['@odata.context']), /\$metadata#people\/\$entity$/);
      await fleet.refuses('DELETE /v1.0/me', {}, 405, /GET, HEAD, PATCH/);
      await fleet.refuses('POST /v1.0/me', { body: {} }, 405, /GET, HEAD, PATCH/);
    });

    it('are contained in one object and not in another', async () => {
      await fleet.accepts('PATCH /v1.0/vehicles/1/trips/5', { body: { distance: 7 } });
      assert.equal((await fleet.accepts('GET /v1.0/vehicles/1/trips/5')).json.distance, 7);
      assert.notEqual((await fleet.accepts('GET /v1.0/vehicles/2/trips/5')).json.distance, 7);
    });

    it('are those of their own set where a collection links them', async () => {
      await fleet.accepts('PATCH /v1.0/vehicles/1', { body: { name: 'Van' } });
      assert.equal((await fleet.accepts('GET /v1.0/people/p/vehicles/1')).json.name, 'Van');
    });

    it('are replaced by PUT where the metadata says so', async () => {
      const path = '/v1.0/vehicles/1/insurance';
      await fleet.refuses(`PATCH ${path}`, { body: { number: '1' } }, 405, /PUT, which replaces/);
      const { headers } = await fleet.send(`PATCH ${path}`, { body: { number: '1' } });
      assert.equal(headers.allow, 'GET, HEAD, PUT, DELETE');
      assert.equal((await fleet.accepts(`PUT ${path}`, { body: { number: '1' } })).json.number, '1');
      assert.equal((await fleet.accepts(`PUT ${path}`, { body: {} })).json.number, null);
      await fleet.refuses('PUT /v1.0/vehicles/1', { body: { name: 'x' } }, 405, /PATCH/);
    });

    it('are not updated where the metadata forbids it, and are told why', async () => {
      const path = '/v1.0/vehicles/1/inspection';
      await fleet.refuses(
        `PATCH ${path}`,
        { body: { number: '1' } },
        405,
        /no update here\. Inspectors write/,
      );
      await fleet.accepts(`GET ${path}`);
    });
  });

  it('refuses what the built-in resources would refuse', async () => {
    const bodies: readonly (readonly [object, RegExp])[] = [
      [{ wings: 2 }, /'wings' does not exist/],
      [{ colour: 'mauve' }, /one of red, blue/],
      [{ wheels: 'four' }, /whole number/],
      [{ wheels: null }, /cannot be null/],
      [{ wheels: 70_000 }, /at most 32767/],
      [{ name: 'x'.repeat(41) }, /at most 40 characters/],
      [{ seen: '2020-01-01T00:00:00Z' }, /'seen' is read-only/],
      [{ madeBy: 'x' }, /'madeBy' is fixed/],
      [{ mileage: 10_000 }, /'mileage' cannot be changed by PATCH/],
      [{ id: 'other' }, /'id' identifies/],
      [{ driver: { name: 'x' } }, /'driver' leads to other objects/],
      [{ engine: { litres: 2 } }, /@odata\.type/],
      [{ engine: { '@odata.type': '#test.fleet.diesel', litres: null } }, /cannot be null/],
      [{ rights: 'drive,fly' }, /no member/],
    ];
    for (const [body, message] of bodies) {
      await fleet.refuses('PATCH /v1.0/vehicles/1', { body: { ...body } }, 400, message);
    }
    const linked = { body: { 'driver@odata.bind': 'https://graph.microsoft.com/v1.0/people/1' } };
    await fleet.accepts('PATCH /v1.0/vehicles/1', linked);
    const unknown = { body: { 'rider@odata.bind': 'https://graph.microsoft.com/v1.0/people/1' } };
    await fleet.refuses('PATCH /v1.0/vehicles/1', unknown, 400, /no navigation property 'rider'/);
  });

  it('pages, selects, filters and counts', async () => {
    for (const name of ['a', 'b', 'c']) {
      const body = { name, wheels: 4, rights: 'drive' };
      await fleet.accepts('POST /v1.0/vehicles', { body });
    }
    const all = await valuesOf('/vehicles');
    assert.equal((await fleet.accepts('GET /v1.0/vehicles/$count')).text, String(all.length));
    const counted = await fleet.accepts("GET /v1.0/vehicles/$count?$filter=name%20eq%20'b'");
    assert.equal(counted.text, '1');
    assert.match(String(counted.headers['content-type']), /^text\/plain/);
    const { json } = await fleet.accepts(
      'GET /v1.0/vehicles?$top=2&$skip=1&$select=name&$count=true&$filter=wheels%20eq%204',
    );
    assert.deepEqual(
      (json.value as Record<string, unknown>[]).map(({ name }) => name),
      ['b', 'c'],
    );
    assert.equal(json['@odata.count'], 3);
    await fleet.refuses('GET /v1.0/vehicles?$orderby=name', {}, 400, /no answer to the query option/);
    await fleet.refuses('PATCH /v1.0/vehicles', { body: {} }, 405, /GET, HEAD, POST/);
  });

  it('says what it cannot do', async () => {
    await fleet.refuses('POST /v1.0/vehicles/1/sell', { body: { price: 1 } }, 501, /no actions: 'sell'/);
    await fleet.refuses("GET /v1.0/vehicles/nearby(place='x')", {}, 501, /through a call/);
    await fleet.refuses('GET /v1.0/vehicles/1/photo', {}, 501, /no content.*'photo'/);
    await fleet.refuses('GET /v1.0/vehicles/1/wings', {}, 400, /'wings'/);
    await fleet.refuses('GET /beta/vehicles/1', {}, 400, /'vehicles'/);
    await fleet.refuses('GET /v1.0/vehicles/{vehicleId}', {}, 400, /placeholder \{vehicleId\}/);
  });
});

describe('objects that only the metadata knows, where nothing is made up', () => {
  let fleet: TestSandbox;
  before(async () => {
    fleet = await startFleetSandbox({ makeObjects: () => false });
  });
  after(() => fleet.sandbox.close());

  it('are not there before somebody makes them', async () => {
    await fleet.refuses('GET /v1.0/vehicles/1', {}, 404, /'1' does not exist/);
    await fleet.refuses('PATCH /v1.0/vehicles/1', { body: { name: 'x' } }, 404, /'1' does not exist/);
    await fleet.refuses('GET /v1.0/vehicles/1/trips', {}, 404, /'1' does not exist/);
    await fleet.refuses("GET /v1.0/vehicles(plate='B-X1')", {}, 404, /does not exist/);
    assert.deepEqual((await fleet.accepts('GET /v1.0/vehicles')).json.value, []);
    const body = { name: 'x', wheels: 4, rights: 'drive' };
    const { json } = await fleet.accepts('POST /v1.0/vehicles', { body });
    assert.deepEqual((await fleet.accepts(`GET /v1.0/vehicles/${json.id}/trips`)).json.value, []);
  });

  it('are made by an update where the metadata says so', async () => {
    const { status, json, headers } = await fleet.accepts('PATCH /v1.0/people/p7', { body: { name: 'Ada' } });
    assert.deepEqual([status, json.id, json.name], [201, 'p7', 'Ada']);
    assert.match(String(headers.location), /\/v1\.0\/people\/p7$/);
    const again = await fleet.accepts('PATCH /v1.0/people/p7', { body: { name: 'Bea' } });
    assert.deepEqual([again.status, again.json.name], [200, 'Bea']);
  });

  it('are there where they are singletons, and hold nothing', async () => {
    const { json } = await fleet.accepts('GET /v1.0/depot');
    assert.equal(json.title, null);
    assert.equal((await fleet.accepts('PATCH /v1.0/depot', { body: { title: 'East' } })).json.title, 'East');
    assert.equal((await fleet.accepts('GET /v1.0/depot')).json.title, 'East');
  });
});
