import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { suite, type TestContext, test } from 'node:test';
import { brotliCompressSync, gunzipSync, gzipSync } from 'node:zlib';
import type { Client } from '../../../../src/core/send/client/client.ts';
import type {
  Downloaded,
  DownloadRequest,
  DownloadStart,
} from '../../../../src/core/send/client/download.ts';
import { authority, client, cloudClient, cloudServer, type Got, listen, rawCloud } from '../world.ts';

const URL_OF_ONE = 'https://graph.microsoft.com/v1.0/$metadata';
const hosts = authority.issue(['graph.microsoft.com', 'other.example']);

/** What a download gave. */
interface Fetched {
  readonly downloaded: Downloaded;
  readonly bytes: Buffer;
  readonly start: DownloadStart | undefined;
}

async function fetched(from: Client, more: Partial<DownloadRequest> = {}): Promise<Fetched> {
  const chunks: Uint8Array[] = [];
  let start: DownloadStart | undefined;
  const downloaded = await from.download({
    url: new URL(URL_OF_ONE),
    limit: 1_000_000,
    onStart: (given) => {
      assert.equal(start, undefined, 'it begins once');
      start = given;
    },
    onData: (bytes) => void chunks.push(Buffer.from(bytes)),
    ...more,
  });
  return { downloaded, bytes: Buffer.concat(chunks), start };
}

const server = (t: TestContext, answer: (got: Got, response: ServerResponse, count: number) => void) =>
  cloudServer(t, answer, hosts);

async function failureOf(
  t: TestContext,
  answer: (got: Got, response: ServerResponse, count: number) => void,
  more?: Partial<DownloadRequest>,
): Promise<string> {
  const { port } = await server(t, answer);
  const { downloaded } = await fetched(cloudClient(t, port), more);
  assert.ok(downloaded.kind === 'failed', downloaded.kind);
  assert.match(downloaded.failure.message, /^Nothing was downloaded: .+\.$/);
  return `${downloaded.failure.code}: ${downloaded.failure.message}`;
}

suite('a download', () => {
  test('reads a document without saying who asks', async (t) => {
    const { port, got } = await server(t, (_got, response) => {
      response.writeHead(200, { etag: 'W/"7"', 'last-modified': 'yesterday', 'content-length': 5 });
      response.end('<a/>\n');
    });
    const { downloaded, bytes, start } = await fetched(cloudClient(t, port));
    assert.deepEqual(downloaded, { kind: 'whole' });
    assert.equal(bytes.toString(), '<a/>\n');
    assert.deepEqual(
      { ...start, url: start?.url.href },
      { url: URL_OF_ONE, encoding: '', total: 5, etag: 'W/"7"', modified: 'yesterday' },
    );
    assert.deepEqual(Object.keys(got[0]?.headers ?? {}).sort(), [
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ]);
  });

  test('hands compressed bytes on as they are, and says how they are compressed', async (t) => {
    const { port } = await server(t, ({ headers }, response) => {
      assert.equal(headers['accept-encoding'], 'gzip, br');
      response.writeHead(200, { 'content-encoding': 'GZIP' });
      response.end(gzipSync('<a/>'));
    });
    const { bytes, start } = await fetched(cloudClient(t, port));
    assert.equal(start?.encoding, 'gzip');
    assert.equal(gunzipSync(bytes).toString(), '<a/>');
    assert.ok(brotliCompressSync('<a/>').length > 0);
  });

  test('asks by ETag, or else by date, whether the copy still holds', async (t) => {
    const { port, got } = await server(t, (_got, response) => response.writeHead(304).end());
    const from = cloudClient(t, port);
    const all = { etag: '"1"', modified: 'Wed, 01 May 2024 00:00:00 GMT' };
    assert.deepEqual((await fetched(from, all)).downloaded, { kind: 'unchanged' });
    assert.equal((await fetched(from, { modified: all.modified })).start, undefined);
    assert.deepEqual(
      got.map(({ headers }) => [headers['if-none-match'], headers['if-modified-since']]),
      [
        ['"1"', undefined],
        [undefined, all.modified],
      ],
    );
  });

  test('goes through the proxy, and through nothing else', async (t) => {
    const { port } = await server(t, (_got, response) => response.end('<a/>'));
    const tunnels: string[] = [];
    const proxy = createServer((_, response) => response.writeHead(403).end());
    proxy.on('connect', ({ url = '' }, socket) => {
      tunnels.push(url);
      const upstream = connect(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        upstream.pipe(socket).pipe(upstream);
      });
      for (const end of [socket, upstream]) end.on('error', () => end.destroy());
    });
    const { port: proxyPort } = await listen(t, proxy);
    const from = client(t, {
      ca: [authority.cert],
      proxyFor: () => ({ url: `http://127.0.0.1:${proxyPort}` }),
    });
    assert.deepEqual((await fetched(from)).downloaded, { kind: 'whole' });
    assert.deepEqual(tunnels, ['graph.microsoft.com:443']);
  });
});

