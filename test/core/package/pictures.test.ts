import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { root } from '../../host/paths.ts';
import { withPalette } from '../../pictures/palette.ts';
import { decode, encode, sizeOf } from '../../pictures/png.ts';

/** Bytes that a picture may take: everybody who installs the extension downloads all of them. */
const MOST_BYTES = 150_000;

/** The pictures that a text names, by their file names. */
function picturesIn(text: string): string[] {
  return [...text.matchAll(/media\/pictures\/([\w.-]+)/g)].map(([, name = '']) => name);
}

const manifest = picturesIn(await readFile(join(root, 'package.json'), 'utf8'));
const readme = picturesIn(await readFile(join(root, 'README.md'), 'utf8'));
const named = new Set([...manifest, ...readme]);

describe('pictures', () => {
  test('are those that the walkthrough and the README name, no more and no fewer', async () => {
    assert.ok(manifest.length >= 20 && readme.length > 0);
    assert.deepEqual((await readdir(join(root, 'media', 'pictures'))).sort(), [...named].sort());
  });

  for (const name of named) {
    test(`${name} is a small PNG of a size that can be read`, async () => {
      const picture = await readFile(join(root, 'media', 'pictures', name));
      const { width, height } = sizeOf(picture);
      assert.ok(picture.length < MOST_BYTES, `${picture.length} bytes`);
      assert.ok(width >= 900 && width <= 2400, `${width} pixels wide`);
      assert.ok(height >= 400 && height <= width, `${height} pixels high`);
    });
  }

  test('of a step differ by theme: none was taken before the theme was worn', async () => {
    const all = await Promise.all(
      manifest.map((name) => readFile(join(root, 'media', 'pictures', name), 'latin1')),
    );
    assert.equal(new Set(all).size, new Set(manifest).size);
  });
});

describe('a palette', () => {
  test('keeps the colours that are used most exactly, and makes what looks like one of them that one', () => {
    const [ground, nearly, text] = [0x1f1f1f, 0x21211f, 0xce9178];
    const indexes = Uint8Array.from([0, 0, 0, 1, 2, 2, 0, 0]);
    const { width, height, rgb } = decode(withPalette(encode(4, 2, [ground, nearly, text], indexes)));
    assert.deepEqual([width, height], [4, 2]);
    const colours = Array.from({ length: 8 }, (_, pixel) => Buffer.from(rgb).readUIntBE(pixel * 3, 3));
    assert.deepEqual(colours, [ground, ground, ground, ground, text, text, ground, ground]);
  });

  test('is refused where the file is no PNG', () => {
    assert.throws(() => sizeOf(Buffer.from('GIF89a, which is long enough to be read')), /not a PNG/);
  });
});
