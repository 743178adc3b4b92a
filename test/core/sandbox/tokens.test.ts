import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AGENT, CONNECTOR, startTestSandbox, type TestSandbox } from './client.ts';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

describe('tokens', () => {
  let test: TestSandbox;
  let now = Date.parse('2026-01-01T12:00:00Z');
  before(async () => {
    test = await startTestSandbox({ clock: { now: () => now, sleep: () => Promise.resolve() } });
  });
  after(() => test.sandbox.close());

  const ask = (body: string, headers: Record<string, string> = FORM) =>
    test.send('POST /oauth2/v2.0/token', { as: 'none', headers, body });

  it('are issued for a form and for JSON, to whoever is named', async () => {
    const form = await ask(
      'scope=https%3A%2F%2Fgraph.microsoft.com%2FUser.Read+Mail.Read&username=bo%40contoso.com',
    );
    assert.equal(form.status, 200);
    assert.equal(form.json.username, 'bo@contoso.com');
    assert.equal(form.json.token_type, 'Bearer');
    assert.equal(form.json.scope, 'https://graph.microsoft.com/User.Read Mail.Read');
    const json = await ask('{"scope":"User.Read"}', { 'content-type': 'application/json; charset=utf-8' });
    assert.equal(json.json.username, 'AdeleV@contoso.com');
    assert.match(String(json.json.access_token), /^sandbox\.[\w-]{43}$/);
    assert.notEqual(json.json.access_token, form.json.access_token);
  });

  it('need a scope, a plain account and a known kind of body', async () => {
    const cases: [string, string, number][] = [
      ['', 'application/x-www-form-urlencoded', 400],
      ['scope=+', 'application/x-www-form-urlencoded', 400],
      ['scope=a&username=a+b', 'application/x-www-form-urlencoded', 400],
      ['scope=a&username=a%0Ab', 'application/x-www-form-urlencoded', 400],
      [`scope=${'a+'.repeat(300)}`, 'application/x-www-form-urlencoded', 400],
      ['{"scope":["a"]}', 'application/json', 400],
      ['{"scope":', 'application/json', 400],
      ['[]', 'application/json', 400],
      ['scope=a', 'text/plain', 415],
      [`scope=${'a'.repeat(70_000)}`, 'application/x-www-form-urlencoded', 413],
    ];
    for (const [body, type, status] of cases) {
      assert.equal(
        (await ask(body, { 'content-type': type })).status,
        status,
        `${type} ${body.slice(0, 40)}`,
      );
    }
    await test.refuses('GET /oauth2/v2.0/token', {}, 405, /POST/);
  });

  it('are needed', async () => {
    const none = await test.refuses(`GET ${AGENT}`, { as: 'none' }, 401, /empty/);
    assert.equal(none.headers['www-authenticate'], 'Bearer realm="sandbox"');
    for (const authorization of [
      'Bearer nonsense',
      'Basic YTpi',
      'Bearer',
      'Bearer a b',
      `Bearer ${'x'.repeat(5_000)}`,
    ]) {
      const wrong = await test.refuses(
        `GET ${AGENT}`,
        { as: 'none', headers: { authorization } },
        401,
        /Sign in again/,
      );
      assert.match(String(wrong.headers['www-authenticate']), /error="invalid_token"/);
      assert.equal((wrong.json.error as { code: string }).code, 'InvalidAuthenticationToken');
    }
  });

  it('expire after an hour', async () => {
    const { access_token: value } = (await ask('scope=.default')).json;
    const headers = { authorization: `bearer ${String(value)}` };
    now += 3_599_000;
    await test.accepts(`GET ${AGENT}`, { as: 'none', headers });
    now += 1_000;
    await test.refuses(`GET ${AGENT}`, { as: 'none', headers }, 401, /expired/);
  });
});

