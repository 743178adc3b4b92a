import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { prettyJson } from '../../../src/core/text/prettyJson.ts';

test('a JSON text is indented as JSON.stringify would do it', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(undefined, 1, '\t'), (json, indent) => {
      const value: unknown = JSON.parse(json);
      assert.equal(prettyJson(JSON.stringify(value, null, indent)), JSON.stringify(value, null, 2));
    }),
  );
});

test('numbers and strings stay as they were written', () => {
  assert.equal(
    prettyJson('{"id":9007199254740993,"rate":1.10,"name":"a\\u0062 {,}"}'),
    '{\n  "id": 9007199254740993,\n  "rate": 1.10,\n  "name": "a\\u0062 {,}"\n}',
  );
});

test('a text that is no JSON keeps everything but its white space', () => {
  const solid = (text: string) => text.replace(/\s/g, '');
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '\\', 'a', ' ', '\n') }),
      (text) => {
        assert.equal(solid(prettyJson(text)), solid(text));
      },
    ),
  );
});
