import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { metadataCatalog } from '../../../src/core/catalog/metadata/catalog.ts';
import { compiled, fleetCatalog } from '../catalog/metadata/fleet.ts';
import { accepts, reports } from './vocabulary.ts';

const setting = { catalogs: [fleetCatalog] };
const json = 'Content-Type: application/json\n\n';
const patch = (path: string, body = '{ "name": "Van" }') =>
  `PATCH https://graph.microsoft.com/v1.0${path}\n${json}${body}\n`;

describe('requests to resources of the metadata', () => {
  it('are checked as those of the built-in ones', async () => {
    await accepts(patch('/vehicles/7'), setting);
    const found = await reports(patch('/vehicles/7', '{ «"nam"»: "Van" }'), 'property-unknown', setting);
    assert.match(found.message(), /Did you mean 'name'/);
    await reports(
      patch('/vehicles/7', '{ «"seen"»: "2026-01-31T08:30:00Z" }'),
      'property-read-only',
      setting,
    );
    await reports(patch('/vehicles/7', '{ «"engine"»: {} }'), 'odata-type-missing', setting);
    const dynamic = '{ "size": { "@odata.type": «5» } }';
    const noName = await reports(patch('/people/7', dynamic), 'odata-type-wrong', setting);
    assert.match(noName.message(), /no name of a type/);
  });
  it('whose path leads to something else say how that is changed', async () => {
    await accepts(patch("/vehicles(plate='B-X1')"), setting);
    await accepts(patch("/vehicles(ID='1')"), setting);
    await accepts(patch("/people(name='Ada')"), setting);
    const key = await reports(patch("/vehicles(«plat»='B-X1')"), 'key-unknown', setting);
    assert.match(key.fixed(), /vehicles\(plate='B-X1'\)/);
    const other = await reports(patch("/vehicles(«name»='a,b=c')"), 'key-unknown', setting);
    assert.match(other.message(), /is found by id or plate, and not by name alone\. .*\?\$filter=/);
    await reports(patch("/vehicles(«plate»='a',id='1')"), 'key-unknown', setting);
    const list = await reports(patch('/«vehicles»'), 'path-not-updatable', setting);
    assert.match(list.fixed(), /v1\.0\/vehicles\/\{vehicleId\}\n/);
    await reports(patch('/vehicles/7/«name»'), 'path-not-updatable', setting);
    const action = await reports(patch('/vehicles/7/«sell»'), 'path-not-updatable', setting);
    assert.match(action.fixed(), /^POST /);
    const fixedObject = await reports(
      patch('/vehicles/7/«inspection»', '«{}»'),
      ['path-not-updatable', 'body-empty'],
      setting,
    );
    assert.match(fixedObject.message(), /Inspectors write it\./);
  });
  it('whose method is another one', async () => {
    const found = await reports(
      `«PATCH» https://graph.microsoft.com/v1.0/vehicles/7/insurance\n${json}{ "number": "1" }\n`,
      'method-not-offered',
      setting,
    );
    assert.match(found.fixed(), /^PUT /);
    assert.equal(found.problems[0]?.severity, 'warning');
    const put = await reports(
      `«PUT» https://graph.microsoft.com/v1.0/vehicles/7\n${json}{ "name": "Van" }\n`,
      'method-not-offered',
      setting,
    );
    assert.equal(put.problems[0]?.severity, 'information', 'metadata does not tell of every PUT');
    assert.match(put.message(), /unless the documentation has a PUT/);
  });
  it('whose path goes wrong say what there is', async () => {
    const found = await reports(patch('/vehicles/7/«tripz»/1'), 'url-unknown', setting);
    assert.match(found.message(), /Did you mean 'trips'/);
  });
});

