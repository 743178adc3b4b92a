import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { fleetCatalog } from '../catalog/metadata/fleet.ts';
import { completes, offers, proposals } from './vocabulary.ts';

const CONNECTOR = 'PATCH /beta/identity/apiConnectors/7\n\n';
const DEVICE = 'PATCH /beta/deviceManagement/importedDeviceIdentities/7\n\n';
const AGENT = 'PATCH /v1.0/servicePrincipals/7/microsoft.graph.agentIdentity\n\n';
const NOW = { now: () => Date.UTC(2026, 0, 31, 8, 30), guid: () => '5c83e5f4-3f2a-4a6e-9a55-2f0b1f9c8d10' };

/** The body of a connector after the proposal with this label is taken. */
async function becomes(body: string, label: string, expected: string): Promise<void> {
  await completes(CONNECTOR + body, label, CONNECTOR + expected);
}

suite('names of properties', () => {
  const CASES: readonly (readonly [what: string, body: string, expected: string])[] = [
    ['nothing typed', '{|}', '{"targetUrl": "$1"}'],
    ['an opening quote', '{"|}', '{"targetUrl": "$1"}'],
    ['both quotes', '{"|"}', '{"targetUrl": "$1"}'],
    ['a part without quotes', '{ targ| }', '{ "targetUrl": "$1" }'],
    ['a part behind a quote', '{\n  "targ|\n}', '{\n  "targetUrl": "$1"\n}'],
    ['a part in quotes', '{\n  "ta|rg"\n}', '{\n  "targetUrl": "$1"\n}'],
    ['behind the closing quote', '{ "targ"| }', '{ "targetUrl": "$1" }'],
    ['a name that has a value', '{ "ta|rg": "https://a" }', '{ "targetUrl": "https://a" }'],
    ['a name that has a colon', '{ "ta|rg": }', '{ "targetUrl": }'],
    ['no name before a colon', '{ |: 1 }', '{ "targetUrl": 1 }'],
    ['before a property', '{ | "displayName": "a" }', '{ "targetUrl": "$1", "displayName": "a" }'],
    ['right before a property', '{|"displayName": "a"}', '{"targetUrl": "$1","displayName": "a"}'],
    [
      'on a line before one',
      '{\n  "tar|\n  "displayName": "a"\n}',
      '{\n  "targetUrl": "$1",\n  "displayName": "a"\n}',
    ],
    ['before a comma', '{ "tar|", "displayName": "a" }', '{ "targetUrl": "$1", "displayName": "a" }'],
    [
      'a quote open before a comma',
      '{ "tar|, "displayName": "a" }',
      '{ "targetUrl": "$1", "displayName": "a" }',
    ],
    ['behind a comma', '{ "displayName": "a", | }', '{ "displayName": "a", "targetUrl": "$1" }'],
    [
      'behind a trailing comma at the end',
      '{ "displayName": "a",|',
      '{ "displayName": "a","targetUrl": "$1"',
    ],
    [
      'the comma before is missing',
      '{\n  "displayName": "a"\n  |\n}',
      '{\n  "displayName": "a",\n  "targetUrl": "$1"\n}',
    ],
    [
      'the comma before a part is missing',
      '{\n  "displayName": "a"\n  "tar|"\n}',
      '{\n  "displayName": "a",\n  "targetUrl": "$1"\n}',
    ],
    [
      'the same behind an object',
      '{"authenticationConfiguration": {}|}',
      '{"authenticationConfiguration": {}, "targetUrl": "$1"}',
    ],
    [
      'both commas are missing',
      '{\n  "displayName": "a"\n  |\n  "id": "1"\n}',
      '{\n  "displayName": "a",\n  "targetUrl": "$1",\n  "id": "1"\n}',
    ],
    [
      'two on one line',
      '{ "displayName": "a", "tar|" "id": "1" }',
      '{ "displayName": "a", "targetUrl": "$1", "id": "1" }',
    ],
    ['no closing brace', '{\n  "tar|', '{\n  "targetUrl": "$1"'],
    [
      'an open list before',
      '{\n  "tags": ["a",\n  "displayName": "x",\n  |\n}',
      '{\n  "tags": ["a",\n  "displayName": "x",\n  "targetUrl": "$1"\n}',
    ],
    ['a closer too many behind', '{ | ]] }', '{ "targetUrl": "$1" ]] }'],
    ['nonsense behind', '{ "tar|"\n  "x" = 5 ;; [}', '{ "targetUrl": "$1",\n  "x" = 5 ;; [}'],
    [
      'an unquoted reference before',
      '{ "displayName": {{x}}, | }',
      '{ "displayName": {{x}}, "targetUrl": "$1" }',
    ],
    [
      'an unclosed text on the line before',
      '{\n  "displayName": "a,\n  | }',
      '{\n  "displayName": "a,,\n  "targetUrl": "$1" }',
    ],
    [
      'a name without value before',
      '{\n  "displayName"\n  "tar|"\n}',
      '{\n  "displayName"\n  "targetUrl": "$1"\n}',
    ],
    [
      'a colon without value before',
      '{\n  "displayName":\n  "tar|": "x"\n}',
      '{\n  "displayName":\n  "targetUrl": "x"\n}',
    ],
    ['comment lines around', '{\n  # one\n  |\n  // two\n}', '{\n  # one\n  "targetUrl": "$1"\n  // two\n}'],
    [
      'a comment behind a value',
      '{\n  "displayName": "a", // b\n  |\n}',
      '{\n  "displayName": "a", // b\n  "targetUrl": "$1"\n}',
    ],
    [
      'CRLF',
      '{\r\n  "displayName": "a",\r\n  "tar|\r\n}',
      '{\r\n  "displayName": "a",\r\n  "targetUrl": "$1"\r\n}',
    ],
    ['tabs', '{\n\t"tar|"\n}', '{\n\t"targetUrl": "$1"\n}'],
  ];
  for (const [what, body, expected] of CASES) test(what, () => becomes(body, 'targetUrl', expected));

  test('in an object of a list, by the type of its items', () =>
    completes(
      `${AGENT}{ "appRoles": [ {}, { "isE| } ] }`,
      'isEnabled',
      `${AGENT}{ "appRoles": [ {}, { "isEnabled": \${1|true,false|} } ] }`,
    ));

  test('of the derived type, also where @odata.type stands behind', async () => {
    for (const body of [
      '{ "@odata.type": "#microsoft.graph.basicAuthentication", | }',
      '{ |, "@odata.type": "microsoft.graph.basicAuthentication" }',
      '{ "user|": "", "@odata.type": "#microsoft.graph.basicAuthentication" }',
    ]) {
      const found = await offers(`${CONNECTOR}{ "authenticationConfiguration": ${body} }`);
      assert.ok(found.includes('username') && !found.includes('pkcs12Value'), found.join());
    }
  });

  test('nothing in a comment, behind the body, in an undeclared value of a closed type', async () => {
    for (const body of [
      '{\n  # a |\n}',
      '{ // a |\n}',
      '{ /* | */ }',
      '{}\n|',
      '{} |',
      '{ "x": { | } }',
      '{ "x": | }',
    ]) {
      assert.deepEqual(await offers(CONNECTOR + body), [], body);
    }
  });

  test('one that stands twice is offered no more, the one at the cursor is', async () => {
    assert.ok((await offers(`${CONNECTOR}{ "displ|ayName": "a" }`)).includes('displayName'));
    assert.ok(
      !(await offers(`${CONNECTOR}{ "displ|ayName": "a", "displayName": "b" }`)).includes('displayName'),
    );
    assert.ok(!(await offers(`${CONNECTOR}{ |\n "displayName": "b" }`)).includes('displayName'));
  });

  test('what can be changed comes first, then annotations, then drafts, then what an update cannot set', async () => {
    const found = await proposals(`${AGENT}{ | }`);
    const at = (name: string) => found.findIndex(({ label }) => label === name);
    const order = ['accountEnabled', 'tags', '@odata.type', 'appCategory', 'id'].map(at);
    assert.deepEqual(
      order,
      order.toSorted((a, b) => a - b),
    );
    assert.ok(order[0] === 0 && !order.includes(-1), order.join());
    const details = (name: string) => found[at(name)]?.detail;
    assert.equal(details('appCategory'), 'appCategoryState, draft page only');
    assert.equal(details('keyCredentials'), 'keyCredential collection, read-only (not by PATCH)');
    assert.equal(details('agentIdentityBlueprintId'), 'String, read-only (fixed at creation)');
    assert.match(found[at('tags')]?.document?.() ?? '', /^\*\*tags\*\*/);
  });

  test('typed text is compared as it is written: with its quote where it has one', async () => {
    const [bare] = await proposals(`${CONNECTOR}{ targ| }`);
    const [quoted] = await proposals(`${CONNECTOR}{ "targ| }`);
    assert.ok(!bare?.filterText?.startsWith('"') && quoted?.filterText?.startsWith('"'));
  });
});

