// Measures one contestant in a process of its own: `child.ts cold|loaded|steady <module> <case>`. The last line of its
// output is the time in milliseconds.
import { pathToFileURL } from 'node:url';
import { median } from './arithmetic.ts';

/** What a contestant's module exports: makes everything ready for a case, and gives what is measured. */
export type ContestantModule = {
  readonly contestant: (name: string) => Run | Promise<Run>;
};

/** What is measured: one call, awaited where it gives a promise. */
export type Run = () => unknown;

/** How long to warm up and to measure, in milliseconds, and how often at least. */
const STEADY = { warmUp: 300, measured: 500, atLeast: 3 };
/** A batch of calls takes at least this long, so that the clock is exact enough. */
const BATCH = 0.5;

/** Where results go, so that no call can be left out as useless. */
const sink: { last?: unknown } = {};

async function load(module: string): Promise<ContestantModule> {
  return (await import(pathToFileURL(module).href)) as ContestantModule;
}

/** From nothing loaded, or with the module loaded, to the first result. */
async function first(mode: string, module: string, name: string): Promise<number> {
  if (mode === 'loaded') await load(module);
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

async function batch(run: Run, size: number): Promise<number> {
  const started = performance.now();
  for (let index = 0; index < size; index++) {
    const result = run();
    sink.last = result instanceof Promise ? await result : result;
  }
  return performance.now() - started;
}

const [mode = '', module = '', name = ''] = process.argv.slice(2);
const time = await (mode === 'steady' ? steady(module, name) : first(mode, module, name));
console.log(`\n${time}`);
process.exit(0);
