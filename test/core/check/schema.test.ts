import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Ajv } from 'ajv';
import { edmFormats } from '../../../src/core/check/formats.ts';
import { withoutAnnotations } from '../schemas/keywords.ts';
import { gadget } from './gadget.ts';
import { accepts, connector, patch, reports } from './vocabulary.ts';

describe('the schema of these tests', () => {
  it('is one that a strict validator takes', () => {
    const ajv = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true, formats: edmFormats });
    assert.equal(typeof ajv.compile(withoutAnnotations(gadget)), 'function');
  });
});

describe('values against the schema', () => {
  it('accepts right values of every type', async () => {
    await accepts(
      patch(`{
  "@odata.type": "#test.gadget", "name": "cog", "code": "ABC", "live": false, "count": -3, "total": 12, "ratio": 1e3,
  "owner": "5c83e5f4-3f2a-4a6e-9a55-2f0b1f9c8d10", "seen": "2026-01-31T08:30:00+02:00", "day": "2026-02-28",
  "hour": "23:59", "span": "-P1DT2H", "bytes": "YQ", "link": "api://x", "kind": "large", "tags": ["a", "b"],
  "price": 1.5, "rights": "read, write",
  "part": { "number": 1 }, "shape": null, "parent@odata.bind": "https://graph.microsoft.com/v1.0/gadgets/2"
}`),
      {},
      ['collection-replaced'],
    );
    await accepts(patch('{ "total": 9223372036854775807 }'));
    await accepts(patch('{ "name": null, "kind": null, "part": null }'));
  });

  it('names the type that is expected, with an example', async () => {
    const found = await reports(patch('{ "live": «"yes"» }'), 'value-type');
    assert.equal(found.message(), "'live' must be true or false, not text. For example: true.");
    await reports(patch('{ "count": «1.5» }'), 'value-type');
    await reports(patch('{ "tags": «{» "a": 1 } }'), 'value-type');
    await reports(patch('{ "part": «[»] }'), 'value-type');
    await reports(patch('{ «"tags"»: ["a", «1»] }'), ['collection-replaced', 'value-type']);
  });

  it('takes off or puts on what only the quotes or brackets lack', async () => {
    const once = async (before: string, after: string) =>
      assert.equal((await reports(patch(before), 'value-type')).fixed(), patch(after));
    await once('{ "live": «"True"» }', '{ "live": true }');
    await once('{ "count": «"12"» }', '{ "count": 12 }');
    await once('{ "ratio": «"-1.5"» }', '{ "ratio": -1.5 }');
    await once('{ "name": «12» }', '{ "name": "12" }');
    await once('{ "name": «true» }', '{ "name": "true" }');
    await once('{ "live": «"null"» }', '{ "live": null }');
    await once('{ "tags": «"red"» }', '{ "tags": ["red"] }');
  });

  it('offers the members of an enumeration', async () => {
    const near = await reports(patch('{ "kind": «"lrge"» }'), 'value-enum');
    assert.match(near.message(), /Did you mean 'large'\? Allowed: 'small', 'large' or 'extraLarge'\.$/);
    assert.equal(near.fixed(), patch('{ "kind": "large" }'));
    const far = await reports(patch('{ "kind": «"blue"» }'), 'value-enum');
    assert.deepEqual(
      far.fixes().map(({ title }) => title),
      ["Change to 'small'", "Change to 'large'", "Change to 'extraLarge'"],
    );
    assert.equal(far.fixed("Change to 'small'"), patch('{ "kind": "small" }'));
    await reports(patch('{ "kind": «3» }'), 'value-enum');
  });

  it('says what is wrong with the form of a value', async () => {
    const format = async (body: string, message: RegExp, after?: string) => {
      const found = await reports(patch(body), 'value-format');
      assert.match(found.message(), message);
      if (after !== undefined) assert.equal(found.fixed(), patch(after));
      else assert.deepEqual(found.fixes(), []);
    };
    await format('{ "seen": «"2026-01-31"» }', /The time is missing/, '{ "seen": "2026-01-31T00:00:00Z" }');
    await format(
      '{ "seen": «"2026-01-31T08:30:00"» }',
      /zone is missing/,
      '{ "seen": "2026-01-31T08:30:00Z" }',
    );
    await format('{ "seen": «"2026-01-31 08:30"» }', /date and time/, '{ "seen": "2026-01-31T08:30Z" }');
    await format('{ "seen": «"tomorrow"» }', /For example: "2026-01-31T08:30:00Z"/);
    await format(
      '{ "owner": «"{5c83e5f4-3f2a-4a6e-9a55-2f0b1f9c8d10}"» }',
      /without braces/,
      '{ "owner": "5c83e5f4-3f2a-4a6e-9a55-2f0b1f9c8d10" }',
    );
    await format(
      '{ "owner": «"5c83e5f43f2a4a6e9a552f0b1f9c8d10"» }',
      /a GUID/,
      '{ "owner": "5c83e5f4-3f2a-4a6e-9a55-2f0b1f9c8d10" }',
    );
    await format('{ "span": «"P2W"» }', /no years, months or weeks/, '{ "span": "P14D" }');
    await format('{ "day": «"2026/01/31"» }', /YYYY-MM-DD/, '{ "day": "2026-01-31" }');
    await format('{ "day": «"2026-02-30"» }', /YYYY-MM-DD/);
    await format('{ "hour": «"8:30"» }', /hh:mm:ss/, '{ "hour": "08:30" }');
    await format('{ "bytes": «"é"» }', /base64/);
    await format('{ "link": «"contoso.com/x"» }', /absolute URL/, '{ "link": "https://contoso.com/x" }');
  });

  it('says which limit is passed', async () => {
    const long = await reports(patch('{ "name": «"a long name"» }'), 'value-limit');
    assert.equal(long.message(), "'name' takes at most 8 characters; these are 11. Shorten it.");
    await reports(patch('{ "count": «3000000000» }'), 'value-limit');
    const many = patch('{ «"tags"»: «[»"1", "2", "3", "4"] }');
    await reports(many, ['collection-replaced', 'value-limit']);
    const wide = await reports(patch('{ "name": «"😀😀😀😀😀😀😀😀😀"» }'), 'value-limit');
    assert.match(wide.message(), /at most 8 characters; these are 9\./);
    await accepts(patch('{ "name": "😀😀😀😀😀😀😀😀" }'));
    await reports(patch('{ "code": «"abc"» }'), 'value-invalid');
    await reports(patch('{ "total": «99999999999999999999» }'), 'value-format');
  });

  it('says what works in the place of null', async () => {
    const list = await reports(patch('{ "tags": «null» }'), 'value-null');
    assert.equal(list.fixed('Change to []'), patch('{ "tags": [] }'));
    const text = await reports(patch('{ "code": «null», "live": true }'), 'value-null');
    assert.equal(text.fixed(), patch('{ "live": true }'));
    await reports(patch('{ "total": «null» }'), 'value-null');
    const item = await reports(patch('{ «"tags"»: ["a", «null»] }'), ['collection-replaced', 'value-null']);
    assert.equal(item.fixed(undefined, 1), patch('{ "tags": ["a"] }'));
  });

  it('knows that unknownFutureValue says nothing', async () => {
    const found = await reports(
      patch('{ "kind": «"unknownFutureValue"», "live": true }'),
      'value-unknown-future',
    );
    assert.equal(found.fixed(), patch('{ "live": true }'));
    await accepts(patch('{ "name": "unknownF" }'));
    await reports(patch('{ "level": «"unknownFutureValue"» }'), 'value-enum');
    await reports(patch('{ "extra": «"unknownFutureValue"» }'), 'value-type');
  });
});

