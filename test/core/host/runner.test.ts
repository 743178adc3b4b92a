import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { follow } from '../../host/follow.ts';
import { cleanEnvironment } from '../../host/npm.mjs';
import { root } from '../../host/paths.ts';
import { type Counts, playedAgain, sum, summary } from '../../host/results.ts';
import { hostEnvironment } from '../../host/workbench.ts';

describe('suites that were played again', () => {
  const first: Counts = { passed: 10, failed: 3, skipped: 1 };

  test('count as passed where they passed then', () => {
    assert.deepEqual(playedAgain(first, { passed: 5, failed: 0, skipped: 0 }), {
      passed: 13,
      failed: 0,
      skipped: 1,
    });
  });

  test('count as failed where they failed once more', () => {
    assert.deepEqual(playedAgain(first, { passed: 4, failed: 1, skipped: 0 }), {
      passed: 12,
      failed: 1,
      skipped: 1,
    });
    assert.equal(playedAgain(first, { passed: 0, failed: 5, skipped: 0 }).passed, 10);
  });
});

describe('the runner of node:test', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'graph-http-runner-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  /** What the runner counts in files with these texts. It runs in a process of its own: tests don't nest. */
  async function countsOf(...texts: string[]): Promise<Counts> {
    const place = await mkdtemp(join(folder, 'files-'));
    for (const [index, text] of texts.entries()) {
      await writeFile(
        join(place, `${index}.test.mjs`),
        `import { after, describe, test } from 'node:test';\n${text}`,
      );
    }
    const runner = JSON.stringify(pathToFileURL(join(root, 'test', 'host', 'nodeTests.ts')));
    const options = JSON.stringify({ pattern: join(place, '*.test.mjs'), only: [] });
    const script = `
      const { runNodeTests } = await import(${runner});
      const counts = await runNodeTests({ ...${options}, signal: new AbortController().signal });
      console.log('\\n' + JSON.stringify(counts));
      process.exit(0);`;
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    await writeFile(join(place, 'runner.mjs'), script);
    const { stdout } = await promisify(execFile)(process.execPath, [join(place, 'runner.mjs')], { env });
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  }

  test('adds up files', async () => {
    const text = "test('a', () => {}); test.skip('b'); test('c', () => { throw new Error('c'); });";
    assert.deepEqual(await countsOf(text, text), { passed: 2, failed: 2, skipped: 2 });
  });

  test('counts a failing hook whose tests pass', async () => {
    const text = "describe('s', () => { after(() => { throw new Error('hook'); }); test('a', () => {}); });";
    assert.deepEqual(await countsOf(text), { passed: 1, failed: 1, skipped: 0 });
  });

  test('counts a file that ends its process', async () => {
    assert.deepEqual(await countsOf("test('a', () => process.exit(3));"), {
      passed: 0,
      failed: 1,
      skipped: 0,
    });
  });

  test('counts nothing where there are no files', async () => {
    assert.deepEqual(await countsOf(), { passed: 0, failed: 0, skipped: 0 });
  });
});

test('the last line sums up, and mentions skipped tests only where there are any', () => {
  const total = sum([
    { passed: 3, failed: 0, skipped: 0 },
    { passed: 4, failed: 1, skipped: 0 },
  ]);
  assert.equal(summary(total), '7 passed, 1 failed');
  assert.equal(summary({ ...total, skipped: 2 }), '7 passed, 1 failed, 2 skipped');
});

test('a growing file is handed over piece by piece, in whole characters', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'graph-http-follow-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'output.txt');
  const pieces: string[] = [];
  const following = follow(file, (text) => pieces.push(text));
  const text = Buffer.from('one → two');
  await writeFile(file, text.subarray(0, 5));
  while (pieces.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  await appendFile(file, text.subarray(5));
  await following.end();
  assert.ok(pieces.length > 1);
  assert.equal(pieces.join(''), 'one → two');
});

test('a nested npm keeps the settings of the outer one, but not what it says about its script', () => {
  const env = {
    npm_config_registry: 'r',
    npm_lifecycle_event: 'pretest',
    npm_config_local_prefix: '/p',
    PATH: '/bin',
  };
  assert.deepEqual(cleanEnvironment(env), { npm_config_registry: 'r', PATH: '/bin' });
});

test('an editor does not inherit what an outer editor or test runner says', () => {
  const env = {
    VSCODE_PID: '1',
    VSCODE_EXECUTABLE: '/code',
    ELECTRON_RUN_AS_NODE: '1',
    NODE_TEST_CONTEXT: 'child',
    LANG: 'C',
  };
  assert.deepEqual(hostEnvironment(env), { VSCODE_EXECUTABLE: '/code', LANG: 'C' });
});
