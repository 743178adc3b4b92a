import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import { metadataCatalog } from '../../../src/core/catalog/metadata/catalog.ts';
import { compiled } from '../catalog/metadata/fleet.ts';
import { accepts, reports } from './vocabulary.ts';

const file = compiled(
  `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:DataServices><Schema Namespace="microsoft.graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
    <EnumType Name="tone"><Member Name="calm" Value="0"/><Member Name="loud" Value="1"/></EnumType>
    <ComplexType Name="dateTimeTimeZone">
      <Property Name="dateTime" Type="Edm.String" Nullable="false"/><Property Name="timeZone" Type="Edm.String"/>
    </ComplexType>
    <ComplexType Name="text"><Property Name="tone" Type="graph.tone"/><Property Name="content" Type="Edm.String"/></ComplexType>
    <ComplexType Name="customSecurityAttributeValue" OpenType="true"/>
    <ComplexType Name="address"><Property Name="street" Type="Edm.String"/><Property Name="zip" Type="Edm.String"/></ComplexType>
    <ComplexType Name="label"><Property Name="street" Type="Edm.String"/><Property Name="code1" Type="Edm.String"/></ComplexType>
    <EntityType Name="note"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/>
      <Property Name="begins" Type="graph.dateTimeTimeZone"/><Property Name="body" Type="graph.text"/>
      <Property Name="home" Type="graph.address"/><Property Name="label" Type="graph.label"/>
      <Property Name="texts" Type="Collection(graph.text)"/><Property Name="tones" Type="Collection(graph.tone)"/>
      <Property Name="customSecurityAttributes" Type="graph.customSecurityAttributeValue"/>
      <Property Name="createdDateTime" Type="Edm.DateTimeOffset"/><Property Name="isDone" Type="Edm.Boolean"/><Property Name="count" Type="Edm.String"/>
    </EntityType>
    <EntityType Name="plannerThing"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/>
      <Property Name="title" Type="Edm.String"/></EntityType>
    <EntityType Name="office"><NavigationProperty Name="desks" Type="Collection(graph.note)" ContainsTarget="true"/></EntityType>
    <EntityType Name="rule" Abstract="true"><Key><PropertyRef Name="id"/></Key>
      <Property Name="id" Type="Edm.String" Nullable="false"/>
      <Property Name="leftOut" Type="Edm.String"/></EntityType>
    <EntityType Name="strictRule" BaseType="graph.rule">
      <NavigationProperty Name="leftOuts" Type="Collection(graph.note)" ContainsTarget="true"/></EntityType>
    <EntityContainer Name="s"><EntitySet Name="notes" EntityType="graph.note"/><EntitySet Name="rules" EntityType="graph.rule"/>
      <EntitySet Name="things" EntityType="graph.plannerThing"/><Singleton Name="office" Type="graph.office"/></EntityContainer>
  </Schema></edmx:DataServices></edmx:Edmx>`.replaceAll('graph.', 'microsoft.graph.'),
);
const setting = { schemas: [], catalogs: [metadataCatalog({ version: 'v1.0', file })] };
const to = (set: string) => (body: string) =>
  `PATCH /v1.0/${set}/1\nContent-Type: application/json\n\n${body}\n`;
const note = to('notes');
const rule = to('rules');

/** One problem with that sentence; its preferred fix gives the other body. */
async function mends(marked: string, sentence: RegExp, fixed: string): Promise<void> {
  const code = marked.includes('«"') && /«"\w+"»:/.test(marked) ? 'property-unknown' : 'value-type';
  const found = await reports(note(marked), code, setting);
  assert.match(found.message(), sentence);
  assert.equal(found.fixed(), note(fixed));
}

