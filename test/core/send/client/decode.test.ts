import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { decodeBody } from '../../../../src/core/send/client/decode.ts';

const GZIP = [{ name: 'Content-Encoding', value: 'gzip' }];

suite('a compressed body', () => {
  test('is decompressed no further than the limit', async () => {
    // 2 GB of zeros in 2 MB: far more than could be unpacked in the time.
    const member = gzipSync(Buffer.alloc(10_000_000));
    const bomb = Buffer.concat(Array.from({ length: 200 }, () => member));
    const started = performance.now();
    const decoded = await decodeBody(GZIP, bomb, 100_000);
    assert.equal(decoded.incomplete, 'too-large');
    assert.equal(decoded.size, 100_000);
    assert.ok(performance.now() - started < 1_500, 'it was unpacked to its end');
  });

  test('of exactly the limit is whole', async () => {
    assert.deepEqual(await decodeBody(GZIP, gzipSync('x'.repeat(1_000)), 1_000), {
      text: 'x'.repeat(1_000),
      size: 1_000,
    });
    assert.equal((await decodeBody(GZIP, gzipSync('x'.repeat(1_001)), 1_000)).incomplete, 'too-large');
    assert.deepEqual(await decodeBody([], Buffer.from('abc'), 3), { text: 'abc', size: 3 });
    assert.deepEqual(await decodeBody([], Buffer.from('abc'), 2), {
      text: 'ab',
      size: 2,
      incomplete: 'too-large',
    });
  });

  test('that is empty is empty, whatever it claims', async () => {
    assert.deepEqual(await decodeBody(GZIP, Buffer.alloc(0), 10), { text: '', size: 0 });
  });
});
