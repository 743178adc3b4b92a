/**
 * Every fault at every phase, for every verb: what the client says came of it, what the sandbox has really done,
 * how often it got the request, and what the journal keeps. Nothing is lost, and nothing is sent twice that may
 * have been carried out.
 */
import assert from 'node:assert/strict';
import { suite, type TestContext, test } from 'node:test';
import type { OrderedFault } from '../../../src/core/sandbox/behaviour/behaviour.ts';
import type { Outcome } from '../../../src/core/send/outcome.ts';
import { noJournal } from '../../support/journal.ts';
import { type Aftermath, type FaultWorld, faultWorld, MOST_RETRIES, VERBS, type Verb } from './faultWorld.ts';

/** What is expected of a fault. */
interface Expected {
  readonly kind: Outcome['kind'];
  readonly status?: number;
  /** Of an outcome without an answer, or of a refusal. */
  readonly code?: string;
  /** Whether the sandbox carried it out; a read never changes anything. */
  readonly done: boolean;
  /** How often it was sent. */
  readonly requests: number;
  /** Seconds of the waits that were announced; any where it is not told. */
  readonly waits?: readonly number[];
}

interface Case {
  readonly order: string;
  readonly times: OrderedFault['times'];
  readonly expected: (verb: Verb) => Expected;
}

const reads = (verb: Verb) => verb === 'GET';

/** What a verb comes to where nothing goes wrong. */
function success(verb: Verb, requests = 1, waits: readonly number[] = []): Expected {
  const status = { GET: 200, PATCH: 200, POST: 201, DELETE: 204 }[verb];
  return { kind: verb === 'DELETE' ? 'changed' : 'object', status, done: !reads(verb), requests, waits };
}
const refused = (status: number, code: string, requests = 1): Expected => ({
  ...{ kind: 'refused', status, code, requests, done: false },
});
const unknown = (code: string, done: boolean): Expected => ({ kind: 'unknown', code, done, requests: 1 });

/** Statuses that say that nothing was done, or do not say: none of them is a reason to send again. */
const FINAL: readonly (readonly [number, string])[] = [
  [400, 'BadRequest'],
  [401, 'InvalidAuthenticationToken'],
  [403, 'Authorization_RequestDenied'],
  [404, 'Request_ResourceNotFound'],
  [405, 'MethodNotAllowed'],
  [409, 'Conflict'],
  [412, 'PreconditionFailed'],
  [413, 'RequestEntityTooLarge'],
  [415, 'UnsupportedMediaType'],
  [423, 'Locked'],
  [428, 'PreconditionRequired'],
  [500, 'generalException'],
  [501, 'notSupported'],
  [504, 'GatewayTimeout'],
  [507, 'quotaLimitReached'],
  [509, 'activityLimitReached'],
];

