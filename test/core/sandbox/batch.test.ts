import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import { connectSandbox } from '../../../src/core/sandbox/connect.ts';
import type { JsonObject } from '../../../src/core/text/jsonValues.ts';
import { errorOf, startTestSandbox } from './client.ts';

const lines: string[] = [];
const keep = (line: string) => void lines.push(line);
const test = await startTestSandbox({ log: { info: keep, warn: keep, error: keep } });
const connection = connectSandbox(test.sandbox.url);
const ID = '/identity/apiConnectors/7fd6431c-431c-7fd6-1c43-d67f1c43d67f';
const JSON_TYPE = { 'Content-Type': 'application/json' };
beforeEach(async () => {
  await connection.behave({});
  await connection.reset();
  lines.length = 0;
});
after(() => test.sandbox.close());

/** The answers of a batch, by id. */
async function batch(...requests: readonly object[]): Promise<Record<string, JsonObject>> {
  const { status, json } = await test.accepts('POST /v1.0/$batch', { body: { requests } });
  assert.equal(status, 200);
  return Object.fromEntries((json.responses as JsonObject[]).map((each) => [String(each.id), each]));
}
const change = (id: string, displayName: string, more: object = {}) => ({
  ...{ id, method: 'PATCH', url: ID, headers: JSON_TYPE, body: { displayName } },
  ...more,
});
const statuses = (answers: Record<string, JsonObject>) =>
  Object.fromEntries(Object.entries(answers).map(([id, { status }]) => [id, status]));
const bodyOf = (answer: JsonObject | undefined) => (answer?.body ?? {}) as JsonObject;
const headersOf = (answer: JsonObject | undefined) => (answer?.headers ?? {}) as JsonObject;
const codeOf = (answer: JsonObject | undefined) => (bodyOf(answer).error as JsonObject).code;

