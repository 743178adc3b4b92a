import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { endWithParent, outputOf, start } from '../../host/processes.ts';

const wait = 'setInterval(() => undefined, 1000);';
const parent = `
  const { spawn } = require('node:child_process');
  const child = spawn(process.execPath, ['--eval', ${JSON.stringify(wait)}], { stdio: 'ignore' });
  console.log('child ' + child.pid);
  process.on('SIGTERM', () => undefined);
  ${wait}`;

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}

/** Whether a process ends soon; a killed one stays visible until it is collected. */
async function ends(id: number): Promise<boolean> {
  for (let tries = 0; tries < 100 && isAlive(id); tries++) await pause(50);
  return !isAlive(id);
}

test('ending a process ends what it started, even if it does not listen', {
  skip: process.platform === 'win32' && 'Windows has no signals to ignore',
}, async () => {
  const running = start(process.execPath, ['--eval', parent]);
  const [, child] = await outputOf(running, /child (\d+)/, 20_000);
  assert.equal(isAlive(Number(child)), true);
  await running.end();
  assert.equal(await ends(Number(child)), true);
  assert.equal(isAlive(running.child.pid ?? 0), false);
});

test('a process that ends before it is ready is reported with its output', async () => {
  const running = start(process.execPath, ['--eval', "console.log('no port'); process.exit(4)"]);
  await assert.rejects(outputOf(running, /never/, 20_000), /ended before it was ready\.\nno port/);
});

test('a program that does not exist is reported', async () => {
  const running = start('graph-http-no-such-program', []);
  await assert.rejects(outputOf(running, /never/, 20_000), /ENOENT/);
  await running.end();
});

test('a process that takes too long is reported', async () => {
  const running = start(process.execPath, ['--eval', wait]);
  await assert.rejects(outputOf(running, /never/, 100), /not ready after 0\.1 s/);
  await running.end();
});

test('a server ends when its input closes, as it does when we are gone', async () => {
  const running = start(process.execPath, [...endWithParent, '--eval', `console.log('up'); ${wait}`]);
  await outputOf(running, /up/, 20_000);
  running.child.stdin?.end();
  assert.equal(await ends(running.child.pid ?? 0), true);
});
