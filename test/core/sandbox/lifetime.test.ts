import assert from 'node:assert/strict';
import { Agent } from 'node:http';
import { describe, it } from 'node:test';
import { AGENT, startTestSandbox } from './client.ts';

describe('a sandbox', () => {
  it('leaves the globals of its process alone', async () => {
    const names = ['Request', 'Response', 'Headers', 'fetch'] as const;
    const before = names.map((name) => globalThis[name]);
    const dispatchers = [1, 2].map((n) =>
      Reflect.get(globalThis, Symbol.for(`undici.globalDispatcher.${n}`)),
    );
    const test = await startTestSandbox();
    await test.accepts(`GET ${AGENT}`);
    await test.sandbox.close();
    assert.deepEqual(
      names.map((name, index) => globalThis[name] === before[index]),
      names.map(() => true),
    );
    const now = [1, 2].map((n) => Reflect.get(globalThis, Symbol.for(`undici.globalDispatcher.${n}`)));
    assert.ok(now.every((dispatcher, index) => dispatcher === dispatchers[index]));
  });

  it('ends with every connection to it, also one that waits', { timeout: 20_000 }, async () => {
    const test = await startTestSandbox();
    const agent = new Agent({ keepAlive: true });
    await test.accepts(`GET ${AGENT}`, { agent });
    const waiting = test.send(`GET ${AGENT}`, { agent, headers: { 'x-sandbox-fault': 'delay=60000' } });
    const slow = test.send(`GET ${AGENT}`, { headers: { 'x-sandbox-fault': 'slow-body' } });
    const ends = Promise.all([assert.rejects(waiting), assert.rejects(slow)]);
    await new Promise((resolve) => setTimeout(resolve, 60));
    await test.sandbox.close();
    await test.sandbox.close();
    await ends;
    await assert.rejects(test.send('GET /'), { code: 'ECONNREFUSED' });
    agent.destroy();
  });

  it('ends its own waiting, so that nothing keeps the process', async () => {
    const waits: AbortSignal[] = [];
    const sleep = (_: number, signal?: AbortSignal) =>
      new Promise<void>((_resolve, reject) => {
        if (signal) waits.push(signal);
        signal?.addEventListener('abort', () => reject(signal.reason));
      });
    const test = await startTestSandbox({ clock: { now: () => 0, sleep } });
    const waiting = assert.rejects(test.send(`GET ${AGENT}`, { headers: { 'x-sandbox-fault': 'delay=5' } }));
    while (waits.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await test.sandbox.close();
    await waiting;
    assert.deepEqual(
      waits.map(({ aborted }) => aborted),
      [true],
    );
  });

  it('says that its port is taken', async () => {
    const test = await startTestSandbox();
    const port = Number(new URL(test.sandbox.url).port);
    await assert.rejects(startTestSandbox({ port }), {
      code: 'sandbox-port',
      message: new RegExp(`port ${port} is in use`),
    });
    await test.sandbox.close();
    const again = await startTestSandbox({ port });
    assert.equal(again.sandbox.url, test.sandbox.url);
    await again.sandbox.close();
  });

  it('tells its log about requests, without what is secret', async () => {
    const told: string[] = [];
    const tell = (message: string) => void told.push(message);
    const test = await startTestSandbox({ log: { info: tell, warn: tell, error: tell } });
    await test.accepts(`PATCH ${AGENT}?$select=id&q=hunter2`, { body: { notes: 'hunter3' } });
    await test.send('GET /v1.0/a%0Ab%0d', { headers: { 'x-note': 'hunter4' } });
    await test.sandbox.close();
    assert.equal(told.length, 3);
    assert.match(
      told[1] ?? '',
      /^PATCH \/beta\/riskyAgentIdentity\/agentIdentity → 200 in \d+ ms · request-id [\da-f-]{36}$/,
    );
    const all = told.join('\n');
    assert.ok(!/hunter|sandbox\.[\w-]{43}/.test(all), all);
    assert.ok(told.every((line) => !/[\r\n]/.test(line)));
  });
});
