import assert from 'node:assert/strict';
import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { crc32 } from 'node:zlib';
import { METADATA_FORMAT } from '../../../src/core/csdl/file.ts';
import { GLOBAL, SANDBOX } from '../../../src/core/environments.ts';
import { givenFile } from '../../../src/core/metadata/given.ts';
import { document, HeldClock, libraryWith, metadataServer, scratchFolder, until } from './world.ts';

const FILE = 'metadata-graph.microsoft.com-v1.0.txt';
const SERVICE = 'https://graph.microsoft.com/v1.0/$metadata';

suite('metadata', () => {
  test('is not there before it was downloaded, and nothing is asked for by itself', async (t) => {
    const server = await metadataServer(t, (_got, response) => response.end(document()));
    const { library } = await libraryWith(t, server.port);
    assert.equal(await library.metadata(GLOBAL, 'v1.0'), undefined);
    assert.deepEqual(await library.state(GLOBAL, 'v1.0'), { kind: 'absent', updating: false });
    assert.equal(server.got.length, 0);
  });

  test('is downloaded, kept for this account alone, and read by the next process without asking', async (t) => {
    const server = await metadataServer(t, (_got, response) => {
      response.writeHead(200, { etag: '"1"', 'last-modified': 'Wed, 01 May 2024 00:00:00 GMT' });
      response.end(document(3));
    });
    const first = await libraryWith(t, server.port);
    const metadata = await first.library.update(GLOBAL, 'v1.0');
    assert.deepEqual(metadata.names(), ['sample.t0', 'sample.t1', 'sample.t2']);
    assert.deepEqual(metadata.head.source, {
      address: SERVICE,
      etag: '"1"',
      modified: 'Wed, 01 May 2024 00:00:00 GMT',
      checked: first.clock.time,
    });
    assert.equal(await first.library.metadata(GLOBAL, 'v1.0'), metadata);
    assert.equal(first.changes(), 1);
    assert.deepEqual(await readdir(first.folder), [FILE]);
    if (process.platform !== 'win32') {
      assert.equal((await stat(join(first.folder, FILE))).mode & 0o777, 0o600);
    }
    const second = await libraryWith(t, server.port, { folder: first.folder, clock: first.clock });
    assert.deepEqual((await second.library.metadata(GLOBAL, 'v1.0'))?.names(), metadata.names());
    assert.equal((await second.library.state(GLOBAL, 'v1.0')).kind, 'fresh');
    assert.equal(server.got.length, 1);
  });

  test('of the sandbox is that of the global cloud; beta is its own', async (t) => {
    const server = await metadataServer(t, (got, response) =>
      response.end(document(got.url.startsWith('/beta') ? 2 : 1)),
    );
    const { library } = await libraryWith(t, server.port);
    await library.update(GLOBAL, 'v1.0');
    assert.equal((await library.metadata(SANDBOX, 'v1.0'))?.names().length, 1);
    assert.equal(await library.metadata(SANDBOX, 'beta'), undefined);
    assert.equal((await library.update(SANDBOX, 'beta')).names().length, 2);
    assert.deepEqual(
      server.got.map(({ url, headers }) => `${headers.host}${url}`),
      ['graph.microsoft.com/v1.0/$metadata', 'graph.microsoft.com/beta/$metadata'],
    );
  });

  test('of another cloud is its own and comes from its own host, whatever the setting', async (t) => {
    const server = await metadataServer(t, (_got, response) => response.end(document()));
    const { library, folder } = await libraryWith(t, server.port, { settings: { source: 'described' } });
    const cloud = { ...GLOBAL, id: 'other', host: 'graph.contoso.example' };
    await library.update(cloud, 'v1.0');
    assert.equal(server.got[0]?.headers.host, 'graph.contoso.example');
    assert.deepEqual(await readdir(folder), ['metadata-graph.contoso.example-v1.0.txt']);
    assert.equal(await library.metadata(GLOBAL, 'v1.0'), undefined);
  });

  test('comes with descriptions where they are wanted, and from the service where those cannot be read', async (t) => {
    const server = await metadataServer(t, ({ headers }, response) => {
      if (headers.host === 'raw.githubusercontent.com') response.writeHead(404);
      response.end(document());
    });
    const { library, log } = await libraryWith(t, server.port, { settings: { source: 'described' } });
    assert.equal((await library.update(GLOBAL, 'v1.0')).head.source.address, SERVICE);
    assert.deepEqual(
      server.got.map(({ headers }) => headers.host),
      ['raw.githubusercontent.com', 'graph.microsoft.com'],
    );
    assert.match(log.join(), /raw\.githubusercontent\.com has no such document/);
  });
});

