import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { briefOf, briefText } from '../../../src/core/send/brief.ts';
import type { Answer, Outcome } from '../../../src/core/send/outcome.ts';
import {
  type RunItem,
  type RunOptions,
  runHeadline,
  runInOrder,
  runState,
  stepSign,
  stepText,
} from '../../../src/core/send/run.ts';

function answer(status: number): Answer {
  return { status, headers: [], body: '', size: 0, duration: 143, clientRequestId: 'c' };
}

const OUTCOMES = {
  object: { kind: 'object', answer: answer(200), object: {} },
  changed: { kind: 'changed', answer: answer(204) },
  refused: {
    kind: 'refused',
    answer: answer(403),
    error: { status: 403, code: 'Forbidden', message: 'No.', details: [] },
  },
  'not-sent': { kind: 'not-sent', code: 'cancelled', message: 'Nothing was sent.' },
  unknown: { kind: 'unknown', code: 'answer-lost', message: 'Lost.' },
} as const satisfies Record<Outcome['kind'], Outcome>;

type Kind = Outcome['kind'];
interface Planned extends RunItem {
  readonly kind: Kind;
}

function plan(...kinds: readonly Kind[]): readonly Planned[] {
  return kinds.map((kind, at) => ({ title: `R${at}`, needs: [], kind }));
}

/** Runs what is planned; `sent` has the places in the order in which they were sent. */
async function run(items: readonly Planned[], options: Partial<RunOptions<Planned>> = {}) {
  const sent: number[] = [];
  let time = 0;
  const summary = await runInOrder(items, {
    now: () => time++,
    send: async ({ kind }, place) => {
      sent.push(place);
      return briefOf(OUTCOMES[kind]);
    },
    ...options,
  });
  return { sent, summary };
}

suite('several requests in order', () => {
  test('the first that is not done ends the run, and the summary says which', async () => {
    const { sent, summary } = await run(plan('object', 'refused', 'object', 'changed'));
    assert.deepEqual(sent, [0, 1]);
    assert.equal(runState(summary), 'failed');
    assert.equal(
      runHeadline(summary),
      '1 of 4 requests was done. “R1”: 403 Forbidden · 143 ms. 2 were not sent.',
    );
    assert.deepEqual(
      summary.steps.map((step) => `${stepSign(step)} ${step.item.title} ${stepText(step)}`),
      ['✓ R0 200 · 143 ms', '✗ R1 403 Forbidden · 143 ms', '– R2 left out', '– R3 left out'],
    );
  });

  test('an outcome that nobody knows ends it too, and is what the run is called', async () => {
    const { sent, summary } = await run(plan('unknown', 'object'));
    assert.deepEqual([sent, runState(summary)], [[0], 'unknown']);
    assert.equal(runHeadline(summary), '0 of 2 requests were done. “R0”: outcome unknown. 1 was not sent.');
  });

  test('all of them done', async () => {
    const { summary } = await run(plan('object', 'changed'));
    assert.deepEqual([runState(summary), runHeadline(summary)], ['ok', 'All 2 requests were done.']);
    assert.equal(runHeadline((await run(plan('changed'))).summary), 'The request was done.');
  });

  test('where it goes on, only what needs a failed one is left out', async () => {
    const items = plan('refused', 'object', 'object', 'object').map((item, at) => ({
      ...item,
      needs: at === 1 ? [0] : at === 2 ? [1] : [],
    }));
    const { sent, summary } = await run(items, { keepGoing: true });
    assert.deepEqual(sent, [0, 3]);
    assert.equal(
      runHeadline(summary),
      '1 of 4 requests was done. “R0”: 403 Forbidden · 143 ms. 2 were not sent.',
    );
  });

  test('nothing is sent after it was cancelled', async () => {
    const abort = new AbortController();
    const { sent, summary } = await run(plan('object', 'object', 'object'), {
      signal: abort.signal,
      send: async (_, place) => {
        if (place === 1) abort.abort();
        return briefOf(OUTCOMES.object);
      },
    });
    assert.deepEqual([sent, summary.steps.map(stepSign)], [[], ['✓', '✓', '–']]);
  });

  test('in whatever order outcomes come: in order, none twice, none behind a failure', async () => {
    const kinds = fc.array(fc.constantFrom(...(Object.keys(OUTCOMES) as Kind[])), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(kinds, fc.boolean(), async (planned, keepGoing) => {
        const { sent, summary } = await run(plan(...planned), { keepGoing });
        const failed = planned.findIndex((kind) => kind !== 'object' && kind !== 'changed');
        const last = keepGoing || failed < 0 ? planned.length : failed + 1;
        assert.deepEqual(sent, [...planned.keys()].slice(0, last));
        assert.equal(summary.steps.length, planned.length);
        assert.equal(runState(summary) === 'ok', failed < 0);
        assert.ok(summary.ended > summary.begun);
      }),
    );
  });

  test('a batch of which requests were refused was not done', () => {
    const requests = [1, 2, 3].map((id) => ({ id: String(id), method: 'GET', url: '/me' }));
    const sent = { url: 'https://graph.microsoft.com/v1.0/$batch', body: JSON.stringify({ requests }) };
    const responses = (...statuses: readonly number[]): Outcome => {
      const body = { error: { code: 'Nope', message: 'No.' } };
      const each = statuses.map((status, at) => ({ id: String(at + 1), status, body }));
      return { kind: 'object', answer: answer(200), object: { responses: each } };
    };
    const brief = briefOf(responses(200, 404, 404), sent);
    assert.equal(briefText(brief), '200, 2 of 3 refused · 143 ms');
    assert.deepEqual(
      [brief.state, brief.code, brief.message],
      ['failed', 'Nope', '2 of 3 requests of the batch were refused.'],
    );
    assert.equal(briefOf(responses(200, 204), sent).state, 'ok');
    assert.equal(
      briefOf(responses(404), { url: '/v1.0/users', body: sent.body }).state,
      'ok',
      'it is no batch',
    );
    assert.equal(briefOf(responses(404)).state, 'ok', 'nobody knows what was sent');
  });

  test('an outcome in a few words', () => {
    assert.deepEqual(
      Object.values(OUTCOMES).map((outcome) => briefText(briefOf(outcome))),
      ['200 · 143 ms', '204 · 143 ms', '403 Forbidden · 143 ms', 'not sent', 'outcome unknown'],
    );
  });
});
