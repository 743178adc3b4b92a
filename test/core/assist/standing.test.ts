import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { bodyTextOf, type Said, standingIn, stillStanding } from '../../../src/core/assist/standing.ts';
import { parseFile } from '../../../src/core/request/parse.ts';
import { applyEdits } from '../../../src/core/text/span.ts';

function textOf(body: string) {
  const [block] = parseFile(`PATCH https://graph.microsoft.com/beta/me\n\n${body}\n`).blocks;
  assert.equal(block?.kind, 'request');
  return bodyTextOf(block);
}

const BODY = `{
  "displayName": 5,
  "info": { "logoUrl": "z" },
  "wrong": 1,
  "value": {{value}},
  "tags": [1, 2]
}`;

const SAID: readonly Said[] = [
  { path: ['displayName'], isUnwanted: false },
  { path: ['info'], isUnwanted: false },
  { path: ['wrong'], isUnwanted: true },
  { path: ['value'], isUnwanted: false },
  { path: ['tags', 1], isUnwanted: false },
];
const ALL = ['5', '"info"', '"wrong"', '{{value}}', '2'];

/** The texts at which something still stands after each of the edits, one after the other. */
function left(...edits: readonly (readonly [what: string, by: string])[]): readonly string[] {
  let text = BODY;
  let now = standingIn(textOf(text), SAID);
  for (const [what, by] of edits) {
    assert.ok(text.includes(what), what);
    text = text.replace(what, () => by);
    now = stillStanding(now, textOf(text));
  }
  return now.all.map(({ at }) => now.body.written.slice(at.span.start, at.span.end));
}

function without(gone: string): readonly string[] {
  return ALL.filter((each) => each !== gone);
}

suite('what was said of a body, after edits', () => {
  test('stands at its members', () => assert.deepEqual(left(), ALL));

  test('goes with the value that it is about, and with no other one', () => {
    assert.deepEqual(left([' 5,', ' "x",']), without('5'));
    assert.deepEqual(left(['"z"', '"y"']), without('"info"'));
    assert.deepEqual(left(['"wrong"', '"right"']), without('"wrong"'));
    assert.deepEqual(left(['{{value}}', '{{other}}']), without('{{value}}'));
    assert.deepEqual(left(['2]', '3]']), without('2'));
    assert.deepEqual(left([' 5,', ' 6,'], [' 6,', ' 7,']), without('5'));
  });

  test('goes where a value gets longer, or its member is taken out', () => {
    assert.deepEqual(left([' 5,', ' 56,']), without('5'));
    assert.deepEqual(left([' 5,', ' -5,']), without('5'));
    assert.deepEqual(left(['  "wrong": 1,\n', '']), without('"wrong"'));
  });

  test('moves with the text, also in a list and where the body is no JSON for a while', () => {
    assert.deepEqual(left(['[1, 2]', '[0, 1, 2]']), ALL);
    assert.deepEqual(left(['{\n', '{\n  "more": "a",\n']), ALL);
    assert.deepEqual(left(['2]\n', '2],\n  "last": 1\n']), ALL);
    assert.deepEqual(left([' 5,', ' "x,'], [' "x,', ' "x",']), without('5'));
    assert.deepEqual(left(['{\n', '\n'], ['\n', '{\n']), ALL);
  });

  test('stays where only the layout changes', () => {
    const flat = BODY.replaceAll(/\n\s*/g, ' ').replace('{ "logoUrl": "z" }', '{"logoUrl":"z"}');
    assert.deepEqual(left([BODY, flat]), ALL);
  });

  test('has removals that fit the text as it is now', () => {
    const text = BODY.replace('5', '"x"');
    const now = stillStanding(standingIn(textOf(BODY), SAID), textOf(text));
    const wrong = now.all.find(({ said }) => said.isUnwanted);
    assert.equal(applyEdits(text, wrong?.at.removal ?? []), text.replace('  "wrong": 1,\n', ''));
  });

  test('is nothing in a body that is gone', () => {
    assert.deepEqual(stillStanding(standingIn(textOf(BODY), SAID), textOf('< ./body.json')).all, []);
  });
});
