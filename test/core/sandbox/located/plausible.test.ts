import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { MetadataModel } from '../../../../src/core/catalog/metadata/model.ts';
import { TypeSchemas } from '../../../../src/core/catalog/metadata/resourceSchema.ts';
import type { ResourceSchema } from '../../../../src/core/catalog/schema.ts';
import { schemaErrors } from '../../../../src/core/check/schema/validate.ts';
import type { MetadataFile } from '../../../../src/core/csdl/file.ts';
import { plausibleObject } from '../../../../src/core/sandbox/located/plausible.ts';
import { compiled, fleet } from '../../catalog/metadata/fleet.ts';

const path = `${import.meta.dirname}/../../../../../shared/data/graph-v1.0.csdl`;
const skip = existsSync(path) ? false : 'the metadata of Microsoft Graph is not beside the repository';

/** Schemas of every entity type that an object can have. */
function schemasOf(file: MetadataFile): readonly ResourceSchema[] {
  const model = new MetadataModel(file);
  const schemas = new TypeSchemas(model, 'v1.0', () => []);
  return file.names().flatMap((name) => {
    const type = model.full(name);
    return type?.record.kind === 'entity' && type.record.abstract !== true ? [schemas.of(type)] : [];
  });
}

describe('an object that is made up', () => {
  const person = compiled(`<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
    <edmx:DataServices><Schema Namespace="t" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <ComplexType Name="deep"><Property Name="below" Type="t.deep"/><Property Name="city" Type="Edm.String"/></ComplexType>
      <ComplexType Name="named"><Property Name="displayName" Type="Edm.String"/></ComplexType>
      <ComplexType Name="needed"><Property Name="again" Type="t.needed" Nullable="false"/></ComplexType>
      <EntityType Name="user"><Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/>
        <Property Name="displayName" Type="Edm.String"/><Property Name="givenName" Type="Edm.String"/>
        <Property Name="surname" Type="Edm.String"/><Property Name="mail" Type="Edm.String"/>
        <Property Name="webUrl" Type="Edm.String"/><Property Name="managerId" Type="Edm.String"/>
        <Property Name="officeLocation" Type="Edm.String"/><Property Name="short" Type="Edm.String" MaxLength="3"/>
        <Property Name="createdDateTime" Type="Edm.DateTimeOffset"/><Property Name="token" Type="Edm.Guid"/>
        <Property Name="deletedDateTime" Type="Edm.DateTimeOffset"/>
        <Property Name="application" Type="t.named"/><Property Name="lastUser" Type="t.named"/>
        <Property Name="home" Type="t.deep"/><Property Name="needed" Type="t.needed" Nullable="false"/>
      </EntityType></Schema></edmx:DataServices></edmx:Edmx>`);
  const [schema] = schemasOf(person);

  it('reads like a real one, and is the same for the same seed', () => {
    assert.ok(schema);
    const object = plausibleObject(schema, 'users 1', { id: '1' });
    assert.equal(object.id, '1');
    assert.equal(object.displayName, `${object.givenName} ${object.surname}`);
    assert.equal(object.mail, `${object.givenName}.${object.surname}@contoso.com`.toLowerCase());
    assert.equal(object.webUrl, 'https://contoso.com/web-url');
    assert.match(String(object.managerId), /^[\da-f-]{36}$/);
    assert.match(String(object.token), /^[\da-f-]{36}$/);
    assert.notEqual(object.managerId, object.token);
    assert.equal(object.officeLocation, 'Office location');
    assert.equal(String(object.short).length, 3);
    assert.match(String(object.createdDateTime), /^2025-/);
    assert.equal(object.deletedDateTime, null, 'it is there');
    assert.match(JSON.stringify(object.application), /^\{"displayName":"Application \d+"\}$/);
    assert.deepEqual(object.lastUser, { displayName: object.displayName });
    assert.deepEqual(object, plausibleObject(schema, 'users 1', { id: '1' }));
    assert.notDeepEqual(object, { ...plausibleObject(schema, 'users 2', { id: '1' }) });
  });

  it('has complex values two deep, and ends where the metadata goes round in circles', () => {
    assert.ok(schema);
    const { home, needed } = plausibleObject(schema, 'users 1', {});
    assert.deepEqual(home, { city: 'Seattle', below: { city: 'Seattle', below: null } });
    assert.match(JSON.stringify(needed), /^(?:\{"again":)+\{\}\}+$/);
  });

  it('fits its schema, whatever the type of the fleet', () => {
    for (const each of schemasOf(fleet)) {
      const errors = schemaErrors(each, plausibleObject(each, 'set key', {}));
      assert.deepEqual(errors, [], each.title);
    }
  });

  it('fits its schema, whatever the type of Microsoft Graph', { skip }, () => {
    const schemas = schemasOf(compiled(readFileSync(path, 'utf8')));
    assert.ok(schemas.length > 1_000, `${schemas.length}`);
    for (const each of schemas) {
      const errors = schemaErrors(each, plausibleObject(each, 'set key', {}));
      assert.deepEqual(errors, [], each['x-graph'].type);
    }
  });
});
