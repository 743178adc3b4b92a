import { deepEqual, equal } from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { canonicalPatch } from '../../../src/core/change/canonical.ts';
import { compareChange } from '../../../src/core/change/compare/compare.ts';
import { exactJson, exactObject, numberAt, readObject, sameNumber } from '../../../src/core/change/exact.ts';
import { applyPatch } from '../../../src/core/change/merge.ts';
import { inversePatch } from '../../../src/core/change/restore/inverse.ts';
import { ObjectDescription } from '../../../src/core/change/show/describe.ts';
import type { JsonObject } from '../../../src/core/text/jsonValues.ts';
import { vehicle } from './vehicle.ts';

describe('numbers of an object', () => {
  it('are shown as they were sent, at any depth', () => {
    const exact = exactObject('{"a":9007199254740993,"b":{"c":[1.10,12345678901234567890,2]},"d":1e400}');
    const values: string[] = [];
    const rows = [...new ObjectDescription(exact?.object ?? {}).first.rows];
    for (let row = rows.shift(); row; row = rows.shift()) {
      if (row.value.kind === 'text') values.push(`${row.path} ${row.value.text} ${row.value.json}`);
      else if (row.value.kind !== 'null') rows.push(...row.value.rows);
    }
    deepEqual(values, [
      '$.a 9007199254740993 9007199254740993',
      '$.d 1e400 1e400',
      '$.b.c[0] 1.10 1.10',
      '$.b.c[1] 12345678901234567890 12345678901234567890',
      '$.b.c[2] 2 2',
    ]);
  });

  it('cost nothing where there is none that JavaScript would change', () => {
    equal(exactObject('{"a":1,"b":"x"}'), undefined);
    equal(exactObject('12345678901234567890'), undefined);
    equal(exactObject('{"a":12345678901234567890'), undefined);
  });

  it('nested deeper than the stack are found', () => {
    const depth = 100_000;
    const text = `{"b":${'['.repeat(depth)}${']'.repeat(depth)},"a":12345678901234567890}`;
    const exact = exactObject(text);
    equal(exact?.numbers(exact.object, 'a'), '12345678901234567890');
  });

  it('are those that JSON.parse would tell of, whatever the text', () => {
    const number = fc.constantFrom(
      '1.10',
      '1e3',
      '-0',
      '12345678901234567890',
      '0.0000001',
      '7',
      '-1.5',
      '1E400',
    );
    const name = fc.constantFrom('a', '__proto__', '\\u0061', '1e5', 'x"'.replace('"', '\\"'), ' 1.0 ');
    const { value } = fc.letrec<{ value: string; list: string; object: string }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        number,
        fc.constantFrom('null', '"[1.0,"', '""'),
        tie('list'),
        tie('object'),
      ),
      list: fc.array(tie('value')).map((items) => `[${items.join(', ')}]`),
      object: fc
        .array(fc.tuple(name, tie('value')))
        .map((members) => `{${members.map(([key, member]) => `"${key}" :${member}`).join(',')}}`),
    }));
    fc.assert(
      fc.property(value, (inner) => {
        const text = `{"root":${inner}, "last": 1.0}`;
        const expected = new Map<object, Map<string, string>>();
        const parsed: unknown = JSON.parse(text, noteIn(expected));
        const walk = (holder: unknown, other: unknown, path: string): void => {
          if (typeof holder !== 'object' || holder === null || typeof other !== 'object' || other === null)
            return;
          for (const key of Object.keys(holder)) {
            equal(numberAt(other, key), expected.get(holder)?.get(key), `${path}.${key} of ${text}`);
            walk(own(holder, key), own(other, key), `${path}.${key}`);
          }
        };
        walk(parsed, readObject(text), '$');
      }),
    );
  });
});

