import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { hovers } from './vocabulary.ts';

const AGENT =
  'PATCH /v1.0/servicePrincipals/7/microsoft.graph.agentIdentity\nContent-Type: application/json\n\n';

suite('properties', () => {
  test('a name says its type, what it does and an example', () => {
    const found = hovers(`${AGENT}{ "account|Enabled": true }`);
    assert.equal(found?.about, '"accountEnabled"');
    assert.match(found?.markdown ?? '', /^\*\*accountEnabled\*\* · `Boolean`/);
    assert.match(found?.markdown ?? '', /Example: `/);
  });

  test('one that PATCH cannot set says why, and what to use', () => {
    const found = hovers(`${AGENT}{ "password|Credentials": [] }`)?.markdown ?? '';
    assert.match(found, /\*\*Read-only\.\*\* It can change, but not by PATCH\./);
    assert.match(found, /addPassword/);
  });

  test('an immutable one says so', () => {
    assert.match(
      hovers(`${AGENT}{ "agentIdentityBlueprint|Id": "x" }`)?.markdown ?? '',
      /fixed when the object is created/,
    );
  });

  test('one of the draft page only says so', () => {
    assert.match(
      hovers(`${AGENT}{ "agentApp|Id": "x" }`)?.markdown ?? '',
      /Only the draft API page has this property/,
    );
  });

  test('a nested one is found by its type', () => {
    const found = hovers(`${AGENT}{ "appRoles": [ { "is|Enabled": false } ] }`);
    assert.equal(found?.about, '"isEnabled"');
    assert.match(found?.markdown ?? '', /never null/);
  });

  test('a member of an enum is explained by itself', () => {
    const found = hovers(
      'PATCH /beta/deviceManagement/importedDeviceIdentities/7\n\n{ "platform": "an|droid" }',
    );
    assert.equal(found?.about, '"android"');
    assert.match(found?.markdown ?? '', /^\*\*android\*\*/);
  });

  test('a property that nobody declared has nothing to say', () => {
    assert.equal(hovers(`${AGENT}{ "unheard|Of": 1 }`), undefined);
  });
});

suite('request lines and headers', () => {
  test('a URL says what it updates, with which permission, and how it answers', () => {
    const found = hovers('PATCH /v1.0/servicePrincip|als/7/microsoft.graph.agentIdentity\n')?.markdown ?? '';
    assert.match(found, /AgentIdentity\.ReadWrite\.All/);
    assert.match(found, /AgentIdentity\.EnableDisable\.All` \(enough for `accountEnabled` alone\)/);
    assert.match(found, /204 without a body; the API page says 200/);
  });

  test('a page URL names the working one', () => {
    const found =
      hovers('PATCH https://graph.microsoft.com/beta/riskyAgent|Identity/agentIdentity\n')?.markdown ?? '';
    assert.match(found, /as the API page prints it\. The service has `\/servicePrincipals\//);
  });

  test('a header is explained', () => {
    assert.match(hovers('PATCH /me\nIf-Ma|tch: *\n')?.markdown ?? '', /412/);
  });
});

suite('references and placeholders', () => {
  test('a variable shows its value, through others', () => {
    const found = hovers('@a = {{b}}\n@b = Adele\nGET /users/{{|a}}\n');
    assert.equal(found?.about, '{{a}}');
    assert.match(found?.markdown ?? '', /Value: `Adele`/);
  });

  test('a secret is not shown', () => {
    const found = hovers('@clientSecret = hunter2\nGET /users/{{client|Secret}}\n')?.markdown ?? '';
    assert.ok(found !== '' && !found.includes('hunter2'));
  });

  test('what comes out of the environment of the process is not shown, through other variables either', () => {
    const scope = { processEnv: () => 'hunter2', dotenv: () => 'hunter2' };
    for (const text of [
      'GET /{{|a}}\n',
      'GET /{{|$processEnv X}}\n',
      'GET /{{|$dotenv X}}\n',
      'GET /{{|b}}\n',
    ]) {
      const found = hovers(`@a = {{$processEnv X}}\n@b = {{$dotenv X}}\n${text}`, scope)?.markdown ?? '';
      assert.ok(found !== '' && !found.includes('hunter2'), found);
    }
  });

  test('what is made anew for each send says so, with an example', () => {
    assert.match(hovers('GET /{{|$guid}}\n')?.markdown ?? '', /for example `[0-9a-f-]{36}`/);
  });

  test('one without a value says what to do', () => {
    assert.ok((hovers('GET /users/{{no|body}}\n')?.markdown ?? '').length > 20);
  });

  test('a placeholder says that it is asked for', () => {
    assert.match(hovers('GET /users/{us|er}\n')?.markdown ?? '', /Asked for when the request is sent/);
  });

  test('backticks and markup in a value stay text', () => {
    const found = hovers('@a = `<b>`\nGET /{{|a}}\n')?.markdown ?? '';
    assert.match(found, /Value: `` `<b>` ``/);
  });
});

suite('a body whose brackets nest deep', () => {
  const deep = 3_000;
  for (const [name, value] of [
    ['objects', `${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`],
    ['arrays', `${'['.repeat(deep)}1${']'.repeat(deep)}`],
    ['open arrays', '['.repeat(9_000)],
    ['closers of another kind', '[},'.repeat(50_000)],
  ] as const) {
    test(`${name}: what stands beside it is explained`, () => {
      const found = hovers(`${AGENT}{ "account|Enabled": true, "unheard": ${value} }`);
      assert.equal(found?.about, '"accountEnabled"');
    });

    test(`${name}: what stands inside is passed over`, () => {
      const half = Math.floor(value.length / 2);
      const inside = `${value.slice(0, half)}|${value.slice(half)}`;
      assert.equal(hovers(`${AGENT}{ "unheard": ${inside} }`), undefined);
    });
  }
});
