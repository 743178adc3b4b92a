import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { suite, test } from 'node:test';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { MetadataFile } from '../../../src/core/csdl/file.ts';
import { takeGiven } from '../../../src/core/metadata/intake.ts';
import type { FromWorker } from '../../../src/core/metadata/messages.ts';
import { CompileThread } from '../../../src/core/metadata/thread.ts';
import { openPermissions } from '../../../src/core/permissions/table.ts';
import { PERMISSIONS } from '../permissions/sample.ts';
import { document } from './world.ts';

const source = { address: 'https://graph.microsoft.com/v1.0/$metadata', checked: 1 };
const LIMIT = 10 * 1024 * 1024;

function compiled(bytes: Uint8Array, more: { encoding?: string; limit?: number } = {}): Promise<FromWorker> {
  const thread = new CompileThread({ job: 'metadata', source, limit: LIMIT, ...more });
  for (let at = 0; at < bytes.length; at += 1_000) thread.write(bytes.subarray(at, at + 1_000));
  thread.end();
  return thread.result;
}

function opened(answer: FromWorker): MetadataFile | undefined {
  assert.ok(answer.kind === 'compiled', JSON.stringify(answer));
  return MetadataFile.open(Buffer.from(answer.bytes).toString('latin1'));
}

suite('the thread that compiles', () => {
  const bytes = Buffer.from(document(50));

  for (const [encoding, given] of [
    [undefined, bytes],
    ['gzip', gzipSync(bytes)],
    ['br', brotliCompressSync(bytes)],
    ['deflate', deflateSync(bytes)],
  ] as const) {
    test(`takes pieces that are ${encoding ?? 'not compressed'}`, async () => {
      const file = opened(await compiled(given, encoding === undefined ? {} : { encoding }));
      assert.equal(file?.names().length, 50);
      assert.deepEqual(file?.head.source, source);
    });
  }

  test('compiles permission data too', async () => {
    const thread = new CompileThread({ job: 'permissions', source, limit: LIMIT });
    thread.write(Buffer.from(JSON.stringify(PERMISSIONS)));
    thread.end();
    const answer = await thread.result;
    assert.ok(answer.kind === 'compiled');
    const permissions = openPermissions(Buffer.from(answer.bytes).toString('latin1'));
    assert.deepEqual(permissions?.lookup('PATCH', '/cars/1')?.delegatedWork[0], 'Cars.ReadWrite.All');
  });

  test('says what is wrong, with the place, and ends', async () => {
    const broken = Buffer.from(document(3).replace('</Schema>', '</Shema>'));
    const answer = await compiled(broken);
    assert.ok(answer.kind === 'refused');
    assert.equal(answer.line, 4);
    assert.match(answer.message, /\S/);
  });

  test('takes no more than the limit, decompressed: a small file may hold a large one', async () => {
    const bomb = gzipSync(`<!--${' '.repeat(LIMIT)}`);
    assert.ok(bomb.length < 20_000);
    const answer = await compiled(bomb, { encoding: 'gzip' });
    assert.match(answer.kind === 'refused' ? answer.message : '', /larger than any that can be read/);
  });

  test('knows what is not compressed as it says', async () => {
    const odd = await compiled(bytes, { encoding: 'gzip' });
    assert.match(odd.kind === 'refused' ? odd.message : '', /not compressed as it says/);
    const cut = await compiled(gzipSync(bytes).subarray(0, 60), { encoding: 'gzip' });
    assert.match(cut.kind === 'refused' ? cut.message : '', /not compressed as it says/);
    const unknown = await compiled(bytes, { encoding: 'zstd-x' });
    assert.match(unknown.kind === 'refused' ? unknown.message : '', /way that is not known \(zstd-x\)/);
  });

  test('is given memory that nobody shares, and a copy of any other', async () => {
    const alone = new Uint8Array(bytes);
    const shared = new Uint8Array([...bytes, 0]).subarray(0, bytes.length);
    for (const [given, left] of [
      [alone, 0],
      [shared, bytes.length],
    ] as const) {
      const thread = new CompileThread({ job: 'metadata', source, limit: LIMIT });
      thread.give(given);
      thread.end();
      assert.equal((await thread.result).kind, 'compiled');
      assert.equal(given.length, left);
    }
  });

  test('can be stopped', async () => {
    const thread = new CompileThread({ job: 'metadata', source, limit: LIMIT });
    thread.write(bytes);
    thread.stop();
    const answer = await thread.result;
    assert.match(answer.kind === 'refused' ? answer.message : '', /did not get through: it was stopped/);
  });
});

const real = new URL('../../../../shared/data/graph-v1.0.csdl', import.meta.url);
const skip = existsSync(real) ? false : 'the real metadata is not here';

test('the caller’s thread goes on meanwhile', { skip }, async (t) => {
  const bytes = readFileSync(real);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const begun = performance.now();
  delay.enable();
  const taken = await takeGiven({ address: '/a', name: 'a', bytes }, { job: 'metadata', now: 1 });
  delay.disable();
  const whole = performance.now() - begun;
  const longest = delay.max / 1e6;
  assert.equal(taken.kind, 'compiled');
  t.diagnostic(`compiled in ${Math.round(whole)} ms; the longest pause here was ${Math.round(longest)} ms`);
  // On a machine that does nothing else the pause is below 50 ms; tests share theirs with much else.
  assert.ok(longest < Math.max(500, whole / 2), `${longest} ms of ${whole} ms`);
});