suite('freshness', () => {
  const versions = (etag: () => string) => metadataVersions(etag);

  test('an old one is used at once, and the service is asked whether it still holds', async (t) => {
    const server = await versions(() => '"1"')(t);
    const { library, clock, folder, changes } = await libraryWith(t, server.port);
    await library.update(GLOBAL, 'v1.0');
    const compiled = await readFile(join(folder, FILE));
    clock.addDays(6);
    await library.metadata(GLOBAL, 'v1.0');
    assert.equal(server.got.length, 1, 'it is not old yet');
    clock.addDays(2);
    assert.equal((await library.metadata(GLOBAL, 'v1.0'))?.names().length, 1);
    await until(async () => (await library.state(GLOBAL, 'v1.0')).kind === 'fresh');
    assert.equal(server.got[1]?.headers['if-none-match'], '"1"');
    assert.equal((await library.state(GLOBAL, 'v1.0')).source?.checked, clock.time);
    assert.deepEqual(await readFile(join(folder, FILE)), compiled, 'only the time is written');
    assert.equal(changes(), 1);
    const next = await libraryWith(t, server.port, { folder, clock });
    assert.equal((await next.library.state(GLOBAL, 'v1.0')).kind, 'fresh', 'the next process knows');
    assert.equal(server.got.length, 2);
  });

  test('where it changed, the new one comes in its place', async (t) => {
    let etag = '"1"';
    const server = await versions(() => etag)(t);
    const { library, clock, changes } = await libraryWith(t, server.port);
    await library.update(GLOBAL, 'v1.0');
    clock.addDays(8);
    etag = '"22"';
    assert.equal((await library.metadata(GLOBAL, 'v1.0'))?.names().length, 1);
    await until(() => changes() === 2);
    assert.equal((await library.metadata(GLOBAL, 'v1.0'))?.names().length, 2);
    assert.equal((await library.metadata(GLOBAL, 'v1.0'))?.head.source.etag, '"22"');
  });

  test('0 days: it is never asked for again', async (t) => {
    const server = await versions(() => '"1"')(t);
    const { library, clock } = await libraryWith(t, server.port, { settings: { refreshDays: 0 } });
    await library.update(GLOBAL, 'v1.0');
    clock.addDays(1_000);
    await library.metadata(GLOBAL, 'v1.0');
    assert.equal((await library.state(GLOBAL, 'v1.0')).kind, 'fresh');
    assert.equal(server.got.length, 1);
  });

  test('a refresh that fails is logged and left alone for a while; the old one stays', async (t) => {
    let broken = false;
    const server = await metadataServer(t, (_got, response) => {
      if (broken) response.writeHead(503);
      response.end(document());
    });
    const { library, clock, log } = await libraryWith(t, server.port);
    await library.update(GLOBAL, 'v1.0');
    broken = true;
    clock.addDays(8);
    await library.metadata(GLOBAL, 'v1.0');
    await until(() => log.length > 1);
    assert.match(log.join('\n'), /status 503/);
    const state = await library.state(GLOBAL, 'v1.0');
    assert.equal(state.kind, 'stale');
    assert.equal(state.failure?.code, 'download-refused');
    clock.time += 60_000;
    assert.equal((await library.metadata(GLOBAL, 'v1.0'))?.names().length, 1);
    assert.equal(server.got.length, 2, 'it is not asked again at once');
    broken = false;
    clock.time += 3_600_000;
    await library.metadata(GLOBAL, 'v1.0');
    await until(async () => (await library.state(GLOBAL, 'v1.0')).kind === 'fresh');
    assert.equal((await library.state(GLOBAL, 'v1.0')).failure, undefined);
  });
});

