import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { builtinSchemas } from '../../../../src/core/catalog/builtin.ts';
import { readObject } from '../../../../src/core/change/exact.ts';
import { applyPatch } from '../../../../src/core/change/merge.ts';
import { parseFile } from '../../../../src/core/request/parse.ts';
import { prepareRequest } from '../../../../src/core/request/prepare.ts';
import { createScope } from '../../../../src/core/request/values/scope.ts';
import type { Baseline, ObjectState } from '../../../../src/core/send/loop/baseline.ts';
import {
  canUndo,
  isUndoOfUse,
  noUndoBecause,
  type UndoFacts,
  undoRequest,
} from '../../../../src/core/send/loop/undo.ts';
import type { JsonObject } from '../../../../src/core/text/jsonValues.ts';
import { vehicle } from '../../change/vehicle.ts';

const URL = '/v1.0/fleet/vehicles/1';

function read(object: JsonObject, etag?: string): ObjectState {
  return { kind: 'read', object, time: 0, ...(etag === undefined ? {} : { etag }) };
}

function undo(patch: JsonObject, before: JsonObject, now?: Baseline, more: Partial<UndoFacts> = {}) {
  return undoRequest({
    schema: vehicle,
    url: URL,
    patch,
    before: read(before),
    left: undefined,
    now,
    environment: 'Sandbox',
    time: Date.UTC(2026, 0, 2, 3, 4, 5),
    ...more,
  });
}

function textOf(result: ReturnType<typeof undo>): string {
  assert.ok(result.kind === 'request', JSON.stringify(result));
  return result.text;
}

/** Reads the text as a file, and answers its prompts. */
async function resolved(text: string, answers: Readonly<Record<string, string>> = {}) {
  const asked: string[] = [];
  const prepared = await prepareRequest(parseFile(text), 0, createScope(), {
    path: '/undo.graph.http',
    roots: ['/'],
    ask: async (missing) => {
      asked.push(...missing.map(({ name }) => name));
      return new Map(missing.map(({ name }) => [name, answers[name] ?? '']));
    },
    readBody: async () => undefined,
  });
  assert.ok(prepared.kind === 'ready', JSON.stringify(prepared));
  return { ...prepared.request, asked };
}

