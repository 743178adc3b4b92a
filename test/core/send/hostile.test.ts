import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { createSelfSigned } from '../../support/certificates.ts';
import {
  ACCESS,
  authority,
  client,
  cloudClient,
  cloudServer,
  graphCertificate,
  json,
  pause,
  rawCloud,
  rawSandbox,
  sandboxServer,
  TOKEN,
  toCloud,
  toSandbox,
} from './world.ts';

const LIMITS = {
  connectTimeout: 200,
  headersTimeout: 200,
  bodyTimeout: 200,
  totalTimeout: 400,
  maxResponseSize: 100_000,
};
/** For what does not wait for a time limit: a busy computer must not run into one. */
const PATIENT = { maxResponseSize: 100_000 };

suite('a server that does not answer as it should', () => {
  const cases: readonly [string, string, (socket: import('node:net').Socket) => void][] = [
    ['resets before it answers', 'answer-lost', (socket) => socket.resetAndDestroy()],
    ['closes before it answers', 'answer-lost', (socket) => socket.end()],
    ['never answers', 'answer-timeout', () => {}],
    ['is no HTTP server', 'answer-invalid', (socket) => socket.end('220 smtp.contoso.com ESMTP\r\n')],
    [
      'answers with 101',
      'answer-lost',
      (socket) =>
        socket.write('HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n'),
    ],
    ['answers with an unasked 100', 'answer-lost', (socket) => socket.write('HTTP/1.1 100 Continue\r\n\r\n')],
    ['breaks off in the headers', 'answer-lost', (socket) => socket.end('HTTP/1.1 200 OK\r\nx: y')],
    [
      'sends headers without end',
      'answer-headers-too-large',
      (socket) => socket.write(`HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(50_000)}`),
    ],
    [
      'sends a header that is too large',
      'answer-headers-too-large',
      (socket) => socket.write(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`),
    ],
    [
      'has a length that is no number',
      'answer-invalid',
      (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: many\r\n\r\n{}'),
    ],
    [
      'has two lengths',
      'answer-invalid',
      (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}'),
    ],
    [
      'has a length and chunks',
      'answer-invalid',
      (socket) =>
        socket.end(
          'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n',
        ),
    ],
    [
      'promises more than it sends',
      'answer-lost',
      (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{}'),
    ],
    [
      'stops in the body',
      'answer-timeout',
      (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{}'),
    ],
    [
      'resets in the body',
      'answer-lost',
      (socket) =>
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{}', () =>
          setTimeout(() => socket.resetAndDestroy(), 20),
        ),
    ],
    [
      'breaks off between chunks',
      'answer-lost',
      (socket) => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n'),
    ],
    [
      'sends a broken chunk',
      'answer-invalid',
      (socket) => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n'),
    ],
  ];
  for (const [what, code, speak] of cases) {
    test(`and ${what} leaves the outcome unknown`, async (t) => {
      let requests = 0;
      const server = await rawSandbox(t, (socket) => {
        requests++;
        speak(socket);
      });
      const limits = code === 'answer-timeout' ? LIMITS : PATIENT;
      const outcome = await client(t, { limits }).send(toSandbox(server.port), ACCESS);
      assert.equal(outcome.kind, 'unknown', JSON.stringify(outcome));
      assert.ok(outcome.kind === 'unknown');
      assert.equal(outcome.code, code, outcome.message);
      assert.match(outcome.message, /read it before you send again/);
      await pause(20);
      assert.equal(requests, 1, 'it was sent again');
      assert.ok(!JSON.stringify(outcome).includes(TOKEN));
    });
  }

  test('and loses the answer to a read says that nothing was changed', async (t) => {
    const server = await rawSandbox(t, (socket) => socket.destroy());
    const outcome = await client(t).send(toSandbox(server.port, { method: 'GET' }), ACCESS);
    assert.ok(
      outcome.kind === 'unknown' && /Nothing was changed by it/.test(outcome.message),
      JSON.stringify(outcome),
    );
  });

  test('and drips headers is given up after the whole time', async (t) => {
    const server = await rawSandbox(t, (socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      const timer = setInterval(() => socket.write('x: y\r\n'), 20);
      socket.on('close', () => clearInterval(timer));
    });
    const started = performance.now();
    const outcome = await client(t, { limits: LIMITS }).send(toSandbox(server.port), ACCESS);
    assert.ok(outcome.kind === 'unknown' && outcome.code === 'answer-timeout', JSON.stringify(outcome));
    assert.ok(performance.now() - started < 2_000);
  });

  test('and hints for ever is given up after the whole time', async (t) => {
    const server = await rawSandbox(t, (socket) => {
      const timer = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\nlink: <x>\r\n\r\n'), 20);
      socket.on('close', () => clearInterval(timer));
    });
    const outcome = await client(t, { limits: LIMITS }).send(toSandbox(server.port), ACCESS);
    assert.ok(outcome.kind === 'unknown' && outcome.code === 'answer-timeout', JSON.stringify(outcome));
  });

  test('and drips a body is given up after the whole time', async (t) => {
    const server = await rawSandbox(t, (socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10000\r\n\r\n');
      const timer = setInterval(() => socket.write('x'), 20);
      socket.on('close', () => clearInterval(timer));
    });
    const outcome = await client(t, { limits: LIMITS }).send(toSandbox(server.port), ACCESS);
    assert.ok(outcome.kind === 'unknown' && outcome.code === 'answer-timeout', JSON.stringify(outcome));
    assert.match(outcome.message, /status 200/);
  });

  test('and sends more than it promised is read as promised', async (t) => {
    const server = await rawSandbox(t, (socket) =>
      socket.write(
        'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{"evil":1}',
      ),
    );
    const sender = client(t, { limits: PATIENT });
    for (let i = 0; i < 2; i++) {
      const outcome = await sender.send(toSandbox(server.port), ACCESS);
      assert.ok(outcome.kind === 'object' || outcome.kind === 'unknown', JSON.stringify(outcome));
      if (outcome.kind === 'object') assert.deepEqual(outcome.object, {});
    }
  });
});

suite('a body that is too large', () => {
  test('is cut off, and the status still counts', async (t) => {
    const server = await rawSandbox(t, (socket, request) => {
      socket.write(
        `HTTP/1.1 ${request.startsWith('GET') ? 500 : 200} OK\r\ntransfer-encoding: chunked\r\n\r\n`,
      );
      const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`;
      const more = () => {
        while (!socket.destroyed && socket.write(chunk)) {}
        if (!socket.destroyed) socket.once('drain', more);
      };
      more();
    });
    const sender = client(t, { limits: PATIENT });
    const changed = await sender.send(toSandbox(server.port), ACCESS);
    assert.ok(changed.kind === 'changed' && changed.answer.incomplete === 'too-large', changed.kind);
    assert.equal(changed.answer.body.length, 100_000);
    const refused = await sender.send(toSandbox(server.port, { method: 'GET' }), ACCESS);
    assert.ok(refused.kind === 'refused' && refused.answer.incomplete === 'too-large');
  });

  test('is cut off when it grows in decompression', async (t) => {
    const bomb = Buffer.alloc(30_000_000, ' ');
    for (const [encoding, bytes] of [
      ['gzip', gzipSync(bomb)],
      ['br', brotliCompressSync(bomb)],
    ] as const) {
      assert.ok(bytes.length < 100_000);
      const server = await sandboxServer(t, (_got, response) =>
        response.writeHead(200, { 'content-encoding': encoding }).end(bytes),
      );
      const outcome = await client(t, { limits: PATIENT }).send(toSandbox(server.port), ACCESS);
      assert.ok(outcome.kind === 'changed' && outcome.answer.incomplete === 'too-large', encoding);
      assert.ok(outcome.answer.body.length <= 100_000);
    }
  });

  test('of 5 MB is none', async (t) => {
    const object = { text: 'x'.repeat(5_000_000) };
    const server = await sandboxServer(t, (_got, response) => json(response, 200, object));
    const outcome = await client(t).send(toSandbox(server.port), ACCESS);
    assert.ok(outcome.kind === 'object' && outcome.answer.size > 5_000_000);
  });
});

