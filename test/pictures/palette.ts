import { decode, encode, type Pixels } from './png.ts';

/** As many colours as one byte can name. */
const MOST = 256;

/** Squared distance under which two colours look the same in a picture of text. */
const ALIKE = 90;

/**
 * The same picture with a palette, at a quarter of the size or less: the flat colours of an editor stay exactly as they
 * are, and the shades at the edges of letters become the nearest of those that are used most.
 */
export function withPalette(png: Buffer): Buffer {
  const pixels = decode(png);
  const counts = countColours(pixels);
  const palette = choose(counts);
  const nearest = new Map<number, number>();
  for (const colour of counts.keys()) nearest.set(colour, nearestOf(palette, colour));
  const { width, height } = pixels;
  const indexes = Uint8Array.from({ length: width * height }, (_, pixel) => {
    return nearest.get(colourAt(pixels, pixel)) ?? 0;
  });
  return encode(width, height, palette, indexes);
}

function colourAt({ rgb }: Pixels, pixel: number): number {
  const at = pixel * 3;
  return ((rgb[at] ?? 0) << 16) | ((rgb[at + 1] ?? 0) << 8) | (rgb[at + 2] ?? 0);
}

function countColours(pixels: Pixels): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (let pixel = 0; pixel < pixels.width * pixels.height; pixel++) {
    const colour = colourAt(pixels, pixel);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  return counts;
}

/** The colours that are used most, without those that look like one that is used more; in a fixed order. */
function choose(counts: ReadonlyMap<number, number>): readonly number[] {
  const ranked = [...counts].sort(([a, often], [b, oftener]) => oftener - often || a - b);
  const chosen: number[] = [];
  for (const [colour] of ranked) {
    if (chosen.length === MOST) break;
    if (chosen.every((each) => distance(each, colour) > ALIKE)) chosen.push(colour);
  }
  return chosen;
}

function nearestOf(palette: readonly number[], colour: number): number {
  let best = 0;
  let least = Infinity;
  for (const [index, each] of palette.entries()) {
    const far = distance(each, colour);
    if (far >= least) continue;
    best = index;
    least = far;
  }
  return best;
}

function distance(a: number, b: number): number {
  const red = (a >> 16) - (b >> 16);
  const green = ((a >> 8) & 255) - ((b >> 8) & 255);
  const blue = (a & 255) - (b & 255);
  return red * red + green * green + blue * blue;
}