/** How JSON.parse says that a number was written. */
function noteIn(notes: Map<object, Map<string, string>>) {
  return function (
    this: object,
    name: string,
    value: unknown,
    context?: { readonly source?: string },
  ): unknown {
    if (typeof value === 'number' && context?.source !== undefined && context.source !== String(value))
      notes.set(this, (notes.get(this) ?? new Map()).set(name, context.source));
    return value;
  };
}

const own = (holder: object, name: string): unknown => Object.getOwnPropertyDescriptor(holder, name)?.value;

const BIG = '12345678901234567890';

function read(text: string): JsonObject {
  const object = readObject(text);
  if (object === undefined) throw new Error(`no object: ${text}`);
  return object;
}

describe('numbers that are carried along', () => {
  const text = `{"Count":${BIG},"list":[1.10,${BIG}],"engine":{"maker":1e400,"cooling":{"fan":0.10}}}`;

  it('are written as they were read', () => {
    equal(exactJson(read(text)), text);
    equal(exactJson(read('{"a":1.50,"b":2}'), undefined, 1), '{\n "a": 1.50,\n "b": 2\n}');
  });

  it('are those of a body in canonical form, and of what it makes of an object', () => {
    equal(
      exactJson(canonicalPatch(vehicle, read(`{"DISPLAYNAME":${BIG},"states":["unknownFutureValue",1.0]}`))),
      `{"displayName":${BIG},"states":[1.0]}`,
    );
    const { after } = applyPatch(vehicle, read(text), read('{"extra":7.0,"list":2}'));
    equal(
      exactJson(after),
      `{"Count":${BIG},"list":2,"engine":{"maker":1e400,"cooling":{"fan":0.10}},"extra":7.0}`,
    );
  });

  it('are put back as they were', () => {
    const before = { object: read(`{"Count":${BIG},"engine":{"cooling":{"fan":0.10}},"list":[1.10]}`) };
    const patch = read('{"Count":1,"engine":{"cooling":{"fan":1}},"list":[]}');
    equal(
      exactJson(inversePatch(vehicle, patch, before).body),
      `{"Count":${BIG},"engine":{"cooling":{"fan":0.10}},"list":[1.10]}`,
    );
  });

  it('are put back where only digits beyond double precision were changed', () => {
    const before = { object: read(`{"Count":${BIG}}`) };
    const { body } = inversePatch(vehicle, read('{"Count":12345678901234567891}'), before);
    equal(exactJson(body), `{"Count":${BIG}}`);
    equal(exactJson(inversePatch(vehicle, read(`{"Count":${BIG}}`), before).body), '{}');
  });

  it('tell what was stored from what was sent, where JavaScript would not', () => {
    const states = (sent: string, stored: string) =>
      compareChange(
        vehicle,
        read(`{"a":${sent}}`),
        { object: read('{"a":5}') },
        { object: read(`{"a":${stored}}`) },
      ).map(({ state, written }) => [state, written.wanted, written.after].join(' '));
    deepEqual(states(BIG, BIG), [`as-sent ${BIG} ${BIG}`]);
    deepEqual(states('12345678901234567891', BIG), [`normalised 12345678901234567891 ${BIG}`]);
    deepEqual(states('1.50', '1.5'), ['as-sent 1.50 ']);
    deepEqual(states(`[{"b":${BIG}}]`, `[{"b":12345678901234567891}]`), ['normalised  ']);
  });

  it('are the same where only their form differs', () => {
    for (const [a, b] of [
      ['1.10', '11e-1'],
      ['0', '-0.00'],
      ['100', '1E+2'],
      ['1e400', '10e399'],
    ] as const)
      equal(sameNumber(a, b), true, `${a} ${b}`);
    for (const [a, b] of [
      [BIG, '12345678901234567891'],
      ['1', '-1'],
      ['1', '10'],
    ] as const)
      equal(sameNumber(a, b), false, `${a} ${b}`);
    equal(sameNumber(`1${'0'.repeat(100_000)}1`, `1${'0'.repeat(100_000)}2`), false);
  });
});
