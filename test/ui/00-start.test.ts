import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from '../host/paths.ts';
import { outputOf, type Running, start } from '../host/processes.ts';

const patience = 60_000;

/** Runs what `npm start` runs, on the build that is under test and away from a desktop VS Code. */
function npmStart(...flags: readonly string[]): Running {
  const script = join(root, 'test', 'host', 'start.ts');
  const options = { cwd: root, env: { ...process.env, GRAPH_HTTP_EDITOR: 'stand-in' } };
  return start(process.execPath, [script, '--no-build', ...flags], options);
}

function ended({ child }: Running): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once('exit', resolve));
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

async function silent(url: string): Promise<boolean> {
  for (let tries = 0; tries < 100; tries++) {
    if (!(await answers(url))) return true;
    await pause(50);
  }
  return false;
}

describe('npm start', () => {
  test('checks that the sandbox and the editor answer, and ends', { timeout: 2 * patience }, async () => {
    const running = npmStart('--check');
    assert.equal(await ended(running), 0, running.output());
    assert.match(running.output(), /The sandbox answers\./);
    assert.match(running.output(), /The editor answers\./);
  });

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    test(`ends everything it started on ${signal}, and keeps the samples`, {
      timeout: 2 * patience,
    }, async (context) => {
      const running = npmStart();
      context.after(() => running.end());
      const [, sandbox = ''] = await outputOf(running, /The sandbox listens on (\S+)\.\n/, patience);
      const [, workspace = ''] = await outputOf(running, /The editor is open on (\S+)\.\n/, patience);
      const [, page = ''] = await outputOf(running, /(http:\/\/127\.0\.0\.1:\d+\/\?\S+)/, patience);
      context.after(() => rm(dirname(workspace), { recursive: true }));
      assert.equal(await answers(sandbox), true);
      assert.equal(await answers(page), true);
      running.child.kill(signal);
      assert.equal(await ended(running), signal === 'SIGINT' ? 130 : 143);
      assert.equal(await silent(sandbox), true, 'the sandbox still answers');
      assert.equal(await silent(page), true, 'the editor still answers');
      const samples = join(root, 'media', 'samples');
      assert.deepEqual(await readdir(workspace), existsSync(samples) ? await readdir(samples) : []);
    });
  }
});
