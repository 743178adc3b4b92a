import assert from 'node:assert/strict';
import { connect, createServer } from 'node:net';
import { suite, test } from 'node:test';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { GLOBAL, SANDBOX } from '../../../../src/core/environments.ts';
import {
  ACCESS,
  client,
  cloudClient,
  cloudServer,
  json,
  listen,
  pause,
  rawSandbox,
  sandboxServer,
  TOKEN,
  testClock,
  toCloud,
  toSandbox,
} from '../world.ts';

suite('a send', () => {
  test('carries the request, the token and our headers', async (t) => {
    const server = await sandboxServer(t, (_got, response) =>
      json(response, 200, { id: '1' }, { 'request-id': 'abc' }),
    );
    const outcome = await client(t).send(
      toSandbox(server.port, {
        path: '/v1.0/me?$select=id',
        headers: [
          { name: 'If-Match', value: '*' },
          { name: 'Prefer', value: 'a' },
          { name: 'prefer', value: 'b' },
        ],
      }),
      ACCESS,
      { clientRequestId: '6b0e3ad6-0000-4000-8000-000000000001' },
    );
    assert.equal(outcome.kind, 'object');
    assert.ok(outcome.kind === 'object');
    assert.deepEqual(outcome.object, { id: '1' });
    assert.equal(outcome.answer.requestId, 'abc');
    assert.equal(outcome.answer.clientRequestId, '6b0e3ad6-0000-4000-8000-000000000001');
    assert.equal(outcome.answer.size, 10);
    assert.ok(outcome.answer.duration > 0 && outcome.answer.duration < 10_000);
    const [got] = server.got;
    assert.equal(got?.method, 'PATCH');
    assert.equal(got?.url, '/v1.0/me?$select=id');
    assert.equal(got?.body, '{"displayName":"Adele"}');
    assert.equal(got?.headers.authorization, `Bearer ${TOKEN}`);
    assert.equal(got?.headers['content-type'], 'application/json');
    assert.equal(got?.headers['client-request-id'], '6b0e3ad6-0000-4000-8000-000000000001');
    assert.equal(got?.headers['user-agent'], 'graph-http/1.2.3');
    assert.equal(got?.headers['accept-encoding'], 'gzip, br');
    assert.equal(got?.headers['if-match'], '*');
    assert.equal(got?.headers.prefer, 'a, b');
    assert.equal(got?.headers['content-length'], '23');
    assert.equal(got?.headers.host, `127.0.0.1:${server.port}`);
  });

  test('goes to a cloud over TLS, on one connection that is kept', async (t) => {
    const server = await cloudServer(t, (got, response) => json(response, 200, { host: got.headers.host }));
    const sender = cloudClient(t, server.port);
    for (let i = 0; i < 3; i++) {
      const outcome = await sender.send(toCloud(), ACCESS);
      assert.ok(outcome.kind === 'object', JSON.stringify(outcome));
      assert.equal(outcome.object.host, 'graph.microsoft.com');
    }
    assert.equal(server.connections(), 1);
    assert.equal(server.got.length, 3);
    assert.equal(new Set(server.got.map(({ headers }) => headers['client-request-id'])).size, 3);
  });

  test('keeps what the file says about type, agent and id', async (t) => {
    const server = await sandboxServer(t, (_got, response) => json(response, 200, {}));
    const headers = [
      { name: 'content-type', value: 'application/json; odata.metadata=full' },
      { name: 'user-agent', value: 'mine' },
      { name: 'Client-Request-Id', value: 'my-id' },
      { name: 'accept-encoding', value: 'identity' },
    ];
    const outcome = await client(t).send(toSandbox(server.port, { headers }), ACCESS);
    assert.ok(outcome.kind === 'object');
    assert.equal(outcome.answer.clientRequestId, 'my-id');
    const raw = server.got[0]?.rawHeaders.map((text) => text.toLowerCase()) ?? [];
    for (const { name } of headers)
      assert.equal(raw.filter((text) => text === name.toLowerCase()).length, 1, name);
    assert.ok(raw.includes('application/json; odata.metadata=full'));
  });

  test('adds a type to JSON only', async (t) => {
    const server = await sandboxServer(t, (_got, response) => json(response, 200, {}));
    const sender = client(t);
    for (const body of ['plain text', ' [1]', '"text"', 'null', '{broken'])
      await sender.send(toSandbox(server.port, { body }), ACCESS);
    await sender.send(toSandbox(server.port, { method: 'GET' }), ACCESS);
    assert.deepEqual(
      server.got.map(({ headers }) => headers['content-type']),
      [undefined, 'application/json', 'application/json', 'application/json', 'application/json', undefined],
    );
  });

  test('never takes from the file what is ours', async (t) => {
    const server = await sandboxServer(t, (_got, response) => json(response, 200, {}));
    const names = [
      'Authorization',
      'Host',
      'Content-Length',
      'Connection',
      'Transfer-Encoding',
      'Expect',
      'Upgrade',
      'Proxy-Authorization',
      'Keep-Alive',
      'TE',
      'Trailer',
    ];
    const outcome = await client(t).send(
      toSandbox(server.port, { headers: names.map((name) => ({ name, value: '99' })) }),
      ACCESS,
    );
    assert.equal(outcome.kind, 'object');
    assert.ok(!JSON.stringify(server.got[0]?.rawHeaders).includes('"99"'));
    assert.equal(server.got[0]?.headers.authorization, `Bearer ${TOKEN}`);
  });

  test('refuses headers and methods that would break the message', async (t) => {
    const server = await sandboxServer(t, (_got, response) => json(response, 200, {}));
    const sender = client(t);
    const bad = [
      { name: 'X-A', value: 'a\r\nHost: evil.example' },
      { name: 'X-A', value: 'a\nb' },
      { name: 'X-A', value: 'a\0b' },
      { name: 'X-A', value: 'snow \u2603' },
      { name: 'X A', value: 'b' },
      { name: 'X-A:', value: 'b' },
      { name: 'X\r\nHost', value: 'b' },
      { name: '', value: 'b' },
    ];
    for (const header of bad) {
      const outcome = await sender.send(toSandbox(server.port, { headers: [header] }), ACCESS);
      assert.ok(outcome.kind === 'not-sent' && outcome.code === 'header-invalid', JSON.stringify(header));
    }
    for (const method of ['CONNECT', 'TRACE', 'patch', 'GET / HTTP/1.1\r\nX:', '']) {
      const outcome = await sender.send(toSandbox(server.port, { method }), ACCESS);
      assert.ok(outcome.kind === 'not-sent' && outcome.code === 'method-unsupported', method);
    }
    const outcome = await sender.send(toSandbox(server.port), { ...ACCESS, value: 'a\r\nb' });
    assert.ok(outcome.kind === 'not-sent' && outcome.code === 'token-failed');
    assert.equal(server.got.length, 0);
  });

  test('goes nowhere else, whatever the request says', async (t) => {
    const server = await sandboxServer(t, (_got, response) => json(response, 200, {}));
    const sender = client(t, { connectTo: () => ({ hostname: '127.0.0.1', port: server.port }) });
    const urls = [
      'https://evil.example/v1.0/me',
      'http://graph.microsoft.com/v1.0/me',
      'https://graph.microsoft.com:444/',
      'https://a:b@graph.microsoft.com/',
    ];
    for (const url of urls) {
      const outcome = await sender.send({ ...toCloud(), url: new URL(url) }, ACCESS);
      assert.ok(outcome.kind === 'not-sent' && outcome.code === 'wrong-target', url);
    }
    for (const [environment, url] of [
      [SANDBOX, 'http://192.168.0.1/'],
      [SANDBOX, 'https://graph.microsoft.com/'],
      [{ ...GLOBAL, host: 'graph.example' }, 'https://graph.microsoft.com/'],
      [{ ...SANDBOX, real: true }, 'https://graph.microsoft.com/'],
    ] as const) {
      const outcome = await sender.send({ ...toCloud(), environment, url: new URL(url) }, ACCESS);
      assert.ok(outcome.kind === 'not-sent' && outcome.code === 'wrong-target', url);
    }
    assert.equal(server.connections(), 0);
  });
});

