import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { isExcepted, proxyFromEnvironment } from '../../../../src/core/send/client/proxy.ts';
import { readProxy } from '../../../../src/core/send/client/tunnel.ts';
import { createSelfSigned } from '../../../support/certificates.ts';
import { proxyServer } from '../proxyServer.ts';
import {
  ACCESS,
  authority,
  client,
  cloudServer,
  json,
  sandboxServer,
  TOKEN,
  toCloud,
  toSandbox,
} from '../world.ts';

suite('a proxy', () => {
  test('gives a tunnel, and sees neither token nor body', async (t) => {
    const cloud = await cloudServer(t, (_got, response) => json(response, 200, { id: '1' }));
    const proxy = await proxyServer(t, cloud.port);
    const sender = client(t, {
      ca: [authority.cert],
      proxyFor: () => ({ url: `http://127.0.0.1:${proxy.port}` }),
    });
    for (let i = 0; i < 2; i++) assert.equal((await sender.send(toCloud(), ACCESS)).kind, 'object');
    assert.deepEqual(
      proxy.seen.map(({ target }) => target),
      ['graph.microsoft.com:443'],
    );
    assert.equal(proxy.seen[0]?.headers['proxy-authorization'], undefined);
    assert.equal(proxy.seen[0]?.headers.authorization, undefined);
    assert.ok(proxy.bytes().length > 100);
    assert.ok(!proxy.bytes().includes(TOKEN) && !proxy.bytes().includes('Adele'));
    assert.equal(cloud.got[0]?.headers.authorization, `Bearer ${TOKEN}`);
    assert.equal(cloud.got[0]?.headers['proxy-authorization'], undefined);
  });

  test('is told its user name and password, and nobody else is', async (t) => {
    const cloud = await cloudServer(t, (_got, response) => json(response, 200, {}));
    const proxy = await proxyServer(t, cloud.port);
    const sender = client(t, {
      ca: [authority.cert],
      proxyFor: () => ({ url: `http://ad%40ele:p%3Ass@127.0.0.1:${proxy.port}` }),
    });
    assert.equal((await sender.send(toCloud(), ACCESS)).kind, 'object');
    assert.equal(
      proxy.seen[0]?.headers['proxy-authorization'],
      `Basic ${Buffer.from('ad@ele:p:ss').toString('base64')}`,
    );
    assert.ok(!JSON.stringify(cloud.got).includes('proxy-authorization'));
  });

  test('can be spoken to over TLS', async (t) => {
    const cloud = await cloudServer(t, (_got, response) => json(response, 200, {}));
    const proxy = await proxyServer(t, cloud.port, { tls: true });
    const sender = client(t, {
      ca: [authority.cert],
      proxyFor: () => ({ url: `https://localhost:${proxy.port}` }),
    });
    const outcome = await sender.send(toCloud(), ACCESS);
    assert.equal(outcome.kind, 'object', JSON.stringify(outcome));
    const untrusting = client(t, { proxyFor: () => ({ url: `https://localhost:${proxy.port}` }) });
    const refused = await untrusting.send(toCloud(), ACCESS);
    assert.ok(refused.kind === 'not-sent' && refused.code === 'certificate', JSON.stringify(refused));
    assert.match(refused.message, /certificate of the proxy/);
  });

  test('whose certificate is not verified changes nothing for the host behind it', async (t) => {
    const cloud = await cloudServer(t, (_got, response) => json(response, 200, {}));
    const proxy = await proxyServer(t, cloud.port, { tls: true, certificate: createSelfSigned('localhost') });
    const proxyFor = () => ({ url: `https://localhost:${proxy.port}`, verified: false });
    const sender = client(t, { ca: [authority.cert], proxyFor });
    assert.equal((await sender.send(toCloud(), ACCESS)).kind, 'object');
    const refused = await client(t, { proxyFor }).send(toCloud(), ACCESS);
    assert.ok(refused.kind === 'not-sent' && refused.code === 'certificate', JSON.stringify(refused));
    assert.match(refused.message, /certificate of graph\.microsoft\.com/);
    assert.equal(cloud.got.length, 1);
    const strict = client(t, { ca: [authority.cert], proxyFor: () => ({ ...proxyFor(), verified: true }) });
    const unknown = await strict.send(toCloud(), ACCESS);
    assert.ok(unknown.kind === 'not-sent' && /certificate of the proxy/.test(unknown.message));
  });

  test('takes a header of its own in the place of a user name', async (t) => {
    const cloud = await cloudServer(t, (_got, response) => json(response, 200, {}));
    const proxy = await proxyServer(t, cloud.port);
    const url = `http://127.0.0.1:${proxy.port}`;
    const sender = client(t, {
      ca: [authority.cert],
      proxyFor: () => ({ url, authorization: 'Negotiate abcdef' }),
    });
    const outcome = await sender.send(toCloud(), ACCESS);
    assert.equal(proxy.seen[0]?.headers['proxy-authorization'], 'Negotiate abcdef');
    assert.ok(!JSON.stringify([cloud.got, outcome]).includes('Negotiate'));
  });

  test('that refuses is reported, without its password', async (t) => {
    for (const [status, code] of [
      [407, 'proxy-authentication'],
      [403, 'proxy-refused'],
      [302, 'proxy-refused'],
    ] as const) {
      const proxy = await proxyServer(t, 1, { status });
      const outcome = await client(t, {
        proxyFor: () => ({ url: `http://me:hunter2@127.0.0.1:${proxy.port}` }),
      }).send(toCloud(), ACCESS);
      assert.ok(outcome.kind === 'not-sent' && outcome.code === code, JSON.stringify(outcome));
      assert.doesNotMatch(outcome.message, /hunter2/);
      assert.equal(proxy.seen.length, 1);
    }
  });

  test('that cannot be reached, or cannot be read, is reported', async (t) => {
    for (const [setting, code] of [
      ['http://127.0.0.1:1', 'proxy-unreachable'],
      ['socks5://127.0.0.1:1', 'proxy-invalid'],
      ['http://', 'proxy-invalid'],
      ['http://%zz:x@127.0.0.1:1', 'proxy-invalid'],
    ] as const) {
      const outcome = await client(t, { proxyFor: () => ({ url: setting }) }).send(toCloud(), ACCESS);
      assert.ok(
        outcome.kind === 'not-sent' && outcome.code === code,
        `${setting}: ${JSON.stringify(outcome)}`,
      );
    }
  });

  test('with a false certificate behind it gets no token', async (t) => {
    const thief = await cloudServer(
      t,
      (_got, response) => json(response, 200, {}),
      authority.issue(['evil.example']),
    );
    const proxy = await proxyServer(t, thief.port);
    const outcome = await client(t, {
      ca: [authority.cert],
      proxyFor: () => ({ url: `http://127.0.0.1:${proxy.port}` }),
    }).send(toCloud(), ACCESS);
    assert.ok(outcome.kind === 'not-sent' && outcome.code === 'certificate', JSON.stringify(outcome));
    assert.equal(thief.got.length, 0);
  });

  test('is not asked for the sandbox', async (t) => {
    const server = await sandboxServer(t, (_got, response) => json(response, 200, {}));
    let asked = 0;
    const proxyFor = () => {
      asked++;
      return { url: 'http://127.0.0.1:1' };
    };
    assert.equal((await client(t, { proxyFor }).send(toSandbox(server.port), ACCESS)).kind, 'object');
    assert.equal(asked, 0);
  });
});