suite('the request that undoes a change', () => {
  test('is of no use where every value was there before, and of use where it says what cannot be put back', () => {
    const before = read({ displayName: 'a', tags: ['x'] });
    const isOfUse = (patch: JsonObject) => isUndoOfUse(vehicle, patch, before);
    assert.equal(isOfUse({ displayName: 'a', tags: ['x'] }), false);
    assert.equal(isUndoOfUse(undefined, { displayName: 'a' }, before), false);
    assert.equal(isOfUse({ displayName: 'b' }), true);
    assert.equal(isOfUse({ displayName: 'a', secret: 's' }), true);
  });

  test('puts numbers back as they were written, beside what is asked for too', () => {
    const before = readObject('{"size":12345678901234567890,"list":[1.10],"key":{"maker":"m","share":0.50}}');
    assert.ok(before);
    const text = textOf(undo({ size: 1, list: [], key: { maker: 'n', share: 1 } }, before));
    assert.match(text, /"size": 12345678901234567890/);
    assert.match(text, /"list": \[\n\s+1\.10\n/);
    assert.match(text, /"share": 0\.50/);
  });

  test('is one of its own, with what was there, and the entity tag of now', async () => {
    const text = textOf(
      undo({ displayName: 'b' }, { displayName: 'a' }, read({ displayName: 'b' }, 'W/"2"')),
    );
    assert.equal(
      text,
      [
        '### Undo the change of vehicles/1',
        '# Puts back what was changed in Sandbox on 2026-01-02 03:04:05 UTC.',
        '# What the change has set off elsewhere, such as messages or ended sign-ins, is not undone.',
        'PATCH /v1.0/fleet/vehicles/1',
        'Content-Type: application/json',
        'If-Match: W/"2"',
        '',
        '{',
        '  "displayName": "a"',
        '}',
        '',
      ].join('\n'),
    );
    const request = await resolved(text);
    assert.deepEqual(JSON.parse(request.body ?? ''), { displayName: 'a' });
    assert.deepEqual(request.headers, [
      { name: 'Content-Type', value: 'application/json' },
      { name: 'If-Match', value: 'W/"2"' },
    ]);
  });

  test('says what cannot be put back, and why', () => {
    const text = textOf(
      undo({ displayName: 'b', secret: 's', tags: ['x'], 'owner@odata.bind': 'u' }, { displayName: 'a' }),
    );
    assert.match(text, /# Not put back:\n# - owner: links are not read before a change\./);
    assert.match(text, /# - secret: it is never returned, so nobody knows what it was\./);
    assert.match(text, /# - tags: it had no value, and takes no null\./);
  });

  test('says what somebody has changed since, secrets aside', () => {
    const patch = { displayName: 'b', state: 'moving' };
    const before = { displayName: 'a', state: 'parked' };
    const now = read({ displayName: 'c', state: 'moving' });
    assert.match(
      textOf(undo(patch, before, now)),
      /# Changed again since: displayName is "c" now\. This request overwrites that\./,
    );
    assert.doesNotMatch(textOf(undo(patch, before, now)), /state is/);
    const left = { displayName: 'c', state: 'moving' };
    assert.doesNotMatch(
      textOf(undo(patch, before, now, { left })),
      /Changed again/,
      'the service made that of it',
    );
  });

  test('says so where the object cannot be read now', () => {
    const now: Baseline = { kind: 'unread', code: 'x', message: 'The object could not be read (403).' };
    assert.match(
      textOf(undo({ displayName: 'b' }, { displayName: 'a' }, now)),
      /is not known\. The object could not be read \(403\)\./,
    );
  });

  test('asks for a password that would be cleared, and sends it where it belongs', async () => {
    const schema = (await builtinSchemas()).find(({ title }) => title === 'identityApiConnector');
    const basic = { '@odata.type': '#microsoft.graph.basicAuthentication', username: 'a' };
    const text = textOf(
      undo(
        { authenticationConfiguration: { ...basic, username: 'b', password: 'new' } },
        { authenticationConfiguration: basic },
        undefined,
        { schema },
      ),
    );
    const { body, asked } = await resolved(text, { password: 'old' });
    assert.deepEqual(asked, ['password']);
    assert.deepEqual(JSON.parse(body ?? ''), { authenticationConfiguration: { ...basic, password: 'old' } });
  });

  test('takes no value for a reference, a prompt or a line of the file', async () => {
    const nasty = '{{$guid}} {{password}}\n### x\nDELETE /v1.0/me\n# @prompt a';
    const before = { displayName: nasty, extra: { '{{x}}': [{ a: '{{{{' }] } };
    const text = textOf(undo({ displayName: 'b', extra: { '{{x}}': null } }, before));
    const file = parseFile(text);
    assert.equal(file.blocks.filter(({ kind }) => kind === 'request').length, 1);
    const { body, asked } = await resolved(text);
    assert.deepEqual(asked, []);
    assert.deepEqual(JSON.parse(body ?? ''), before);
  });

  test('says why there is none', () => {
    const put = { method: 'PUT', body: '{}' };
    const unread = (message: string, status?: number): Baseline => ({
      ...{ kind: 'unread', code: '', message },
      ...(status === undefined ? {} : { status }),
    });
    assert.match(noUndoBecause({ method: 'POST', body: '{}' }, undefined), /^Only a PATCH or PUT/);
    assert.match(noUndoBecause(put, undefined), /was not read/);
    assert.match(noUndoBecause(put, unread('No permission.', 403)), /was not read .* No permission\.$/);
    assert.match(noUndoBecause(put, unread('', 404)), /no such object before this PUT.*DELETE/);
    assert.match(noUndoBecause({ method: 'PATCH', body: '{}' }, unread('Gone.', 404)), /Gone\.$/);
    assert.match(noUndoBecause(put, { ...read({}), selected: ['id'] }), /only a part of it was read/);
  });

  test('of a PUT is a PUT with all that was there, without what the service sets itself', async () => {
    const before = {
      '@odata.etag': 'W/"1"',
      ...{
        id: '1',
        displayName: 'a',
        modified: '2026-01-01T00:00:00Z',
        state: null,
        guid: null,
        tags: ['x'],
      },
      ...{
        engine: { '@odata.type': '#fleet.combustion', maker: 'm' },
        extra: 5,
        'extra@odata.type': '#Int32',
      },
    };
    const put = { displayName: 'b', state: 'moving', secret: 's' };
    const text = textOf(undo(put, before, read({ displayName: 'c', tags: [] }, 'W/"3"'), { method: 'PUT' }));
    assert.match(text, /# Replaces the object by what it was in Sandbox before 2026-01-02 03:04:05 UTC\./);
    assert.match(text, /# Changed again since: displayName is "c" now\./);
    assert.match(text, /# - secret: it is never returned.*you are asked for it/);
    assert.match(text, /^PUT \/v1\.0\/fleet\/vehicles\/1$/m);
    assert.match(text, /^If-Match: W\/"3"$/m);
    const { body, asked } = await resolved(text, { secret: 'again' });
    assert.deepEqual(asked, ['secret']);
    assert.deepEqual(JSON.parse(body ?? ''), {
      ...{ displayName: 'a', state: null, tags: ['x'], secret: 'again' },
      ...{
        engine: { '@odata.type': '#fleet.combustion', maker: 'm' },
        extra: 5,
        'extra@odata.type': '#Int32',
      },
    });
  });

  test('of a PUT is of use where it has changed something, also what its body does not name', () => {
    const isOfUse = (put: JsonObject, before: JsonObject) => isUndoOfUse(vehicle, put, read(before), 'PUT');
    assert.equal(isOfUse({ displayName: 'a' }, { id: '1', displayName: 'a', state: null }), false);
    assert.equal(isOfUse({ displayName: 'a' }, { displayName: 'a', state: 'parked' }), true);
    assert.equal(isOfUse({ displayName: 'b' }, { displayName: 'a' }), true);
    assert.equal(isOfUse({ displayName: 'a', secret: 's' }, { displayName: 'a' }), true);
  });

  test('of a PUT to a resource that is not known says what is to be removed', () => {
    const text = textOf(
      undo({ name: 'b' }, { id: '1', name: 'a' }, undefined, { method: 'PUT', schema: undefined }),
    );
    assert.match(text, /does not know this resource: remove what the service sets itself/);
    assert.match(text, /\{\n {2}"name": "a"\n\}/);
  });

  test('of a link is a PUT of the one that there was', () => {
    const link = (id: string) => ({ '@odata.id': `https://graph.microsoft.com/v1.0/users/${id}` });
    const before = { '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#$ref', ...link('old') };
    const more = { method: 'PUT', schema: undefined, url: '/v1.0/users/1/manager/$ref' };
    const text = textOf(undo(link('new'), before, undefined, more));
    assert.match(text, /# Sets the link again that there was in Sandbox before/);
    assert.doesNotMatch(text, /does not know this resource/);
    assert.match(text, /^PUT \/v1\.0\/users\/1\/manager\/\$ref$/m);
    assert.deepEqual(JSON.parse(text.slice(text.indexOf('{'))), link('old'));
    assert.equal(isUndoOfUse(undefined, link('old'), read(before), 'PUT'), false);
    assert.equal(isUndoOfUse(undefined, link('new'), read(before), 'PUT'), true);
    assert.equal(isUndoOfUse(undefined, link('new'), read({}), 'PUT'), false);
  });

  test('is offered for a PATCH or PUT of which the object was read before, and for nothing else', () => {
    const before = read({});
    assert.equal(canUndo({ method: 'PATCH', body: '{}' }, before), true);
    assert.equal(canUndo({ method: 'PUT', body: '{}' }, before), true);
    assert.equal(canUndo({ method: 'PUT', body: '{}' }, { ...before, selected: ['id'] }), false);
    assert.equal(canUndo({ method: 'POST', body: '{}' }, before), false);
    assert.equal(canUndo({ method: 'PATCH', body: '[]' }, before), false);
    assert.equal(canUndo({ method: 'PATCH', body: '{}' }, { kind: 'unread', code: '', message: '' }), false);
    assert.equal(canUndo({ method: 'PATCH', body: '{}' }, undefined), false);
  });

  test('is none where nothing can be put back', () => {
    assert.deepEqual(undo({ secret: 's' }, {}), {
      kind: 'nothing',
      reasons: ['secret: it is never returned, so nobody knows what it was.'],
    });
  });

  test('comes to what was there, on a resource that is not known too', async () => {
    const before = { name: 'a', nested: { one: 1, two: 2 } };
    const patch = { name: 'b', nested: { one: 5 } };
    const text = textOf(undo(patch, before, undefined, { schema: undefined }));
    const { body } = await resolved(text);
    const after = applyPatch(vehicle, before, patch).after;
    assert.deepEqual(applyPatch(vehicle, after, JSON.parse(body ?? '')).after, before);
  });
});
