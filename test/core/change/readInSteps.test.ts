import { deepEqual, equal, ok } from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { exactJson, readObject } from '../../../src/core/change/exact.ts';
import { readJsonInSteps, readObjectInSteps } from '../../../src/core/change/readInSteps.ts';
import { runAtOnce, type Steps } from '../../../src/core/text/steps.ts';

/** More than is read in one piece. */
const LONG = 140_000;
const filler = (length: number) => `"${'x'.repeat(length)}"`;

/** What a text is read to, in one piece and in steps: both have to be the same, numbers as they were written too. */
function reads(text: string): unknown {
  const inSteps = runAtOnce(readObjectInSteps(text));
  const whole = readObject(text);
  equal(inSteps === undefined, whole === undefined, text.slice(0, 80));
  if (whole && inSteps) equal(exactJson(inSteps), exactJson(whole));
  return inSteps;
}

function countSteps(steps: Steps<unknown>): number {
  let count = 0;
  while (steps.next().done !== true) count++;
  return count;
}

describe('a JSON object that is read in steps', () => {
  it('is what it is when it is read at once, wherever it is long', () => {
    const long = filler(LONG);
    for (const text of [
      `{"a":[1,2,${long},{"b":1.50},${long},[[]],{}],"c":{"d":${long},"e":12345678901234567890},"f":null}`,
      `{"a":{"b":{"c":[${long},1.0,{"d":[${long}, 2e5 ]}]}}, "z":-0}`,
      `{ "value" : [ ${Array.from({ length: 9_000 }, (_, id) => `{"id":"${id}","n":${id}.50,"in":{"t":[1,2]}}`).join(' ,\n')} ] }`,
      `{"a":1.50,"b":${long},"a":{"c":[${long},3]}}`,
      `{"a":{"c":[${long},3]},"b":${long},"a":1.50}`,
      `{"__proto__":{"x":${long},"y":[1]},"__proto__ ":[${long},2]}`,
      `{"1":${long},"0":{"a":${long},"b":2},"x":1}`,
      `{"a\\"b":[${long},"\\\\",{"c":"]}"}],"d":"\\\\\\""}`,
      `{"a":[${long},],"b":1}`,
      `{"a":[${long} {"b":${long},"c":1}],"b":1}`,
      `{"a":[[${long},1] [${long},2]]}`,
      `{"a":[1,,${long},2]}`,
      `{"a":[,${long},2]}`,
      `{"a":{"b":${long},"c":[1]}"d":[${long},2]}`,
      `{"a":{${long},"b":1}}`,
      `{"a" [${long},1]}`,
      `{"a":1 [${long},1]}`,
      `{"a":[${long},1}]`,
      `{"a":[${long},1]]`,
      `{"a":[${long},1]`,
      `{"a":[${long},1]} x`,
      `{"a":[${long},1]}{}`,
      `{"a":[${long},01]}`,
      `{"a":[${long},1]\u00a0}`,
      `{"a":[${long},"\n"]}`,
      `{${long}`,
      `[${long},{"a":1}]`,
      long,
    ])
      reads(text);
  });

  it('is what it is when it is read at once, whatever stands between its long parts', () => {
    const part = fc.oneof(
      { weight: 6, arbitrary: fc.json({ maxDepth: 3 }) },
      {
        weight: 3,
        arbitrary: fc.constantFrom('1.50', '-0', '1e5', '12345678901234567890', '""', '[]', '{}'),
      },
      { weight: 3, arbitrary: fc.integer({ min: 1, max: LONG }).map(filler) },
      { weight: 1, arbitrary: fc.constantFrom('', ',', '}', ']', '{', '[', '"', ':', '01', 'x', '\u00a0') },
    );
    const value = fc.letrec<{ value: string }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 5, withCrossShrink: true },
        part,
        fc.array(tie('value'), { maxLength: 6 }).map((items) => `[${items.join(' ,')}]`),
        fc
          .array(fc.tuple(fc.constantFrom('a', 'b', '__proto__', '0', 'x"y'), tie('value')), { maxLength: 6 })
          .map(
            (members) =>
              `{${members.map(([name, member]) => `${JSON.stringify(name)}: ${member}`).join(',\n')}}`,
          ),
      ),
    })).value;
    fc.assert(
      fc.property(value, value, (one, other) => {
        reads(`{"first":${one},"second":[${other},${filler(LONG)}],"third":${one}}`);
      }),
      { numRuns: 150 },
    );
  });

  it('is read in pieces that are never much longer than one', () => {
    const item = '{"id":"7fd6431c-431c-7fd6-1c43-d67f1c43d67f","displayName":"Adele","n":1.50}';
    const text = `{"value":[${Array.from({ length: 20_000 }, () => item).join()}]}`;
    const parse = JSON.parse;
    let longest = 0;
    JSON.parse = (piece: string, ...rest: []) => {
      longest = Math.max(longest, piece.length);
      return parse(piece, ...rest) as unknown;
    };
    try {
      ok(countSteps(readObjectInSteps(text)) > text.length / 40_000);
    } finally {
      JSON.parse = parse;
    }
    ok(longest < 140_000, `${longest}`);
  });

  it('may be nested without an end', () => {
    const depth = 500_000;
    const text = `{"a":${'['.repeat(depth)}1.50${']'.repeat(depth)}}`;
    let value: unknown = runAtOnce(readObjectInSteps(text))?.a;
    let levels = 0;
    while (Array.isArray(value)) {
      value = value[0] as unknown;
      levels++;
    }
    deepEqual([levels, value], [depth, 1.5]);
  });

  it('may be any other value', () => {
    deepEqual(runAtOnce(readJsonInSteps(`[${filler(LONG)},1]`))?.value, ['x'.repeat(LONG), 1]);
    deepEqual(runAtOnce(readJsonInSteps(' null ')), { value: null });
    equal(runAtOnce(readJsonInSteps(`[${filler(LONG)},1`)), undefined);
    equal(runAtOnce(readJsonInSteps('')), undefined);
  });
});
