import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { connectSandbox } from '../../../src/core/sandbox/connect.ts';
import { CLI, cliFolder } from './support.ts';

const { run, file } = await cliFolder();

const FLEET = fileURLToPath(new URL('../catalog/metadata/fleet.csdl', import.meta.url));

/** Runs a sandbox until the tests end. */
async function startSandbox(options: readonly string[]) {
  const child = spawn(process.execPath, [CLI, 'sandbox', '--port', '0', ...options]);
  after(() => child.kill());
  let printed = '';
  child.stdout.on('data', (chunk) => {
    printed += chunk;
  });
  while (!/listening on \S+\n/.test(printed)) await once(child.stdout, 'data');
  return { child, url: /http:\S+/.exec(printed)?.[0] ?? '' };
}

test('a sandbox has what a metadata document has, and makes objects up unless it is told not to', async () => {
  for (const [options, status] of [
    [[], 200],
    [['--no-make-objects'], 404],
  ] as const) {
    const { child, url } = await startSandbox(['--quiet', '--metadata', FLEET, ...options]);
    const { value } = await connectSandbox(url).token(['Fleet.Read']);
    const headers = { authorization: `Bearer ${value}` };
    for (const version of ['v1.0', 'beta']) {
      const answer = await fetch(`${url}/${version}/vehicles/1`, { headers });
      assert.equal(answer.status, status);
      assert.equal(((await answer.json()) as { id?: string }).id, status === 200 ? '1' : undefined);
    }
    child.kill('SIGTERM');
    await once(child, 'close');
  }
});

test('a send meets the same in the sandbox that is started for it', async () => {
  const body = '{ "name": "Sent by a command" }';
  const path = await file(
    'vehicle.graph.http',
    `PATCH https://graph.microsoft.com/v1.0/vehicles/1\nContent-Type: application/json\n\n${body}\n`,
  );
  const { code, stdout, stderr } = await run(['send', path, '--metadata', FLEET]);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /Sent by a command/);
});

test('a sandbox behaves as it is told, and prints a line for each request', async () => {
  const options = [
    '--answer',
    '204',
    '--fault',
    'status=429',
    '--fault-times',
    'once',
    '--fault-methods',
    'patch',
  ];
  const { child, url } = await startSandbox(options);
  let log = '';
  child.stderr.on('data', (chunk) => {
    log += chunk;
  });
  const behaviour = await (await fetch(`${url}/_sandbox/behaviour`)).json();
  assert.deepEqual(behaviour, {
    ...{ readOnly: 'refuse', answer: 204, etag: 'optional', latency: 0 },
    fault: { order: 'status=429', times: 'once', methods: ['PATCH'] },
  });
  while (!log.includes('\n')) await once(child.stderr, 'data');
  assert.match(log, /^\d\d:\d\d:\d\d GET \/_sandbox\/behaviour → 200 in \d+ ms · request-id \S+\n$/);
  child.kill('SIGTERM');
  await once(child, 'close');
  for (const [option, value, message] of [
    ['--latency', 'long', /'latency' is a whole number/],
    ['--fault', 'nonsense', /x-sandbox-fault header\. It knows/],
    ['--fault-methods', 'PATCH', /needs an 'order'/],
  ] as const) {
    const { code, stderr } = await run(['sandbox', option, value]);
    assert.equal(code, 2, stderr);
    assert.match(stderr, message);
  }
});
