import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import fc from 'fast-check';
import { metadataCatalog } from '../../../../src/core/catalog/metadata/catalog.ts';
import { compiled, fleetCatalog } from './fleet.ts';

/** The path means an update of that type, by that method, at that template. */
function means(path: string, type: string, template = path, method = 'PATCH') {
  const answer = fleetCatalog.resolve('v1.0', path);
  assert.ok(answer.found, `${path}: ${JSON.stringify(answer)}`);
  const { schema, endpoint, template: found, keys } = answer.resource;
  assert.deepEqual(
    { type: schema['x-graph'].type, method: endpoint.method, template: found },
    { type: `test.fleet.${type}`, method, template },
  );
  return keys;
}

/** The path exists, and leads to something that no update changes. */
function leadsTo(path: string, kind: string, reason?: string) {
  const answer = fleetCatalog.resolve('v1.0', path);
  assert.ok(!answer.found, path);
  assert.equal(answer.miss.leadsTo?.kind, kind, `${path}: ${JSON.stringify(answer.miss)}`);
  assert.equal(answer.miss.leadsTo?.reason, reason);
}

/** The path goes wrong at a segment, counted from 0, where these names would have fitted among others. */
function misses(path: string, segment: number, ...expected: readonly string[]) {
  const answer = fleetCatalog.resolve('v1.0', path);
  assert.ok(!answer.found && answer.miss.leadsTo === undefined, `${path}: ${JSON.stringify(answer)}`);
  assert.equal(answer.miss.segment, segment, path);
  for (const each of expected)
    assert.ok(answer.miss.expected.includes(each), `${path}: ${answer.miss.expected}`);
}

test('what only the pages tell of some types is known: Planner wants ETags, and gives the object when asked', () => {
  const type = (name: string) =>
    `<EntityType Name="${name}"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String"/></EntityType>`;
  const catalog = metadataCatalog({
    version: 'v1.0',
    file: compiled(
      `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
      <Schema Namespace="microsoft.graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
        ${['plannerTask', 'alert', 'note'].map(type).join('')}
        <EntityContainer Name="s">
          <EntitySet Name="tasks" EntityType="microsoft.graph.plannerTask"/>
          <EntitySet Name="alerts" EntityType="microsoft.graph.alert"/>
          <EntitySet Name="notes" EntityType="microsoft.graph.note"/>
        </EntityContainer>
      </Schema></edmx:DataServices></edmx:Edmx>`,
    ),
  });
  const facts = (path: string) => {
    const answer = catalog.resolve('v1.0', path);
    assert.ok(answer.found, path);
    const { etag, representation } = answer.resource.endpoint;
    return [etag, representation];
  };
  assert.deepEqual(facts('/tasks/1'), ['required', true]);
  assert.deepEqual(facts('/alerts/1'), [undefined, true]);
  assert.deepEqual(facts('/notes/1'), [undefined, undefined]);
});