describe('a DELETE', () => {
  const told = (path: string) => reports(`DELETE /v1.0${path}\n`, 'delete-through-link', setting);

  it('through a link takes the object itself, and /$ref the link alone', async () => {
    const one = await told('/vehicles/7/«driver»');
    assert.match(one.message(), /deletes the object itself.*through 'driver'.*\/\$ref\.$/);
    assert.equal(one.fixed('Add /$ref'), 'DELETE /v1.0/vehicles/7/driver/$ref\n');
    const several = await told('/people/7/vehicles/«8»?a=b');
    assert.equal(several.fixed('Add /$ref'), 'DELETE /v1.0/people/7/vehicles/8/$ref?a=b\n');
  });

  it('of a link, of an object at its own place, and of a part of another one, is what it says', async () => {
    for (const path of [
      '/vehicles/7/driver/$ref',
      '/people/7/vehicles/8/$ref',
      '/vehicles/7',
      '/vehicles/7/trips/8',
    ]) {
      await accepts(`DELETE /v1.0${path}\n`, setting);
    }
    await accepts('GET /v1.0/vehicles/7/driver\n', setting);
  });
});

describe('a new object', () => {
  const post = (body: string, path = '/vehicles') =>
    `POST https://graph.microsoft.com/v1.0${path}\n${json}${body}\n`;

  it('is checked by names and values', async () => {
    await reports(
      post('{ «"nam"»: "Van", "wheels": «"4"», "colour": «"RED"», «"engine"»: { "litres": 1 } }'),
      ['property-unknown', 'value-type', 'value-case', 'odata-type-missing'],
      setting,
    );
  });

  it('may begin with what no change can set', async () => {
    const id = '{ "id": "7", "name": "Van", "tags": ["a"], "seen": "2026-01-31T08:30:00Z", "madeBy": "x" }';
    await accepts(post(id), setting);
    await accepts(post('{ "trips": [{ "id": "1" }], "name": "Van" }'), setting);
  });

  it('is not looked for in the body of an action, and in that of a link', async () => {
    await accepts(post('{ "nam": 5 }', '/vehicles/7/sell'), setting);
    await accepts(
      post('{ "@odata.id": "https://graph.microsoft.com/v1.0/vehicles/7" }', '/people/7/vehicles/$ref'),
      setting,
    );
  });
});

describe('an object of an abstract type', () => {
  const csdl = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
    <Schema Namespace="test.kinds" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="policy" Abstract="true"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String"/></EntityType>
      <EntityType Name="phonePolicy" BaseType="test.kinds.policy"><Property Name="pin" Type="Edm.Boolean"/></EntityType>
      <EntityType Name="deskPolicy" BaseType="test.kinds.policy"><Property Name="lamp" Type="Edm.Boolean"/></EntityType>
      <EntityContainer Name="S"><EntitySet Name="policies" EntityType="test.kinds.policy"/></EntityContainer>
    </Schema></edmx:DataServices></edmx:Edmx>`;
  const kinds = { catalogs: [metadataCatalog({ version: 'v1.0', file: compiled(csdl) })] };

  it('lacks its kind, which the properties that it has suggest, and nothing else', async () => {
    const found = await reports(patch('/policies/7', '«{» "pin": true }'), 'odata-type-missing', kinds);
    assert.match(found.message(), /with "@odata\.type": '#test\.kinds\.phonePolicy'\.$/);
    assert.match(found.fixed(), /\{ "@odata\.type": "#test\.kinds\.phonePolicy", "pin": true \}/);
    await reports(
      patch('/policies/7', '«{» «"pen"»: true }'),
      ['odata-type-missing', 'property-unknown'],
      kinds,
    );
  });
});

describe('an abstract type of which there is no kind yet', () => {
  const csdl = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
    <Schema Namespace="test.bare" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="root" Abstract="true"><Property Name="title" Type="Edm.String"/></EntityType>
      <EntityContainer Name="S"><Singleton Name="root" Type="test.bare.root"/></EntityContainer>
    </Schema></edmx:DataServices></edmx:Edmx>`;
  const bare = { catalogs: [metadataCatalog({ version: 'v1.0', file: compiled(csdl) })] };

  it('need not be named, and nothing else can be', async () => {
    await accepts(patch('/root', '{ "title": "x" }'), bare);
    await accepts(patch('/root', '{ "@odata.type": "#test.bare.root", "title": "x" }'), bare);
    await reports(
      patch('/root', '{ "@odata.type": «"#test.bare.other"», "title": "x" }'),
      'odata-type-wrong',
      bare,
    );
  });
});
