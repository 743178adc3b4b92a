import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { suite, type TestContext, test } from 'node:test';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { downloadText } from '../../../../src/core/send/client/downloadText.ts';
import { authority, cloudClient, cloudServer } from '../world.ts';

const hosts = authority.issue(['graph.microsoft.com']);

/** What comes of reading a page from a server that answers so. */
async function read(
  t: TestContext,
  answer: (response: ServerResponse) => void,
  signal?: AbortSignal,
): Promise<string> {
  const { port } = await cloudServer(t, (_got, response) => answer(response), hosts);
  const url = new URL('https://graph.microsoft.com/page.md');
  return downloadText(cloudClient(t, port), { url, limit: 100_000, ...(signal ? { signal } : {}) });
}

suite('a text that is downloaded', () => {
  test('is read as UTF-8, compressed or not', async (t) => {
    assert.equal(await read(t, (response) => response.end('\ufeff# Ü\n')), '# Ü\n');
    const packed = (encoding: string, bytes: Buffer) => (response: ServerResponse) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(bytes);
    assert.equal(await read(t, packed('gzip', gzipSync('# Ü'))), '# Ü');
    assert.equal(await read(t, packed('br', brotliCompressSync('# Ü'))), '# Ü');
  });

  test('never grows beyond its limit, and is whole or not there', async (t) => {
    const large = gzipSync(Buffer.alloc(1_000_000));
    await assert.rejects(
      read(t, (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(large)),
      { code: 'download-too-large' },
    );
    await assert.rejects(
      read(t, (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip')),
      { code: 'download-broken' },
    );
    await assert.rejects(
      read(t, (response) => response.writeHead(404).end()),
      { code: 'download-not-found' },
    );
    await assert.rejects(
      read(t, (response) => response.writeHead(302, { location: 'http://graph.microsoft.com/' }).end()),
      { code: 'download-moved' },
    );
    await assert.rejects(
      read(t, (response) => response.end('x'), AbortSignal.abort()),
      { code: 'download-cancelled' },
    );
  });
});
