import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { addTime, formatTime, isTimeUnit } from '../../../../src/core/request/values/dates.ts';
import { SYSTEM_VARIABLES, systemValue } from '../../../../src/core/request/values/system.ts';
import { type Given, scopeOf } from '../sending.ts';

/** The clock of these tests: Thursday, 2024-02-29 12:34:56.789 UTC, two hours ahead of it in local time. */
function is(expression: string, expected: string, given?: Given): void {
  const result = systemValue(expression, scopeOf(given));
  assert.deepEqual(result, { ok: true, value: expected }, expression);
}

function refuses(expression: string, reason: RegExp, given?: Given): void {
  const result = systemValue(expression, scopeOf(given));
  assert.equal(result.ok, false, expression);
  if (!result.ok) assert.match(result.reason, reason);
}

describe('system variables', () => {
  test('$guid', () => {
    is('$guid', '11111111-2222-4333-8444-555555555555');
    refuses('$guid 1', /write \{\{\$guid\}\}/);
  });

  test('$timestamp, in seconds', () => {
    is('$timestamp', '1709210096');
    is('$timestamp -1 d', String(1709210096 - 86_400));
    is('$timestamp 2 w', String(1709210096 + 14 * 86_400));
    is('$timestamp +3 h', String(1709210096 + 3 * 3600));
    is('$timestamp 5 m', String(1709210096 + 300));
    is('$timestamp 5 s', String(1709210096 + 5));
    is('$timestamp 211 ms', '1709210097');
    is('$timestamp 5 ms', '1709210096');
    for (const bad of [
      '$timestamp 1',
      '$timestamp d',
      '$timestamp 1 x',
      '$timestamp 1.5 d',
      '$timestamp 1 d d',
    ]) {
      refuses(bad, /units/);
    }
    refuses('$timestamp 999999999999999 y', /further away/);
    refuses('$timestamp 999999999999999 d', /further away/);
  });

  test('$datetime, in UTC', () => {
    is('$datetime iso8601', '2024-02-29T12:34:56.789Z');
    is('$datetime rfc1123', 'Thu, 29 Feb 2024 12:34:56 GMT');
    is("$datetime 'YYYY-MM-DD'", '2024-02-29');
    is('$datetime "DD.MM.YY HH:mm" -1 d', '28.02.24 12:34');
    is('$datetime iso8601 1 y', '2025-02-28T12:34:56.789Z');
    is('$datetime iso8601 -1 M', '2024-01-29T12:34:56.789Z');
    is('$datetime iso8601 1 ms', '2024-02-29T12:34:56.790Z');
    for (const bad of [
      '$datetime',
      '$datetime YYYY',
      "$datetime 'YYYY",
      "$datetime '' x",
      '$datetime iso8601 1',
    ]) {
      refuses(bad, /\{\{\$datetime iso8601\}\}/);
    }
    refuses('$datetime iso8601 9999999999 M', /further away/);
  });

  test('$localDatetime, in the time zone', () => {
    is('$localDatetime iso8601', '2024-02-29T14:34:56.789+02:00');
    is('$localDatetime rfc1123', 'Thu, 29 Feb 2024 14:34:56 +0200');
    is("$localDatetime 'HH:mm Z ZZ' 1 h", '15:34 +02:00 +0200');
    is('$localDatetime iso8601', '2024-02-29T09:04:56.789-03:30', { offset: -210 });
  });

  test('a day is a day on the clock, where clocks change', () => {
    const change = Date.UTC(2024, 2, 31, 1);
    const scope = {
      ...scopeOf({ now: Date.UTC(2024, 2, 30, 12) }),
      timeZoneOffset: (time: number) => (time < change ? 60 : 120),
    };
    assert.deepEqual(systemValue('$localDatetime iso8601 1 d', scope), {
      ok: true,
      value: '2024-03-31T13:00:00.000+02:00',
    });
    assert.deepEqual(systemValue('$localDatetime iso8601 24 h', scope), {
      ok: true,
      value: '2024-03-31T14:00:00.000+02:00',
    });
  });

  test('$randomInt, without the second number', () => {
    is('$randomInt 1 11', '6');
    is('$randomInt -10 0', '-5');
    const scope = { ...scopeOf(), random: () => 0.999_999 };
    assert.deepEqual(systemValue('$randomInt 0 2', scope), { ok: true, value: '1' });
    for (const bad of [
      '$randomInt',
      '$randomInt 1',
      '$randomInt a b',
      '$randomInt 1 2 3',
      '$randomInt 1 99999999999999999',
    ]) {
      refuses(bad, /two whole numbers/);
    }
    refuses('$randomInt 5 5', /greater/);
  });

  test('$processEnv and $dotenv, direct and by the name that a variable has', () => {
    const given = {
      processEnv: { HOME: '/h', KEY: 'k' },
      dotenv: { 'A.B': 'd' },
      environment: { which: 'KEY', dot: 'A.B' },
    };
    is('$processEnv HOME', '/h', given);
    is('$processEnv %which', 'k', given);
    is('$processEnv %KEY', 'k', given);
    is('$dotenv A.B', 'd', given);
    is('$dotenv %dot', 'd', given);
    refuses('$processEnv NOPE', /no variable NOPE/, given);
    refuses('$dotenv NOPE', /has a variable NOPE/, given);
    refuses('$processEnv', /name of one variable/);
    refuses('$dotenv a b', /name of one variable/);
  });

  test('others are refused, with the way out', () => {
    refuses('$nope', /no system variable \$nope/);
    refuses('$uuid', /\{\{\$guid\}\}/);
    refuses('$aadToken new', /the editor signs you in/);
    for (const { name } of SYSTEM_VARIABLES) {
      const result = systemValue(name, scopeOf());
      if (!result.ok) assert.doesNotMatch(result.reason, /no system variable/);
    }
  });
});

