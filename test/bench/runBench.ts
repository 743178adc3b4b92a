import { formatNumber, median, rotated } from './arithmetic.ts';
import type { Bench, Cell, Contestant, Results } from './bench.ts';

/**
 * Measures every contestant in every case, round by round, in another order each time. A contestant that fails
 * in a case takes no further part in it; the reason stands in its cell.
 */
export async function runBench(bench: Bench, say: (line: string) => void): Promise<Results> {
  const runs = new Map<string, number[]>();
  const skipped = new Map<string, string>();
  for (let round = 0; round < bench.rounds; round++) {
    say(`${bench.title}: round ${round + 1} of ${bench.rounds}`);
    for (const name of bench.cases) {
      for (const contestant of rotated(bench.contestants, round)) {
        const key = `${name}\n${contestant.name}`;
        const reason = contestant.skips?.[name];
        if (reason !== undefined) skipped.set(key, reason);
        if (skipped.has(key) || (round > 0 && contestant.slow?.includes(name))) continue;
        const measured = await measure(contestant, name);
        if (typeof measured === 'string') skipped.set(key, measured);
        else runs.set(key, [...(runs.get(key) ?? []), measured]);
        say(
          `  ${name}, ${contestant.name}: ${typeof measured === 'string' ? measured : `${formatNumber(measured)} ${bench.unit ?? 'ms'}`}`,
        );
      }
    }
  }
  return collect(bench, runs, skipped);
}

async function measure(contestant: Contestant, name: string): Promise<number | string> {
  try {
    return await contestant.measure(name);
  } catch (cause) {
    const [first = ''] = String(cause instanceof Error ? cause.message : cause).split('\n', 1);
    return `failed: ${first}`;
  }
}

function collect(
  bench: Bench,
  runs: ReadonlyMap<string, readonly number[]>,
  skipped: ReadonlyMap<string, string>,
): Results {
  return new Map(
    bench.cases.map((name) => {
      const cells = bench.contestants.map((contestant): [string, Cell] => {
        const key = `${name}\n${contestant.name}`;
        const reason = skipped.get(key);
        const times = runs.get(key) ?? [];
        if (reason !== undefined) return [contestant.name, { kind: 'skipped', reason }];
        return [contestant.name, { kind: 'measured', median: median(times), runs: times }];
      });
      return [name, new Map(cells)];
    }),
  );
}
