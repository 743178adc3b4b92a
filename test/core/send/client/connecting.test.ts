import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createSelfSigned } from '../../../support/certificates.ts';
import {
  ACCESS,
  authority,
  client,
  cloudClient,
  cloudServer,
  json,
  listen,
  rawCloud,
  rawSandbox,
  toCloud,
  toSandbox,
} from '../world.ts';

const LIMITS = { connectTimeout: 200, totalTimeout: 2_000 };

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
    const server = await listen(
      t,
      createServer((socket) => socket.resetAndDestroy()),
    );
    const outcome = await cloudClient(t, server.port, { limits: LIMITS }).send(toCloud(), ACCESS);
    assert.ok(outcome.kind === 'not-sent' && outcome.code === 'connection-reset', JSON.stringify(outcome));
  });
});

/** What a process of its own prints that sends one request. */
async function sendOnce(
  port: number,
  environment: NodeJS.ProcessEnv,
  ...more: readonly string[]
): Promise<string> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('../fixtures/sendOnce.ts', import.meta.url)), String(port), ...more],
    {
      env: { ...process.env, NODE_NO_WARNINGS: '1', ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let text = '';
  child.stdout.on('data', (chunk) => {
    text += chunk;
  });
  await once(child, 'close');
  return text;
}

suite('a certificate', () => {
  test('is verified whatever the environment variables say', async (t) => {
    const server = await cloudServer(
      t,
      (_got, response) => json(response, 200, {}),
      createSelfSigned('graph.microsoft.com'),
    );
    const text = await sendOnce(server.port, { NODE_TLS_REJECT_UNAUTHORIZED: '0' });
    assert.match(text, /^not-sent certificate/);
    assert.equal(server.got.length, 0);
  });

  // Elsewhere the system's certificates are in a store that no variable leads to.
  const linux = process.platform === 'linux' ? {} : { skip: 'only Linux keeps them in a file' };
  test('of an authority that the system trusts counts where that is asked for', linux, async (t) => {
    const server = await cloudServer(t, (_got, response) => json(response, 200, {}));
    const folder = await mkdtemp(join(tmpdir(), 'graph-http-test-'));
    t.after(() => rm(folder, { recursive: true, force: true }));
    const file = join(folder, 'system.pem');
    await writeFile(file, authority.cert);
    const environment = { SSL_CERT_FILE: file, SSL_CERT_DIR: folder };
    assert.match(await sendOnce(server.port, environment, 'system'), /^object/);
    assert.match(await sendOnce(server.port, environment), /^not-sent certificate/);
  });

  test('is asked for by the name in the URL', async (t) => {
    const names: unknown[] = [];
    const server = await rawCloud(t, (socket) => {
      names.push((socket as Socket & { readonly servername?: string }).servername);
      socket.write('HTTP/1.1 204 No Content\r\n\r\n');
    });
    assert.equal((await cloudClient(t, server.port).send(toCloud(), ACCESS)).kind, 'changed');
    assert.deepEqual(names, ['graph.microsoft.com']);
  });
});