describe('$batch', () => {
  it('answers each request as it would be answered alone', async () => {
    const answers = await batch(
      { id: '1', method: 'get', url: `${ID}?$select=displayName` },
      change('2', 'by batch'),
      { id: '3', method: 'GET', url: 'nowhere' },
      { id: '4', method: 'HEAD', url: ID },
      { id: '5', method: 'PATCH', url: ID, body: { displayName: 'x' } },
      change('6', 'x', { headers: { ...JSON_TYPE, 'If-Match': '"x"' } }),
      {
        ...{ id: '7', method: 'POST', url: '/identity/apiConnectors', headers: JSON_TYPE },
        body: { displayName: 'n', targetUrl: 'https://contoso.com' },
      },
      { id: '8', method: 'GET', url: '/$batch' },
    );
    const expected = { 1: 200, 2: 200, 3: 400, 4: 200, 5: 415, 6: 412, 7: 201, 8: 400 };
    assert.deepEqual(statuses(answers), expected);
    assert.equal(bodyOf(answers['1']).displayName, 'Validate loyalty number');
    assert.equal(bodyOf(answers['2']).displayName, 'by batch');
    assert.ok(!('body' in (answers['4'] ?? {})));
    const { location } = headersOf(answers['7']);
    await test.accepts(`GET ${new URL(String(location)).pathname}`);
    assert.equal((await test.accepts(`GET /v1.0${ID}`)).json.displayName, 'by batch');
  });

  it('carries out each after those that it depends on, and not where one of them failed', async () => {
    const answers = await batch(
      change('3', 'third', { dependsOn: ['2'] }),
      change('2', 'second', { dependsOn: ['1'] }),
      change('1', 'first'),
      { id: 'bad', method: 'GET', url: '/nowhere' },
      change('4', 'never', { dependsOn: ['3', 'bad'] }),
      change('5', 'never', { dependsOn: ['4'] }),
    );
    assert.deepEqual(statuses(answers), { 1: 200, 2: 200, 3: 200, 4: 424, 5: 424, bad: 400 });
    assert.equal(codeOf(answers['4']), 'FailedDependency');
    assert.equal((await test.accepts(`GET /v1.0${ID}`)).json.displayName, 'third');
  });

  it('makes faults for single requests, and for the batch those that are for every request', async () => {
    await connection.behave({
      fault: { order: 'status=429;retry-after=7', times: 'once', methods: ['PATCH'] },
    });
    const answers = await batch(change('1', 'a'), change('2', 'b'));
    assert.deepEqual(statuses(answers), { 1: 429, 2: 200 });
    assert.equal(headersOf(answers['1'])['retry-after'], '7');
    const ordered = await batch(
      change('1', 'a', { headers: { ...JSON_TYPE, 'x-sandbox-fault': 'status=503' } }),
    );
    assert.deepEqual(statuses(ordered), { 1: 503 });
    await connection.behave({ fault: { order: 'status=503', times: 'once', methods: [] } });
    assert.equal((await test.send('POST /v1.0/$batch', { body: { requests: [] } })).status, 503);
  });

  it('behaves towards single requests as it is set', async () => {
    await connection.behave({ answer: 204, etag: 'required' });
    const answers = await batch(
      change('1', 'a', { headers: { ...JSON_TYPE, 'if-match': '*' } }),
      change('2', 'a'),
    );
    assert.deepEqual(statuses(answers), { 1: 204, 2: 428 });
  });

  it('has one account for all, and a line in the log for each', async () => {
    const as = ['APIConnectors.Read.All'];
    const body = {
      requests: [
        change('1', 'x'),
        { id: '2', method: 'GET', url: ID, headers: { Authorization: 'Bearer x' } },
      ],
    };
    const { json } = await test.accepts('POST /beta/%24batch', { body, as });
    assert.deepEqual(
      (json.responses as JsonObject[]).map(({ status }) => status),
      [403, 200],
    );
    const told = lines.filter((line) => line.includes('of a batch')).map((line) => line.split(' in ')[0]);
    assert.deepEqual(told, [`PATCH /beta${ID} → 403`, `GET /beta${ID} → 200`]);
    await test.refuses('POST /v1.0/$batch', { body, as: 'none' }, 401, /token/);
    assert.equal((await test.refuses('GET /v1.0/$batch', {}, 405, /takes POST/)).headers.allow, 'POST');
    await test.refuses('POST /v3/$batch', { body }, 400, /Invalid version/);
  });

  it('is refused as a whole where it is no batch', async () => {
    const get = (id: unknown, more: object = {}) => ({ id, method: 'GET', url: ID, ...more });
    const cases: [unknown, RegExp][] = [
      [{}, /needs 'requests'/],
      [{ requests: [] }, /empty/],
      [{ requests: Array.from({ length: 21 }, (_, i) => get(String(i))) }, /has 21 requests; 20 is the most/],
      [{ requests: [1] }, /Request 1 is no object/],
      [{ requests: [get(1)] }, /needs an 'id'/],
      [{ requests: [get('a'), get('a')] }, /Two requests have the id 'a'/],
      [{ requests: [{ id: 'a', url: ID }] }, /needs a 'method'/],
      [{ requests: [{ id: 'a', method: 'GET' }] }, /needs a 'url'/],
      [{ requests: [get('a', { url: 'https://graph.microsoft.com/v1.0/me' })] }, /relative to the version/],
      [{ requests: [get('a', { url: '//evil.example/me' })] }, /relative to the version/],
      [{ requests: [get('a', { headers: { a: 1 } })] }, /'headers' of request 'a'/],
      [{ requests: [get('a', { dependsOn: 'b' })] }, /'dependsOn' of request 'a'/],
      [{ requests: [get('a', { dependsOn: ['b'] })] }, /depends on 'b', which is not in the batch/],
      [{ requests: [get('a', { dependsOn: ['b'] }), get('b', { dependsOn: ['a'] })] }, /in a circle/],
      [{ requests: [get('a', { dependsOn: ['a'] })] }, /in a circle/],
    ];
    for (const [body, message] of cases) {
      const received = await test.refuses('POST /v1.0/$batch', { body: body as JsonObject }, 400, message);
      assert.match(errorOf(received).message, /^Invalid batch payload/);
    }
    const twenty = Array.from({ length: 20 }, (_, i) => get(String(i)));
    assert.equal(Object.keys(await batch(...twenty)).length, 20);
  });
});
