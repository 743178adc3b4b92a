import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { orderedRefusal, parseFaults } from '../../../src/core/sandbox/behaviour/faults.ts';
import { AGENT, errorOf, startTestSandbox, type TestSandbox } from './client.ts';

describe('faults on demand', () => {
  let test: TestSandbox;
  const slept: number[] = [];
  before(async () => {
    const sleep = (ms: number) => {
      slept.push(ms);
      return Promise.resolve();
    };
    test = await startTestSandbox({ clock: { now: () => Date.now(), sleep } });
  });
  beforeEach(async () => {
    slept.length = 0;
    await test.accepts('POST /_sandbox/reset', { as: 'none' });
  });
  after(() => test.sandbox.close());

  const order = (fault: string, name = 'changed') =>
    test.send(`PATCH ${AGENT}`, { body: { displayName: name }, headers: { 'x-sandbox-fault': fault } });
  const displayName = async () => (await test.accepts(`GET ${AGENT}`)).json.displayName;

  it('answer with a status, and nothing is changed', async () => {
    for (const status of [
      400, 401, 403, 404, 405, 409, 412, 413, 415, 423, 428, 429, 500, 501, 503, 504, 507, 509,
    ]) {
      const received = await order(`status=${status}`);
      assert.equal(received.status, status);
      assert.match(errorOf(received).message, /x-sandbox-fault/);
      assert.equal(errorOf(received).code, orderedRefusal(status, undefined, '').code);
    }
    assert.equal(await displayName(), 'Order assistant');
  });

  it('say when to come back', async () => {
    const received = await order('status=429; Retry-After=7');
    assert.deepEqual([received.status, received.headers['retry-after']], [429, '7']);
    assert.equal((await order('status=503')).headers['retry-after'], undefined);
  });

  it('let the client wait', async () => {
    assert.equal((await order('delay=1500')).status, 200);
    assert.deepEqual(slept, [1_500]);
  });

  it('cut the connection before or after the change', async () => {
    await assert.rejects(order('reset-before', 'before'), { code: 'ECONNRESET' });
    assert.equal(await displayName(), 'Order assistant');
    await assert.rejects(order('reset-after', 'after'), { code: 'ECONNRESET' });
    assert.equal(await displayName(), 'after');
  });

  it('send the body slowly, whole all the same', async () => {
    const received = await order('slow-body');
    assert.equal(received.json.displayName, 'changed');
    assert.ok(slept.length >= 8 && slept.every((ms) => ms === 100), String(slept));
  });

  it('break the JSON of the answer', async () => {
    const received = await order('broken-json');
    assert.equal(received.status, 200);
    assert.throws(() => JSON.parse(received.text), SyntaxError);
    assert.equal(await displayName(), 'changed');
  });

  it('are refused where they are not known', async () => {
    for (const fault of [
      'nonsense',
      'status',
      'status=200',
      'status=418',
      'status=1e3',
      'delay=-1',
      'delay=60001',
      'retry-after=x',
      'status=429;nonsense',
    ]) {
      const received = await order(fault);
      assert.equal(received.status, 400, fault);
      assert.match(errorOf(received).message, /x-sandbox-fault header\. It knows/);
    }
    assert.equal(await displayName(), 'Order assistant');
  });

  it('are read item by item', () => {
    assert.deepEqual(parseFaults(undefined), {});
    assert.deepEqual(parseFaults(' ; '), {});
    assert.deepEqual(parseFaults('STATUS = 503 ; retry-after=0; delay=5;slow-body;broken-json;reset-after'), {
      status: 503,
      retryAfter: 0,
      delay: 5,
      slowBody: true,
      brokenJson: true,
      reset: 'after',
    });
  });
});
