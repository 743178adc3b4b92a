import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { followPath } from '../../../../src/core/request/values/jsonPath.ts';

const root: unknown = JSON.parse(
  '{"a":{"b":[1,{"c":"x"}]},"@odata.etag":"e","":0,"it\'s":1,"__proto__":{"own":true},"n":null,"list":[]}',
);

function leads(path: string, expected: unknown): void {
  assert.deepEqual(followPath(root, path), { found: true, value: expected }, path);
}

test('names, indexes and the first member', () => {
  leads('$', root);
  leads('$.a.b[0]', 1);
  leads("$['a']['b'][1].c", 'x');
  leads('$["a"].b[-1].c', 'x');
  leads("$['@odata.etag']", 'e');
  leads('$["it\'s"]', 1);
  leads('$[""]', 0);
  leads('$.n', null);
  leads('$[*].b.*', 1);
});

test('nothing there', () => {
  for (const path of [
    '$.z',
    '$.a.b[2]',
    '$.a[0]',
    '$.a.b.c',
    '$.n.x',
    '$.list[*]',
    '$.list[0]',
    '$.a.b[0].toFixed',
  ]) {
    const result = followPath(root, path);
    assert.equal(result.found, false, path);
    assert.match(result.found ? '' : result.reason, /nothing at/);
  }
});

test('only own members are reached', () => {
  leads('$.__proto__', { own: true });
  for (const path of ['$.constructor', '$.a.hasOwnProperty', '$.a.__proto__', "$['toString']"]) {
    assert.equal(followPath(root, path).found, false, path);
  }
});

test('what is no path', () => {
  for (const path of [
    '',
    'a',
    '.a',
    '$a',
    '$.',
    '$..a',
    '$[',
    '$[]',
    "$['a",
    '$[a]',
    '$[0',
    '$.a b',
    '$[?(@.a)]',
    '$[1:2]',
  ]) {
    const result = followPath(root, path);
    assert.match(result.found ? 'found' : result.reason, /no path that can be followed/, path);
  }
});

test('every member of any JSON value is reached by its path', () => {
  const name = fc.string({ maxLength: 4 }).filter((text) => !text.includes('"'));
  fc.assert(
    fc.property(fc.dictionary(name, fc.array(fc.jsonValue(), { maxLength: 3 }), { maxKeys: 4 }), (value) => {
      const json: unknown = JSON.parse(JSON.stringify(value));
      for (const [key, list] of Object.entries(json as Record<string, unknown[]>)) {
        for (const [index, item] of list.entries()) {
          assert.deepEqual(followPath(json, `$["${key}"][${index}]`), { found: true, value: item });
        }
      }
    }),
    { numRuns: 200 },
  );
});

test('any text is answered', () => {
  fc.assert(
    fc.property(fc.string(), (path) => void followPath(root, `$${path}`)),
    { numRuns: 300 },
  );
});