describe('permissions', () => {
  let test: TestSandbox;
  before(async () => {
    test = await startTestSandbox();
  });
  after(() => test.sandbox.close());

  const patch = (url: string, body: Record<string, unknown>, as: string[]) =>
    test.send(`PATCH ${url}`, { body, as });

  it('of the endpoint are needed, whichever and however written', async () => {
    const body = { displayName: 'x' };
    await test.refuses(
      `PATCH ${CONNECTOR}`,
      { body, as: ['User.Read'] },
      403,
      /needs one of: APIConnectors\.ReadWrite\.All/,
    );
    await test.refuses(
      `PATCH ${CONNECTOR}`,
      { body, as: ['APIConnectors.Read.All'] },
      403,
      /APIConnectors\.ReadWrite\.All/,
    );
    for (const scope of [
      'APIConnectors.ReadWrite.All',
      'https://graph.microsoft.com/APIConnectors.ReadWrite.All',
      'apiconnectors.readwrite.all',
      'https://graph.microsoft.com/.default',
    ]) {
      assert.equal((await patch(CONNECTOR, body, [scope])).status, 200, scope);
    }
    assert.equal(
      (await patch(AGENT, body, ['AgentIdentity.CreateAsManager'])).status,
      200,
      'application permission',
    );
  });

  it('that are narrower reach their own properties only', async () => {
    const as = ['AgentIdentity.EnableDisable.All'];
    assert.equal((await patch(AGENT, { accountEnabled: false }, as)).status, 200);
    assert.equal(
      (await patch(AGENT, { ACCOUNTENABLED: true, '@odata.type': '#microsoft.graph.agentIdentity' }, as))
        .status,
      200,
    );
    await test.refuses(
      `PATCH ${AGENT}`,
      { body: { accountEnabled: false, displayName: 'x' }, as },
      403,
      /EnableDisable\.All does not reach as far as 'displayName'.*AgentIdentity\.ReadWrite\.All/,
    );
  });

  it('of single properties come on top', async () => {
    const body = {
      customSecurityAttributes: {
        Engineering: {
          '@odata.type': '#Microsoft.DirectoryServices.CustomSecurityAttributeValue',
          Level: 'x',
        },
      },
    };
    await test.refuses(
      `PATCH ${AGENT}`,
      { body, as: ['AgentIdentity.ReadWrite.All'] },
      403,
      /'customSecurityAttributes' needs CustomSecAttributeAssignment\.ReadWrite\.All/,
    );
    const both = ['AgentIdentity.ReadWrite.All', 'CustomSecAttributeAssignment.ReadWrite.All'];
    assert.equal((await patch(AGENT, body, both)).status, 200);
    const select = `GET ${AGENT}?$select=customSecurityAttributes`;
    await test.refuses(
      select,
      { as: ['AgentIdentity.ReadWrite.All'] },
      403,
      /CustomSecAttributeAssignment\.Read\.All/,
    );
    await test.accepts(select, { as: both });
    await test.refuses(
      `PATCH ${AGENT}?$select=customSecurityAttributes`,
      { body: { displayName: 'x' }, as: ['AgentIdentity.ReadWrite.All'] },
      403,
      /CustomSecAttributeAssignment/,
    );
  });

  it('for reading may be the reading form', async () => {
    await test.accepts(`GET ${CONNECTOR}`, { as: ['APIConnectors.Read.All'] });
    await test.accepts(`GET ${CONNECTOR}`, { as: ['APIConnectors.ReadWrite.All'] });
    await test.refuses(
      `GET ${CONNECTOR}`,
      { as: ['User.Read'] },
      403,
      /Reading this needs one of: APIConnectors\.Read\.All/,
    );
  });

  it('that are missing change nothing', async () => {
    const before = await test.accepts(`GET ${CONNECTOR}`);
    await test.refuses(
      `PATCH ${CONNECTOR}`,
      { body: { displayName: 'no' }, as: ['User.Read'] },
      403,
      /privileges/,
    );
    assert.deepEqual((await test.accepts(`GET ${CONNECTOR}`)).json, before.json);
  });
});
