import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { metadataCatalog } from '../../../../src/core/catalog/metadata/catalog.ts';
import type { GraphSchema, ResourceSchema } from '../../../../src/core/catalog/schema.ts';
import { compiled, fleetCatalog } from './fleet.ts';
import { strict } from './strict.ts';

function schemaAt(path: string): ResourceSchema {
  const answer = fleetCatalog.resolve('v1.0', path);
  assert.ok(answer.found, path);
  return answer.resource.schema;
}

const vehicle = schemaAt('/vehicles/7');
const property = (name: string): GraphSchema =>
  vehicle.properties[name] ?? assert.fail(`There is no ${name}.`);

describe('the schema of a type', () => {
  it('says how each value stands in JSON, and whether it may be null', () => {
    const { description, examples, 'x-graph': facts, ...name } = property('name');
    assert.deepEqual(name, { type: ['string', 'null'], maxLength: 40 });
    assert.equal(description, 'What drivers call it.');
    assert.deepEqual(facts, { type: 'Edm.String' });
    assert.deepEqual(property('wheels').type, 'integer');
    assert.equal(property('wheels').maximum, 32767);
    assert.equal(property('mileage').format, 'edm-int64');
    assert.equal(property('built').format, 'date');
    assert.equal(property('plate').maxLength, 8);
    assert.deepEqual(property('tags').items?.type, 'string');
    assert.equal(property('anything').type, undefined);
    assert.equal(property('photo')['x-graph']?.type, 'Edm.Stream');
  });
  it('lists the members of enumerations, with their numbers where they matter', () => {
    assert.deepEqual(property('colour').enum, ['red', 'blue', 'unknownFutureValue', 'silver', null]);
    assert.equal(property('colour')['x-graph']?.members?.silver, 3);
    assert.equal(property('rights').format, 'edm-flags');
    assert.deepEqual(property('rights')['x-graph']?.members, { none: 0, drive: 1, refuel: 2 });
  });
  it('marks what an update cannot set, with the reason', () => {
    const why = (name: string) => property(name)['x-graph']?.update;
    assert.deepEqual(['id', 'seen', 'madeBy', 'mileage', 'name'].map(why), [
      'key',
      'computed',
      'immutable',
      'unsupported',
      undefined,
    ]);
    assert.equal(property('id').readOnly, true);
    assert.equal(property('id')['x-graph']?.from, 'test.fleet.item');
    assert.equal(property('pin').writeOnly, true);
    assert.equal(property('pin')['x-graph']?.secret, true);
  });
  it('carries deprecations with date and link', () => {
    assert.equal(property('oldName').deprecated, true);
    assert.equal(property('oldName').deprecationMessage, 'Use name. See https://contoso.com/names.');
    assert.deepEqual(property('oldName')['x-graph']?.deprecation, {
      since: '2025-03-01',
      removal: '2027-03-01',
      link: 'https://contoso.com/names',
    });
  });
  it('knows navigation properties, and where linked objects are', () => {
    const { driver, trips } = vehicle['x-graph'].navigation ?? {};
    assert.deepEqual(driver, { type: 'test.fleet.person', target: '/people/{personId}' });
    assert.deepEqual(trips, { type: 'Collection(test.fleet.trip)', contained: true });
  });
  it('reaches every type that a body may nest, and only those', () => {
    assert.deepEqual(Object.keys(vehicle.definitions).sort(), [
      'test.fleet.Json',
      'test.fleet.battery',
      'test.fleet.cargo',
      'test.fleet.diesel',
      'test.fleet.electric',
      'test.fleet.engine',
      'test.fleet.liquid',
      'test.fleet.lorry',
      'test.fleet.notes',
    ]);
  });
  it('is the same object every time', () => assert.equal(schemaAt('/vehicles/8'), vehicle));
});

describe('the body that a request begins with', () => {
  /** The body for a type with these properties, each a name and its type; undefined where there is none. */
  const bodyFor = (...properties: readonly (readonly [name: string, type: string])[]): unknown => {
    const members = properties.map(([name, type]) => `<Property Name="${name}" Type="${type}"/>`).join('');
    const file = compiled(
      `<e:Edmx><e:DataServices><Schema Namespace="s"><ComplexType Name="part"/><EntityType Name="thing"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String"/>${members}</EntityType><EntityContainer Name="c"><EntitySet Name="things" EntityType="s.thing"/></EntityContainer></Schema></e:DataServices></e:Edmx>`,
    );
    const answer = metadataCatalog({ version: 'v1.0', file }).resolve('v1.0', '/things/1');
    assert.ok(answer.found);
    return answer.resource.schema.defaultSnippets?.[0]?.body;
  };

  it('changes what tells most of the object, wherever the type lists it', () => {
    assert.deepEqual(
      bodyFor(['description', 'Edm.String'], ['count', 'Edm.Int32'], ['displayName', 'Edm.String']),
      { displayName: '${1:displayName}' },
    );
    assert.deepEqual(bodyFor(['tags', 'Collection(Edm.String)'], ['code', 'Edm.String']), {
      code: '${1:code}',
    });
  });
  it('never begins with an empty list or object, which would take away what is there', () => {
    assert.equal(bodyFor(['tags', 'Collection(Edm.String)'], ['part', 's.part']), undefined);
  });
});

describe('what a validator makes of it', () => {
  const validate = strict(vehicle);
  const accepts = (body: unknown) => assert.ok(validate(body), JSON.stringify(validate.errors));
  const refuses = (body: unknown, keyword: string, path = '') => {
    assert.equal(validate(body), false, JSON.stringify(body));
    const found = validate.errors?.map((each) => `${each.keyword} ${each.instancePath}`) ?? [];
    assert.ok(found.includes(`${keyword} ${path}`), found.join());
  };

  it('takes what the type declares, and refuses what it does not', () => {
    accepts({
      name: 'Van',
      colour: 'silver',
      wheels: 6,
      rights: 'drive,refuel',
      notes: { any: 1 },
      anything: [1],
    });
    refuses({ nam: 'Van' }, 'additionalProperties');
    refuses({ wheels: null }, 'type', '/wheels');
    refuses({ colour: 'green' }, 'enum', '/colour');
  });
  it('takes the properties of a derived type where it is named, and only there', () => {
    accepts({ '@odata.type': '#test.fleet.lorry', axles: 3, name: 'Truck' });
    refuses({ axles: 3 }, 'additionalProperties');
    refuses({ '@odata.type': '#test.fleet.person', name: 'x' }, 'enum', '/@odata.type');
    accepts({ load: [{ what: 'milk' }, { '@odata.type': '#test.fleet.liquid', volume: 2.5 }] });
    refuses({ load: [{ volume: 2.5 }] }, 'additionalProperties', '/load/0');
  });
  it('wants the type of a value whose declared type is abstract', () => {
    accepts({ engine: { '@odata.type': '#test.fleet.electric', battery: { charge: 0.5 } } });
    accepts({ engine: null });
    refuses({ engine: {} }, 'required', '/engine');
    refuses(
      { engine: { '@odata.type': '#test.fleet.diesel', battery: {} } },
      'additionalProperties',
      '/engine',
    );
  });
  it('keeps what an open type does not declare', () => {
    assert.ok(strict(schemaAt('/people/1'))({ shoeSize: 43, name: 'Ada' }));
  });
});
