import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import { headerFacts } from '../../../src/core/assist/describe/headerFacts.ts';
import {
  CHANGING_METHODS,
  describeBehaviour,
  KNOWN_FAULTS,
  READING_METHODS,
  type SandboxBehaviour,
  USUAL,
} from '../../../src/core/sandbox/behaviour/behaviour.ts';
import { BEHAVIOUR_HEADER, parseBehaviour } from '../../../src/core/sandbox/behaviour/behaviourOrder.ts';
import { FAULT_HEADER, parseFaults } from '../../../src/core/sandbox/behaviour/faults.ts';
import { connectSandbox, type SandboxConnection } from '../../../src/core/sandbox/connect.ts';
import type { JsonObject } from '../../../src/core/text/jsonValues.ts';
import { AGENT, CONNECTOR, startTestSandbox, type TestSandbox } from './client.ts';

const slept: number[] = [];
const lines: string[] = [];
const log = {
  info: (line: string) => void lines.push(line),
  warn: (line: string) => void lines.push(`! ${line}`),
  error: (line: string) => void lines.push(`!! ${line}`),
};
const sleep = async (ms: number) => void slept.push(ms);
const test: TestSandbox = await startTestSandbox({ log, clock: { now: () => Date.now(), sleep } });
const connection: SandboxConnection = connectSandbox(test.sandbox.url);
const behave = (behaviour: Partial<SandboxBehaviour>) => connection.behave(behaviour);
const patch = (body: JsonObject, headers: Record<string, string> = {}) =>
  test.send(`PATCH ${AGENT}`, { body, headers });

beforeEach(async () => {
  await connection.behave({});
  await connection.reset();
  slept.length = 0;
  lines.length = 0;
});
after(() => test.sandbox.close());

