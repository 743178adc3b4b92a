// `npm test`: builds, type-checks, lints, runs every tier of tests, and ends with what they came to.
// `node test/host/test.ts core|webview|editor|ui [part of a name]…` runs one tier; `--no-build` takes dist as it is.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { node, root } from './paths.ts';
import { endOnSignals } from './processes.ts';
import { type Counts, sum, summary } from './results.ts';
import { type Tier, tiers } from './tiers.ts';

const none: Counts = { passed: 0, failed: 0, skipped: 0 };
const oneFailed: Counts = { ...none, failed: 1 };
const ending = new AbortController();

/** Runs a tool of the repository; a failure counts as one failed test, success as none. */
async function check(name: string, ...args: readonly string[]): Promise<Counts> {
  console.log(`\n=== ${name} ===`);
  const child = spawn(node, args, { cwd: root, stdio: 'inherit' });
  const [code, signal] = await once(child, 'exit');
  if (code === 0) return none;
  console.log(`${name} failed (${signal ?? `code ${code}`}).`);
  return oneFailed;
}

function build(): Promise<Counts> {
  return check('Build', 'esbuild.mjs', '--tests');
}

async function staticChecks(): Promise<Counts> {
  const types = ['node_modules/typescript/bin/tsc', '--noEmit', '--project'];
  const colors = process.stdout.isTTY ? [] : ['--colors=off'];
  return sum([
    await check('Types', ...types, 'tsconfig.json'),
    await check('Types of the response page', ...types, 'src/webview/tsconfig.json'),
    await check('Types of the tests of the response page', ...types, 'test/webview/tsconfig.json'),
    await check(
      'Format and lint',
      'node_modules/@biomejs/biome/bin/biome',
      'ci',
      '--error-on-warnings',
      ...colors,
    ),
  ]);
}

/** Runs one tier. Neither a crash nor a tier without a single test passes for a success. */
async function runTier({ name, run }: Tier, only: readonly string[]): Promise<Counts> {
  console.log(`\n=== ${name} ===`);
  try {
    const counts = await run(only, ending.signal);
    console.log(`${name}: ${summary(counts)}`);
    if (counts.passed + counts.failed > 0) return counts;
    console.log(`${name}: no test ran.`);
  } catch (cause) {
    console.log(`${name}: could not run.`, cause);
  }
  return oneFailed;
}

endOnSignals(async () => ending.abort());
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { 'no-build': { type: 'boolean' } },
});
const [chosen, ...only] = positionals;
const tier = chosen === undefined ? undefined : tiers[chosen];
if (chosen !== undefined && !tier) {
  console.error(`There are no "${chosen}" tests. Choose one of: ${Object.keys(tiers).join(', ')}.`);
  process.exit(2);
}
const results = [values['no-build'] ? none : await build()];
if (!tier) results.push(await staticChecks());
for (const each of tier ? [tier] : Object.values(tiers)) results.push(await runTier(each, only));
const total = sum(results);
console.log(`\n${summary(total)}`);
process.exitCode = total.failed === 0 ? 0 : 1;
