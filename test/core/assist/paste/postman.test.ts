import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPasted } from '../../../../src/core/assist/paste/pasted.ts';
import { cpuTime } from '../../../support/cpuTime.ts';

const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
const collection = (...item: readonly unknown[]) => JSON.stringify({ info: { name: 'a', schema }, item });
const request = (method: string, raw: string, more: object = {}) => ({
  request: { method, url: { raw }, ...more },
});
const USERS = 'https://graph.microsoft.com/v1.0/users';

test('a collection becomes its requests, folder by folder, with their names', () => {
  const body = { mode: 'raw', raw: '{"city":"Ulm"}' };
  const header = [
    { key: 'Authorization', value: 'Bearer abc' },
    { key: 'If-Match', value: '*' },
    { key: 'Prefer', value: 'x', disabled: true },
  ];
  const pasted = readPasted(
    collection(
      {
        name: 'Folder',
        item: [{ name: 'One', ...request('PATCH', `${USERS}/:id?$select=id`, { header, body }) }],
      },
      { name: '# Two\nlines', ...request('GET', `${USERS}/{{id}}`) },
      { name: 'Three', request: 'https://graph.microsoft.com/v1.0/me' },
    ),
  );
  assert.equal(
    pasted?.text,
    `PATCH ${USERS}/{id}?$select=id\nIf-Match: *\nContent-Type: application/json\n\n{\n  "city": "Ulm"\n}\n\n### Two lines\nGET ${USERS}/{{id}}\n\n### Three\nGET https://graph.microsoft.com/v1.0/me`,
  );
  assert.match(pasted?.leftOut ?? '', /access token/);
});

test('other JSON, and a collection without requests, stay as they are', () => {
  for (const text of [
    '{}',
    '{"item":[]}',
    collection(),
    collection({ item: 7 }),
    collection(request('GET', 'words')),
    `{"a":"${schema}`,
  ]) {
    assert.equal(readPasted(text), undefined, text);
  }
});

test('a header or a form cannot begin another request', () => {
  const header = [
    { key: 'A\n\n###\nB', value: 'c' },
    { key: 'X', value: 'a\n\n###\nDELETE /me' },
  ];
  const body = { mode: 'urlencoded', urlencoded: [] };
  const pasted = readPasted(collection(request('PATCH', `${USERS}/7`, { header, body })));
  assert.equal(pasted?.text, `PATCH ${USERS}/7\nX: a ### DELETE /me`);
  assert.match(pasted?.leftOut ?? '', /form/);
});

test('a collection of any depth and width takes time like its length', () => {
  let deep: unknown = request('GET', USERS);
  for (let level = 0; level < 2000; level++) deep = { item: [deep] };
  const before = cpuTime();
  assert.ok(readPasted(collection(deep)));
  assert.ok(readPasted(collection(...Array.from({ length: 20_000 }, () => request('GET', USERS)))));
  assert.ok(cpuTime() - before < 4000);
});