describe('dates', () => {
  const zoned = { time: Date.UTC(2005, 8, 4, 15, 6, 7, 8), offset: 0 };

  test('every token of Day.js', () => {
    const tokens = 'YY YYYY M MM MMM MMMM D DD d dd ddd dddd H HH h hh m mm s ss SSS A a Z ZZ Q X x';
    const expected =
      '05 2005 9 09 Sep September 4 04 0 Su Sun Sunday 15 15 3 03 6 06 7 07 008 PM pm +00:00 +0000 3 1125846367 1125846367008';
    assert.equal(formatTime(zoned, tokens), expected);
    assert.equal(formatTime({ time: Date.UTC(2005, 0, 1), offset: 0 }, 'h A hh a'), '12 AM 12 am');
    assert.equal(formatTime({ time: Date.UTC(2005, 0, 1, 12), offset: 0 }, 'h A'), '12 PM');
  });

  test('square brackets escape, and the rest is copied', () => {
    assert.equal(formatTime(zoned, '[Day] D [of] YYYY!'), 'Day 4 of 2005!');
    assert.equal(formatTime(zoned, '[YYYY] é ['), 'YYYY é [');
  });

  test('months and years take the last day where there is no such day', () => {
    const day = (text: string): number => Date.parse(`${text}T00:00:00Z`);
    assert.equal(addTime(day('2023-01-31'), 1, 'M'), day('2023-02-28'));
    assert.equal(addTime(day('2024-03-31'), -1, 'M'), day('2024-02-29'));
    assert.equal(addTime(day('2024-02-29'), 1, 'y'), day('2025-02-28'));
    assert.equal(addTime(day('2023-11-30'), 1, 'Q'), day('2024-02-29'));
    assert.equal(addTime(day('2023-12-31'), 1, 'M'), day('2024-01-31'));
    assert.ok(Number.isNaN(addTime(0, 1e15, 'M')));
  });

  test('units', () => {
    for (const unit of ['y', 'Q', 'M', 'w', 'd', 'h', 'm', 's', 'ms']) assert.ok(isTimeUnit(unit));
    for (const other of ['', 'D', 'S', 'min', 'toString']) assert.ok(!isTimeUnit(other));
  });

  test('ISO 8601 is what JavaScript makes of it', () => {
    fc.assert(
      fc.property(
        fc.date({ noInvalidDate: true, min: new Date('0000-01-01'), max: new Date('9999-12-31') }),
        (date) => {
          const result = systemValue('$datetime iso8601', scopeOf({ now: date.getTime() }));
          assert.equal(result.ok && result.value, date.toISOString());
          const other = systemValue('$datetime rfc1123', scopeOf({ now: date.getTime() }));
          assert.equal(other.ok && other.value, date.toUTCString());
        },
      ),
      { numRuns: 300 },
    );
  });

  test('any expression gives a value or a reason', () => {
    const word = fc.constantFrom(
      '$datetime',
      '$timestamp',
      '$localDatetime',
      '$randomInt',
      "'x'",
      "'",
      '"',
      '1',
      '-9',
      'd',
      'ms',
      '%a',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string({ maxLength: 3 })), { maxLength: 6 }), (words) => {
        const result = systemValue(`$${words.join(' ')}`, scopeOf());
        assert.ok(result.ok ? !result.value.includes('NaN') : result.reason.endsWith('.'));
      }),
      { numRuns: 500 },
    );
  });
});
