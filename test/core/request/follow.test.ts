import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { followRequests, markRequest, type RequestMark } from '../../../src/core/request/follow.ts';
import { requestsOf } from '../../../src/core/request/names.ts';
import { parseFile } from '../../../src/core/request/parse.ts';
import { reparse } from '../../../src/core/request/reparse.ts';

const ONE = '### One\n# @name one\nGET /v1.0/me\n\n';
const TWO = '### Two\nPATCH /v1.0/me\n\n{"a": 1}\n\n';

function marksOf(text: string): readonly RequestMark[] {
  const file = parseFile(text);
  return requestsOf(file).flatMap(({ index }) => markRequest(file, index) ?? []);
}

/** Where the requests of one text stand in another: `2`, `2 edited`, or `gone`. */
function followed(before: string, after: string): readonly string[] {
  return followRequests(parseFile(after), marksOf(before)).map((found) =>
    found ? `${found.index}${found.edited ? ' edited' : ''}` : 'gone',
  );
}

suite('following requests through edits', () => {
  test('a request that moved is the same one', () => {
    assert.deepEqual(followed(ONE + TWO, TWO + ONE), ['1', '0']);
    assert.deepEqual(followed(ONE + TWO, `# text\n@a = 1\n\n${ONE}\n\n${TWO}`), ['1', '2']);
  });

  test('one that was edited is found by its name, or by its place and request line', () => {
    assert.deepEqual(followed(ONE + TWO, `${TWO.replace(': 1', ': 2')}${ONE.replace('/me', '/me/x')}`), [
      '1 edited',
      'gone',
    ]);
    assert.deepEqual(followed(ONE + TWO, ONE + TWO.replace(': 1', ': 2')), ['0', '1 edited']);
  });

  test('one that was removed, or became another one, is gone', () => {
    assert.deepEqual(followed(ONE + TWO, ONE), ['0', 'gone']);
    assert.deepEqual(followed(TWO, TWO.replace('PATCH', 'DELETE')), ['gone']);
  });

  test('of equal requests each keeps its own place', () => {
    assert.deepEqual(followed(TWO + TWO, TWO + TWO), ['0', '1']);
    assert.deepEqual(followed(TWO + ONE + TWO, TWO + TWO), ['0', 'gone', '1']);
  });

  test('an edit elsewhere changes nothing, wherever it is', () => {
    const text = ONE + TWO + ONE.replace('one', 'three');
    const file = parseFile(text);
    fc.assert(
      fc.property(fc.nat(2), fc.constantFrom('x', '"', ' ', '\n\n'), (at, newText) => {
        const end = (file.starts[at + 1] ?? text.length) - 2;
        const next = reparse(file, [{ span: { start: end, end }, newText }]);
        const found = followRequests(next, marksOf(text));
        for (const other of [0, 1, 2].filter((each) => each !== at)) {
          assert.deepEqual(found[other], { index: other, edited: false });
        }
      }),
    );
  });
});
