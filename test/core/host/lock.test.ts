import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { withLock } from '../../host/lock.mjs';

/** A process id that no process has: above the largest that Linux, macOS and Windows give out in practice. */
const nobody = 2 ** 30;

describe('a lock between processes', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'graph-http-lock-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  test('lets one at a time through', async () => {
    const file = join(folder, 'one.lock');
    const events: string[] = [];
    const enter = (name: string) =>
      withLock(file, async () => {
        events.push(`${name} in`);
        await pause(50);
        events.push(`${name} out`);
      });
    await Promise.all([enter('a'), enter('b')]);
    assert.deepEqual(
      events.map((event) => event.slice(2)),
      ['in', 'out', 'in', 'out'],
    );
  });

  test('is free again after a failure', async () => {
    const file = join(folder, 'two.lock');
    await assert.rejects(
      withLock(file, () => Promise.reject(new Error('no'))),
      /no/,
    );
    assert.equal(await withLock(file, async () => 'yes'), 'yes');
  });

  test('is taken over from an owner that is gone', async () => {
    const file = join(folder, 'three.lock');
    await writeFile(file, String(nobody));
    assert.equal(await withLock(file, () => readFile(file, 'utf8')), String(process.pid));
  });

  test('is not taken over from an owner that lives', async () => {
    const file = join(folder, 'four.lock');
    await writeFile(file, String(process.ppid));
    const taken = withLock(file, async () => 'taken');
    assert.equal(await Promise.race([taken, pause(200, 'waiting')]), 'waiting');
    await rm(file);
    assert.equal(await taken, 'taken');
  });
});