suite('the beginning of a value', () => {
  const CASES: readonly (readonly [name: string, head: string, value: string])[] = [
    ['displayName', CONNECTOR, '"$1"'],
    ['accountEnabled', AGENT, '${1|true,false|}'],
    ['tags', AGENT, '["$1"]'],
    ['appRoles', AGENT, '[\n  {\n    $1\n  }\n]'],
    ['info', AGENT, '{\n  $1\n}'],
    ['tokenEncryptionKeyId', AGENT, '"${1:00000000-0000-0000-0000-000000000000}"'],
    ['authenticationConfiguration', CONNECTOR, '{\n  "@odata.type": "$1"\n}'],
    ['@odata.type', CONNECTOR, '"#microsoft.graph.identityApiConnector"'],
    ['lastContactedDateTime', DEVICE, '"${1:2026-01-31T08:30:00Z}"'],
    ['platform', DEVICE, '"${1|ios,unknown,android,windows,windowsMobile,macOS,visionOS,tvOS|}"'],
  ];
  for (const [name, head, value] of CASES) {
    test(name, () => completes(`${head}{|}`, name, `${head}{"${name}": ${value}}`, NOW));
  }

  test('asks on where the values can be proposed', async () => {
    const found = await proposals(`${CONNECTOR}{|}`);
    const continues = (name: string) => found.find(({ label }) => label === name)?.continues;
    assert.equal(continues('authenticationConfiguration'), true);
    assert.equal(continues('displayName'), false);
  });
});

