import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actionsAt, fixableCodes } from '../../../../src/core/assist/fixes/actions.ts';
import { at, fix, problem } from '../../../../src/core/check/report.ts';
import { parseFile } from '../../../../src/core/request/parse.ts';

const [block] = parseFile('GET /me\n').blocks;
assert.ok(block);

const wrong = problem('property-unknown', at(0), '', {
  fixes: [...fix('A', at(0), 'a', false), ...fix('B', at(0), 'b')],
});
const key = problem('property-key', at(0), '', { fixes: fix('C', at(0), 'c') });
const bare = problem('body-missing', at(0), '');

function titles(occurrences: Parameters<typeof actionsAt>[0]['occurrences']): readonly string[] {
  assert.ok(block);
  const actions = actionsAt({ block, problems: [wrong, bare, key, key], occurrences });
  return actions.map((action) => (action.kind === 'fix' ? action.fix.title : action.title));
}

/** What stands behind every fix: to silence each code once. */
const SILENCE = ['property-unknown', 'body-missing', 'property-key'].map(
  (code) => `Ignore ${code} in this request`,
);

test('preferred fixes come first, then the others', () =>
  assert.deepEqual(titles(new Map()), ['B', 'C', 'C', 'A', ...SILENCE]));

test('a code that occurs more often can be settled in the whole file, and is offered once', () =>
  assert.deepEqual(titles(fixableCodes([wrong, key, key, bare, bare])), [
    'B',
    'C',
    'C',
    'A',
    'Fix all 2 problems of this kind in the file (property-key)',
    ...SILENCE,
  ]));

test('a problem about the comments that silence others cannot be silenced', () =>
  assert.deepEqual(
    actionsAt({ block, problems: [problem('ignore-unused', at(0), '')], occurrences: new Map() }),
    [],
  ));

test('only preferred fixes count as determined', () =>
  assert.deepEqual(
    [...fixableCodes([problem('body-empty', at(0), '', { fixes: fix('', at(0), '', false) }), key])],
    [['property-key', 1]],
  ));