describe('names against the schema', () => {
  it('asks about names that the type does not have', async () => {
    const near = await reports(connector('{ «"dispayName"»: "a" }'), 'property-unknown');
    assert.equal(
      near.message(),
      "identityApiConnector has no property 'dispayName'. Did you mean 'displayName'?",
    );
    assert.equal(near.fixed(), connector('{ "displayName": "a" }'));
    const far = await reports(connector('{ «"colour"»: "red", "displayName": "a" }'), 'property-unknown');
    assert.equal(far.fixed(), connector('{ "displayName": "a" }'));
    await reports(patch('{ "part": { «"colour"»: 1 } }'), 'property-unknown');
  });

  it('knows names in another case', async () => {
    const found = await reports(connector('{ «"DisplayName"»: "a" }'), 'property-case');
    assert.equal(found.fixed(), connector('{ "displayName": "a" }'));
    const both = await reports(connector('{ «"DisplayName"»: "a", "displayName": "b" }'), 'property-case');
    assert.equal(both.fixed(), connector('{ "displayName": "b" }'));
  });

  it('asks only about near names where the type is open', async () => {
    await accepts(
      patch('{ "extra": { "anything": [1, { "goes": true }], "n@odata.type": "#Int32", "n": 1 } }'),
    );
    const near = await reports(patch('{ "extra": { «"color"»: "red" } }'), 'property-similar');
    assert.equal(near.fixed(), patch('{ "extra": { "colour": "red" } }'));
  });

  it('knows annotations', async () => {
    await accepts(patch('{ "@odata.id": "x", "@odata.etag": "y", "live": true }'));
    const near = await reports(patch('{ «"@odata.typ"»: "#test.gadget", "live": true }'), 'property-unknown');
    assert.equal(near.fixed(), patch('{ "@odata.type": "#test.gadget", "live": true }'));
    await reports(patch('{ «"name@odata.wrong"»: 1, "live": true }'), 'property-unknown');
    const open = await reports(patch('{ "extra": { «"@odata.contxt"»: "x" } }'), 'property-unknown');
    assert.equal(open.problems[0]?.severity, 'error');
    await reports(patch('{ "@odata.etag": { "@odata.type": "x" }, "live": true }'), []);
    const dynamic = await reports(
      patch('{ "extra": { "any": { «"@odata.typ"»: "x" } } }'),
      'property-unknown',
    );
    assert.equal(dynamic.problems[0]?.severity, 'warning');
  });

  it('says why a property cannot be set, and what to do in its place', async () => {
    const key = await reports(patch('{ «"id"»: "1", "live": true }'), 'property-key');
    assert.equal(key.message(), "'id' identifies the object and cannot be changed. Leave it out.");
    assert.equal(key.fixed(), patch('{ "live": true }'));
    await reports(patch('{ «"made"»: "2026-01-31T08:30:00Z" }'), 'property-read-only');
    await reports(patch('{ «"origin"»: "x" }'), 'property-immutable');
    assert.match(
      (await reports(patch('{ «"secret"»: "x" }'), 'property-unsupported')).message(),
      /Use setSecret\.$/,
    );
  });

  it('tells of deprecated and draft properties', async () => {
    const old = await reports(patch('{ «"old"»: "x" }'), 'property-deprecated');
    assert.equal(old.message(), "'old' is deprecated. Use name in its place.");
    await reports(patch('{ «"sketch"»: "x" }'), 'property-draft');
  });
});

