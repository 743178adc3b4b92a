import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AGENT, errorOf, startTestSandbox, type TestSandbox } from './client.ts';

describe('who may talk to the sandbox', () => {
  let test: TestSandbox;
  before(async () => {
    test = await startTestSandbox();
  });
  after(() => test.sandbox.close());

  for (const host of ['127.0.0.1:80', 'localhost', 'LOCALHOST:3000', '[::1]:1']) {
    it(`answers to the host ${host}`, async () => {
      await test.accepts(`GET ${AGENT}`, { headers: { host } });
    });
  }

  for (const host of [
    'evil.example',
    '127.0.0.1.evil.example',
    'localhost.evil.example:80',
    '10.0.0.1',
    '0.0.0.0',
  ]) {
    it(`refuses the host ${host}, which may be another name of this computer`, async () => {
      await test.refuses(`GET ${AGENT}`, { headers: { host } }, 403, /another computer/);
    });
  }

  for (const origin of [
    'https://evil.example',
    'null',
    'file://',
    'vscode-webview://x',
    'http://localhost.evil.example',
  ]) {
    it(`refuses web pages of the origin ${origin}`, async () => {
      const received = await test.refuses(`PATCH ${AGENT}`, { headers: { origin } }, 403, /web pages/);
      assert.equal(received.headers['access-control-allow-origin'], undefined);
      await test.refuses(
        'POST /oauth2/v2.0/token',
        { headers: { origin }, body: 'scope=x' },
        403,
        /web pages/,
      );
      await test.refuses('POST /_sandbox/reset', { headers: { origin } }, 403, /web pages/);
    });
  }

  it('refuses what a browser says comes from another site', async () => {
    await test.refuses(`GET ${AGENT}`, { headers: { 'sec-fetch-site': 'cross-site' } }, 403, /web pages/);
    await test.refuses(`GET ${AGENT}`, { headers: { 'sec-fetch-site': 'same-site' } }, 403, /web pages/);
    await test.accepts(`GET ${AGENT}`, { headers: { 'sec-fetch-site': 'none' } });
  });

  it('gives no permission to pages of other origins, not even of this computer', async () => {
    const headers = { origin: 'http://localhost:3000', 'access-control-request-method': 'PATCH' };
    const read = await test.send(`GET ${AGENT}`, { headers });
    const asked = await test.send(`OPTIONS ${AGENT}`, { headers });
    for (const answer of [read, asked]) assert.equal(errorOf(answer).code, 'AccessDenied');
    await test.accepts(`GET ${AGENT}`, { headers: { origin: test.sandbox.url } });
    for (const name of [...Object.keys(read.headers), ...Object.keys(asked.headers)]) {
      assert.doesNotMatch(name, /^access-control/);
    }
  });

  it('listens on 127.0.0.1 only', () => {
    assert.match(test.sandbox.url, /^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('says what it is', async () => {
    const { text, headers } = await test.accepts('GET /', { as: 'none' });
    assert.match(text, /sandbox of Graph HTTP/);
    assert.match(String(headers['content-type']), /^text\/plain/);
    await test.refuses('PUT /', {}, 405, /GET/);
  });
});