suite('values', () => {
  const device = async (body: string, label: string, expected: string) =>
    completes(DEVICE + body, label, DEVICE + expected, NOW);

  const MEMBER: readonly (readonly [what: string, body: string, expected: string])[] = [
    ['nothing typed', '{ "platform": | }', '{ "platform": "ios" }'],
    ['right behind the colon', '{"platform":|}', '{"platform":"ios"}'],
    ['an opening quote', '{ "platform": "| }', '{ "platform": "ios" }'],
    ['both quotes', '{ "platform": "|" }', '{ "platform": "ios" }'],
    ['a part in quotes', '{ "platform": "i|x" }', '{ "platform": "ios" }'],
    ['a part without quotes', '{ "platform": io| }', '{ "platform": "ios" }'],
    ['an open quote before a comma', '{ "platform": "i|, "id": 1 }', '{ "platform": "ios", "id": 1 }'],
    ['an open quote at the end of a line', '{\n  "platform": "i|\n}', '{\n  "platform": "ios"\n}'],
    ['a value behind the cursor', '{ "platform": | "android" }', '{ "platform": "ios" }'],
    ['a property behind the cursor', '{ "platform": |\n  "id": 1 }', '{ "platform": "ios",\n  "id": 1 }'],
    ['a comma behind', '{ "platform": |, "id": 1 }', '{ "platform": "ios", "id": 1 }'],
    ['no colon', '{ "platform" | }', '{ "platform" : "ios" }'],
    ['no end', '{ "platform": |', '{ "platform": "ios"'],
    ['CRLF', '{\r\n  "platform": "|\r\n}', '{\r\n  "platform": "ios"\r\n}'],
  ];
  for (const [what, body, expected] of MEMBER) test(what, () => device(body, '"ios"', expected));

  test('members come with their meaning, and the one for unknown values never', async () => {
    const found = await proposals(`${DEVICE}{ "platform": | }`);
    assert.equal(found[1]?.label, '"ios"');
    assert.equal(found[1]?.document?.(), 'iPhone or iPad.');
    assert.ok(!found.some(({ label }) => label.includes('unknownFutureValue')));
  });

  test('true, false and null for a Boolean', async () => {
    const found = await proposals(`${AGENT}{ "accountEnabled": | }`);
    assert.deepEqual(
      found.map(({ label, detail }) => [label, detail]),
      [
        ['true', undefined],
        ['false', undefined],
        ['null', 'clears it'],
      ],
    );
    assert.ok(!(await offers(`${AGENT}{ "appRoleAssignmentRequired": | }`)).includes('null'));
  });

  test('now, and the time of each send, for a timestamp', async () => {
    await device(
      '{ "lastContactedDateTime": | }',
      '"2026-01-31T08:30:00Z"',
      '{ "lastContactedDateTime": "2026-01-31T08:30:00Z" }',
    );
    await device(
      '{ "lastContactedDateTime": "|" }',
      '"{{$datetime iso8601}}"',
      '{ "lastContactedDateTime": "{{$datetime iso8601}}" }',
    );
  });

  test('a new GUID', () =>
    completes(
      `${AGENT}{ "tokenEncryptionKeyId": | }`,
      '"5c83e5f4-3f2a-4a6e-9a55-2f0b1f9c8d10"',
      `${AGENT}{ "tokenEncryptionKeyId": "5c83e5f4-3f2a-4a6e-9a55-2f0b1f9c8d10" }`,
      NOW,
    ));

  test('types of a declared abstract one, also once one of them is named', async () => {
    for (const value of ['|', '"|"', '"#microsoft.graph.basic|Authentication"']) {
      const found = await proposals(
        `${CONNECTOR}{ "authenticationConfiguration": { "@odata.type": ${value} } }`,
      );
      assert.deepEqual(
        found.map(({ label }) => label),
        ['basicAuthentication', 'pkcs12Certificate', 'clientCertificateAuthentication'],
      );
      assert.deepEqual(
        [found[0]?.description, found[0]?.detail],
        ['#microsoft.graph', '#microsoft.graph.basicAuthentication'],
      );
      assert.match(found[0]?.document?.() ?? '', /HTTP Basic/);
    }
  });

  test('members of a list that it does not have yet, with the commas they need', async () => {
    const list = `${AGENT}{ "appRoles": [{ "allowedMemberTypes": `;
    assert.deepEqual(await offers(`${list}["User", |] }] }`), ['"Application"']);
    await completes(`${list}["User" |] }] }`, '"Application"', `${list}["User", "Application"] }] }`);
    await completes(`${list}[| "User"] }] }`, '"Application"', `${list}["Application", "User"] }] }`);
    await completes(`${list}["App|", "User"] }] }`, '"Application"', `${list}["Application", "User"] }] }`);
  });

  test('no list comes up while a text is written', async () => {
    assert.deepEqual(await offers(`${CONNECTOR}{ "displayName": "Chec|k" }`), []);
    assert.ok((await offers(`${CONNECTOR}{ "displayName": "|" }`)).includes('"Check loyalty number"'));
    assert.deepEqual(await offers(`${CONNECTOR}{ "displayName": "|" }`, { trigger: '"' }), []);
    assert.deepEqual(await offers(`${CONNECTOR}{ "displayName": "a, |" }`, { trigger: ' ' }), []);
    assert.deepEqual(await offers(`${CONNECTOR}{ "targetUrl": "https:|" }`, { trigger: ':' }), []);
    assert.ok((await offers(`${DEVICE}{ "platform": | }`, { trigger: ' ' })).length > 0);
  });

  test('no list comes up behind a comma, where Enter would take its first entry', async () => {
    assert.deepEqual(await offers(`${CONNECTOR}{ "displayName": "a",| }`, { trigger: ',' }), []);
    assert.ok((await offers(`${CONNECTOR}{ "displayName": "a",\n"| }`, { trigger: '"' })).length > 0);
  });

  test('references complete inside and outside of strings', async () => {
    for (const value of ['"{{|', '"{{|}}"', '{{|', '{{|}}', '"a {{na|}} b"']) {
      assert.ok(
        (await offers(`@name = x\n${CONNECTOR}{ "displayName": ${value}\n}`)).includes('name'),
        value,
      );
    }
  });
});

