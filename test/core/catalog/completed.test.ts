import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCatalog } from '../../../src/core/catalog/catalog.ts';
import { metadataCatalog } from '../../../src/core/catalog/metadata/catalog.ts';
import { overlayCatalogs } from '../../../src/core/catalog/overlay.ts';
import type { Resource } from '../../../src/core/catalog/resource.ts';
import type { ResourceSchema } from '../../../src/core/catalog/schema.ts';
import { problemsOf } from '../check/vocabulary.ts';
import { type Parts, schemaOf } from '../pages/shapes.ts';
import { fleet, fleetCatalog } from './metadata/fleet.ts';

/** A page of the fleet's vehicles. */
const VEHICLE: Parts = {
  title: 'Update vehicle',
  intro: 'Update the properties of a [vehicle](../resources/vehicle.md) object.',
  calls: 'PATCH /vehicles/{id}',
  permissions: '[!INCLUDE [permissions-table](../includes/p.md)]',
  rows: [
    'name|String|What the page calls it.',
    'colour|colour|Its paint. The possible values are: `red`, `green`.',
    'notes|notes|What is written on it.',
    'oldName|naming|Its name before. The possible values are: `Vega`, `Rigel`.',
    'engine|Engine|What drives it.',
    'driver|person|Who drives it.',
    'madeBy|String|Who made it.',
    'tags|String|Its labels.',
    'plate|String|Its plate. Read-only.',
    'sails|Int32|How many sails it has.',
  ],
  json: '{ "name": "a", "mileage": 5 }',
};

/** The schema of a page of that namespace. */
async function vehicleSchema(): Promise<ResourceSchema> {
  const text = JSON.stringify(await schemaOf(VEHICLE)).replaceAll('microsoft.graph.', 'test.fleet.');
  return JSON.parse(text) as ResourceSchema;
}

async function resourceAt(path: string, catalogs = [fleetCatalog]): Promise<Resource> {
  const answer = overlayCatalogs([createCatalog([await vehicleSchema()]), ...catalogs]).resolve('v1.0', path);
  return answer.found ? answer.resource : assert.fail(path);
}

const codes = async (body: string) => {
  const found = await problemsOf(`PATCH /v1.0/vehicles/1\nContent-Type: application/json\n\n${body}`, {
    schemas: [await vehicleSchema()],
    catalogs: [fleetCatalog],
  });
  return found.map(({ code }) => code).filter((code) => code !== 'collection-replaced');
};

describe('a schema of a page, with metadata behind it', () => {
  it('has the properties, links and types that the page does not list', async () => {
    const { schema } = await resourceAt('/vehicles/1');
    assert.equal(schema.$id, 'https://graph-http.dev/schemas/workspace/test.fleet.vehicle.json');
    assert.equal(schema.properties.mileage?.format, 'edm-int64');
    assert.equal(schema['x-graph'].navigation?.driver?.type, 'test.fleet.person');
    assert.equal(schema.properties.driver, undefined);
    assert.ok(schema.definitions['test.fleet.diesel']);
    assert.deepEqual(schema['x-graph'].derived, ['#/definitions/test.fleet.lorry']);
  });

  it('keeps what the page says of a property, and has the rest of the metadata', async () => {
    const { properties } = (await resourceAt('/vehicles/1')).schema;
    assert.equal(properties.name?.description, 'What the page calls it.');
    assert.equal(properties.name?.maxLength, 40);
    assert.equal(properties.madeBy?.['x-graph']?.update, 'immutable');
    assert.equal(properties.engine?.$ref, '#/definitions/test.fleet.engine');
    assert.deepEqual(properties.colour?.enum, ['red', 'blue', 'unknownFutureValue', 'silver', 'green', null]);
    assert.equal(properties.tags?.type, 'array');
    assert.equal(properties.notes?.examples, undefined);
    assert.deepEqual(properties.oldName?.examples, ['Vega', 'Rigel']);
    assert.equal(properties.sails?.maximum, 2 ** 31 - 1);
  });

  it('refuses what neither has, and nothing that one of them has', async () => {
    assert.deepEqual(
      await codes('{ "name": "a", "built": "2026-01-31", "sails": 2, "colour": "green" }'),
      [],
    );
    assert.deepEqual(await codes('{ "driver@odata.bind": "https://graph.microsoft.com/v1.0/people/1" }'), []);
    assert.deepEqual(await codes('{ "@odata.type": "#test.fleet.lorry", "axles": 3 }'), []);
    assert.deepEqual(await codes('{ "rudder": 1 }'), ['property-unknown']);
    assert.deepEqual(await codes('{ "seen": "2026-01-31T08:30:00Z", "wheels": null }'), [
      'property-read-only',
      'value-null',
    ]);
  });

  it('says what only an example of the page has: neither its table nor the metadata', async () => {
    const schema = await schemaOf({ ...VEHICLE, json: '{ "nmae": "a", "mileage": 5 }' });
    const text = JSON.stringify(schema).replaceAll('microsoft.graph.', 'test.fleet.');
    const found = await problemsOf(
      'PATCH /v1.0/vehicles/1\nContent-Type: application/json\n\n{ "nmae": "a", "sails": 2 }',
      { schemas: [JSON.parse(text) as ResourceSchema], catalogs: [fleetCatalog] },
    );
    assert.deepEqual(
      found.map(({ code }) => code),
      ['property-draft'],
    );
  });

  it('takes permissions that the page does not tell from the metadata', async () => {
    const own = await resourceAt('/vehicles/1', []);
    assert.equal(own.endpoint.permissions.unknown, true);
    const permissions = {
      delegatedWork: ['Fleet.Write'],
      delegatedPersonal: [],
      application: ['Fleet.Write.All'],
    };
    const told = metadataCatalog({ version: 'v1.0', file: fleet, permissionsOf: () => permissions });
    const { endpoint } = await resourceAt('/vehicles/1', [told]);
    assert.deepEqual(endpoint.permissions.application, ['Fleet.Write.All']);
    assert.equal(endpoint.documentation, undefined);
    assert.match(endpoint.notes?.join(' ') ?? '', /update-ship\.md/);
  });

  it('is made once for each pair', async () => {
    const catalog = overlayCatalogs([createCatalog([await vehicleSchema()]), fleetCatalog]);
    const [one, other] = ['1', '2'].map((id) => catalog.resolve('v1.0', `/vehicles/${id}`));
    assert.ok(one?.found && other?.found);
    assert.equal(one.resource.schema, other.resource.schema);
  });
});
