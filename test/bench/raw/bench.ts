import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { node } from '../../host/paths.ts';
import type { Bench, Contestant } from '../bench.ts';

const execute = promisify(execFile);
const script = fileURLToPath(new URL('../../webview/rawCost.ts', import.meta.url));
/** Longest that one measurement may take, in milliseconds. */
const TIMEOUT = 180_000;

const SIZES: Readonly<Record<string, number>> = { '10 KB': 0.01, '1 MB': 1, '5 MB': 5, '50 MB': 50 };
const FIRST = 'Graph HTTP, Raw';
const ALL = 'Graph HTTP, Raw to the end';
const OBJECT = 'Graph HTTP, Object';
const PLAIN = 'Plain `<pre>`';
const COLOURED = 'Coloured `<pre>`';
/** Two frames of a screen with 60 of them a second, and what a timer may be late. */
const TWO_FRAMES = 34;

interface Way {
  readonly name: string;
  readonly about: string;
  /** What `rawCost.ts` calls it. */
  readonly way: string;
  readonly skips?: Readonly<Record<string, string>>;
}

const NAIVE_SKIPS = { '50 MB': 'too much for one document: 5 MB take up to a gigabyte' };

const WAYS: readonly Way[] = [
  { name: FIRST, about: 'the “Raw” tab of the response page, to the first paint of the body', way: 'raw' },
  {
    name: ALL,
    about: 'the same, until every further part of the body has come and is in the view',
    way: 'raw-whole',
    skips: { '50 MB': 'only the beginning is shown; the whole opens as a file' },
  },
  {
    name: OBJECT,
    about: 'the “Object” tab, to the first paint of the table; further rows come when they are looked at',
    way: 'object',
  },
  { name: PLAIN, about: 'the whole text in one `<pre>`, without colours', way: 'pre', skips: NAIVE_SKIPS },
  {
    name: COLOURED,
    about: 'the whole text as markup that one regular expression coloured',
    way: 'coloured',
    skips: NAIVE_SKIPS,
  },
];

/** Showing a JSON body: how long it takes. */
export async function rawBench(): Promise<Bench> {
  return {
    ...common('show', ({ time }) => time),
    id: 'raw',
    title: 'Showing a body',
    about:
      'From the arrival of a response to the frame that shows its JSON body, pretty-printed, in a headless Chromium.',
    targets: [
      { case: '5 MB', contestant: FIRST, atMost: 50 },
      { case: '5 MB', contestant: OBJECT, atMost: 50 },
      { case: '50 MB', contestant: FIRST, atMost: 50 },
      { case: '5 MB', contestant: FIRST, of: COLOURED, atMost: 0.02 },
      { case: '5 MB', contestant: ALL, of: COLOURED, atMost: 0.1 },
    ],
  };
}

/** Showing a JSON body: what it keeps in memory. */
export async function rawMemoryBench(): Promise<Bench> {
  return {
    ...common('show', ({ heap }) => heap),
    id: 'raw-memory',
    title: 'Memory of a body',
    about: 'What the heap of the page has more than before, elements included, after garbage collection.',
    unit: 'MB',
    targets: [
      { case: '5 MB', contestant: ALL, atMost: 20 },
      { case: '5 MB', contestant: OBJECT, atMost: 20 },
      { case: '5 MB', contestant: ALL, of: COLOURED, atMost: 0.1 },
    ],
  };
}

/** Showing JSON bodies one after the other: what is left of them in memory. */
export async function rawTenBench(): Promise<Bench> {
  return {
    ...common('ten', ({ heap }) => heap),
    id: 'raw-ten',
    title: 'Memory after ten bodies',
    about: 'The same after ten responses of that size, one after the other; the page shows the last one.',
    unit: 'MB',
    rounds: 1,
    targets: [
      { case: '5 MB', contestant: ALL, atMost: 20 },
      { case: '5 MB', contestant: OBJECT, atMost: 20 },
    ],
  };
}

/** Scrolling through a JSON body: the longest frame. */
export async function scrollLongestBench(): Promise<Bench> {
  return {
    ...common('scroll', ({ longest }) => longest),
    id: 'raw-scroll',
    title: 'Scrolling through a body, the longest frame',
    about:
      'From its start to its end and back in 80 jumps, then 40 screens on, a step each frame. 17 ms is a frame of the screen.',
    targets: [
      { case: '5 MB', contestant: ALL, atMost: TWO_FRAMES },
      { case: '5 MB', contestant: OBJECT, atMost: TWO_FRAMES },
    ],
  };
}

/** Scrolling through a JSON body: the frames as they usually are. */
export async function scrollUsualBench(): Promise<Bench> {
  return {
    ...common('scroll', ({ usual }) => usual),
    id: 'raw-scroll-usual',
    title: 'Scrolling through a body, 95 of 100 frames',
    about: 'What 95 of 100 frames of the same do not exceed.',
    targets: [
      { case: '5 MB', contestant: ALL, atMost: TWO_FRAMES },
      { case: '5 MB', contestant: ALL, of: COLOURED, atMost: 1 },
    ],
  };
}

/** What a measurement brings, in milliseconds and megabytes. */
interface Cost {
  readonly time?: number;
  readonly heap?: number;
  readonly longest?: number;
  readonly usual?: number;
}

type Picked = (cost: Cost) => number | undefined;

function common(what: string, pick: Picked): Pick<Bench, 'rounds' | 'cases' | 'contestants'> {
  return {
    rounds: 3,
    cases: Object.keys(SIZES),
    contestants: WAYS.map((way) => contestant(way, what, pick)),
  };
}

function contestant({ name, about, way, skips }: Way, what: string, pick: Picked): Contestant {
  return {
    name,
    about,
    ...(skips ? { skips } : {}),
    slow: [COLOURED, PLAIN].includes(name) ? ['5 MB'] : [],
    measure: async (size) => {
      const measured = pick(await costOf(way, size, what));
      if (measured === undefined) throw new Error(`Nothing was measured of ${name}.`);
      return measured;
    },
  };
}

/** A browser of its own for each measurement. */
async function costOf(way: string, size: string, what: string): Promise<Cost> {
  const { stdout } = await execute(node, [script, way, String(SIZES[size]), what], { timeout: TIMEOUT });
  return JSON.parse(stdout) as Cost;
}
