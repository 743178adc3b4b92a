import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { connectSandbox } from '../../../src/core/sandbox/connect.ts';
import { AGENT, startTestSandbox, type TestSandbox } from './client.ts';

const failure = (code: string, message: RegExp) => (error: unknown) => {
  assert.ok(error instanceof Error && 'code' in error);
  assert.equal(error.code, code);
  assert.match(error.message, message);
  return true;
};

describe('connecting to a sandbox', () => {
  let test: TestSandbox;
  before(async () => {
    test = await startTestSandbox();
  });
  after(() => test.sandbox.close());

  it('gives tokens with the scopes and the account that are asked for', async () => {
    const connection = connectSandbox(`${test.sandbox.url}/`);
    assert.equal(connection.url, test.sandbox.url);
    const { value, account } = await connection.token(
      ['https://graph.microsoft.com/AgentIdentity.ReadWrite.All', 'b'],
      'bo@contoso.com',
    );
    assert.equal(account, 'bo@contoso.com');
    const headers = { authorization: `Bearer ${value}` };
    await test.accepts(`PATCH ${AGENT}`, { as: 'none', headers, body: { displayName: 'x' } });
    assert.equal((await connection.token(['a'])).account, 'AdeleV@contoso.com');
  });

  it('resets', async () => {
    await test.accepts(`PATCH ${AGENT}`, { body: { displayName: 'x' } });
    await connectSandbox(test.sandbox.url).reset();
    assert.equal((await test.accepts(`GET ${AGENT}`)).json.displayName, 'Order assistant');
  });

  it('says what the sandbox refuses', async () => {
    const connection = connectSandbox(test.sandbox.url);
    await assert.rejects(connection.token([]), failure('sandbox-refused', /\(400\).*'scope'/));
    await assert.rejects(connection.token(['a'], 'a b'), failure('sandbox-refused', /'username'/));
  });

  it('takes no address of another computer', () => {
    for (const url of [
      'http://10.0.0.1:80',
      'http://evil.example',
      'http://127.0.0.1.evil.example',
      'http://2130706434',
    ]) {
      assert.throws(() => connectSandbox(url), failure('sandbox-url', /another one/), url);
    }
    for (const url of [
      '',
      'nonsense',
      'https://127.0.0.1',
      'file:///x',
      'http://user:pass@127.0.0.1:1',
      'http://:x@localhost',
    ]) {
      assert.throws(() => connectSandbox(url), failure('sandbox-url', /no address/), url);
    }
    assert.equal(connectSandbox('http://LOCALHOST:1/path').url, 'http://localhost:1');
  });

  it('says that nothing answers', async () => {
    const gone = await startTestSandbox();
    const connection = connectSandbox(gone.sandbox.url);
    await gone.sandbox.close();
    await assert.rejects(connection.token(['a']), failure('sandbox-unreachable', /does not answer/));
    await assert.rejects(connection.reset(), failure('sandbox-unreachable', /does not answer/));
  });
});

describe('connecting to something else', () => {
  let server: Server;
  let answer: { status: number; body: string | Buffer };
  before(async () => {
    server = createServer((_, outgoing) => {
      outgoing.writeHead(answer.status);
      outgoing.end(answer.body);
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  });
  after(() => {
    server.close();
    server.closeAllConnections();
  });
  const token = () =>
    connectSandbox(`http://127.0.0.1:${(server.address() as AddressInfo).port}`).token(['a']);

  it('is noticed', async () => {
    for (const body of [
      '<html>',
      '{}',
      '[]',
      'null',
      '{"access_token":1,"username":"x"}',
      '{"access_token":"x"}',
    ]) {
      answer = { status: 200, body };
      await assert.rejects(token(), failure('sandbox-url', /no sandbox/), body);
    }
    answer = { status: 200, body: `{"access_token":"x","username":"x","pad":"${'x'.repeat(2_000_000)}"}` };
    await assert.rejects(token(), failure('sandbox-url', /no sandbox/));
    answer = { status: 302, body: '' };
    await assert.rejects(token(), failure('sandbox-refused', /302.*no reason/));
    answer = { status: 500, body: `{"error":{"message":"${'y'.repeat(9_000)}"}}` };
    await assert.rejects(token(), (error: Error) => error.message.length < 1_000);
  });
});
