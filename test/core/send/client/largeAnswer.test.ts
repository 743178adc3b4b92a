import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { removeAbandonedAnswers } from '../../../../src/core/send/client/answerFiles.ts';
import type { Answer, Outcome } from '../../../../src/core/send/outcome.ts';
import { ACCESS, client, rawSandbox, sandboxServer, TOKEN, toSandbox } from '../world.ts';

const LIMIT = 100_000;
const WHOLE = Buffer.from(JSON.stringify({ text: 'é'.repeat(400_000), end: true }));

async function folder(t: TestContext): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'graph-http-test-'));
  t.after(() => rm(path, { recursive: true, force: true }));
  return path;
}

function answerOf(outcome: Outcome): Answer {
  assert.ok('answer' in outcome, JSON.stringify(outcome));
  return outcome.answer;
}

/** Whether nothing is left in a folder or its folders. */
async function isEmpty(path: string): Promise<boolean> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.every((entry) => entry.isDirectory());
}

suite('an answer that is larger than what is shown', () => {
  for (const [encoding, bytes] of [
    ['identity', WHOLE],
    ['gzip', gzipSync(WHOLE)],
    ['br', brotliCompressSync(WHOLE)],
  ] as const) {
    test(`is kept whole in a private file (${encoding})`, async (t) => {
      const root = await folder(t);
      const server = await sandboxServer(t, (_got, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': encoding });
        response.end(bytes);
      });
      const sender = client(t, { answerFolder: root, limits: { maxResponseSize: LIMIT } });
      const answer = answerOf(await sender.send(toSandbox(server.port), ACCESS));
      assert.equal(answer.incomplete, 'too-large');
      assert.ok(Buffer.byteLength(answer.body) <= LIMIT + 3);
      const file = answer.file ?? '';
      assert.match(file, /\.json$/);
      assert.equal(answer.size, WHOLE.length);
      assert.ok(WHOLE.equals(await readFile(file)));
      if (process.platform !== 'win32') {
        assert.equal((await stat(file)).mode & 0o777, 0o600);
        assert.equal((await stat(join(file, '..'))).mode & 0o777, 0o700);
      }
      await sender.close();
      assert.ok(await isEmpty(root), 'the file outlives its client');
    });
  }

  test('that fits is in no file', async (t) => {
    const root = await folder(t);
    const server = await sandboxServer(t, (_got, response) => response.end('{}'));
    const sender = client(t, { answerFolder: root, limits: { maxResponseSize: LIMIT } });
    assert.equal(answerOf(await sender.send(toSandbox(server.port), ACCESS)).file, undefined);
    assert.deepEqual(await readdir(root), []);
  });

  test('never brings the token into the file, wherever chunks and limits divide it', async (t) => {
    const root = await folder(t);
    const text = `${'x'.repeat(LIMIT - 20)}${TOKEN}${'y'.repeat(50)}${TOKEN}${TOKEN.slice(0, 20)}`;
    const server = await rawSandbox(t, (socket) => {
      socket.setNoDelay(true);
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${text.length}\r\n\r\n${text.slice(0, LIMIT + 1)}`);
      setTimeout(() => socket.write(text.slice(LIMIT + 1)), 20);
    });
    const sender = client(t, { answerFolder: root, limits: { maxResponseSize: LIMIT } });
    const answer = answerOf(await sender.send(toSandbox(server.port), ACCESS));
    assert.ok(answer.body.endsWith('x•••'), answer.body.slice(-30));
    const kept = await readFile(answer.file ?? '', 'utf8');
    assert.equal(kept, text.replaceAll(TOKEN, '•••'));
  });

  for (const [encoding, bytes] of [
    ['identity', Buffer.alloc(2_000_000, ' ')],
    ['gzip', gzipSync(Buffer.alloc(60_000_000, ' '))],
  ] as const) {
    test(`leaves no file where it is larger than a file may become (${encoding})`, async (t) => {
      const root = await folder(t);
      const server = await sandboxServer(t, (_got, response) => {
        response.writeHead(200, { 'content-encoding': encoding });
        response.end(bytes);
      });
      const limits = { maxResponseSize: LIMIT, maxFileSize: 1_000_000 };
      const answer = answerOf(
        await client(t, { answerFolder: root, limits }).send(toSandbox(server.port), ACCESS),
      );
      assert.deepEqual([answer.incomplete, answer.file, answer.size], ['too-large', undefined, LIMIT]);
      assert.ok(await isEmpty(root));
    });
  }

  for (const [what, end] of [
    ['breaks off', (_abort: AbortController, socket: Socket) => socket.destroy()],
    ['is cancelled', (abort: AbortController) => abort.abort()],
  ] as const) {
    test(`and ${what} keeps its status, and leaves no file`, async (t) => {
      const root = await folder(t);
      const abort = new AbortController();
      const server = await rawSandbox(t, (socket) => {
        socket.write(`HTTP/1.1 200 OK\r\ncontent-length: 900000\r\n\r\n${'x'.repeat(500_000)}`);
        setTimeout(() => end(abort, socket), 50);
      });
      const sender = client(t, { answerFolder: root, limits: { maxResponseSize: LIMIT } });
      const outcome = await sender.send(toSandbox(server.port), ACCESS, { signal: abort.signal });
      const answer = answerOf(outcome);
      assert.deepEqual([outcome.kind, answer.status, answer.file], ['changed', 200, undefined]);
      assert.equal(answer.body.length, LIMIT);
      for (let i = 0; i < 50 && !(await isEmpty(root)); i++)
        await new Promise((done) => setTimeout(done, 10));
      assert.ok(await isEmpty(root));
    });
  }

  test('is read no faster than the disk takes it, without losing a byte', async (t) => {
    const root = await folder(t);
    const bytes = Buffer.alloc(20_000_000);
    for (let at = 0; at + 4 <= bytes.length; at += 4) bytes.writeUInt32LE(at, at);
    const server = await sandboxServer(t, (_got, response) => response.end(bytes));
    const sender = client(t, { answerFolder: root, limits: { maxResponseSize: LIMIT } });
    const answer = answerOf(await sender.send(toSandbox(server.port), ACCESS));
    assert.ok(bytes.equals(await readFile(answer.file ?? '')));
    // The connection is fit for the next request.
    assert.equal(answerOf(await sender.send(toSandbox(server.port), ACCESS)).phases?.reused, true);
    assert.equal(server.connections(), 1);
  });

  test('takes the place of the oldest one, so that the disk does not fill', async (t) => {
    const root = await folder(t);
    const server = await sandboxServer(t, (_got, response) => response.end('x'.repeat(200)));
    const sender = client(t, { answerFolder: root, limits: { maxResponseSize: 100 } });
    const files: string[] = [];
    for (let i = 0; i < 12; i++)
      files.push(answerOf(await sender.send(toSandbox(server.port), ACCESS)).file ?? '');
    const kept = await readdir(join(root, String(process.pid)));
    assert.deepEqual(
      kept.sort(),
      files
        .slice(2)
        .map((file) => basename(file))
        .sort(),
    );
  });

  test('that cannot be kept is cut off', async (t) => {
    const root = join(await folder(t), 'a file');
    await writeFile(root, '');
    const server = await sandboxServer(t, (_got, response) => response.end(WHOLE));
    const sender = client(t, { answerFolder: root, limits: { maxResponseSize: LIMIT } });
    const answer = answerOf(await sender.send(toSandbox(server.port), ACCESS));
    assert.deepEqual([answer.incomplete, answer.file], ['too-large', undefined]);
  });
});

test('files of processes that are gone are removed, those of others stay', async (t) => {
  const root = await folder(t);
  for (const name of ['999999999', String(process.pid), 'notes']) {
    await mkdir(join(root, name));
    await writeFile(join(root, name, 'answer.json'), '{}');
  }
  await removeAbandonedAnswers(root);
  assert.deepEqual((await readdir(root)).sort(), [String(process.pid), 'notes'].sort());
  await removeAbandonedAnswers(join(root, 'nowhere'));
});