suite('a proxy setting', () => {
  const graph = new URL('https://graph.microsoft.com/v1.0/me');

  test('is read', () => {
    assert.deepEqual(readProxy({ url: 'proxy.contoso.com:8080' }), {
      origin: 'http://proxy.contoso.com:8080',
      verified: true,
    });
    const authorization = `Basic ${Buffer.from('me:').toString('base64')}`;
    assert.deepEqual(readProxy({ url: 'http://me@proxy:1', verified: false }), {
      origin: 'http://proxy:1',
      authorization,
      verified: false,
    });
    assert.deepEqual(readProxy({ url: 'http://me@proxy:1', authorization: 'Negotiate abc' }), {
      origin: 'http://proxy:1',
      authorization: 'Negotiate abc',
      verified: true,
    });
    assert.equal(readProxy({ url: 'http://proxy:1', authorization: 'Basic x\r\nHost: evil' }), undefined);
    for (const bad of ['', 'ftp://proxy', 'http://', '::', 'pac+https://x'])
      assert.equal(readProxy({ url: bad }), undefined, bad);
  });

  test('comes from the usual variables', () => {
    assert.equal(proxyFromEnvironment({ HTTPS_PROXY: 'http://p:1' })(graph)?.url, 'http://p:1');
    assert.equal(
      proxyFromEnvironment({ https_proxy: 'http://a:1', HTTPS_PROXY: 'http://b:1' })(graph)?.url,
      'http://a:1',
    );
    assert.equal(proxyFromEnvironment({ ALL_PROXY: 'http://all:1' })(graph)?.url, 'http://all:1');
    assert.equal(proxyFromEnvironment({ HTTP_PROXY: 'http://plain:1' })(graph)?.url, undefined);
    assert.equal(proxyFromEnvironment({})(graph)?.url, undefined);
    assert.equal(
      proxyFromEnvironment({ HTTPS_PROXY: '', ALL_PROXY: 'http://all:1' })(graph)?.url,
      'http://all:1',
    );
    assert.equal(
      proxyFromEnvironment({ HTTPS_PROXY: 'http://p:1', NO_PROXY: 'microsoft.com' })(graph)?.url,
      undefined,
    );
  });

  test('has exceptions', () => {
    for (const list of [
      '*',
      'graph.microsoft.com',
      'a.example, .microsoft.com',
      '*.microsoft.com',
      'microsoft.com:443',
      'x GRAPH.microsoft.com',
    ])
      assert.ok(isExcepted(graph, list), list);
    for (const list of [
      '',
      'soft.com',
      'example.com',
      'graph.microsoft.com:80',
      'a.graph.microsoft.com',
      ',',
    ])
      assert.ok(!isExcepted(graph, list), list);
  });
});