suite('an answer', () => {
  test('without an object is a change', async (t) => {
    const server = await sandboxServer(t, (got, response) => {
      if (got.url.endsWith('204')) response.writeHead(204).end();
      else response.end(got.url.endsWith('list') ? '[1]' : got.url.endsWith('empty') ? '' : '{"broken');
    });
    const sender = client(t);
    for (const path of ['/v1.0/204', '/v1.0/list', '/v1.0/empty', '/v1.0/broken']) {
      const outcome = await sender.send(toSandbox(server.port, { path }), ACCESS);
      assert.equal(outcome.kind, 'changed', path);
    }
  });

  test('is decompressed, and its marks removed', async (t) => {
    const body = Buffer.from('\ufeff{"name":"Zoë"}');
    const encodings = {
      gzip: gzipSync(body),
      br: brotliCompressSync(body),
      deflate: deflateSync(body),
      identity: body,
      GZIP: gzipSync(body),
    };
    for (const [encoding, bytes] of Object.entries(encodings)) {
      const server = await sandboxServer(t, (_got, response) =>
        response.writeHead(200, { 'content-encoding': encoding }).end(bytes),
      );
      const outcome = await client(t).send(toSandbox(server.port), ACCESS);
      assert.ok(outcome.kind === 'object', encoding);
      assert.deepEqual(outcome.object, { name: 'Zoë' });
      assert.equal(outcome.answer.size, body.length);
      assert.equal(outcome.answer.incomplete, undefined);
    }
  });

  test('that cannot be decompressed keeps its status', async (t) => {
    const bodies: [string, Buffer][] = [
      ['gzip', Buffer.from('no gzip at all')],
      ['gzip', gzipSync('{"a":1}'.repeat(100)).subarray(0, 30)],
      ['zstd', Buffer.from('x')],
      ['gzip, br', Buffer.from('x')],
    ];
    for (const [encoding, bytes] of bodies) {
      const server = await sandboxServer(t, (got, response) =>
        response.writeHead(got.method === 'PATCH' ? 200 : 404, { 'content-encoding': encoding }).end(bytes),
      );
      const changed = await client(t).send(toSandbox(server.port), ACCESS);
      assert.ok(changed.kind === 'changed' && changed.answer.incomplete === 'unreadable', encoding);
      const refused = await client(t).send(toSandbox(server.port, { method: 'GET' }), ACCESS);
      assert.ok(refused.kind === 'refused' && refused.error.status === 404, encoding);
    }
  });

  test('outside 2xx is a refusal with its Graph error', async (t) => {
    const error = {
      error: {
        code: 'Request_BadRequest',
        message: 'No <b>such</b> thing.',
        innerError: { 'request-id': 'x' },
      },
    };
    const server = await sandboxServer(t, (_got, response) => json(response, 400, error));
    const outcome = await client(t).send(toSandbox(server.port), ACCESS);
    assert.ok(outcome.kind === 'refused');
    assert.deepEqual(outcome.error, {
      status: 400,
      code: 'Request_BadRequest',
      message: 'No <b>such</b> thing.',
      details: [],
    });
  });

  test('that redirects is not followed', async (t) => {
    const thief = await sandboxServer(t, (_got, response) => json(response, 200, {}));
    for (const status of [301, 302, 303, 307, 308]) {
      for (const location of [
        `http://127.0.0.1:${thief.port}/stolen`,
        'https://evil.example/x?token=1',
        '//evil.example/y',
        '/elsewhere',
        'nonsense://[',
      ]) {
        const server = await sandboxServer(t, (_got, response) =>
          response.writeHead(status, { location }).end(),
        );
        const outcome = await client(t).send(toSandbox(server.port), ACCESS);
        assert.ok(outcome.kind === 'refused', location);
        assert.equal(server.got.length, 1);
        if (location.includes('[')) continue;
        assert.equal(outcome.error.code, 'redirect');
        if (location.includes('evil'))
          assert.match(outcome.error.message, /redirect to (?:https:\/\/)?evil\.example\./);
        if (location === '/elsewhere')
          assert.match(outcome.error.message, /another address on the same host/);
      }
    }
    assert.equal(thief.connections(), 0);
  });

  test('that is lost after a read says that nothing was changed', async (t) => {
    const server = await rawSandbox(t, (socket) => socket.destroy());
    const outcome = await client(t).send(toSandbox(server.port, { method: 'GET' }), ACCESS);
    assert.ok(
      outcome.kind === 'unknown' && /Nothing was changed by it/.test(outcome.message),
      JSON.stringify(outcome),
    );
  });

  test('of 5 MB is an object like any other', async (t) => {
    const object = { text: 'x'.repeat(5_000_000) };
    const server = await sandboxServer(t, (_got, response) => json(response, 200, object));
    const outcome = await client(t).send(toSandbox(server.port), ACCESS);
    assert.ok(outcome.kind === 'object' && outcome.answer.size > 5_000_000);
  });

  test('never brings the token back', async (t) => {
    const server = await sandboxServer(t, (got, response) =>
      json(
        response,
        got.method === 'PATCH' ? 200 : 403,
        {
          echo: got.headers.authorization,
          error: { code: 'x', message: `You sent ${got.headers.authorization}` },
        },
        { 'x-echo': `${got.headers.authorization}`, 'set-cookie': 'session=1' },
      ),
    );
    for (const method of ['PATCH', 'GET']) {
      const outcome = await client(t).send(toSandbox(server.port, { method }), ACCESS);
      assert.equal(server.got.at(-1)?.headers.authorization, `Bearer ${TOKEN}`);
      assert.ok(!JSON.stringify(outcome).includes(TOKEN));
      assert.ok(!JSON.stringify(outcome).includes('session=1'));
      assert.match(JSON.stringify(outcome), /Bearer •••/);
    }
  });
});