suite('a file that is not what was written', () => {
  const damages: Readonly<Record<string, (bytes: Buffer) => Uint8Array>> = {
    empty: () => new Uint8Array(),
    'cut off': (bytes) => bytes.subarray(0, bytes.length - 20),
    'one letter changed': (bytes) => {
      const copy = Buffer.from(bytes);
      copy[copy.length - 60] = (copy[copy.length - 60] ?? 0) ^ 1;
      return copy;
    },
    'something else': () => Buffer.from('<html></html>'),
    'of another form': (bytes) =>
      Buffer.from(bytes.toString('latin1').replace(`metadata ${METADATA_FORMAT}`, 'metadata 999'), 'latin1'),
  };
  for (const [name, damage] of Object.entries(damages)) {
    test(`${name}: it is not used, and made again`, async (t) => {
      const server = await metadataServer(t, (got, response) => {
        assert.equal(got.headers['if-none-match'], undefined, 'nothing of it is believed');
        response.writeHead(200, { etag: '"1"' });
        response.end(document(2));
      });
      const first = await libraryWith(t, server.port);
      await first.library.update(GLOBAL, 'v1.0');
      const path = join(first.folder, FILE);
      await writeFile(path, damage(await readFile(path)));
      const { library, log, changes } = await libraryWith(t, server.port, { folder: first.folder });
      assert.equal(await library.metadata(GLOBAL, 'v1.0'), undefined);
      assert.match(log.join(), /is broken or of another version/);
      await until(async () => (await library.metadata(GLOBAL, 'v1.0')) !== undefined);
      assert.equal(server.got.length, 2);
      assert.equal(changes(), 1);
    });
  }
});

