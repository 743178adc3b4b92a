// `node test/bench/run.ts [bench…]`: measures all benches and writes README.md, or only shows the named ones.
import { writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { activationBench } from './activation/bench.ts';
import type { BenchFactory } from './bench.ts';
import { checksBench, firstProblemBench } from './checks/bench.ts';
import { type Measured, report, section } from './report.ts';
import { requestsBench } from './requests/bench.ts';
import { runBench } from './runBench.ts';

const BENCHES: Readonly<Record<string, BenchFactory>> = {
  requests: requestsBench,
  'first-problem': firstProblemBench,
  checks: checksBench,
  activation: activationBench,
};

const say = (line: string) => process.stderr.write(`${line}\n`);

async function main(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => !Object.hasOwn(BENCHES, name));
  if (unknown.length > 0) {
    say(`There is no bench called ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}.`);
    return 2;
  }
  const [load = 0] = loadavg();
  const measured: Measured[] = [];
  for (const [id, make] of Object.entries(BENCHES)) {
    if (names.length > 0 && !names.includes(id)) continue;
    const bench = await make();
    const results = await runBench(bench, say);
    measured.push({ bench, results });
    console.log(`\n${section({ bench, results })}\n`);
  }
  if (names.length > 0) return 0;
  const file = fileURLToPath(new URL('README.md', import.meta.url));
  await writeFile(file, report(measured, new Date(), load));
  say(`Written: ${file}`);
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
