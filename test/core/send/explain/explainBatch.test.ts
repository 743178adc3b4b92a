import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { GLOBAL, SANDBOX } from '../../../../src/core/environments.ts';
import { batchAnswers } from '../../../../src/core/send/batch.ts';
import { explainOutcome, headline } from '../../../../src/core/send/explain/explain.ts';
import type { Answer, Outcome } from '../../../../src/core/send/outcome.ts';
import type { JsonObject } from '../../../../src/core/text/jsonValues.ts';

const URL = 'https://graph.microsoft.com/v1.0/$batch';
const CONTEXT = { environment: GLOBAL, scopes: [], method: 'POST', url: URL };

const body = JSON.stringify({
  requests: [
    { id: 'a', method: 'PATCH', url: '/users/1', body: { displayName: 'x' } },
    { id: 'b', method: 'PATCH', url: '/users/2', body: { id: 'y', tags: [1] } },
    { id: 'c', method: 'GET', url: '/users/3' },
  ],
});

const refusal = (code: string, message: string) => ({ error: { code, message } });
const READ_ONLY = refusal('Request_BadRequest', "Property 'id' is read-only and cannot be set.");

function outcome(responses: unknown): Outcome {
  const answer: Answer = {
    ...{ status: 200, headers: [], body: '', size: 0, duration: 1, clientRequestId: 'x' },
  };
  return { kind: 'object', answer, object: { responses } };
}

const MIXED = outcome([
  { id: 'c', status: 404, body: refusal('Request_ResourceNotFound', 'It is not there.') },
  { id: 'b', status: 400, body: READ_ONLY },
  { id: 'a', status: 204 },
]);

suite('a batch', () => {
  test('of which requests were refused is explained request by request', () => {
    const explanation = explainOutcome(MIXED, { ...CONTEXT, body });
    assert.equal(explanation?.message, '2 of 3 requests of the batch were refused.');
    assert.equal(explanation.code, 'Request_BadRequest, Request_ResourceNotFound');
    assert.match(
      explanation.advice[0] ?? '',
      /^b: The service does not let "id" be changed[\s\S]*Remove "id" from the body/,
    );
    assert.match(explanation.advice[1] ?? '', /^c: The service has no object at this URL/);
    assert.deepEqual(explanation.details, [
      {
        code: '400 Request_BadRequest',
        message: "Property 'id' is read-only and cannot be set.",
        target: 'b: PATCH /users/2',
        property: 'requests[1].body.id',
      },
      { code: '404 Request_ResourceNotFound', message: 'It is not there.', target: 'c: GET /users/3' },
    ]);
    assert.deepEqual(explanation.actions, [
      { action: 'fix-property', label: 'Go to id of b', property: 'requests[1].body.id' },
      { action: 'reveal-request', label: 'Show Request' },
    ]);
  });

  test('is explained in the sandbox too, where the page of the single resource is not known', () => {
    const explanation = explainOutcome(MIXED, { ...CONTEXT, environment: SANDBOX, body });
    assert.match(explanation?.advice[0] ?? '', /Remove "id" from the body/);
    assert.equal(explanation?.actions[0]?.action, 'fix-property');
  });

  test('says in its headline what came of the requests', () => {
    const said = (responses: unknown) => headline(outcome(responses), 'POST', { url: URL, body });
    assert.equal(said([{ id: 'b', status: 400, body: READ_ONLY }]), 'The request of the batch was refused.');
    assert.equal(said([{ id: 'a', status: 204 }]), 'The request of the batch was done.');
    assert.equal(
      said([
        { id: 'a', status: 204 },
        { id: 'c', status: 200 },
      ]),
      'All 2 requests of the batch were done.',
    );
    assert.equal(explainOutcome(outcome([{ id: 'a', status: 204 }]), { ...CONTEXT, body }), undefined);
  });

  test('is one only at its own URL and with answers', () => {
    const answers = (url: string, answer: JsonObject) => batchAnswers(url, body, answer);
    assert.equal(answers('/v1.0/users', { responses: [] }), undefined);
    assert.equal(answers(URL, { value: [] }), undefined);
    assert.equal(answers('/beta/%24batch?x=1', { responses: [] })?.count, 0);
  });

  test('with answers that nobody asked for is read without failing', () => {
    for (const response of [
      null,
      1,
      {},
      { id: 'z', status: 400 },
      { id: 'b', status: '400' },
      { id: 1, status: 500 },
    ]) {
      assert.deepEqual(batchAnswers(URL, body, { responses: [response] })?.refused, []);
    }
    const [bare] = batchAnswers(URL, body, { responses: [{ id: 'b', status: 500 }] })?.refused ?? [];
    assert.deepEqual([bare?.error.status, bare?.error.code], [500, '']);
    assert.deepEqual(batchAnswers(URL, 'no JSON', { responses: [{ id: 'b', status: 500 }] })?.refused, []);
    const [slow] =
      batchAnswers(URL, body, { responses: [{ id: 'a', status: 429, headers: { 'Retry-After': '7' } }] })
        ?.refused ?? [];
    assert.equal(slow?.error.retryAfter, 7);
  });
});
