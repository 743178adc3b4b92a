import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** Pixels, row by row. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Three bytes a pixel: red, green, blue. */
  readonly rgb: Uint8Array;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * Width and height of a PNG file, in pixels.
 * @throws when it is none
 */
export function sizeOf(png: Buffer): { readonly width: number; readonly height: number } {
  if (!png.subarray(0, 8).equals(SIGNATURE) || png.toString('latin1', 12, 16) !== 'IHDR') {
    throw new Error('This is not a PNG file.');
  }
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}

/** Bytes of a pixel by the type of its colours: with or without transparency, or one of a palette. */
const CHANNELS: Readonly<Record<number, number>> = { 2: 3, 3: 1, 6: 4 };

/**
 * Reads a PNG as a browser's screenshots are, and as `encode` writes them: eight bits a channel, not interlaced.
 * Transparency is left out.
 * @throws when the file is of another kind
 */
export function decode(png: Buffer): Pixels {
  const { width, height } = sizeOf(png);
  const [depth, type = 0, , , interlaced] = png.subarray(24, 29);
  const channels = CHANNELS[type];
  if (depth !== 8 || channels === undefined || interlaced !== 0) {
    throw new Error('This kind of PNG is not read.');
  }
  const raw = inflateSync(Buffer.concat(chunksOf(png, 'IDAT')));
  const stride = width * channels;
  const lines = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const from = y * (stride + 1);
    unfilter(lines, y * stride, raw.subarray(from + 1, from + 1 + stride), raw[from] ?? 0, channels, stride);
  }
  const [palette] = chunksOf(png, 'PLTE');
  const rgb = new Uint8Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const at = palette ? (lines[pixel] ?? 0) * 3 : pixel * channels;
    rgb.set((palette ?? lines).subarray(at, at + 3), pixel * 3);
  }
  return { width, height, rgb };
}

/**
 * Writes a PNG with a palette.
 *
 * @param palette at most 256 colours as 0xRRGGBB
 * @param indexes a colour of the palette for each pixel, row by row
 */
export function encode(
  width: number,
  height: number,
  palette: readonly number[],
  indexes: Uint8Array,
): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) {
    lines.set(indexes.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  }
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(lines, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunksOf(png: Buffer, wanted: string): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === wanted) found.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  return found;
}

/** Undoes the filter of a line; `lines` has the lines above it already. */
function unfilter(
  lines: Uint8Array,
  start: number,
  line: Uint8Array,
  filter: number,
  step: number,
  stride: number,
): void {
  const above = start - stride;
  for (let x = 0; x < stride; x++) {
    const left = x >= step ? (lines[start + x - step] ?? 0) : 0;
    const up = above >= 0 ? (lines[above + x] ?? 0) : 0;
    const corner = above >= 0 && x >= step ? (lines[above + x - step] ?? 0) : 0;
    lines[start + x] = (line[x] ?? 0) + predicted(filter, left, up, corner);
  }
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    default:
      return paeth(left, up, corner);
  }
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const byLeft = Math.abs(guess - left);
  const byUp = Math.abs(guess - up);
  const byCorner = Math.abs(guess - corner);
  if (byLeft <= byUp && byLeft <= byCorner) return left;
  return byUp <= byCorner ? up : corner;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