describe('paths over metadata', () => {
  it('lead to objects by key, singleton and navigation', () => {
    assert.deepEqual(means('/vehicles/7', 'vehicle', '/vehicles/{vehicleId}'), [
      { name: 'vehicleId', value: '7' },
    ]);
    means('/me', 'person');
    means('/vehicles/7/trips/8', 'trip', '/vehicles/{vehicleId}/trips/{tripId}');
    means('/depot/vehicles/7/driver', 'person', '/depot/vehicles/{vehicleId}/driver');
  });
  it('take keys in parentheses, alternate keys and keys of several parts', () => {
    assert.deepEqual(means("/vehicles('7')", 'vehicle', '/vehicles/{vehicleId}'), [
      { name: 'vehicleId', value: '7' },
    ]);
    assert.deepEqual(means("/vehicles(plate='AB 1')", 'vehicle', '/vehicles/{vehicleId}'), [
      { name: 'plate', value: 'AB 1' },
    ]);
    assert.deepEqual(
      means(
        "/vehicles/7/trips/8/stops(country='FR',number=2)",
        'stop',
        '/vehicles/{vehicleId}/trips/{tripId}/stops/{stopId}',
      ).slice(2),
      [
        { name: 'country', value: 'FR' },
        { name: 'number', value: '2' },
      ],
    );
    misses("/vehicles(weight='3')", 0);
  });
  it('take casts before and behind the key, by alias too, whatever the case', () => {
    means('/vehicles/7/test.fleet.lorry', 'lorry', '/vehicles/{vehicleId}/test.fleet.lorry');
    means('/Vehicles/f.LORRY/7', 'lorry', '/vehicles/test.fleet.lorry/{lorryId}');
    misses('/vehicles/7/test.fleet.person', 2, 'test.fleet.lorry');
  });
  it('compare names without case, and decode them', () => {
    means('/VEHICLES/7/Trips/%38', 'trip', '/vehicles/{vehicleId}/trips/{tripId}');
  });
  it('lead to complex values, and on from there', () => {
    means('/vehicles/7/engine', 'engine', '/vehicles/{vehicleId}/engine');
    means(
      '/vehicles/7/engine/f.electric/battery',
      'battery',
      '/vehicles/{vehicleId}/engine/test.fleet.electric/battery',
    );
  });
  it('go through functions', () => {
    means("/vehicles/nearby(place='x')/trips/1", 'trip', '/vehicles/nearby(place={place})/trips/{tripId}');
    means(
      "/vehicles/f.nearby(place='x',radius=2)",
      'vehicle',
      '/vehicles/f.nearby(place={place},radius={radius})',
    );
  });
  it('say how an update is sent', () => {
    means('/vehicles/7/insurance', 'insurance', '/vehicles/{vehicleId}/insurance', 'PUT');
    const person = fleetCatalog.resolve('v1.0', '/people/1');
    assert.ok(person.found && person.resource.endpoint.notes?.some((note) => note.includes('makes it')));
  });
  it('lead to what no update changes', () => {
    leadsTo('/vehicles', 'collection');
    leadsTo('/vehicles/7/name', 'value');
    leadsTo('/vehicles/7/tags', 'value');
    leadsTo('/vehicles/7/load', 'value');
    leadsTo('/vehicles/7/photo', 'content');
    leadsTo('/vehicles/7/trips/8/$value', 'content');
    leadsTo('/vehicles/7/driver/$ref', 'reference');
    leadsTo('/vehicles/$count', 'count');
    leadsTo('/vehicles/7/sell', 'action');
    leadsTo('/vehicles/7/inspection', 'object', 'Inspectors write it.');
  });
  it('that lead nowhere say where, and what there is', () => {
    misses('/vehicle/7', 0, 'vehicles', 'people', 'me');
    misses('/vehicles/7/tripz', 2, 'trips', 'engine', 'sell');
    misses('/vehicles/7/trips/8/stops//x', 5);
    misses('/me/vehicles/7/name/x', 4);
    misses('/me/$value', 1);
  });
  it('belong to a version', () => {
    assert.ok(!fleetCatalog.resolve('beta', '/me').found);
    assert.ok(fleetCatalog.resolve('V1.0', '/me').found);
  });
  it('may be any text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'vehicles',
        '7',
        "vehicles('",
        ')',
        ':',
        'f.lorry',
        '$ref',
        'trips',
        '{{x',
        '..',
        '%',
        'nearby(',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        fleetCatalog.resolve('v1.0', `/${pieces.join('/')}`);
        fleetCatalog.steps('v1.0', `/${pieces.join('/')}`);
      }),
    );
  });
  it('of any length take linear time and a bounded number of meanings', () => {
    const path = `/me${'/vehicles/7/driver'.repeat(2_000)}`;
    assert.ok(fleetCatalog.resolve('v1.0', path).found);
  });
});

