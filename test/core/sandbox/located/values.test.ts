import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { TestSandbox } from '../client.ts';
import { startFleetSandbox } from './fleetSandbox.ts';

describe('properties of objects that only the metadata knows', () => {
  let fleet: TestSandbox;
  before(async () => {
    fleet = await startFleetSandbox();
  });
  after(() => fleet.sandbox.close());
  beforeEach(async () => {
    await fleet.accepts('POST /_sandbox/reset');
    const engine = { '@odata.type': '#test.fleet.electric', battery: { charge: 0.5 } };
    await fleet.accepts('PATCH /v1.0/vehicles/1', { body: { name: 'Van', tags: ['a', 'b'], engine } });
  });

  it('are read alone', async () => {
    const { json } = await fleet.accepts('GET /v1.0/vehicles/1/name');
    assert.equal(json.value, 'Van');
    assert.match(String(json['@odata.context']), /\$metadata#vehicles\('1'\)\/name$/);
    assert.deepEqual((await fleet.accepts('GET /v1.0/vehicles/1/tags')).json.value, ['a', 'b']);
    assert.equal((await fleet.accepts('GET /v1.0/vehicles/1/tags/$count')).text, '2');
    const { json: battery } = await fleet.accepts('GET /v1.0/vehicles/1/engine/test.fleet.electric/battery');
    assert.equal(battery.charge, 0.5);
    const { status, text } = await fleet.accepts('GET /v1.0/vehicles/1/anything');
    assert.deepEqual([status, text], [204, '']);
  });

  it('are changed in parts where they are complex', async () => {
    const path = '/v1.0/vehicles/1/engine/test.fleet.electric/battery';
    const { json } = await fleet.accepts(`PATCH ${path}`, { body: { charge: 0.25 } });
    assert.equal(json.charge, 0.25);
    const { json: whole } = await fleet.accepts('GET /v1.0/vehicles/1');
    assert.deepEqual(whole.engine, { '@odata.type': '#test.fleet.electric', battery: { charge: 0.25 } });
    assert.equal(whole.name, 'Van');
    const minimal = { body: { charge: 1 }, headers: { prefer: 'return=minimal' } };
    assert.equal((await fleet.accepts(`PATCH ${path}`, minimal)).status, 204);
    await fleet.refuses(
      `PATCH ${path}`,
      { body: { volts: 12 } },
      400,
      /'engine\/battery\/volts' does not exist/,
    );
  });

  it('are cleared where they can be null', async () => {
    assert.equal((await fleet.accepts('DELETE /v1.0/vehicles/1/engine')).status, 204);
    assert.equal((await fleet.accepts('GET /v1.0/vehicles/1')).json.engine, null);
    await fleet.refuses('GET /v1.0/vehicles/1/engine/test.fleet.electric/battery', {}, 404, /does not exist/);
    await fleet.refuses('DELETE /v1.0/vehicles/1/wheels', {}, 400, /cannot be null/);
  });

  it('take nothing else', async () => {
    await fleet.refuses('PATCH /v1.0/vehicles/1/name', { body: { value: 'x' } }, 405, /GET, HEAD, DELETE/);
    await fleet.refuses('POST /v1.0/vehicles/1/tags', { body: {} }, 405, /GET, HEAD/);
    await fleet.refuses('GET /v1.0/vehicles/1/name?$select=id', {}, 400, /no answer to the query option/);
  });
});
