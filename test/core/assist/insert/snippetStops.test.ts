import assert from 'node:assert/strict';
import { test } from 'node:test';
import { joinSnippets, lastStop, shiftStops } from '../../../../src/core/assist/insert/snippetStops.ts';

test('stops of snippets in a row are counted through', () =>
  assert.equal(
    joinSnippets(['a $1 ${2:b}', '\\$1 ${1|c,d|} $0', '$1'], ';'),
    'a $1 ${2:b};\\$1 ${3|c,d|} $0;$4',
  ));

test('escaped dollars are no stops', () => {
  assert.equal(shiftStops('$1 ${10:x} \\$1 \\\\$1', 2), '$3 ${12:x} \\$1 \\\\$3');
  assert.equal(lastStop('\\$9 $2 ${3}'), 3);
});