suite('a connection that cannot be made', () => {
  test('to the sandbox says that it is not running', async (t) => {
    const outcome = await client(t).send(toSandbox(1), ACCESS);
    assert.ok(outcome.kind === 'not-sent' && outcome.code === 'sandbox-not-running', JSON.stringify(outcome));
    assert.match(outcome.message, /sandbox is not running at 127\.0\.0\.1:1/);
  });

  test('is tried once more, as nothing was sent', async (t) => {
    let tries = 0;
    const server = await cloudServer(t, (_got, response) => json(response, 200, {}));
    const flaky = cloudClient(t, 0, {
      connectTo: () => ({ hostname: '127.0.0.1', port: ++tries === 1 ? 1 : server.port }),
    });
    assert.equal((await flaky.send(toCloud(), ACCESS)).kind, 'object');
    const dead = cloudClient(t, 0, {
      connectTo: () => {
        tries++;
        return { hostname: '127.0.0.1', port: 1 };
      },
    });
    tries = 0;
    const outcome = await dead.send(toCloud(), ACCESS);
    assert.ok(outcome.kind === 'not-sent' && outcome.code === 'connection-refused', JSON.stringify(outcome));
    assert.equal(tries, 2);
  });

  test('because the name is not found says so', async (t) => {
    const lookup = (
      _host: string,
      _options: unknown,
      callback: (error: NodeJS.ErrnoException | null, address: string, family: number) => void,
    ) => callback(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }), '', 4);
    const outcome = await client(t, { lookup }).send(toCloud(), ACCESS);
    assert.ok(outcome.kind === 'not-sent' && outcome.code === 'host-not-found', JSON.stringify(outcome));
  });

  test('in time says so', async (t) => {
    const silent = await rawSandbox(t, () => {});
    const started = performance.now();
    const outcome = await cloudClient(t, silent.port, { limits: LIMITS }).send(toCloud(), ACCESS);
    assert.ok(outcome.kind === 'not-sent' && outcome.code === 'connect-timeout', JSON.stringify(outcome));
    assert.ok(performance.now() - started < 3_000);
  });

  test('because the other side resets says so', async (t) => {
    const { createServer } = await import('node:net');
    const { listen } = await import('./world.ts');
    const server = await listen(
      t,
      createServer((socket) => socket.resetAndDestroy()),
    );
    const outcome = await cloudClient(t, server.port, { limits: LIMITS }).send(toCloud(), ACCESS);
    assert.ok(outcome.kind === 'not-sent' && outcome.code === 'connection-reset', JSON.stringify(outcome));
  });
});