const CASES: readonly Case[] = [
  ...FINAL.flatMap(([status, code]) =>
    (['once', 'always'] as const).map(
      (times): Case => ({
        ...{ order: `status=${status}`, times, expected: () => refused(status, code) },
      }),
    ),
  ),
  { order: 'status=500;retry-after=1', times: 'once', expected: () => refused(500, 'generalException') },
  { order: 'status=429;retry-after=7', times: 'once', expected: (verb) => success(verb, 2, [7]) },
  {
    ...{ order: 'status=429;retry-after=7', times: 'always' },
    expected: () => ({ ...refused(429, 'TooManyRequests', 1 + MOST_RETRIES), waits: [7, 7] }),
  },
  { order: 'status=429;retry-after=0', times: 'once', expected: (verb) => success(verb, 2, [0]) },
  // Longer than the client waits.
  { order: 'status=429;retry-after=61', times: 'once', expected: () => refused(429, 'TooManyRequests') },
  { order: 'status=429', times: 'once', expected: (verb) => success(verb, 2, [1]) },
  {
    ...{ order: 'status=429', times: 'always' },
    expected: () => ({ ...refused(429, 'TooManyRequests', 1 + MOST_RETRIES), waits: [1, 2] }),
  },
  { order: 'status=503;retry-after=3', times: 'once', expected: (verb) => success(verb, 2, [3]) },
  {
    ...{ order: 'status=503;retry-after=3', times: 'always' },
    expected: () => refused(503, 'serviceNotAvailable', 1 + MOST_RETRIES),
  },
  // A gateway answers like this after a change too: only a read is sent again.
  {
    ...{ order: 'status=503', times: 'once' },
    expected: (verb) => (reads(verb) ? success(verb, 2, [1]) : refused(503, 'serviceNotAvailable')),
  },
  {
    ...{ order: 'status=503', times: 'always' },
    expected: (verb) => refused(503, 'serviceNotAvailable', reads(verb) ? 1 + MOST_RETRIES : 1),
  },
  { order: 'reset-before', times: 'once', expected: () => unknown('answer-lost', false) },
  { order: 'reset-before', times: 'always', expected: () => unknown('answer-lost', false) },
  { order: 'reset-after', times: 'once', expected: (verb) => unknown('answer-lost', !reads(verb)) },
  { order: 'reset-after', times: 'always', expected: (verb) => unknown('answer-lost', !reads(verb)) },
  { order: 'slow-body', times: 'once', expected: (verb) => success(verb) },
  {
    ...{ order: 'truncated-body', times: 'once' },
    expected: (verb) => (verb === 'DELETE' ? success(verb) : unknown('answer-lost', !reads(verb))),
  },
  {
    ...{ order: 'broken-json', times: 'once' },
    expected: (verb) => ({ ...success(verb), kind: 'changed' }),
  },
  {
    ...{ order: 'huge-body=3000000', times: 'once' },
    expected: (verb) => ({ ...success(verb), kind: 'changed' }),
  },
  { order: 'delay=30', times: 'always', expected: (verb) => success(verb) },
];

function check(
  { delivery, waits, requests, done, entries }: Aftermath,
  verb: Verb,
  expected: Expected,
): void {
  const { outcome } = delivery;
  const told = JSON.stringify(outcome);
  assert.equal(outcome.kind, expected.kind, told);
  const code = outcome.kind === 'refused' ? outcome.error.code : 'code' in outcome ? outcome.code : undefined;
  assert.equal(code, expected.code, told);
  const status = 'answer' in outcome ? outcome.answer.status : undefined;
  assert.equal(status, expected.status, told);
  assert.equal(done, expected.done, 'what the sandbox has done');
  assert.equal(requests, expected.requests, 'how often it was sent');
  if (expected.waits)
    assert.deepEqual(
      waits.map(({ seconds }) => seconds),
      expected.waits,
    );

  assert.equal(entries.length, 1, 'one entry in the journal for one send');
  const [entry] = entries;
  assert.equal(entry?.state, expected.kind);
  assert.equal(entry?.request.method, verb);
  assert.ok(entry?.request.url.endsWith(VERBS[verb].url), entry?.request.url);
  assert.deepEqual([entry?.result?.status, entry?.result?.code], [expected.status, expected.code]);
  assert.doesNotMatch(JSON.stringify(entries), /sandbox\.[\w-]{40}/, 'the journal has no token');
}

async function fresh({ connection }: FaultWorld): Promise<void> {
  await connection.behave({});
  await connection.reset();
}

suite('each fault, for each verb', () => {
  for (const verb of Object.keys(VERBS) as Verb[]) {
    test(`${verb}: is told as it was, sent as often as it may be, and kept`, async (t) => {
      const world = await faultWorld(t, { maxResponseSize: 1_000_000 });
      check(await world.send(verb), verb, success(verb));
      for (const { order, times, expected } of CASES) {
        await fresh(world);
        await world.connection.behave({ fault: { order, times, methods: [verb] } });
        const aftermath = await world.send(verb);
        try {
          check(aftermath, verb, expected(verb));
        } catch (error) {
          throw new Error(
            `${verb} with ${order}, ${times}: ${error instanceof Error ? error.message : error}`,
          );
        }
      }
    });
  }
});

