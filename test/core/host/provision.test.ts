import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { provision } from '../../host/provision.ts';

describe('something in the cache', () => {
  let cache: string;
  let installs: number;
  beforeEach(async () => {
    cache = await mkdtemp(join(tmpdir(), 'graph-http-cache-'));
    installs = 0;
  });
  afterEach(() => rm(cache, { recursive: true, force: true }));

  const wanted = (pin: string, install?: (folder: string) => Promise<void>) => ({
    name: 'thing',
    label: 'Installing the thing of a test',
    pin,
    install: async (folder: string) => {
      installs += 1;
      await writeFile(join(folder, 'content.txt'), pin);
      await install?.(folder);
    },
  });
  const content = (folder: string) => readFile(join(folder, 'content.txt'), 'utf8');

  test('is installed once', async () => {
    await provision(wanted('1'), cache);
    assert.equal(await content(await provision(wanted('1'), cache)), '1');
    assert.equal(installs, 1);
  });

  test('is installed once when two ask at the same time', async () => {
    await Promise.all([provision(wanted('1'), cache), provision(wanted('1'), cache)]);
    assert.equal(installs, 1);
  });

  test('is installed again for another pin, without what was there', async () => {
    const folder = await provision(
      wanted('1', (staging) => writeFile(join(staging, 'old.txt'), '')),
      cache,
    );
    await provision(wanted('2'), cache);
    assert.equal(await content(folder), '2');
    assert.equal(existsSync(join(folder, 'old.txt')), false);
  });

  test('leaves nothing behind when it fails, and is tried again', async () => {
    const failing = wanted('1', () => Promise.reject(new Error('no network')));
    await assert.rejects(provision(failing, cache), /no network/);
    assert.deepEqual(await readdir(cache), []);
    await provision(wanted('1'), cache);
    assert.equal(installs, 2);
  });

  test('clears away what an interrupted run left', async () => {
    await mkdir(join(cache, 'thing.0badcafe'));
    await provision(wanted('1'), cache);
    assert.deepEqual(await readdir(cache), ['thing']);
  });
});
