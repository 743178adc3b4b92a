import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { SANDBOX } from '../../../../src/core/environments.ts';
import type { JournalEntry } from '../../../../src/core/journal/entry.ts';
import { parseFile } from '../../../../src/core/request/parse.ts';
import { prepareRequest } from '../../../../src/core/request/prepare.ts';
import { createScope } from '../../../../src/core/request/values/scope.ts';
import { deliveryOf } from '../../../../src/core/send/record/kept.ts';
import { keptRequest } from '../../../../src/core/send/record/keptRequest.ts';

const ENTRY: JournalEntry = {
  id: '1',
  time: 1_000,
  request: {
    method: 'PATCH',
    url: 'http://127.0.0.1:4321/v1.0/identity/apiConnectors/1?sig=•••',
    headers: [
      { name: 'Prefer', value: 'return=representation' },
      { name: 'x-api-key', value: '•••' },
      { name: 'client-request-id', value: 'old' },
      { name: 'User-Agent', value: 'graph-http/1' },
      { name: 'Authorization', value: 'Bearer •••' },
    ],
    body: '{\n  "displayName": "x",\n  "authenticationConfiguration": {"password": "•••"},\n  "list": [{"password": "•••"}]\n}',
  },
  environment: 'sandbox',
  account: 'adele@contoso.com',
  scopes: ['a'],
  state: 'object',
  result: {
    kind: 'object',
    status: 200,
    duration: 12,
    clientRequestId: 'c',
    answer: { status: 200, headers: [], body: '{"id":"1"}', size: 10 },
  },
};

suite('a request of the history', () => {
  test('asks for what was masked, and sends the same otherwise', async () => {
    const { text, asked, incomplete } = keptRequest(ENTRY, 'graph.microsoft.com');
    assert.deepEqual([asked.length, incomplete], [4, false]);
    const file = parseFile(text);
    assert.deepEqual(
      file.blocks.flatMap(({ problems }) => problems),
      [],
    );
    const hidden: boolean[] = [];
    const prepared = await prepareRequest(file, 0, createScope(), {
      path: '/a.graph.http',
      roots: [],
      readBody: async () => undefined,
      ask: async (missing) => {
        hidden.push(...missing.map(({ secret }) => secret === true));
        return new Map(missing.map(({ name }, at) => [name, `secret${at}`]));
      },
    });
    assert.ok(prepared.kind === 'ready');
    assert.deepEqual(prepared.request, {
      method: 'PATCH',
      url: 'https://graph.microsoft.com/v1.0/identity/apiConnectors/1?sig=secret0',
      headers: [
        { name: 'Prefer', value: 'return=representation' },
        { name: 'x-api-key', value: 'secret1' },
      ],
      body: '{\n  "displayName": "x",\n  "authenticationConfiguration": {"password": "secret2"},\n  "list": [{"password": "secret3"}]\n}',
      secrets: ['secret0', 'secret1', 'secret2', 'secret3'],
    });
    assert.deepEqual(hidden, [true, true, true, true], 'a secret is neither shown nor remembered');
  });

  test('says what cannot be asked for', () => {
    const body = '{"note":"Bearer ••• was it"';
    const { text, incomplete } = keptRequest(
      { ...ENTRY, request: { ...ENTRY.request, body }, cut: true },
      'h',
    );
    assert.ok(incomplete);
    assert.match(text, /^# The body was too long for the history: its end is missing\.$/m);
    assert.match(text, /^# The history keeps no secrets: replace each •••\.$/m);
  });

  test('is not taken for sendable where a file would read it differently', () => {
    for (const body of [
      'a\n### DELETE /v1.0/me',
      '# a comment?',
      '< ./file',
      'a {{b}}',
      'a\nGET /v1.0/me',
      '@a = b',
    ]) {
      const { text, incomplete } = keptRequest({ ...ENTRY, request: { ...ENTRY.request, body } }, 'h');
      assert.ok(incomplete, body);
      assert.match(text, /^# Parts of it look like references or comments/m);
    }
  });

  test('has texts of JSON and of the URL that look like references as the texts that they were', () => {
    const request = { method: 'PATCH', url: '/v1.0/users?a={{b}}', headers: [], body: '{"a":"{{b}}"}' };
    const { text, incomplete } = keptRequest({ ...ENTRY, request }, 'h');
    assert.equal(incomplete, false);
    assert.match(text, /^PATCH \/v1\.0\/users\?a=%7B%7Bb%7D%7D$/m);
    assert.match(text, /^\{"a":"\\u007b\{b\}\}"\}$/m);
  });

  test('keeps the host of a cloud', () => {
    const url = 'https://graph.microsoft.us/v1.0/me';
    const request = { method: 'GET', url, headers: [] };
    assert.equal(keptRequest({ ...ENTRY, request }, 'h').text, `### GET again\nGET ${url}\n`);
  });
});

suite('a delivery of the history', () => {
  test('is what it was', () => {
    const delivery = deliveryOf(
      { ...ENTRY, baseline: { body: '{"displayName":"y"}', etag: 'W/"1"', selected: ['id', 'displayName'] } },
      SANDBOX,
    );
    assert.ok(delivery.outcome.kind === 'object');
    assert.deepEqual(delivery.outcome.object, { id: '1' });
    assert.equal(delivery.outcome.answer.size, 10);
    assert.deepEqual(delivery.baseline, {
      kind: 'read',
      object: { displayName: 'y' },
      etag: 'W/"1"',
      selected: ['id', 'displayName'],
      time: 1_000,
    });
    assert.equal(delivery.time, 1_012);
  });

  test('explains a refusal as it did then', () => {
    const body = '{"error":{"code":"Denied","message":"No."}}';
    const answer = { status: 403, headers: [], body, size: body.length };
    const result = { kind: 'refused', status: 403, code: 'Denied', answer } as const;
    const { outcome } = deliveryOf({ ...ENTRY, state: 'refused', result }, SANDBOX);
    assert.ok(outcome.kind === 'refused');
    assert.deepEqual([outcome.error.code, outcome.error.message], ['Denied', 'No.']);
    const { answer: _, ...bare } = result;
    const kept = deliveryOf({ ...ENTRY, state: 'refused', result: bare }, SANDBOX).outcome;
    assert.ok(kept.kind === 'refused');
    assert.equal(kept.error.code, 'Denied', 'also where answers are not kept');
  });

  test('has no object where that was not kept whole', () => {
    const answer = { status: 200, headers: [], body: '{"id":', size: 99, cut: true } as const;
    const result = { kind: 'object', status: 200, answer } as const;
    const { outcome } = deliveryOf({ ...ENTRY, result }, SANDBOX);
    assert.ok(outcome.kind === 'changed');
    assert.equal(outcome.answer.incomplete, 'too-large');
    const baseline = { body: '{"a":', cut: true } as const;
    assert.equal(deliveryOf({ ...ENTRY, baseline }, SANDBOX).baseline?.kind, 'unread');
  });

  test('is unknown where nobody wrote down how it ended', () => {
    const { result: _, ...open } = ENTRY;
    const { outcome } = deliveryOf({ ...open, state: 'unknown', interrupted: true }, SANDBOX);
    assert.ok(outcome.kind === 'unknown');
    assert.equal(outcome.code, 'interrupted');
    assert.match(outcome.message, /may have changed the object: read it/);
  });
});