describe('the behaviour of the sandbox', () => {
  it('is the usual one until it is switched, and again when it is switched back', async () => {
    assert.deepEqual(await connection.behaviour(), USUAL);
    const switched = await behave({ answer: 204 });
    assert.deepEqual(switched, { ...USUAL, answer: 204 });
    assert.deepEqual(await connection.behaviour(), switched);
    assert.deepEqual(await behave({}), USUAL);
  });

  it('decides what becomes of read-only values', async () => {
    assert.equal((await patch({ appId: 'x', notes: 'a' })).status, 400);
    await behave({ readOnly: 'ignore' });
    const { status, json } = await patch({ appId: 'x', notes: 'a' });
    assert.deepEqual([status, json.notes], [200, 'a']);
    assert.notEqual(json.appId, 'x');
  });

  it('decides how a PATCH is answered that prefers nothing', async () => {
    await behave({ answer: 204 });
    const { status, text } = await patch({ notes: 'a' });
    assert.deepEqual([status, text], [204, '']);
    assert.equal((await patch({ notes: 'a' }, { prefer: 'return=representation' })).status, 200);
    assert.equal((await test.accepts(`GET ${AGENT}`)).json.notes, 'a');
  });

  it('decides whether a change needs If-Match', async () => {
    await behave({ etag: 'required' });
    const { message } = (await test.refuses(`PATCH ${AGENT}`, { body: { notes: 'a' } }, 428, /If-Match/)).json
      .error as JsonObject;
    assert.match(String(message), /Read the object to get it/);
    const { etag } = (await test.accepts(`GET ${AGENT}`)).headers;
    assert.equal((await patch({ notes: 'a' }, { 'if-match': String(etag) })).status, 200);
    assert.equal((await patch({ notes: 'b' }, { 'if-match': String(etag) })).status, 412);
    assert.equal((await patch({ notes: 'b' }, { 'if-match': '*' })).status, 200);
  });

  it('lets every request wait', async () => {
    await behave({ latency: 700 });
    assert.deepEqual(slept, []);
    await patch({ notes: 'a' });
    await test.accepts(`GET ${CONNECTOR}`);
    assert.deepEqual(slept, [700, 700]);
  });

  it('makes a fault once, for the methods that are named', async () => {
    const methods = CHANGING_METHODS;
    await behave({ fault: { order: 'status=429;retry-after=5', times: 'once', methods } });
    await test.accepts(`GET ${AGENT}`);
    const refused = await patch({ notes: 'a' });
    assert.deepEqual([refused.status, refused.headers['retry-after']], [429, '5']);
    assert.match(refused.text, /The sandbox is set to answer this way/);
    assert.equal((await patch({ notes: 'a' })).status, 200);
    assert.deepEqual(await connection.behaviour(), USUAL);
  });

  it('makes a fault every time, until it is switched off', async () => {
    await behave({ fault: { order: 'status=500', times: 'always', methods: ['GET', 'HEAD'] } });
    for (const _ of [1, 2, 3]) assert.equal((await test.send(`GET ${AGENT}`)).status, 500);
    assert.equal((await patch({ notes: 'a' })).status, 200);
    await behave({});
    await test.accepts(`GET ${AGENT}`);
  });

  it('leaves tokens and its own addresses alone, so that it can be switched back', async () => {
    await behave({ latency: 100, fault: { order: 'status=503', times: 'always', methods: [] } });
    assert.ok((await connection.token(['User.Read'])).value);
    await connection.reset();
    await behave({});
    assert.deepEqual(slept, []);
  });

  it('can be told by a header for one request, which counts before what is switched', async () => {
    await behave({ answer: 204, fault: { order: 'status=500', times: 'always', methods: [] } });
    const headers = { 'x-sandbox-behaviour': 'read-only=ignore; answer=200', 'x-sandbox-fault': 'delay=3' };
    const { status, json } = await patch({ appId: 'x', notes: 'a' }, headers);
    assert.deepEqual([status, json.notes, slept], [200, 'a', [3]]);
  });

  it('refuses what it does not know, and stays as it is', async () => {
    for (const header of [
      'nonsense',
      'answer=201',
      'read-only',
      'latency=-1',
      'etag=maybe',
      'latency=60001',
    ]) {
      await test.refuses(
        `PATCH ${AGENT}`,
        { body: {}, headers: { 'x-sandbox-behaviour': header } },
        400,
        /x-sandbox-behaviour header\. It knows/,
      );
    }
    for (const body of [
      '[]',
      '{"answer":"204"}',
      '{"latency":1.5}',
      '{"speed":1}',
      '{"etag":true}',
      '{"readOnly":"both"}',
      '{"fault":"status=500"}',
      '{"fault":{"order":"status=500","times":"twice"}}',
      '{"fault":{"order":"status=500","methods":"PATCH"}}',
      '{"fault":{"order":"nonsense"}}',
      'nonsense',
    ]) {
      const received = await test.send('PUT /_sandbox/behaviour', { as: 'none', body });
      assert.equal(received.status, 400, body);
    }
    assert.deepEqual(await connection.behaviour(), USUAL);
    assert.equal(
      (await test.send('DELETE /_sandbox/behaviour', { as: 'none' })).headers.allow,
      'GET, HEAD, PUT',
    );
  });

  it('is described where it differs from the usual one', () => {
    assert.deepEqual(describeBehaviour(USUAL), []);
    const fault = { order: 'status=500', times: 'once', methods: ['PATCH'] } as const;
    assert.deepEqual(
      describeBehaviour({ readOnly: 'ignore', answer: 204, etag: 'required', latency: 5, fault }),
      [
        'passes over read-only values',
        'answers 204 without the object',
        'changes need If-Match',
        'waits 5 ms first',
        '500 Internal Server Error (next PATCH)',
      ],
    );
    const described = (methods: readonly string[]) =>
      describeBehaviour({ ...USUAL, fault: { order: 'delay=9', times: 'always', methods } });
    assert.deepEqual(described([]), ['delay=9 (every request)']);
    assert.deepEqual(described(CHANGING_METHODS), ['delay=9 (every change)']);
    assert.deepEqual(described(READING_METHODS.toReversed()), ['delay=9 (every read)']);
  });

  it('is offered in request files with values that it knows', () => {
    const offered = (name: string) => headerFacts(name)?.values.map(({ value }) => value) ?? [];
    for (const value of offered(BEHAVIOUR_HEADER)) assert.notDeepEqual(parseBehaviour(value), {}, value);
    for (const value of offered(FAULT_HEADER)) assert.notDeepEqual(parseFaults(value), {}, value);
    assert.deepEqual([offered(BEHAVIOUR_HEADER).length, offered(FAULT_HEADER).length], [4, 9]);
  });

  it('is offered with faults that it knows', () => {
    for (const { order } of KNOWN_FAULTS) assert.notDeepEqual(parseFaults(order), {}, order);
    assert.deepEqual(parseBehaviour('READ-ONLY=Ignore;answer=204; etag=required;latency=5;'), {
      readOnly: 'ignore',
      answer: 204,
      etag: 'required',
      latency: 5,
    });
  });
});