suite('whole bodies', () => {
  test('where the blank line does not exist yet, they bring it', async () => {
    const head = 'PATCH /beta/identity/apiConnectors/7\nContent-Type: application/json\n';
    await completes(`${head}|`, '{ }', `${head}\n{\n  $1\n}`);
    const found = await offers(`${head}|\n`);
    assert.ok(found.indexOf('If-Match') < found.indexOf('{ }'));
    assert.ok(!(await offers(`${head}|\n{}`)).includes('{ }'));
  });

  test('none for a request that has no body', async () => {
    assert.ok(!(await offers('GET /beta/identity/apiConnectors/7\n|')).includes('{ }'));
    assert.deepEqual(await offers('GET /beta/identity/apiConnectors/7\n\n|'), []);
  });
});

suite('bodies of unknown resources', () => {
  test('have the names of the other bodies, and what JSON has', async () => {
    const file =
      'PATCH /v1.0/planner/tasks/1\n\n{ "percentComplete": 50 }\n###\nPATCH /v1.0/planner/tasks/2\n\n';
    await completes(`${file}{ "per| }`, 'percentComplete', `${file}{ "percentComplete":  }`);
    assert.ok((await offers(`${file}{ "percentComplete": | }`)).includes('null'));
    assert.deepEqual(await offers(`${file}{ "percentComplete": "a|" }`), []);
  });
});

suite('the body of a new object', () => {
  const head = 'POST /v1.0/vehicles\nContent-Type: application/json\n\n';
  const fleet = { catalog: fleetCatalog };

  test('has the properties of what the collection holds', async () => {
    const found = await offers(`${head}{ | }`, fleet);
    assert.ok(found.includes('name') && found.includes('wheels'), found.join());
    await completes(`${head}{ "na|" }`, 'name', `${head}{ "name": "$1" }`, fleet);
    assert.deepEqual(await offers('POST /v1.0/vehicles/7/sell\n\n{ | }', fleet), []);
  });

  test('is not offered as a change', async () => {
    assert.deepEqual(await offers(`${head}|`, fleet), ['{ }']);
  });
});