describe('@odata.type', () => {
  it('is needed where the declared type is abstract', async () => {
    const found = await reports(patch('{ «"shape"»: { "radius": 1 } }'), 'odata-type-missing');
    assert.deepEqual(
      found.fixes().map(({ title }) => title),
      ['Add "@odata.type": "#test.circle"', 'Add "@odata.type": "#test.square"'],
    );
    assert.equal(
      found.fixed('Add "@odata.type": "#test.circle"'),
      patch('{ "shape": { "@odata.type": "#test.circle", "radius": 1 } }'),
    );
    await reports(patch('{ «"shapes"»: [«{» }] }'), ['collection-replaced', 'odata-type-missing']);
  });

  it('names a type that can have values', async () => {
    const found = await reports(
      patch('{ "shape": { "@odata.type": «"#test.shape"» } }'),
      'odata-type-abstract',
    );
    assert.equal(
      found.fixed("Change to '#test.circle'"),
      patch('{ "shape": { "@odata.type": "#test.circle" } }'),
    );
  });

  it('names a type that is allowed here', async () => {
    const near = await reports(patch('{ "shape": { "@odata.type": «"#test.Circle"» } }'), 'odata-type-wrong');
    assert.equal(near.fixed(), patch('{ "shape": { "@odata.type": "#test.circle" } }'));
    await reports(patch('{ "@odata.type": «"#test.part"», "live": true }'), 'odata-type-wrong');
    await reports(patch('{ "part": { "@odata.type": «5» } }'), 'odata-type-wrong');
  });

  it('decides which properties there are', async () => {
    await accepts(patch('{ "shape": { "@odata.type": "#test.circle", "radius": 1 } }'));
    await reports(patch('{ "shape": { "@odata.type": "#test.circle", «"side"»: 1 } }'), 'property-unknown');
    await reports(patch('{ «"shape"»: { "@odata.type": "#test.square" } }'), 'property-missing');
  });

  it('works with the built-in schemas', async () => {
    await accepts(
      connector(
        '{ "authenticationConfiguration": { "@odata.type": "microsoft.graph.basicAuthentication", "username": "u", "password": "p" } }',
      ),
    );
    await reports(
      connector('{ «"authenticationConfiguration"»: { "username": "u" } }'),
      'odata-type-missing',
    );
  });
});