describe('faults of the way that an answer takes', () => {
  it('cut the connection in the middle of the body, after the change', async () => {
    await assert.rejects(patch({ notes: 'cut' }, { 'x-sandbox-fault': 'truncated-body' }), {
      code: 'ECONNRESET',
    });
    assert.equal((await test.accepts(`GET ${AGENT}`)).json.notes, 'cut');
  });

  it('make the body huge, and leave it an object', async () => {
    const { status, json, text } = await patch({ notes: 'a' }, { 'x-sandbox-fault': 'huge-body=1000000' });
    assert.deepEqual([status, json.notes, String(json['@sandbox.padding']).length], [200, 'a', 1_000_000]);
    assert.ok(text.length > 1_000_000);
  });
});

describe('the log of the sandbox', () => {
  it('has a line for each request: what it was, what came of it, what was not as usual, and why', async () => {
    await behave({ answer: 204, readOnly: 'ignore' });
    await patch({ displayName: 'secret words' });
    await patch({ nonsense: 'secret words' }, { 'x-sandbox-behaviour': 'answer=200;read-only=refuse' });
    await patch({ passwordCredentials: 5 }, { 'x-sandbox-fault': 'status=429' });
    await assert.rejects(patch({ notes: 'x' }, { 'x-sandbox-fault': 'reset-after' }));
    const told = lines
      .filter((line) => line.includes('PATCH'))
      .map((line) => line.replace(/in \d+ ms/, 'in 1 ms').replace(/request-id [\da-f-]{36}/, 'request-id …'));
    assert.deepEqual(told, [
      'PATCH /beta/riskyAgentIdentity/agentIdentity → 204 in 1 ms · behaviour: passes over read-only values, answers 204 without the object · request-id …',
      'PATCH /beta/riskyAgentIdentity/agentIdentity → 200 in 1 ms · request-id …',
      '! PATCH /beta/riskyAgentIdentity/agentIdentity → 429 in 1 ms · behaviour: passes over read-only values, answers 204 without the object, status=429 · refused: TooManyRequests, The request ordered this answer with its x-sandbox-fault header. Nothing was changed. · request-id …',
      '! PATCH /beta/riskyAgentIdentity/agentIdentity → cut (would have been 204) in 1 ms · behaviour: passes over read-only values, answers 204 without the object, reset-after · request-id …',
    ]);
    assert.ok(!lines.join().includes('secret words'));
    await connection.behave({ answer: 204, latency: 3 });
    await test.accepts(`GET ${CONNECTOR}`);
    assert.match(lines.at(-1) ?? '', /→ 200 in \d+ ms · behaviour: waits 3 ms first · request-id/);
  });

  it('says why a body was refused, in one line, whatever the client wrote', async () => {
    await test.send(`PATCH ${CONNECTOR}`, { body: { 'a\r\nPATCH /x → 200\u2028b': 1 } });
    const line = lines.find((each) => each.includes('PATCH')) ?? '';
    assert.match(line, /^! PATCH .* → 400 in \d+ ms · refused: Request_BadRequest, .*does not exist/);
    assert.doesNotMatch(line, /[\r\n\u2028]/);
  });
});
