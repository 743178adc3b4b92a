import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MOST_COMPARED } from '../../../../src/core/change/compare/compare.ts';
import { sinceAt, sinceBefore } from '../../../../src/core/change/compare/since.ts';
import type { ChangeRow, ComparedState } from '../../../../src/core/change/show/rows.ts';

function row(path: string, state: ComparedState, isKnown = true): ChangeRow {
  return { path, state, before: { kind: isKnown ? 'none' : 'unknown' }, now: { kind: 'none' } };
}

describe('what is known of values since before a change', () => {
  it('is whether they differ, and nothing where it was not read', () => {
    const known = sinceBefore([
      row('a', 'already'),
      row('b', 'not-made'),
      row('c', 'as-sent'),
      row('d', 'normalised'),
      row('e', 'unexpected'),
      row('f', 'as-sent', false),
      row('g', 'cannot-tell'),
    ]);
    const found = [...'abcdefgh'].map((name) => sinceAt(known, name, `$.${name}`, true).since ?? '');
    assert.deepEqual(found, ['same', 'kept', 'changed', 'changed', 'changed', '', '', '']);
  });

  it('is of the objects around them too: one value that differs is enough, all must be known to be the same', () => {
    const known = sinceBefore([
      row('a.b.c', 'already'),
      row('a.b.d', 'cannot-tell'),
      row('a.e', 'as-sent'),
      row('f.g', 'already'),
      row('h.i', 'already'),
      row('h.j', 'not-made'),
      row('k.l', 'not-made'),
      row('k.m', 'as-sent'),
    ]);
    const at = (path: string) => sinceAt(known, '', `$.${path}`, false).since;
    assert.deepEqual(['a', 'a.b', 'a.b.c', 'f', 'h', 'k'].map(at), [
      'changed',
      undefined,
      'same',
      'same',
      'kept',
      'changed',
    ]);
  });

  it('is not claimed of an object in which the comparison ended', () => {
    const rows = Array.from({ length: MOST_COMPARED }, (_, index) => row(`a.p${index}`, 'already'));
    assert.deepEqual(sinceAt(sinceBefore(rows), 'a', '$.a', true), {});
    assert.deepEqual(sinceAt(sinceBefore(rows.slice(1)), 'a', '$.a', true), { since: 'same' });
  });
});