suite('phases that no order of the sandbox reaches', () => {
  const verbs = Object.keys(VERBS) as Verb[];
  const eachVerb = async (t: TestContext, run: (world: FaultWorld, verb: Verb) => Promise<void>) => {
    for (const verb of verbs) await run(await faultWorld(t, { totalTimeout: 300 }), verb);
  };

  test('no connection: nothing is sent, and that is kept', (t) =>
    eachVerb(t, async (world, verb) => {
      const token = await world.connection.token(['.default']);
      await world.close();
      const aftermath = await world.send(verb, { tokens: { getToken: async () => token } });
      check(aftermath, verb, { kind: 'not-sent', code: 'sandbox-not-running', done: false, requests: 0 });
    }));

  test('cancelled before: nothing is sent, and nothing is kept', (t) =>
    eachVerb(t, async (world, verb) => {
      const { delivery, entries, requests, done } = await world.send(verb, { signal: AbortSignal.abort() });
      assert.ok(delivery.outcome.kind === 'not-sent' && delivery.outcome.code === 'cancelled');
      assert.deepEqual([entries.length, requests, done], [0, 0, false]);
    }));

  test('no answer in time: nobody knows, whatever the sandbox does later', (t) =>
    eachVerb(t, async (world, verb) => {
      const { delivery, entries } = await world.send(verb, { header: 'delay=1500' });
      assert.ok(delivery.outcome.kind === 'unknown', JSON.stringify(delivery.outcome));
      assert.equal(delivery.outcome.code, 'answer-timeout');
      assert.deepEqual(
        entries.map(({ state, result }) => [state, result?.code]),
        [['unknown', 'answer-timeout']],
      );
    }));

  test('cancelled while the answer is on its way: nobody knows', (t) =>
    eachVerb(t, async (world, verb) => {
      const abort = new AbortController();
      setTimeout(() => abort.abort(), 100);
      const { delivery, entries } = await world.send(verb, {
        ...{ header: 'delay=1500', signal: abort.signal, readBefore: false },
      });
      assert.ok(delivery.outcome.kind === 'unknown', JSON.stringify(delivery.outcome));
      assert.equal(delivery.outcome.code, 'cancelled-after-sending');
      assert.deepEqual(
        entries.map(({ state, result }) => [state, result?.code]),
        [['unknown', 'cancelled-after-sending']],
      );
    }));

  test('cancelled in a wait: the refusal is what came of it, and nothing was done', (t) =>
    eachVerb(t, async (world, verb) => {
      await world.connection.behave({
        fault: { order: 'status=429;retry-after=9', times: 'always', methods: [verb] },
      });
      const abort = new AbortController();
      const aftermath = await world.send(verb, { signal: abort.signal, onWait: () => abort.abort() });
      check(aftermath, verb, refused(429, 'TooManyRequests'));
    }));

  test('the journal cannot be written: nothing is sent', (t) =>
    eachVerb(t, async (world, verb) => {
      const full = () => Promise.reject(new Error('disk full'));
      const { delivery, requests, done } = await world.send(verb, {
        journal: { ...noJournal, begin: full },
      });
      assert.ok(delivery.outcome.kind === 'not-sent' && delivery.outcome.code === 'journal-failed');
      assert.deepEqual([requests, done], [0, false]);
    }));
});

suite('a change that the sandbox answers without the object', () => {
  test('is told with the object that was read after it, in one journal entry', async (t) => {
    const world = await faultWorld(t);
    await world.connection.behave({ answer: 204 });
    const { delivery, requests, done, entries } = await world.send('PATCH');
    assert.deepEqual([delivery.outcome.kind, requests, done, entries.length], ['changed', 1, true, 1]);
    assert.ok(delivery.readAfter?.kind === 'read');
    assert.equal(delivery.readAfter.object.displayName, 'Changed');
    assert.ok(delivery.baseline?.kind === 'read');
    assert.equal(delivery.baseline.object.displayName, 'Validate loyalty number');
  });

  test('stays a change where reading it fails, before or after', async (t) => {
    const world = await faultWorld(t);
    for (const order of [
      'status=500',
      'status=503',
      'status=429;retry-after=30',
      'reset-before',
      'broken-json',
    ]) {
      await fresh(world);
      const fault = { order, times: 'always', methods: ['GET'] } as const;
      await world.connection.behave({ answer: 204, fault });
      const { delivery, requests, entries } = await world.send('PATCH');
      assert.deepEqual([delivery.outcome.kind, requests, entries.length], ['changed', 1, 1], order);
      assert.equal(delivery.readAfter?.kind, 'unread', order);
      assert.equal(entries[0]?.state, 'changed');
    }
  });
});
