// `node test/bench/run.ts [bench…]`: measures all benches, or those that are named, and puts them into README.md.
import { readFile, writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { activationBench } from './activation/bench.ts';
import type { BenchFactory } from './bench.ts';
import { assistBench, checksBench, firstProblemBench, neverMetBench } from './checks/bench.ts';
import {
  catalogBench,
  compileBench,
  compileMemoryBench,
  completionBench,
  openBench,
} from './metadata/bench.ts';
import { rawBench, rawMemoryBench, rawTenBench, scrollLongestBench, scrollUsualBench } from './raw/bench.ts';
import { messageBench } from './raw/messageBench.ts';
import { report, section } from './report.ts';
import { keystrokeBench, requestsBench } from './requests/bench.ts';
import { runBench } from './runBench.ts';
import { sendBench, sendMemoryBench, sendProtocolsBench } from './send/bench.ts';

const BENCHES: Readonly<Record<string, BenchFactory>> = {
  requests: requestsBench,
  keystroke: keystrokeBench,
  'first-problem': firstProblemBench,
  'never-met': neverMetBench,
  checks: checksBench,
  assist: assistBench,
  metadata: compileBench,
  'metadata-memory': compileMemoryBench,
  'metadata-open': openBench,
  catalog: catalogBench,
  'metadata-completion': completionBench,
  send: sendBench,
  'send-memory': sendMemoryBench,
  'send-protocols': sendProtocolsBench,
  activation: activationBench,
  raw: rawBench,
  'raw-message': messageBench,
  'raw-memory': rawMemoryBench,
  'raw-ten': rawTenBench,
  'raw-scroll': scrollLongestBench,
  'raw-scroll-usual': scrollUsualBench,
};

const say = (line: string) => process.stderr.write(`${line}\n`);

async function main(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => !Object.hasOwn(BENCHES, name));
  if (unknown.length > 0) {
    say(`There is no bench called ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}.`);
    return 2;
  }
  const file = fileURLToPath(new URL('README.md', import.meta.url));
  for (const [id, make] of Object.entries(BENCHES)) {
    if (names.length > 0 && !names.includes(id)) continue;
    const [load = 0] = loadavg();
    const bench = await make();
    const measured = { bench, results: await runBench(bench, say), date: new Date(), load };
    console.log(`\n${section(measured)}\n`);
    // After each of them: a run that is interrupted keeps what it has.
    await writeFile(file, report([measured], await readFile(file, 'utf8')));
  }
  say(`Written: ${file}`);
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
