import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { completes, offers, proposals } from './vocabulary.ts';

const CONNECTOR =
  'PATCH https://graph.microsoft.com/beta/identity/apiConnectors/7\nContent-Type: application/json\n\n';
const DEVICE = 'PATCH /beta/deviceManagement/importedDeviceIdentities/7\n\n';

suite('request lines', () => {
  test('an empty file offers the five requests, then methods', async () => {
    const found = await offers('|');
    assert.deepEqual(found.slice(5), ['PATCH', 'GET', 'PUT', 'POST', 'DELETE']);
    assert.ok(found.slice(0, 5).every((label) => label.startsWith('PATCH ')));
  });

  test('a whole request has a URL of the service, a content type and a body', async () => {
    const request = (await proposals('### Mine\n|')).find(({ label }) => label.includes('piConnector'));
    assert.ok(request?.snippet);
    assert.match(
      request.edit.newText,
      /^PATCH https:\/\/graph\.microsoft\.com\/v1\.0\/identity\/apiConnectors\/\{[^}\\]*\\\}\nContent-Type: application\/json\n\n\{\n {2}"/,
    );
  });

  test('a method is replaced by the one that is chosen', () => completes('PA|', 'PATCH', 'PATCH '));

  test('behind a method every endpoint is offered as a URL, placeholders as stops', async () => {
    await completes(
      'PATCH |',
      'https://graph.microsoft.com/beta/deviceManagement/importedDeviceIdentities/{importedDeviceIdentityId}',
      'PATCH https://graph.microsoft.com/beta/deviceManagement/importedDeviceIdentities/${1:{importedDeviceIdentityId\\}}',
    );
  });

  test('a URL that was begun as a path is completed as a path', async () => {
    const found = (await proposals('PATCH /beta/id|entity')).filter(({ kind }) => kind === 'url');
    assert.ok(found.every(({ label }) => label.startsWith('/')));
    assert.ok(found.some(({ label }) => label.startsWith('/beta/identity/apiConnectors/')));
  });

  test('a page URL that the service has elsewhere comes after the working ones and says so', async () => {
    const found = await proposals('PATCH |');
    const page = found.findIndex(({ label }) => label.endsWith('/riskyAgentIdentity/agentIdentity'));
    assert.ok(page > 0);
    assert.match(found[page]?.detail ?? '', /as the API page prints it/);
    assert.ok(found.findIndex(({ label }) => label.includes('/servicePrincipals/')) < page);
  });

  test('metadata comments are offered behind # @', async () => {
    assert.deepEqual(await offers('# @|'), ['name', 'no-redirect', 'note', 'prompt']);
  });

  test('nothing is offered in a separator, a comment or a pasted response', async () => {
    for (const text of ['### Ti|tle\n', '# a comme|nt\n', 'HTTP/1.1 200 OK\nDa|te: x\n']) {
      assert.deepEqual(await offers(text), [], text);
    }
  });
});

suite('headers', () => {
  test('a name brings its colon', () =>
    completes('PATCH /me\nIf-|\n', 'If-Match', 'PATCH /me\nIf-Match: \n'));

  test('the line below a request line is for headers, the one behind a blank line for the body', async () => {
    assert.ok((await offers('PATCH /beta/identity/apiConnectors/7\n|\n')).includes('If-Match'));
    assert.ok(!(await offers('PATCH /beta/identity/apiConnectors/7\n\n|\n')).includes('If-Match'));
    assert.ok((await offers('PATCH /me\r\nPrefer: a\r\n|\r\n')).includes('If-Match'));
  });

  test('a name before a value keeps the value', () =>
    completes('PATCH /me\nPre|: return=minimal\n', 'Prefer', 'PATCH /me\nPrefer: return=minimal\n'));

  test('a header that is there already is not offered again', async () => {
    assert.ok(!(await offers('PATCH /me\ncontent-type: application/json\n|\n')).includes('Content-Type'));
  });

  test('values replace what was typed', () =>
    completes('PATCH /me\nPrefer: re|\n', 'return=minimal', 'PATCH /me\nPrefer: return=minimal\n'));
});

suite('references', () => {
  const file =
    '@connector = 7\n@secretKey = abc\n\n### First\n# @name first\nGET /me\n\n###\nPATCH /identity/{{|';

  test('variables, named requests and system variables are offered', async () => {
    const found = await offers(file, { environment: new Map([['tenant', 'contoso']]) });
    assert.deepEqual(found.slice(0, 4), ['connector', 'secretKey', 'tenant', 'first.response.body.$']);
    assert.ok(found.some((label) => label.startsWith('$guid')));
  });

  test('braces are closed where they are open', () =>
    completes('@a = 1\nGET /{{|', 'a', '@a = 1\nGET /{{a}}'));

  test('braces that are closed stay as they are', () =>
    completes('@abc = 1\nGET /{{x|y}}', 'abc', '@abc = 1\nGET /{{abc}}'));

  test('values of secrets are not shown', async () => {
    const secret = (await proposals(file)).find(({ label }) => label === 'secretKey');
    assert.ok(!secret?.document?.().includes('abc'));
  });
});