describe('stand-ins of the documentation', () => {
  it('are named, and nothing else is said about them', async () => {
    const found = await reports(
      patch(
        '{ "live": «"Boolean"», "count": «"Int32"», "owner": «"Guid"», "bytes": «"Binary"», "seen": «"String (timestamp)"», "kind": «"String"» }',
      ),
      Array.from({ length: 6 }, () => 'value-placeholder' as const),
    );
    assert.deepEqual(
      found.problems.map(({ severity }) => severity),
      Array.from({ length: 6 }, () => 'error'),
    );
    assert.equal(found.fixed(undefined, 0), found.text.replace('"Boolean"', 'true'));
    assert.equal(found.fixed(undefined, 5), found.text.replace('"String"', '"small"'));
  });

  it('are only doubtful where any text is right', async () => {
    const found = await reports(patch('{ "name": «"String"», «"tags"»: [«"String"»] }'), [
      'value-placeholder',
      'collection-replaced',
      'value-placeholder',
    ]);
    assert.deepEqual(
      found.problems.map(({ severity }) => severity),
      ['warning', 'hint', 'warning'],
    );
    assert.equal(found.fixed(undefined, 0), found.text.replace('"String"', '"cog"'));
    assert.equal(found.fixed(undefined, 2), found.text.replace('["String"]', '["red"]'));
    await reports(
      patch('{ "name": «"name-value"» }'),
      ['value-placeholder', 'value-limit'].slice(0, 1) as ['value-placeholder'],
    );
    await accepts(patch('{ "name": "Date" }'));
  });

  it('may be meant where the name of a type is what belongs there', async () => {
    const agent =
      'PATCH /v1.0/servicePrincipals/7/microsoft.graph.agentIdentity\nContent-Type: application/json\n\n';
    const found = await reports(`${agent}{ «"addIns"»: [{ "type": «"String"» }] }`, [
      'collection-replaced',
      'value-placeholder',
    ]);
    assert.equal(found.problems[1]?.severity, 'information');
  });

  it('may be drawn: in angle brackets, or as dots alone', async () => {
    const connector = 'PATCH /v1.0/identity/apiConnectors/7\nContent-Type: application/json\n\n';
    for (const drawn of ['<name>', '<display-name>', '<NEW_NAME>', '...', '…']) {
      const found = await reports(`${connector}{ "displayName": «"${drawn}"» }`, 'value-placeholder');
      assert.equal(found.problems[0]?.severity, 'warning', drawn);
    }
    for (const meant of ['<br>', '<P>', 'a <b>', '<a', '....', '<name> of it']) {
      await accepts(`${connector}{ "displayName": "${meant}" }`);
    }
  });

  it('are known in bodies of which nothing else is known', async () => {
    const head = 'PATCH /v1.0/me\nContent-Type: application/json\n\n';
    const found = await reports(`${head}{ "accountEnabled": «"Boolean"» }`, 'value-placeholder');
    assert.equal(found.problems[0]?.severity, 'information');
    await accepts(`${head}{ "accountEnabled": true, "city": "String theory" }`);
  });
});
