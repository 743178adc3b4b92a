import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { prettyJson, prettyWindow, WINDOW_EXCESS } from '../../../src/core/text/prettyJson.ts';

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

test('values without a comma between them stay apart', () => {
  assert.equal(prettyJson('{"a": 1}\n{"a": 2}\n'), '{\n  "a": 1\n}\n{\n  "a": 2\n}');
  assert.equal(prettyJson('[1 2, "a" "b"\r\n tru  e]'), '[\n  1 2,\n  "a" "b"\n  tru e\n]');
  assert.equal(prettyJson(' [ ] [ ] '), '[] []');
  // Two halves of two characters do not become one.
  assert.equal(prettyJson('\ud83d \ude00'), '\ud83d \ude00');
});

test('windows are never longer than asked for, tear nothing, and are the whole together', () => {
  const units = ['{', '}', '[', ']', ',', ':', '"', '\\', 'a', ' ', '\n', '1', '😀', '\ud83d', '\ude00'];
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: fc.constantFrom(...units) }), fc.json()),
      fc.integer({ min: 2, max: 9 }),
      (text, length) => {
        const windows: string[] = [];
        let window = prettyWindow(text, length);
        while (window.next) {
          windows.push(window.text);
          window = prettyWindow(text, length, window.next);
        }
        windows.push(window.text);
        assert.equal(windows.join(''), prettyJson(text));
        for (const part of windows) assert.ok(part.length <= length + WINDOW_EXCESS, part);
        const pairs = (part: string) => part.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0;
        assert.equal(
          windows.reduce((sum, part) => sum + pairs(part), 0),
          pairs(prettyJson(text)),
        );
      },
    ),
  );
});

test('one string that is longer than a window goes on in the next ones', () => {
  const text = JSON.stringify({ a: '\\"'.repeat(1000) });
  const first = prettyWindow(text, 100);
  assert.equal(first.text, `{\n  "a": "${'\\\\\\"'.repeat(22)}\\\\`.slice(0, 100));
  assert.equal(first.next?.inString, true);
  assert.ok(prettyJson(text).startsWith(first.text + prettyWindow(text, 100, first.next).text));
});
