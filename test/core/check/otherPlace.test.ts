import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { metadataCatalog } from '../../../src/core/catalog/metadata/catalog.ts';
import { compiled } from '../catalog/metadata/fleet.ts';
import { accepts, reports } from './vocabulary.ts';

/** A shop: shelves with crates, whose labels are open. */
const SHOP = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
  <Schema Namespace="shop" xmlns="http://docs.oasis-open.org/odata/ns/edm">
    <EntityType Name="crate"><Key><PropertyRef Name="id"/></Key>
      <Property Name="id" Type="Edm.String" Nullable="false"/>
      <Property Name="displayName" Type="Edm.String"/>
      <Property Name="makerName" Type="Edm.String"/>
      <Property Name="isSealed" Type="Edm.Boolean"/>
      <Property Name="code" Type="Edm.String"/>
      <NavigationProperty Name="labels" Type="shop.labels" ContainsTarget="true"/>
      <NavigationProperty Name="parts" Type="Collection(shop.crate)" ContainsTarget="true"/>
    </EntityType>
    <EntityType Name="labels" OpenType="true"><Key><PropertyRef Name="id"/></Key>
      <Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
    <EntityContainer Name="s"><EntitySet Name="crates" EntityType="shop.crate"/></EntityContainer>
    <Annotations Target="shop.crate"><Annotation Term="Org.OData.Core.V1.AlternateKeys"><Collection><Record>
      <PropertyValue Property="Key"><Collection><Record>
        <PropertyValue Property="Alias" String="code"/><PropertyValue Property="Name" PropertyPath="code"/>
      </Record></Collection></PropertyValue></Record></Collection></Annotation></Annotations>
  </Schema></edmx:DataServices></edmx:Edmx>`;

const setting = { catalogs: [metadataCatalog({ version: 'v1.0', file: compiled(SHOP) })] };
const patch = (path: string, body: string) =>
  `PATCH https://graph.microsoft.com/v1.0${path}\nContent-Type: application/json\n\n${body}\n`;

describe('a name that the type does not have', () => {
  it('may be one of an open part, which has a URL of its own', async () => {
    const found = await reports(
      patch('/crates/7', '{ "displayName": "a", «"Colour"»: "red" }'),
      'property-unknown',
      setting,
    );
    assert.match(found.message(), /Its 'labels' may have it, .*…\/labels/);
    await accepts(patch('/crates/7/labels', '{ "Colour": "red" }'), setting);
  });

  it('may be the short form of one that it has', async () => {
    const found = await reports(patch('/crates/7', '{ «"name"»: "a" }'), 'property-unknown', setting);
    assert.match(found.message(), /Did you mean 'displayName'/);
    const sealed = await reports(patch('/crates/7', '{ «"sealed"»: true }'), 'property-unknown', setting);
    assert.match(sealed.fixed(), /"isSealed": true/);
  });

  it('may be that of the object itself, around all of the change', async () => {
    const body = '{ «"crate"»: { "displayName": "a" } }';
    const type = await reports(patch('/crates/7', body), 'property-unknown', setting);
    assert.equal(type.fixed(), patch('/crates/7', '{ "displayName": "a" }'));
    const part = await reports(
      patch('/crates/7/labels', '{ «"labels"»: { "Colour": "red" } }'),
      'property-similar',
      setting,
    );
    assert.equal(part.fixed(), patch('/crates/7/labels', '{ "Colour": "red" }'));
    await accepts(patch('/crates/7/labels', '{ "labels": "red" }'), setting);
    await accepts(patch('/crates/7/labels', '{ "labels": {}, "Colour": "red" }'), setting);
  });
});

describe('the change of a list', () => {
  it('is checked as one of its objects, whose key the URL lacks', async () => {
    await reports(
      patch('/«crates»', '{ "id": "7", "isSealed": «"yes"» }'),
      ['path-not-updatable', 'value-type'],
      setting,
    );
    await reports(patch('/«crates»', '{ "value": [] }'), 'path-not-updatable', setting);
  });

  it('can be told item by item where the service takes that', async () => {
    const items = '[{ "@removed": { "reason": "changed" }, "id": "1" }, { "displayName": "b" }]';
    await accepts(patch('/crates/7', `{ "parts@delta": ${items} }`), setting);
    await accepts(patch('/crates/7', `{ "parts@odata.delta": ${items} }`), setting);
    await reports(patch('/crates/7', '{ "parts@delta": «{»} }'), 'value-type', setting);
  });
});

describe('a key with its name', () => {
  it('stands in parentheses, and not behind a slash', async () => {
    const body = '{ "displayName": "a" }';
    const found = await reports(patch('/crates/«code=A1»', body), 'key-unknown', setting);
    assert.equal(found.fixed(), patch("/crates(code='A1')", body));
    const slash = await reports(patch("/crates/«(Code='A1')»", body), 'key-unknown', setting);
    assert.equal(slash.fixed(), patch("/crates(code='A1')", body));
    const other = await reports(patch('/crates/«makerName=A1»/labels', '{ "a": 1 }'), 'key-unknown', setting);
    assert.match(other.message(), /found by 'id' or 'code'\. .*\?\$filter=/);
    assert.deepEqual(other.fixes(), []);
    await accepts(patch('/crates/AAMkAD=', body), setting);
    await accepts(patch('/crates/colour=red', body), setting);
    await accepts(patch("/crates(code='A1')", body), setting);
  });
});

describe('a segment that is misspelt', () => {
  it('is wrong for sure where the whole model is known', async () => {
    const found = await reports(patch('/«crate»/7', '{ "displayName": "a" }'), 'url-unknown', setting);
    assert.match(found.message(), /has no 'crate' after \/v1\.0\. Did you mean 'crates'/);
    assert.equal(found.problems[0]?.severity, 'warning');
  });
});