describe('a value that only lacks what goes around it', () => {
  it('is put into a list, or taken out of one', async () => {
    await mends(
      '{ "texts": «{» "content": "a" } }',
      /must be a list in \[ \] \(text collection\), not an object/,
      '{ "texts": [{ "content": "a" }] }',
    );
    await mends(
      '{ "body": «[» { "content": "a" } ] }',
      /must be an object/,
      '{ "body": { "content": "a" } }',
    );
    await mends(
      '{ "tones": «"Loud"» }',
      /must be a list in \[ \] \(tone collection\)/,
      '{ "tones": ["loud"] }',
    );
    const other = await reports(note('{ "texts": «{» "a": "b" } }'), 'value-type', setting);
    assert.equal(other.fixes()[0]?.preferred, undefined, 'a dictionary is no item of the list');
  });

  it('is put into an object as the property that takes it', async () => {
    await mends('{ "body": «"Hello"» }', /It has 'tone' and 'content'/, '{ "body": { "content": "Hello" } }');
    await mends(
      '{ "begins": «"2026-05-01T10:00:00Z"» }',
      /It has 'dateTime' and 'timeZone'/,
      '{ "begins": { "dateTime": "2026-05-01T10:00:00", "timeZone": "UTC" } }',
    );
    const zone = await reports(note('{ "begins": «"2026-05-01"» }'), 'value-type', setting);
    assert.equal(zone.fixes()[0]?.preferred, undefined, 'nobody said which zone');
    const two = await reports(note('{ "home": «"Main Street"» }'), 'value-type', setting);
    assert.deepEqual(
      two.fixes().map(({ title, preferred }) => [title, preferred]),
      [
        ['Change to { "street": "Main Street" }', undefined],
        ['Change to { "zip": "Main Street" }', undefined],
      ],
    );
  });

  it('is the word or number that stands for true or false', async () => {
    for (const [word, right] of [
      ['"yes"', 'true'],
      ['"Off"', 'false'],
      ['1', 'true'],
      ['0', 'false'],
    ]) {
      await mends(`{ "isDone": «${word}» }`, /must be true or false/, `{ "isDone": ${right} }`);
    }
    const text = await reports(note('{ "count": «5» }'), 'value-type', setting);
    assert.equal(text.fixes()[0]?.title, 'Change to "5"', 'the quotes are what is put right');
  });
});

test('a text whose form no metadata tells of has an example', async () => {
  const found = await reports(note('{ "begins": { "dateTime": «5» } }'), 'value-type', setting);
  assert.match(found.message(), /For example: "2026-01-31T08:30:00"\./);
});

test('text that is held by an object, and an update that is a form', async () => {
  await mends('{ "count": «{» "value": "5" } }', /must be text/, '{ "count": "5" }');
  const form = 'PATCH /v1.0/notes/1\nContent-Type: «application/x-www-form-urlencoded»\n\nisDone=true\n';
  assert.match((await reports(form, 'content-type-wrong', setting)).message(), /An update is JSON/);
});

test('a # in a name, and one that begins a fragment', async () => {
  const guest = await reports('GET /v1.0/notes/a_b.c«#EXT#@d.e»\n', 'url-invalid', setting);
  assert.equal(guest.fixed(), 'GET /v1.0/notes/a_b.c%23EXT%23@d.e\n');
  const other = await reports('GET /v1.0/notes/1«#top»\n', 'url-invalid', setting);
  assert.equal(other.fixed(), 'GET /v1.0/notes/1\n');
});

describe('a property that stands one level too high', () => {
  it('is moved into the only one that has it, with all others like it', async () => {
    await mends(
      '{ «"zip"»: "1", "isDone": true }',
      /note has no property 'zip', but its 'home' has/,
      '{ "home": { "zip": "1" }, "isDone": true }',
    );
    await mends(
      '{\n  "home": { "street": "a" },\n  «"zip"»: "1"\n}',
      /Move it there/,
      '{\n  "home": { "zip": "1", "street": "a" }\n}',
    );
    const both = await reports(
      note('{ «"content"»: "a", "isDone": true, «"tone"»: "calm" }'),
      ['property-unknown', 'property-unknown'],
      setting,
    );
    assert.equal(both.fixed(), note('{ "body": { "content": "a", "tone": "calm" }, "isDone": true }'));
  });

  it('has a choice where several have it', async () => {
    const found = await reports(note('{ «"street"»: "a" }'), 'property-unknown', setting);
    assert.match(found.message(), /its 'home' or 'label' has/);
    assert.deepEqual(
      found.fixes().map(({ title, preferred }) => [title, preferred]),
      [
        ["Move it into 'home'", undefined],
        ["Move it into 'label'", undefined],
        ["Remove 'street'", undefined],
      ],
    );
  });

  it('is not taken for one with another number', async () => {
    const found = await reports(note('{ "label": { «"code12"»: "a" } }'), 'property-unknown', setting);
    assert.doesNotMatch(found.message(), /Did you mean/);
  });

  it('is not taken for another one where the missing type has it', async () => {
    const found = await reports(rule('«{» "leftOuts": [] }'), 'odata-type-missing', setting);
    assert.equal(
      found.fixed(),
      rule('{ "@odata.type": "#microsoft.graph.strictRule", "leftOuts": [] }'),
      'there is one kind only',
    );
  });
});