suite('several windows', () => {
  test('one sees what another downloaded, after a while', async (t) => {
    const server = await metadataServer(t, (_got, response) => response.end(document()));
    const clock = new HeldClock();
    const first = await libraryWith(t, server.port, { clock });
    const second = await libraryWith(t, server.port, { clock, folder: first.folder });
    assert.equal(await second.library.metadata(GLOBAL, 'v1.0'), undefined);
    await first.library.update(GLOBAL, 'v1.0');
    clock.time += 31_000;
    assert.equal((await second.library.metadata(GLOBAL, 'v1.0'))?.names().length, 1);
    assert.equal(second.changes(), 1);
    assert.equal(server.got.length, 1);
  });

  test('all may write at once: a whole file is there at any time', async (t) => {
    const server = await metadataServer(t, (_got, response, count) => response.end(document(count)));
    const clock = new HeldClock();
    const first = await libraryWith(t, server.port, { clock });
    const others = await Promise.all(
      Array.from({ length: 4 }, () => libraryWith(t, server.port, { clock, folder: first.folder })),
    );
    let done = false;
    const writing = Promise.all(others.map(({ library }) => library.update(GLOBAL, 'v1.0'))).finally(() => {
      done = true;
    });
    let seen = 0;
    while (!done) {
      const { library } = await libraryWith(t, server.port, { clock, folder: first.folder });
      const metadata = await library.metadata(GLOBAL, 'v1.0');
      if (metadata) {
        seen++;
        assert.ok(metadata.names().every((name) => metadata.type(name) !== undefined));
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await writing;
    assert.ok(seen > 0);
    assert.deepEqual(await readdir(first.folder), [FILE], 'nothing else is left');
  });

  test('what a process left that was killed is cleared away, and locks nobody out', async (t) => {
    const server = await metadataServer(t, (_got, response) => response.end(document()));
    const { library, folder, clock } = await libraryWith(t, server.port);
    await library.update(GLOBAL, 'v1.0');
    const [old, young] = [`${FILE}.1-0.tmp`, `${FILE}.2-0.tmp`];
    await writeFile(join(folder, old), 'half');
    await writeFile(join(folder, young), 'half');
    await utimes(join(folder, old), clock.time / 1000 - 7_200, clock.time / 1000 - 7_200);
    await utimes(join(folder, young), clock.time / 1000, clock.time / 1000);
    await library.update(GLOBAL, 'v1.0');
    assert.deepEqual((await readdir(folder)).sort(), [FILE, young]);
  });
});

suite('what goes wrong', () => {
  const fails = async (work: Promise<unknown>, code: string, ...sentences: readonly RegExp[]) => {
    await assert.rejects(work, (error: Error & { code?: string }) => {
      assert.equal(error.code, code, error.message);
      for (const sentence of sentences) assert.match(error.message, sentence);
      return true;
    });
  };

  test('broken metadata is refused with line and column, and what was there stays', async (t) => {
    let text = document();
    const server = await metadataServer(t, (_got, response) => response.end(text));
    const { library } = await libraryWith(t, server.port);
    text = '<!DOCTYPE html><html><body>Sign in to the network</body></html>';
    const built = /The built-in schemas stay in use\.$/;
    await fails(
      library.update(GLOBAL, 'v1.0'),
      'metadata-invalid',
      /graph\.microsoft\.com/,
      /web page/,
      built,
    );
    text = document();
    await library.update(GLOBAL, 'v1.0');
    text = document().replace('</Schema>', '\n\n</Shema>');
    const where = /\(line 4, column \d+\)/;
    const stays = /last checked on 2023-11-14, stays in use\.$/;
    await fails(library.update(GLOBAL, 'v1.0'), 'metadata-invalid', where, stays);
    assert.equal((await library.metadata(GLOBAL, 'v1.0'))?.names().length, 1);
  });

  test('no network', async (t) => {
    const server = await metadataServer(t, (_got, response) => response.end());
    const { library } = await libraryWith(t, server.port === 1 ? 2 : 1);
    await fails(
      library.update(GLOBAL, 'v1.0'),
      'connection-refused',
      /^Nothing was downloaded: graph\.microsoft\.com refused the connection\./,
      /then download again\. The built-in schemas stay in use\.$/,
    );
  });

  test('cancelled: nothing of it stays', async (t) => {
    const server = await metadataServer(t, (_got, response) => {
      response.write(document().slice(0, 100));
    });
    const { library, folder } = await libraryWith(t, server.port);
    const abort = new AbortController();
    const update = library.update(GLOBAL, 'v1.0', { signal: abort.signal, progress: () => abort.abort() });
    await fails(update, 'download-cancelled', /^Nothing was downloaded: the download was cancelled\./);
    await assert.rejects(readdir(folder));
    assert.equal((await library.state(GLOBAL, 'v1.0')).failure, undefined);
    assert.equal((await library.state(GLOBAL, 'v1.0')).updating, false);
  });

  test('what cannot be kept is said', async (t) => {
    const server = await metadataServer(t, (_got, response) => response.end(document()));
    const file = join(await scratchFolder(t), 'taken');
    await writeFile(file, 'a file where the folder should be');
    const { library } = await libraryWith(t, server.port, { folder: file });
    await fails(library.update(GLOBAL, 'v1.0'), 'metadata-not-kept', /could not be kept/);
  });
});

suite('a file of the person', () => {
  test('is compiled again where its compiled file is of another form', async (t) => {
    const server = await metadataServer(t, (_got, response) => response.end(document()));
    const { library, folder } = await libraryWith(t, server.port);
    const path = join(await scratchFolder(t), 'mine.csdl');
    await writeFile(path, document(2));
    await library.take(GLOBAL, 'v1.0', await givenFile(path));
    const compiled = join(folder, FILE);
    const text = await readFile(compiled, 'latin1');
    const other = text.slice(9).replace(`metadata ${METADATA_FORMAT}`, 'metadata 0');
    await writeFile(compiled, `${crc32(other).toString(16).padStart(8, '0')}\n${other}`, 'latin1');
    const next = await libraryWith(t, server.port, { folder });
    assert.equal(await next.library.metadata(GLOBAL, 'v1.0'), undefined);
    await until(() => next.changes() === 1);
    assert.equal((await next.library.metadata(GLOBAL, 'v1.0'))?.names().length, 2);
    assert.equal(server.got.length, 0);
  });

  test('takes the place of the download, is never asked for, and is read again where it changed', async (t) => {
    const server = await metadataServer(t, (_got, response) => response.end(document()));
    const { library, clock, folder, changes } = await libraryWith(t, server.port);
    const path = join(await scratchFolder(t), 'mine.csdl');
    await writeFile(path, document(2));
    assert.equal((await library.take(GLOBAL, 'v1.0', await givenFile(path))).names().length, 2);
    assert.equal((await library.state(GLOBAL, 'v1.0')).source?.address, path);
    clock.addDays(30);
    await library.metadata(GLOBAL, 'v1.0');
    assert.equal(server.got.length, 0, 'a file of the own is not replaced by a download');
    await writeFile(path, document(5));
    await utimes(path, 1_800_000_000, 1_800_000_000);
    const next = await libraryWith(t, server.port, { folder, clock });
    assert.equal((await next.library.metadata(GLOBAL, 'v1.0'))?.names().length, 2);
    await until(() => next.changes() === 1);
    assert.equal((await next.library.metadata(GLOBAL, 'v1.0'))?.names().length, 5);
    assert.equal(changes(), 1);
    assert.equal(
      (await library.update(GLOBAL, 'v1.0')).head.source.address,
      SERVICE,
      'until it is asked for',
    );
  });
});

/** A server whose document has as many types as its ETag has digits, and that answers 304. */
function metadataVersions(etag: () => string) {
  return (t: Parameters<typeof metadataServer>[0]) =>
    metadataServer(t, ({ headers }, response) => {
      const current = etag();
      if (headers['if-none-match'] === current) {
        response.writeHead(304);
        response.end();
        return;
      }
      response.writeHead(200, { etag: current });
      response.end(document(current.length - 2));
    });
}