suite('bodies', () => {
  test('where a body would begin, whole bodies are offered', async () => {
    const found = await proposals(`${CONNECTOR}|`);
    assert.ok(found.length >= 2);
    assert.ok(found.every(({ edit, snippet }) => snippet && edit.newText.startsWith('{')));
  });

  test('properties come with their type; what cannot be changed is last and says so', async () => {
    const found = await proposals(`${CONNECTOR}{\n  |\n}`);
    const labels = found.map(({ label }) => label);
    assert.deepEqual(labels.slice(0, 3), ['authenticationConfiguration', 'displayName', 'targetUrl']);
    const id = found.at(-1);
    assert.equal(id?.label, 'id');
    assert.equal(id?.detail, 'String, read-only (object key)');
    assert.equal(id?.kind, 'readOnlyProperty');
  });

  test('a property that is there already is not offered', async () => {
    const found = await offers(`${CONNECTOR}{\n  "displayName": "a",\n  |\n}`);
    assert.ok(!found.includes('displayName'));
    assert.ok(found.includes('targetUrl'));
  });

  test('a property name between quotes is replaced whole, and brings the beginning of a value', () =>
    completes(`${CONNECTOR}{\n  "disp|"\n}`, 'displayName', `${CONNECTOR}{\n  "displayName": "$1"\n}`));

  test('members of an enum', async () => {
    const found = await offers(`${DEVICE}{\n  "platform": |\n}`);
    for (const member of ['"ios"', '"android"', '"windows"', '"macOS"'])
      assert.ok(found.includes(member), member);
  });

  test('types where the declared one is abstract, then the properties of the one that is chosen', async () => {
    const types = await offers(
      `${CONNECTOR}{\n  "authenticationConfiguration": {\n    "@odata.type": |\n  }\n}`,
    );
    assert.ok(types.includes('basicAuthentication'), types.join());
    const found = await offers(
      `${CONNECTOR}{\n  "authenticationConfiguration": {\n    "@odata.type": "#microsoft.graph.basicAuthentication",\n    |\n  }\n}`,
    );
    assert.ok(found.includes('username') && found.includes('password'), found.join());
  });

  test('an object where a collection of objects needs one, and no null', async () => {
    const agent = 'PATCH /v1.0/servicePrincipals/7/microsoft.graph.agentIdentity\n\n';
    const found = await proposals(`${agent}{ "appRoles": [|] }`);
    assert.deepEqual(
      found.map(({ label, detail }) => [label, detail]),
      [['{ }', 'appRole']],
    );
    const inside = await offers(`${agent}{ "appRoles": [{ | }] }`);
    assert.ok(inside.includes('isEnabled') && !inside.includes('{ }'), inside.join());
  });

  test('the member that stands for unknown values is not offered', async () => {
    assert.ok(!(await offers(`${DEVICE}{ "platform": | }`)).includes('"unknownFutureValue"'));
  });

  test('broken JSON around the cursor still completes', async () => {
    for (const body of ['{ "displayName": "a" |', '{ "displayName": , |', '{ "displayName": "a", |', '{ |']) {
      assert.ok((await offers(CONNECTOR + body)).includes('targetUrl'), body);
    }
  });

  test('comment lines and references in a body do not get into the way', async () => {
    const found = await offers(`@name = x\n${CONNECTOR}{\n  # not sent\n  "displayName": {{name}},\n  |\n}`);
    assert.ok(found.includes('targetUrl'));
  });

  test('a URL whose resource is not known offers no properties', async () => {
    assert.deepEqual(await offers('PATCH /v1.0/planner/tasks/1\n\n{ | }'), []);
  });
});

test('completion never throws', async () => {
  const unit = fc.constantFrom(
    'PATCH ',
    '/beta/',
    'identity/apiConnectors/1',
    '\n',
    '\n\n',
    '{',
    '}',
    '"',
    ':',
    '{{',
    '}}',
    '# @',
    'a',
    ' ',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(unit, { maxLength: 14 }), fc.nat(), async (parts, at) => {
      const text = parts.join('');
      const cursor = at % (text.length + 1);
      await offers(`${text.slice(0, cursor)}|${text.slice(cursor)}`);
    }),
    { numRuns: 200 },
  );
});

/** Bodies that no reader with a call for each bracket takes, and where the cursor is in them. */
const DEEP: readonly (readonly [string, string])[] = [
  ['objects', `${'{"a":'.repeat(3_000)}|${'}'.repeat(3_000)}`],
  ['arrays', `{"a":${'['.repeat(3_000)}|${']'.repeat(3_000)}}`],
  ['open arrays', `{"a":${'['.repeat(100_000)}|`],
  ['open objects behind the cursor', `{|"a":${'{"a":'.repeat(100_000)}`],
  ['closers of another kind', `{"a":|${'[},'.repeat(50_000)}`],
  ['names without colons', `{"a":|${'[{"a"],'.repeat(50_000)}`],
];

suite('completion never throws on brackets that nest deep', () => {
  for (const [name, body] of DEEP) {
    test(name, async () => assert.deepEqual(await offers(`${CONNECTOR}${body}`), []));
  }

  test('and proposes as ever where they do not', async () => {
    assert.ok((await offers(`${CONNECTOR}{"x":${'['.repeat(150)}${']'.repeat(150)}, |}`)).length > 2);
    assert.ok((await offers(`${CONNECTOR}{"x":"${'['.repeat(3_000)}", |}`)).length > 2);
    assert.ok((await offers(`${CONNECTOR}{"x":[${'[],{},'.repeat(3_000)}[]], |}`)).length > 2);
  });
});
