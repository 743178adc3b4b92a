import assert from 'node:assert/strict';
import { test } from 'node:test';
import { missingText } from '../../../../src/core/request/values/missingText.ts';
import type { Unresolved } from '../../../../src/core/request/values/scope.ts';

function variable(name: string): Unresolved {
  return { kind: 'variable', name, reason: `There is no variable ${name}. Write it.` };
}

test('a variable that lacks in two places is one thing that lacks', () => {
  assert.equal(missingText([variable('who'), variable('who')]), 'There is no variable who. Write it.');
});

test('what lacks besides is named, up to a few', () => {
  const [a, b, ...more] = ['a', 'b', 'c', 'd', 'e', 'f'].map(variable);
  assert.ok(a && b);
  assert.equal(missingText([a, b, a]), 'There is no variable a. Write it. Also in the way: b.');
  assert.equal(
    missingText([a, b, ...more]),
    'There is no variable a. Write it. Also in the way: b, c, d, e and 1 more.',
  );
  assert.equal(missingText([]), '');
});