suite('throttling', () => {
  test('is waited for visibly, as long as the service says', async (t) => {
    const date = new Date(1_700_000_007_000).toUTCString();
    const waits = [{ 'retry-after': '2' }, { 'retry-after': date }, {}];
    const server = await sandboxServer(t, (_got, response, count) => {
      const wait = waits[count - 1];
      if (wait === undefined) json(response, 200, {});
      else json(response, 429, {}, wait as Record<string, string>);
    });
    const clock = testClock();
    const seen: unknown[] = [];
    const outcome = await client(t, { clock }).send(toSandbox(server.port), ACCESS, {
      onWait: (wait) => seen.push(wait),
    });
    assert.equal(outcome.kind, 'object');
    assert.deepEqual(clock.slept, [2_000, 7_000, 3_000]);
    assert.ok(outcome.kind === 'object');
    assert.deepEqual(outcome.answer.retries, [
      { status: 429, waited: 2_000 },
      { status: 429, waited: 7_000 },
      { status: 429, waited: 3_000 },
    ]);
    assert.deepEqual(seen, [
      { seconds: 2, attempt: 1, status: 429 },
      { seconds: 7, attempt: 2, status: 429 },
      { seconds: 3, attempt: 3, status: 429 },
    ]);
    assert.equal(new Set(server.got.map(({ headers }) => headers['client-request-id'])).size, 1);
  });

  test('ends after the retries that are allowed, and where the wait is too long', async (t) => {
    const server = await sandboxServer(t, (_got, response) =>
      json(response, 429, {}, { 'retry-after': '1' }),
    );
    assert.equal((await client(t).send(toSandbox(server.port), ACCESS)).kind, 'refused');
    assert.equal(server.got.length, 4);
    assert.equal((await client(t).send(toSandbox(server.port), ACCESS, { maxRetries: 0 })).kind, 'refused');
    assert.equal(server.got.length, 5);
    const patient = await sandboxServer(t, (_got, response) =>
      json(response, 429, {}, { 'retry-after': '61' }),
    );
    const clock = testClock();
    assert.equal((await client(t, { clock }).send(toSandbox(patient.port), ACCESS)).kind, 'refused');
    assert.equal(patient.got.length, 1);
    assert.deepEqual(clock.slept, []);
    await client(t, { clock }).send(toSandbox(patient.port), ACCESS, { maxWait: 61_000, maxRetries: 1 });
    assert.deepEqual(clock.slept, [61_000]);
    const limits = { maxRetries: 2, maxWait: 61_000 };
    await client(t, { clock, limits }).send(toSandbox(patient.port), ACCESS);
    assert.deepEqual(clock.slept, [61_000, 61_000, 61_000]);
  });

  test('by 503 is waited for where it names a time; a change is not repeated on a guess', async (t) => {
    const server = await sandboxServer(t, (got, response, count) =>
      json(response, count === 1 ? 503 : 200, {}, got.url.endsWith('named') ? { 'retry-after': '1' } : {}),
    );
    assert.equal(
      (await client(t).send(toSandbox(server.port, { path: '/v1.0/named' }), ACCESS)).kind,
      'object',
    );
    for (const [method, kind, times] of [
      ['PATCH', 'refused', 1],
      ['GET', 'object', 2],
    ] as const) {
      const other = await sandboxServer(t, (_got, response, count) =>
        json(response, count === 1 ? 503 : 200, {}),
      );
      assert.equal((await client(t).send(toSandbox(other.port, { method }), ACCESS)).kind, kind);
      assert.equal(other.got.length, times);
    }
  });

  test('is never a reason to repeat anything else', async (t) => {
    for (const status of [400, 401, 403, 404, 409, 423, 500, 502, 504]) {
      const server = await sandboxServer(t, (_got, response) =>
        json(response, status, {}, { 'retry-after': '1' }),
      );
      assert.equal((await client(t).send(toSandbox(server.port), ACCESS)).kind, 'refused');
      assert.equal(server.got.length, 1, String(status));
    }
  });

  test('can be cancelled while it is waited for', async (t) => {
    const server = await sandboxServer(t, (_got, response) =>
      json(response, 429, {}, { 'retry-after': '30' }),
    );
    const controller = new AbortController();
    const clock = {
      now: () => 0,
      sleep: (_ms: number, signal?: AbortSignal) =>
        new Promise<void>((_resolve, reject) =>
          signal?.addEventListener('abort', () => reject(signal.reason)),
        ),
    };
    const sending = client(t, { clock }).send(toSandbox(server.port), ACCESS, {
      signal: controller.signal,
      onWait: () => setTimeout(() => controller.abort(), 5),
    });
    assert.equal((await sending).kind, 'refused');
    assert.equal(server.got.length, 1);
  });
});

