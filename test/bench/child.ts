// Measures one contestant in a process of its own: `child.ts cold|loaded|steady|slowest|peak|first-peak <module> <case>`. The last
// line of its output is the time in milliseconds, or the memory in megabytes for a peak.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { median, percentile } from './arithmetic.ts';

/** What a contestant's module exports: makes everything ready for a case, and gives what is measured. */
export type ContestantModule = {
  readonly contestant: (name: string) => Run | Promise<Run>;
  /** What else has happened where the module is loaded already. */
  readonly prepare?: () => Promise<void>;
};

/** What is measured: one call, awaited where it gives a promise. */
export type Run = () => unknown;

/** How long to warm up and to measure, in milliseconds, and how often at least. */
const STEADY = { warmUp: 300, measured: 500, atLeast: 3 };
/** A batch of calls takes at least this long, so that the clock is exact enough. */
const BATCH = 0.5;

/** So many calls show what is kept from one to the next as well. */
const PEAK_CALLS = 10;

/** Where results go, so that no call can be left out as useless. */
const sink: { last?: unknown } = {};

async function load(module: string): Promise<ContestantModule> {
  return (await import(pathToFileURL(module).href)) as ContestantModule;
}

/** From nothing loaded, or with the module loaded, to the first result. */
async function first(mode: string, module: string, name: string): Promise<number> {
  if (mode === 'loaded') await (await load(module)).prepare?.();
  const started = performance.now();
  const { contestant } = await load(module);
  const run = await contestant(name);
  sink.last = await run();
  return performance.now() - started;
}

/** One call, when everything is warm. */
async function steady(module: string, name: string): Promise<number> {
  const { contestant } = await load(module);
  const run = await contestant(name);
  const first = await batch(run, 1);
  const quick = first < BATCH;
  const warmUntil = performance.now() + (first > STEADY.warmUp ? 0 : STEADY.warmUp);
  while (performance.now() < warmUntil) await batch(run, quick ? 10 : 1);
  const size = quick ? Math.max(1, Math.ceil((BATCH * 10) / (await batch(run, 10)))) : 1;
  const times: number[] = [];
  const until = performance.now() + STEADY.measured;
  while (times.length < STEADY.atLeast || performance.now() < until) {
    times.push((await batch(run, size)) / size);
    if (first > STEADY.measured) break;
  }
  return median(times);
}

/** What 95 of 100 calls do not exceed, when everything is warm. */
async function slowest(module: string, name: string): Promise<number> {
  const { contestant } = await load(module);
  const run = await contestant(name);
  const warmUntil = performance.now() + STEADY.warmUp;
  while (performance.now() < warmUntil) await batch(run, 1);
  const times: number[] = [];
  const until = performance.now() + 2 * STEADY.measured;
  while (times.length < 40 || performance.now() < until) times.push(await batch(run, 1));
  return percentile(times, 0.95);
}

/** How much more memory the process has had at its peak after some calls than before the first one, in megabytes. */
async function peak(module: string, name: string, calls: number): Promise<number> {
  const { contestant } = await load(module);
  const run = await contestant(name);
  const before = peakMemory();
  for (let index = 0; index < calls; index++) sink.last = await run();
  return (peakMemory() - before) / 1024;
}

/**
 * The most memory that this process has had, in kilobytes. What Node.js says of it is no less than what the process had
 * that started this one, on Linux, and hides a peak below that.
 */
function peakMemory(): number {
  const status = process.platform === 'linux' ? readFileSync('/proc/self/status', 'utf8') : '';
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? process.resourceUsage().maxRSS);
}

async function batch(run: Run, size: number): Promise<number> {
  const started = performance.now();
  for (let index = 0; index < size; index++) {
    const result = run();
    sink.last = result instanceof Promise ? await result : result;
  }
  return performance.now() - started;
}

const [mode = '', module = '', name = ''] = process.argv.slice(2);
const measures: Readonly<Record<string, (module: string, name: string) => Promise<number>>> = {
  steady,
  slowest,
  peak: (...of) => peak(...of, PEAK_CALLS),
  'first-peak': (...of) => peak(...of, 1),
};
const measure = measures[mode] ?? ((...of: [string, string]) => first(mode, ...of));
const time = await measure(module, name);
console.log(`\n${time}`);
process.exit(0);