describe('a URL', () => {
  const body = '\nContent-Type: application/json\n\n{ "isDone": true }\n';

  it('that leaves out what its first segment is in', async () => {
    const found = await reports(`PATCH /v1.0/«desks»/1${body}`, 'url-unknown', setting);
    assert.match(found.message(), /behind \/v1\.0, but behind '\/v1\.0\/office'/);
    assert.equal(found.fixed(), `PATCH /v1.0/office/desks/1${body}`);
  });

  it('without the slash behind its version', async () => {
    const found = await reports(`PATCH /«v1.0notes»/1${body}`, 'version-missing', setting);
    assert.equal(found.fixed(), `PATCH /v1.0/notes/1${body}`);
  });

  it('with a blank in a name, or beside a slash', async () => {
    const name = await reports('GET /v1.0/me/drive/root:/My« »Files:\n', 'url-space', { schemas: [] });
    assert.equal(name.fixed(), 'GET /v1.0/me/drive/root:/My%20Files:\n');
    const slip = await reports('GET /v1.0/« »me\n', 'url-space', { schemas: [] });
    assert.equal(slip.fixed(), 'GET /v1.0/me\n');
  });

  it('of Planner, whose every change needs the ETag', async () => {
    const json = '\nContent-Type: application/json\n\n{ "title": "a" }\n';
    const found = await reports(`«PATCH» /v1.0/things/1${json}`, 'etag-missing', setting);
    assert.match(found.message(), /428/);
  });
});

describe('custom security attributes', () => {
  const sent = (sets: string) => note(`{ «"customSecurityAttributes"»: ${sets} }`);
  const type = '"@odata.type": "#Microsoft.DirectoryServices.CustomSecurityAttributeValue"';

  it('have the types of their sets, and of values that are no text', async () => {
    const found = await reports(
      sent('{ "Work": { "Names": ["a"], "Level": 3, "Codes": [1], "On": true, "Note": "x" } }'),
      'odata-type-missing',
      setting,
    );
    assert.match(found.message(), /'Names@odata\.type', 'Level@odata\.type' and 'Codes@odata\.type'\.$/);
    assert.equal(
      found.fixed(),
      note(
        `{ "customSecurityAttributes": { "Work": { ${type}, "Names@odata.type": "#Collection(String)", "Names": ["a"], "Level@odata.type": "#Int32", "Level": 3, "Codes@odata.type": "#Collection(Int32)", "Codes": [1], "On": true, "Note": "x" } } }`,
      ),
    );
    await accepts(found.fixed(), setting);
    await accepts(note('{ "customSecurityAttributes": null }'), setting);
    const set = await reports(sent('{ "Work": {} }'), 'odata-type-missing', setting);
    assert.equal(set.fixed(), note(`{ "customSecurityAttributes": { "Work": {${type}} } }`));
  });
});

describe('a body that is no object', () => {
  it('is a list of operations, of one object, or of something else', async () => {
    const patch = await reports(
      note(
        '«[» { "op": "replace", "path": "/isDone", "value": true }, { "op": "remove", "path": "/count" } ]',
      ),
      'body-not-object',
      setting,
    );
    assert.match(patch.message(), /no list of operations \(JSON Patch\)/);
    assert.equal(patch.fixed(), note('{ "isDone": true, "count": null }'));
    const deep = await reports(
      note('«[» { "op": "add", "path": "/texts/-", "value": {} } ]'),
      'body-not-object',
      setting,
    );
    assert.deepEqual(deep.fixes(), []);
    const one = await reports(note('«[» { "isDone": true } ]'), 'body-not-object', setting);
    assert.equal(one.fixed(), note('{ "isDone": true }'));
    await reports(note('«[»1, 2]'), 'body-not-object', setting);
  });
});

describe('a key in parentheses', () => {
  it('that is text has single quotes', async () => {
    const found = await reports('GET /v1.0/notes(«a@b.c»)\n', 'key-quotes', setting);
    assert.equal(found.fixed(), "GET /v1.0/notes('a@b.c')\n");
    const named = await reports('GET /v1.0/notes(id=«7»)\n', 'key-quotes', setting);
    assert.equal(named.fixed(), "GET /v1.0/notes(id='7')\n");
    await accepts("GET /v1.0/notes(id='7')\n", setting);
    await accepts('GET /v1.0/notes({noteId})\n', setting, ['placeholder-unresolved']);
  });
});

test('what the service notes about an object goes with the rest of an answer', async () => {
  const found = await reports(
    note('{ «"@odata.context"»: "x", "createdDateTime": "2026-01-31T08:30:00Z", "isDone": true }'),
    'body-from-get',
    setting,
  );
  assert.equal(found.fixed(), note('{ "isDone": true }'));
});
