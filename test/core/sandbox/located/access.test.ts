import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { metadataCatalog } from '../../../../src/core/catalog/metadata/catalog.ts';
import { compiled, fleet } from '../../catalog/metadata/fleet.ts';
import { startTestSandbox, type TestSandbox } from '../client.ts';

/** What is known of vehicles, and nothing of anything else. */
const KNOWN: Readonly<Record<string, string>> = {
  'GET /vehicles/{vehicleId}': 'Vehicle.Read.All',
  'PATCH /vehicles/{vehicleId}': 'Vehicle.ReadWrite.All',
  'POST /vehicles': 'Vehicle.Create',
  'DELETE /vehicles/{vehicleId}': 'Vehicle.Delete',
};

const catalog = metadataCatalog({
  version: 'v1.0',
  file: fleet,
  permissionsOf: (method, path) => {
    const name = KNOWN[`${method} ${path}`];
    return name === undefined ? undefined : { delegatedWork: [name], delegatedPersonal: [], application: [] };
  },
});

describe('permissions for what only the metadata knows', () => {
  let fleetSandbox: TestSandbox;
  before(async () => {
    fleetSandbox = await startTestSandbox({ catalog: () => catalog });
  });
  after(() => fleetSandbox.sandbox.close());

  it('are those of the data, for each method', async () => {
    const vehicle = '/v1.0/vehicles/1';
    const body = { name: 'Van' };
    const made = { name: 'Van', wheels: 4, rights: 'drive' };
    const read = ['Vehicle.Read.All'];
    await fleetSandbox.accepts(`GET ${vehicle}`, { as: read });
    await fleetSandbox.accepts('GET /v1.0/vehicles', { as: read });
    await fleetSandbox.accepts('GET /v1.0/vehicles/$count', { as: read });
    await fleetSandbox.accepts(`GET ${vehicle}/name`, { as: read });
    await fleetSandbox.refuses(`PATCH ${vehicle}`, { as: read, body }, 403, /Vehicle\.ReadWrite\.All/);
    await fleetSandbox.accepts(`PATCH ${vehicle}`, { as: ['Vehicle.ReadWrite.All'], body });
    await fleetSandbox.refuses('POST /v1.0/vehicles', { as: read, body: made }, 403, /Vehicle\.Create/);
    await fleetSandbox.accepts('POST /v1.0/vehicles', { as: ['Vehicle.Create'], body: made });
    await fleetSandbox.refuses(`DELETE ${vehicle}`, { as: read }, 403, /Vehicle\.Delete/);
    await fleetSandbox.accepts(`DELETE ${vehicle}`, { as: ['Vehicle.Delete'] });
    const other = ['User.Read'];
    await fleetSandbox.refuses('GET /v1.0/vehicles/2', { as: other }, 403, /Vehicle\.Read\.All/);
    await fleetSandbox.refuses('GET /v1.0/vehicles/2/name', { as: other }, 403, /Vehicle\.Read\.All/);
    await fleetSandbox.refuses('GET /v1.0/vehicles/$count', { as: other }, 403, /Vehicle\.Read\.All/);
  });

  it('are any of the sandbox where nothing is known, but a token it has to be', async () => {
    await fleetSandbox.accepts('PATCH /v1.0/people/1', { as: ['User.Read'], body: { name: 'Ada' } });
    await fleetSandbox.refuses('GET /v1.0/people/1', { as: 'none' }, 401, /Access token is empty/);
  });
});

describe('metadata that comes while the sandbox runs', () => {
  it('counts from the next request on', async (t) => {
    let known = metadataCatalog({ version: 'beta', file: fleet });
    const sandbox = await startTestSandbox({ catalog: async () => known });
    t.after(() => sandbox.sandbox.close());
    await sandbox.refuses('GET /v1.0/vehicles/1', {}, 400, /'vehicles'/);
    known = catalog;
    assert.equal((await sandbox.accepts('GET /v1.0/vehicles/1')).json.id, '1');
  });

  it('is asked whether objects are made up, each time', async (t) => {
    let makes = false;
    const sandbox = await startTestSandbox({ catalog: () => catalog, makeObjects: () => makes });
    t.after(() => sandbox.sandbox.close());
    await sandbox.refuses('GET /v1.0/vehicles/1', {}, 404, /does not exist/);
    makes = true;
    await sandbox.accepts('GET /v1.0/vehicles/1');
  });
});

describe('users of Microsoft Graph', () => {
  it('are meant by the name that they sign in with as well as by their id', async (t) => {
    const csdl = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
      <Schema Namespace="t" xmlns="http://docs.oasis-open.org/odata/ns/edm">
        <EntityType Name="user"><Key><PropertyRef Name="id"/></Key>
          <Property Name="id" Type="Edm.String" Nullable="false"/><Property Name="userPrincipalName" Type="Edm.String"/>
          <Property Name="city" Type="Edm.String"/></EntityType>
        <EntityContainer Name="c"><EntitySet Name="users" EntityType="t.user"/></EntityContainer>
      </Schema></edmx:DataServices></edmx:Edmx>`;
    const users = metadataCatalog({ version: 'v1.0', file: compiled(csdl) });
    const sandbox = await startTestSandbox({ catalog: () => users });
    t.after(() => sandbox.sandbox.close());
    const { json } = await sandbox.accepts('GET /v1.0/users/ada@contoso.com');
    assert.equal(json.userPrincipalName, 'ada@contoso.com');
    assert.match(String(json.id), /^[\da-f-]{36}$/);
    await sandbox.accepts(`PATCH /v1.0/users/${json.id}`, { body: { city: 'Oslo' } });
    assert.equal((await sandbox.accepts('GET /v1.0/users/ada@contoso.com')).json.city, 'Oslo');
  });
});