suite('cancelling', () => {
  test('before anything was sent leaves nothing sent', async (t) => {
    const server = await sandboxServer(t, (_got, response) => json(response, 200, {}));
    const outcome = await client(t).send(toSandbox(server.port), ACCESS, { signal: AbortSignal.abort() });
    assert.deepEqual([outcome.kind, outcome.kind === 'not-sent' && outcome.code], ['not-sent', 'cancelled']);
    await pause(50);
    assert.equal(server.got.length, 0);
  });

  test('while the connection is made leaves nothing sent', async (t) => {
    // A server that takes the connection and never answers the TLS handshake.
    const silent = await rawSandbox(t, () => {});
    const controller = new AbortController();
    const sending = cloudClient(t, silent.port).send(toCloud(), ACCESS, { signal: controller.signal });
    await pause(50);
    controller.abort();
    const outcome = await sending;
    assert.ok(outcome.kind === 'not-sent' && outcome.code === 'cancelled', JSON.stringify(outcome));
  });

  test('while the connection is made sends nothing when it is there at last', async (t) => {
    const cloud = await cloudServer(t, (_got, response) => json(response, 200, {}));
    const slow = await listen(
      t,
      createServer((socket) => {
        socket.pause();
        setTimeout(
          () =>
            socket
              .pipe(connect(cloud.port, '127.0.0.1'))
              .on('error', () => {})
              .pipe(socket),
          80,
        );
      }),
    );
    const controller = new AbortController();
    const sending = cloudClient(t, slow.port).send(toCloud(), ACCESS, { signal: controller.signal });
    await pause(40);
    controller.abort();
    assert.equal((await sending).kind, 'not-sent');
    while (cloud.connections() === 0) await pause(20);
    await pause(150);
    assert.equal(cloud.got.length, 0);
  });

  test('after it was sent is unknown', async (t) => {
    const controller = new AbortController();
    const server = await sandboxServer(t, () => controller.abort());
    const outcome = await client(t).send(toSandbox(server.port), ACCESS, { signal: controller.signal });
    assert.ok(
      outcome.kind === 'unknown' && outcome.code === 'cancelled-after-sending',
      JSON.stringify(outcome),
    );
  });

  test('while the body arrives is unknown, with the status that was seen', async (t) => {
    const controller = new AbortController();
    const server = await sandboxServer(t, (_got, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"a":');
      setTimeout(() => controller.abort(), 30);
    });
    const outcome = await client(t).send(toSandbox(server.port), ACCESS, { signal: controller.signal });
    assert.ok(outcome.kind === 'unknown' && /status 200/.test(outcome.message), JSON.stringify(outcome));
  });

  test('by closing the client ends every send', async (t) => {
    const server = await sandboxServer(t, () => setTimeout(() => closing(), 10));
    const sender = client(t);
    const closing = () => sender.close();
    const outcome = await sender.send(toSandbox(server.port), ACCESS);
    assert.equal(outcome.kind, 'unknown');
    const after = await sender.send(toSandbox(server.port), ACCESS);
    assert.ok(after.kind === 'not-sent' && after.code === 'cancelled', JSON.stringify(after));
    assert.equal(server.got.length, 1);
  });
});
