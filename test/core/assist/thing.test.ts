import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createCatalog } from '../../../src/core/catalog/catalog.ts';
import { GLOBAL } from '../../../src/core/environments.ts';
import { thing } from './thing.ts';
import { completes, type Given, offers, proposals } from './vocabulary.ts';

const catalog = createCatalog([thing]);
const given: Given = { catalog, now: () => Date.UTC(2026, 0, 31, 8, 30) };
const HEAD = 'PATCH /v1.0/things/1\n\n';

suite('links to other objects', () => {
  test('one is a URL with its key as a stop', () =>
    completes(
      `${HEAD}{ | }`,
      'owner@odata.bind',
      `${HEAD}{ "owner@odata.bind": "https://graph.microsoft.com/v1.0/users/\${1:{id\\}}" }`,
      given,
    ));

  test('several are a list', () =>
    completes(
      `${HEAD}{ "members@|" }`,
      'members@odata.bind',
      `${HEAD}{ "members@odata.bind": ["https://graph.microsoft.com/v1.0/directoryObjects/\${1:{id\\}}"] }`,
      given,
    ));

  test('as a value, and as an item of a list', async () => {
    const url = 'https://graph.microsoft.com/v1.0/directoryObjects/{id}';
    const stops = url.replace('{id}', '${1:{id\\}}');
    const before = `${HEAD}{ "members@odata.bind": `;
    await completes(`${before}| }`, `["${url}"]`, `${before}["${stops}"] }`, given);
    await completes(`${before}["a", "|"] }`, `"${url}"`, `${before}["a", "${stops}"] }`, given);
  });

  test('host and version are those of the request', async () => {
    const national = 'PATCH https://graph.microsoft.us/v1.0/things/1\n\n';
    await completes(
      `${national}{ | }`,
      'owner@odata.bind',
      `${national}{ "owner@odata.bind": "https://graph.microsoft.us/v1.0/users/\${1:{id\\}}" }`,
      given,
    );
    const variable = '@host = https://graph.microsoft.us\nPATCH {{host}}/v1.0/things/1\n\n';
    await completes(
      `${variable}{ | }`,
      'owner@odata.bind',
      `${variable}{ "owner@odata.bind": "{{host\\}\\}/v1.0/users/\${1:{id\\}}" }`,
      given,
    );
  });

  test('contained objects cannot be linked; links come behind properties and before read-only ones', async () => {
    const found = await offers(`${HEAD}{ | }`, given);
    assert.ok(!found.includes('parts@odata.bind'));
    assert.deepEqual(found.slice(-3), ['members@odata.bind', 'owner@odata.bind', 'made']);
  });
});

suite('flags', () => {
  const value = (text: string) => `${HEAD}{ "rights": ${text} }`;

  test('the first one', () => completes(value('|'), '"read"', value('"read"'), given));
  test('in an empty string', () => completes(value('"|"'), 'read', value('"read"'), given));
  test('behind a comma', () => completes(value('"read,|"'), 'write', value('"read,write"'), given));
  test('a part behind a comma', () =>
    completes(value('"read, wr|"'), 'write', value('"read, write"'), given));
  test('in the middle', () => completes(value('"re|x,write"'), 'share', value('"share,write"'), given));
  test('without closing quote', () =>
    completes(`${HEAD}{\n  "rights": "read,|\n}`, 'write', `${HEAD}{\n  "rights": "read,write\n}`, given));
  test('those that are there are left out', async () => {
    assert.deepEqual(await offers(value('"read,|"'), given), ['write', 'share']);
    assert.deepEqual(await offers(value('"read,|"'), { ...given, trigger: ',' }), ['write', 'share']);
  });
});

suite('properties of an open type', () => {
  test('an undeclared one can say its type', async () => {
    const found = await offers(`${HEAD}{ "colour": 1, | }`, given);
    assert.ok(found.includes('colour@odata.type'));
    await completes(
      `${HEAD}{ "colour@odata.type": | }`,
      '"#Int64"',
      `${HEAD}{ "colour@odata.type": "#Int64" }`,
      given,
    );
  });

  test('and has what JSON has for a value', async () => {
    assert.deepEqual(await offers(`${HEAD}{ "colour": | }`, given), [
      '""',
      'true',
      'false',
      'null',
      '{ }',
      '[ ]',
    ]);
  });
});

test('a long enumeration is no choice: its members are proposed', async () => {
  await completes(`${HEAD}{|}`, 'code', `${HEAD}{"code": "$1"}`, given);
  assert.equal((await proposals(`${HEAD}{|}`, given)).find(({ label }) => label === 'code')?.continues, true);
  assert.equal((await offers(`${HEAD}{"code": "|"}`, given)).length, 21);
});

test('today, and durations', async () => {
  assert.deepEqual(await offers(`${HEAD}{"day": |}`, given), [
    '"2026-01-31"',
    '"{{$datetime \'YYYY-MM-DD\'}}"',
    'null',
  ]);
  assert.equal((await proposals(`${HEAD}{"span": |}`, given))[1]?.detail, '1 hour');
});

test('a type without bodies of its own has one of every property that can be set', async () => {
  await completes(
    `${HEAD}|`,
    'All updatable properties',
    `${HEAD}{\n  "name": "$1",\n  "ready": \${2|true,false|},\n  "day": "\${3:2026-01-31}",\n  "span": "\${4:PT1H}",\n  "rights": "$5",\n  "code": "$6"\n}`,
    given,
  );
});

suite('URL and headers', () => {
  test('a segment says what it is, and what an update of it needs', async () => {
    const key = (await proposals('PATCH /v1.0/things/|', given)).find(({ label }) => label === '{thingId}');
    assert.equal(key?.detail, 'key · thing · PATCH updates it');
    assert.match(key?.document?.() ?? '', /the least permission is `Thing\.ReadWrite`/);
  });

  test('If-Match comes first where the service needs it', async () => {
    const [first] = await proposals('PATCH /v1.0/things/1\n|', given);
    assert.deepEqual([first?.label, first?.detail], ['If-Match', 'this update needs it']);
  });

  test('navigation properties can be expanded', async () => {
    assert.deepEqual(await offers('GET /v1.0/things/1?$expand=owner,|', given), ['members', 'parts']);
  });

  test('the host of the environment comes first', async () => {
    const hosts = (await offers('PATCH |', { ...given, environmentChosen: GLOBAL })).filter((label) =>
      /^https:\/\/[^/]+\/$/.test(label),
    );
    assert.equal(hosts[0], 'https://graph.microsoft.com/');
    const government = { ...GLOBAL, id: 'us', host: 'graph.microsoft.us' };
    const found = await offers('PATCH |', { ...given, environmentChosen: government });
    assert.equal(found[0], 'https://graph.microsoft.us/v1.0/things/{thingId}');
  });
});
