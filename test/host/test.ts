// `npm test`: builds, type-checks, lints, runs every tier of tests, and ends with what they came to.
// `node test/host/test.ts core|editor|ui [part of a file name]…` runs one tier; `--no-build` takes dist as it is.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { runEditorTests } from './editorTests.ts';
import { runNodeTests } from './nodeTests.ts';
import { node, root } from './paths.ts';
import { endOnSignals } from './processes.ts';
import { type Counts, sum, summary } from './results.ts';

type Tier = { readonly name: string; readonly run: (only: readonly string[]) => Promise<Counts> };

const ending = new AbortController();
const { signal } = ending;

const tiers: Readonly<Record<string, Tier>> = {
  core: {
    name: 'Core tests',
    run: (only) => runNodeTests({ pattern: 'test/core/**/*.test.ts', only, signal }),
  },
  editor: { name: 'Editor suites', run: ([title]) => runEditorTests(title) },
  ui: {
    name: 'UI journeys',
    run: (only) => runNodeTests({ pattern: 'test/ui/*.test.ts', only, signal, serial: true }),
  },
};

const none: Counts = { passed: 0, failed: 0, skipped: 0 };
const oneFailed: Counts = { ...none, failed: 1 };

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
  const bin = 'node_modules/.bin';
  return sum([
    await check('Types', `${bin}/tsc`, '--noEmit'),
    await check(
      'Types of the response page',
      `${bin}/tsc`,
      '--noEmit',
      '--project',
      'src/webview/tsconfig.json',
    ),
    await check(
      'Format and lint',
      `${bin}/biome`,
      'ci',
      '--error-on-warnings',
      ...(process.stdout.isTTY ? [] : ['--colors=off']),
    ),
  ]);
}

/** Runs one tier. Neither a crash nor a tier without a single test passes for a success. */
async function runTier({ name, run }: Tier, only: readonly string[]): Promise<Counts> {
  console.log(`\n=== ${name} ===`);
  try {
    const counts = await run(only);
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