describe('steps over metadata', () => {
  const texts = (path: string) => fleetCatalog.steps('v1.0', path).map(({ text, kind }) => `${kind} ${text}`);

  it('begin with entity sets and singletons', () => {
    assert.deepEqual(texts(''), [
      'entitySet vehicles',
      'entitySet people',
      'singleton me',
      'singleton depot',
    ]);
  });
  it('of a collection are its key, casts and operations', () => {
    assert.deepEqual(texts('/vehicles'), [
      'key {vehicleId}',
      'cast test.fleet.lorry',
      'function nearby(place={place})',
      'function nearby(place={place},radius={radius})',
    ]);
  });
  it('of an object are what it leads to, its properties, casts and operations', () => {
    const found = texts('/vehicles/7');
    assert.deepEqual(found.slice(0, 4), [
      'navigation driver',
      'navigation trips',
      'navigation insurance',
      'navigation inspection',
    ]);
    for (const each of ['property engine', 'cast test.fleet.lorry', 'action sell'])
      assert.ok(found.includes(each), each);
  });
  it('lead on: each can be resolved, and says what an update there means', () => {
    let checked = 0;
    const visit = (path: string, depth: number) => {
      for (const step of fleetCatalog.steps('v1.0', path)) {
        const next = `${path}/${step.text}`;
        const answer = fleetCatalog.resolve('v1.0', next);
        assert.ok(answer.found || answer.miss.leadsTo, next);
        assert.equal(
          step.update?.endpoint.method,
          answer.found ? answer.resource.endpoint.method : undefined,
          next,
        );
        checked++;
        if (depth > 0) visit(next, depth - 1);
      }
    };
    visit('', 3);
    assert.ok(checked > 100, `${checked}`);
  });
});

describe('updates that can be begun', () => {
  it('are those of every object that contained navigation reaches, each once', () => {
    const found = [...fleetCatalog.updates()].map(({ path, endpoint }) => `${endpoint.method} ${path}`);
    assert.deepEqual(found, [
      'PATCH /vehicles/{vehicleId}',
      'PATCH /vehicles/{vehicleId}/trips/{tripId}',
      'PUT /vehicles/{vehicleId}/insurance',
      'PATCH /vehicles/{vehicleId}/trips/{tripId}/stops/{stopId}',
      'PATCH /vehicles/{vehicleId}/insurance/claims/{stopId}',
      'PATCH /vehicles/{vehicleId}/inspection/claims/{stopId}',
      'PATCH /people/{personId}',
      'PATCH /me',
      'PATCH /depot',
    ]);
  });
  it('leave out what has nothing to set and only leads on, which still resolves', () => {
    const csdl = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
      <Schema Namespace="t" xmlns="http://docs.oasis-open.org/odata/ns/edm">
        <EntityType Name="entity"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String"/></EntityType>
        <EntityType Name="desk" BaseType="t.entity"><NavigationProperty Name="lamp" Type="t.lamp" ContainsTarget="true"/></EntityType>
        <EntityType Name="lamp" BaseType="t.entity"><Property Name="on" Type="Edm.Boolean"/></EntityType>
        <EntityType Name="box" BaseType="t.entity" OpenType="true"/>
        <EntityContainer Name="c"><Singleton Name="desk" Type="t.desk"/><Singleton Name="box" Type="t.box"/>
          <Singleton Name="any" Type="t.entity"/></EntityContainer>
      </Schema></edmx:DataServices></edmx:Edmx>`;
    const catalog = metadataCatalog({ version: 'v1.0', file: compiled(csdl) });
    assert.deepEqual(
      [...catalog.updates()].map(({ path }) => path),
      ['/desk/lamp', '/box', '/any'],
    );
    const steps = catalog.steps('v1.0', '').map(({ text, update }) => [text, update !== undefined]);
    assert.deepEqual(steps, [
      ['desk', false],
      ['box', true],
      ['any', true],
    ]);
    const desk = catalog.resolve('v1.0', '/desk');
    assert.ok(desk.found);
    assert.equal(
      desk.resource.schema.description,
      undefined,
      'nothing is said where the metadata says nothing',
    );
  });
  it('resolve to what they say', () => {
    for (const { path, schema } of fleetCatalog.updates()) {
      const answer = fleetCatalog.resolve('v1.0', path);
      assert.ok(answer.found && answer.resource.schema === schema, path);
    }
  });
});