suite('redirects of a download', () => {
  test('are followed to https addresses, and the last one is named', async (t) => {
    const { port, got } = await server(t, ({ url }, response, count) => {
      if (count > 3) response.end('<a/>');
      else {
        const location = count === 3 ? 'https://other.example/c' : `${url}/next`;
        response.writeHead([301, 302, 307][count - 1] ?? 308, { location }).end('moved');
      }
    });
    const { downloaded, bytes, start } = await fetched(cloudClient(t, port));
    assert.deepEqual(downloaded, { kind: 'whole' });
    assert.equal(bytes.toString(), '<a/>');
    assert.equal(start?.url.href, 'https://other.example/c');
    assert.equal(got.at(-1)?.headers.host, 'other.example');
  });

  for (const [name, location, message] of [
    ['to http', 'http://graph.microsoft.com/x', /not read over https/],
    ['to a file', 'file:///etc/passwd', /not read over https/],
    ['to an address with a password', 'https://a:b@other.example/', /not read over https/],
    ['to nowhere', 'https://', /no valid address/],
    ['for ever', '/again', /more than three times/],
  ] as const) {
    test(`${name} are not followed`, async (t) => {
      const failure = await failureOf(t, (_got, response) => response.writeHead(302, { location }).end());
      assert.match(failure, /^download-moved: /);
      assert.match(failure, message);
    });
  }
});

suite('what keeps a download from its end', () => {
  test('no such document', async (t) => {
    assert.match(
      await failureOf(t, (_got, response) => response.writeHead(404).end()),
      /^download-not-found: .*\(404\)/,
    );
  });

  test('another answer', async (t) => {
    assert.match(
      await failureOf(t, (_got, response) => response.writeHead(503).end()),
      /status 503\. It may be busy/,
    );
    assert.match(
      await failureOf(t, (_got, response) => response.writeHead(403).end()),
      /status 403\. Choose another/,
    );
    assert.match(await failureOf(t, (_got, response) => response.writeHead(206).end('<a')), /status 206/);
  });

  test('more bytes than the limit, said or not', async (t) => {
    const limit = 3 * 1024 * 1024;
    const said = (_got: Got, response: ServerResponse) => {
      response.writeHead(200, { 'content-length': limit + 1 });
      response.write('<');
    };
    assert.match(await failureOf(t, said, { limit }), /^download-too-large: .*more than 3 MB/);
    const unsaid = (_got: Got, response: ServerResponse) => void response.end('x'.repeat(limit + 1));
    assert.match(await failureOf(t, unsaid, { limit }), /^download-too-large: /);
  });

  test('a connection that breaks', async (t) => {
    const { port } = await rawCloud(t, (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<a');
      setTimeout(() => socket.destroy(), 50);
    });
    const { downloaded } = await fetched(cloudClient(t, port));
    assert.equal(downloaded.kind === 'failed' && downloaded.failure.code, 'download-broken');
  });

  test('a certificate of somebody else', async (t) => {
    const { port, got } = await cloudServer(
      t,
      (_got, response) => response.end(),
      authority.issue(['evil.example']),
    );
    const { downloaded } = await fetched(cloudClient(t, port));
    assert.equal(downloaded.kind === 'failed' && downloaded.failure.code, 'certificate');
    assert.equal(got.length, 0);
  });

  test('a proxy that refuses', async (t) => {
    const proxy = createServer();
    proxy.on('connect', (_, socket) => void socket.end('HTTP/1.1 407 No\r\n\r\n'));
    const { port } = await listen(t, proxy);
    const from = client(t, { proxyFor: () => ({ url: `http://127.0.0.1:${port}` }) });
    const { downloaded } = await fetched(from);
    assert.equal(downloaded.kind === 'failed' && downloaded.failure.code, 'proxy-authentication');
    const odd = client(t, { proxyFor: () => ({ url: 'socks://x' }) });
    const refused = (await fetched(odd)).downloaded;
    assert.match(
      refused.kind === 'failed' ? refused.failure.message : '',
      /^Nothing was downloaded: the proxy setting/,
    );
  });

  test('Cancel: before it, while it is asked for, and in the middle', async (t) => {
    const { port } = await server(t, ({ url }, response) => {
      if (!url.endsWith('/silent')) response.write('<a>');
    });
    const from = cloudClient(t, port);
    const cancelled = async (more: Partial<DownloadRequest>) => {
      const { downloaded } = await fetched(from, more);
      return downloaded.kind === 'failed' && downloaded.failure.code;
    };
    assert.equal(await cancelled({ signal: AbortSignal.abort() }), 'download-cancelled');
    const silent = new URL('https://graph.microsoft.com/silent');
    assert.equal(await cancelled({ url: silent, signal: AbortSignal.timeout(100) }), 'download-cancelled');
    const abort = new AbortController();
    assert.equal(
      await cancelled({ signal: abort.signal, onData: () => abort.abort() }),
      'download-cancelled',
    );
  });

  test('a client that was closed', async (t) => {
    const { port } = await server(t, (_got, response) => response.end());
    const from = cloudClient(t, port);
    await from.close();
    const { downloaded } = await fetched(from);
    assert.equal(downloaded.kind === 'failed' && downloaded.failure.code, 'download-cancelled');
  });
});

