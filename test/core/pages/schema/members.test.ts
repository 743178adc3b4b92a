import assert from 'node:assert/strict';
import { it } from 'node:test';
import { membersIn } from '../../../../src/core/pages/schema/members.ts';
import { cpuTime } from '../../../support/cpuTime.ts';

const LISTS: readonly string[] = [
  'How. The possible values are: `one`, `two`, `three`.',
  'Possible values are `one`, `two`, and `three`. The default is `one`.',
  'Possible values: `one`, `two` or `three`',
  'The possible values are: **one**, **two**, **three**. Optional.',
  'Allowed values: "one", "two", "three".',
  'Possible values are: one, two, three.',
  'The possible values are: `one` (the first), `two` (the second), `three`.',
  'Possible values are: <ul><li>`one` - the first.</li><li>`two`: the second.</li><li>three</li></ul>',
  'Supported values are:<br><ul><li> `one` <li> `two` <li> `three` </ul> More.',
  'Allowed values: `null`, `one`, `two` and `three`. Refer to [more](x.md).',
  'Can be `one`, `two`, or `three`.',
  'The possible values are: `one`, `two`. You must use the `Prefer: include-unknown-enum-members` request header to get the following value in this evolvable enum: `three`.',
];

for (const list of LISTS) {
  it(`the values of “${list}” are read`, () => {
    assert.deepEqual(membersIn(list), ['one', 'two', 'three']);
  });
}

const UNSURE: readonly string[] = [
  'Its name, such as `one`.',
  'The possible values are: **one**, **two**, or empty (which is **one**).',
  'The possible values are: `one`, `two`, and those of [other](x.md).',
  'Possible values are: <ul><li>`one`</li><li>Anything else that fits.</li></ul>',
  'Possible values are: see below.',
  'The possible values are: one per day.',
];

for (const list of UNSURE) {
  it(`“${list}” is taken for no list of all values`, () => {
    assert.deepEqual(membersIn(list), []);
  });
}

it('values are looked for in time like the text’s length', () => {
  for (const part of [
    'possible values are: ',
    '`a`, ',
    '<ul><li>',
    '"a" (',
    ' and or ',
    'include-unknown-enum-members ',
  ]) {
    const text = `The possible values are: ${part.repeat(20_000)}`;
    const before = cpuTime();
    membersIn(text);
    const spent = cpuTime() - before;
    assert.ok(spent < 200, `${spent} ms for ${JSON.stringify(part)}`);
  }
});