suite('a certificate', () => {
  const refuses = async (
    t: import('node:test').TestContext,
    certificate: { cert: string; key: string },
    reason: RegExp,
    trusted = true,
  ) => {
    const server = await cloudServer(t, (_got, response) => json(response, 200, {}), certificate);
    const outcome = await cloudClient(t, server.port, trusted ? {} : { ca: [] }).send(toCloud(), ACCESS);
    assert.ok(outcome.kind === 'not-sent' && outcome.code === 'certificate', JSON.stringify(outcome));
    assert.match(outcome.message, reason);
    assert.doesNotMatch(outcome.message, /turn|disable|reject|insecure|NODE_TLS/i);
    assert.equal(server.got.length, 0);
    assert.equal(server.connections(), 1, 'a certificate does not get better by asking again');
  };

  test('of another host is refused', (t) =>
    refuses(t, authority.issue(['evil.example']), /belongs to another host/));
  test('of a host with a similar name is refused', (t) =>
    refuses(t, authority.issue(['*.graph.microsoft.com', 'microsoft.com']), /belongs to another host/));
  test('that has expired is refused', (t) =>
    refuses(t, authority.issue(['graph.microsoft.com'], { days: -1 }), /expired/));
  test('that is not valid yet is refused', (t) =>
    refuses(t, authority.issue(['graph.microsoft.com'], { startsIn: 2, days: 5 }), /not valid yet/));
  test('that is signed by itself is refused', (t) =>
    refuses(t, createSelfSigned('graph.microsoft.com'), /signed by itself/));
  test('of an unknown authority is refused', (t) =>
    refuses(t, graphCertificate, /issuer is not known/, false));

  test('is verified whatever the environment variables say', async (t) => {
    const server = await cloudServer(
      t,
      (_got, response) => json(response, 200, {}),
      createSelfSigned('graph.microsoft.com'),
    );
    const child = spawn(
      process.execPath,
      [fileURLToPath(new URL('fixtures/sendOnce.ts', import.meta.url)), String(server.port)],
      {
        env: { ...process.env, NODE_TLS_REJECT_UNAUTHORIZED: '0', NODE_NO_WARNINGS: '1' },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
    });
    await once(child, 'close');
    assert.match(text, /^not-sent certificate/);
    assert.equal(server.got.length, 0);
  });

  test('is asked for by the name in the URL', async (t) => {
    const names: unknown[] = [];
    const server = await rawCloud(t, (socket) => {
      names.push((socket as import('node:tls').TLSSocket & { servername?: string }).servername);
      socket.write('HTTP/1.1 204 No Content\r\n\r\n');
    });
    assert.equal((await cloudClient(t, server.port).send(toCloud(), ACCESS)).kind, 'changed');
    assert.deepEqual(names, ['graph.microsoft.com']);
  });
});