/** What a server may write in the place of an answer, what comes of it, and what was read of it at most. */
const RAW: Readonly<Record<string, readonly [text: string, comes: RegExp, read?: string]>> = {
  'more than it said': ['HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n<a/>\nGET /evil', /^whole$/, '<a/>\n'],
  'two lengths': [
    'HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 9\r\n\r\n<a/>',
    /^download-broken$/,
  ],
  'a length that is none': ['HTTP/1.1 200 OK\r\nContent-Length: -4\r\n\r\n<a/>', /^download-broken$/],
  'a length and chunks': [
    'HTTP/1.1 200 OK\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n<a/>\r\n0\r\n\r\n',
    /^download-broken$/,
  ],
  'broken chunks': ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n<a/>', /^download-broken$/],
  'an endless chunk': [
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n<a/>',
    /^download-(?:broken|cancelled)$/,
  ],
  'another protocol': [
    'HTTP/1.1 101 Switching\r\nUpgrade: h2c\r\nConnection: upgrade\r\n\r\n',
    /^download-broken$/,
  ],
  'no HTTP': ['220 smtp.contoso.com ESMTP\r\n', /^download-broken$/],
  'endless headers': [`HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(100_000)}`, /^download-broken$/],
  'one endless header': [`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(1_000_000)}`, /^download-broken$/],
  'a redirect with a second header in it': [
    'HTTP/1.1 302 Found\r\nLocation: https://other.example/\u0000\u0001\r\nContent-Length: 0\r\n\r\n',
    /^download-(?:broken|moved)$/,
  ],
  'a redirect with a password alone': [
    'HTTP/1.1 302 Found\r\nLocation: https://:b@other.example/\r\nContent-Length: 0\r\n\r\n',
    /^download-moved$/,
  ],
  'nothing that it was asked for is new': ['HTTP/1.1 304 Not Modified\r\n\r\n', /^unchanged$/],
  'one letter and then nothing': ['HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<', /^download-cancelled$/],
  'only that something will come': ['HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(1_000), /^download-cancelled$/],
};

suite('a hostile server of a download writes', () => {
  for (const [name, [text, comes, read]] of Object.entries(RAW)) {
    test(name, async (t) => {
      const { port } = await rawCloud(t, (socket) => {
        socket.on('error', () => {});
        socket.write(Buffer.from(text, 'latin1'));
      });
      const { downloaded, bytes } = await fetched(cloudClient(t, port), {
        signal: AbortSignal.timeout(comes.test('download-cancelled') ? 1_000 : 30_000),
      });
      assert.match(downloaded.kind === 'failed' ? downloaded.failure.code : downloaded.kind, comes);
      if (read !== undefined) assert.equal(bytes.toString(), read);
    });
  }
});
