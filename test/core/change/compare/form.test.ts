import { deepEqual, equal } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compareChange } from '../../../../src/core/change/compare/compare.ts';
import { formDifference } from '../../../../src/core/change/compare/form.ts';
import { numberAt, readObject } from '../../../../src/core/change/exact.ts';
import { vehicle } from '../vehicle.ts';

/** How the second JSON value differs from the first, as `means: text`. */
function form(sent: string, stored: string): string | undefined {
  const holder = readObject(`{"sent":${sent},"stored":${stored}}`) ?? {};
  const side = (name: string) => ({ value: holder[name], written: numberAt(holder, name) });
  const found = formDifference(side('sent'), side('stored'));
  return found && `${found.means}: ${found.text}`;
}

/** Each pair differs in the way that stands behind it. */
function differ(pairs: readonly (readonly [sent: string, stored: string, how: string | undefined])[]): void {
  deepEqual(
    pairs.map(([sent, stored]) => [sent, stored, form(sent, stored)]),
    pairs.map((pair) => [...pair]),
  );
}

describe('what a service made of what was sent', () => {
  it('is told of moments, durations and GUIDs: the same value', () => {
    differ([
      [
        '"2026-03-02T09:00:00.500Z"',
        '"2026-03-02T09:00:00.5Z"',
        'equal: as the same moment, with other zeros at the end of its seconds',
      ],
      ['"2026-03-02T09:00:00+02:00"', '"2026-03-02T07:00:00Z"', 'equal: as the same moment, in UTC'],
      [
        '"2026-03-02T07:00Z"',
        '"2026-03-02T09:00:00+02:00"',
        'equal: as the same moment, in another time zone',
      ],
      [
        '"2026-03-02T09:00:00.1234567Z"',
        '"2026-03-02T09:00:00.123Z"',
        'other: cut to fewer digits of a second',
      ],
      ['"2026-03-02T09:00:00Z"', '"2026-03-02T09:00:01Z"', undefined],
      ['"PT60M"', '"PT1H"', 'equal: as the same duration, written in another way'],
      ['"P7D"', '"P1W"', 'equal: as the same duration, written in another way'],
      ['"P1M"', '"P30D"', undefined],
      [
        '"{7F0C1D52-0A4E-4C58-9C0A-3F3F8F2B6F11}"',
        '"7f0c1d52-0a4e-4c58-9c0a-3f3f8f2b6f11"',
        'equal: as the same GUID, written in another way',
      ],
    ]);
  });

  it('is told of texts: what is small about the difference, or what was cut', () => {
    differ([
      ['" Adele "', '"Adele"', 'alike: without the white space around it'],
      ['"a\\r\\nb"', '"a\\nb"', 'alike: with other line breaks'],
      ['"e\\u0301"', '"\\u00e9"', 'alike: with accents composed in another way'],
      ['"ADELE@contoso.com"', '"adele@contoso.com"', 'alike: with other capital letters'],
      [
        '"https://contoso.com"',
        '"https://contoso.com/"',
        'alike: as the same address, written in another way',
      ],
      ['"a  b"', '"a b"', 'alike: with other white space'],
      ['" A  b"', '"a b"', 'alike: with other white space and capital letters'],
      ['"read,write"', '"write,read"', 'alike: as the same members, written in another way'],
      ['"aGVsbG8gd29ybGQ="', '"aGVsbG8gd29ybGQ"', 'alike: as the same bytes, encoded in another way'],
      ['"a long text"', '"a long"', 'other: cut off after 6 characters'],
      ['"a"', '"b"', undefined],
      ['"a"', '"a"', undefined],
    ]);
  });

  it('is told of collections: order, doubles, and what came or went', () => {
    differ([
      ['[1,2,3]', '[3,1,2]', 'alike: with the same items in another order'],
      ['["a","b","a"]', '["a","b"]', 'alike: without the items that stood in it twice'],
      ['["a","b"]', '["a"]', 'other: without 1 item that was sent'],
      ['["a","b","c"]', '["a"]', 'other: without 2 items that were sent'],
      ['["a"]', '["a","b"]', 'other: with 1 item more'],
      ['["A","B"]', '["a","b"]', 'alike: items with other capital letters'],
      ['[{"x":1,"y":2}]', '[{"y":2,"x":1}]', undefined],
      ['["a"]', '["b"]', undefined],
    ]);
  });

  it('is told of numbers and of empty values', () => {
    differ([
      ['12345678901234567891', '12345678901234567000', 'other: rounded to the precision of a double'],
      ['0.123456', '0.1235', 'other: rounded to fewer digits'],
      ['5', '6', undefined],
      ['5', '"5"', 'alike: as a text, in the place of a number'],
      ['true', '"true"', 'alike: as a text, in the place of a Boolean'],
      ['""', 'null', 'alike: as null, in the place of an empty text'],
      ['null', '[]', 'alike: as an empty collection, in the place of null'],
      ['null', '"a"', undefined],
      ['null', 'null', undefined],
    ]);
  });

  it('is no work where a value is enormous', () => {
    const deep = `${'['.repeat(5_000)}${']'.repeat(5_000)}`;
    equal(form(deep, '[1]'), undefined);
    equal(form(JSON.stringify('a'.repeat(200_000)), JSON.stringify('A'.repeat(200_000))), undefined);
  });
});

describe('a change whose values were stored in another form', () => {
  const state = (sent: unknown, before: unknown, after: unknown) => {
    const object = (value: unknown) => (value === undefined ? undefined : { object: { displayName: value } });
    const [property] = compareChange(vehicle, { displayName: sent }, object(before), object(after));
    return property && `${property.state} ${property.form?.text ?? ''}`.trim();
  };

  it('is not one that failed', () => {
    equal(state('ADELE', 'bob', 'adele'), 'normalised with other capital letters');
    equal(state('ADELE', undefined, 'adele'), 'normalised with other capital letters');
    equal(state('ADELE', undefined, 'bob'), 'other');
    equal(state('a long text', undefined, 'a long'), 'other cut off after 6 characters');
  });

  it('was made before where it has the same value in its own form', () => {
    equal(state('2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'), 'already');
    equal(state('ADELE', 'adele', 'adele'), 'not-made with other capital letters');
  });

  it('tells nothing of a secret', () => {
    const [property] = compareChange(
      vehicle,
      { token: 'ADELE' },
      { object: { token: 'b' } },
      { object: { token: 'adele' } },
    );
    equal(property?.secret, true);
    equal(property?.form, undefined);
  });
});
