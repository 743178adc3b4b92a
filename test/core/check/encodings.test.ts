import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { EdmFormat } from '../../../src/core/catalog/schema.ts';
import { repairFormat } from '../../../src/core/check/body/repair/repair.ts';
import { formatSlip } from '../../../src/core/check/body/repair/slip.ts';
import type { ProblemCode } from '../../../src/core/check/codes.ts';
import { edmFormats } from '../../../src/core/check/formats.ts';
import { cpuTime } from '../../support/cpuTime.ts';
import { accepts, patch, reports } from './vocabulary.ts';

/** The value of a property is refused with that code, and its fixes put these values in its place. */
async function offers(
  property: string,
  wrong: string,
  code: ProblemCode,
  right: readonly string[] | string,
  message?: RegExp,
): Promise<void> {
  const found = await reports(patch(`{ "${property}": «${wrong}» }`), code);
  const wanted = typeof right === 'string' ? [right] : right;
  const after = found.fixes().map(({ title }) => found.fixed(title));
  assert.deepEqual(
    after,
    wanted.map((each) => patch(`{ "${property}": ${each} }`)),
    wrong,
  );
  assert.equal(found.fixes()[0]?.preferred === true, typeof right === 'string', 'preferred');
  for (const each of wanted) await accepts(patch(`{ "${property}": ${each} }`));
  if (message !== undefined) assert.match(found.message(), message);
}

describe('Edm.DateTimeOffset in a body', () => {
  const seen = (wrong: string, right: readonly string[] | string, message?: RegExp) =>
    offers('seen', `"${wrong}"`, 'value-format', right, message);

  it('is put right where only its form is wrong', async () => {
    await seen('2026-01-31', '"2026-01-31T00:00:00Z"', /time is missing/);
    await seen('2026-01-31T08:30:00', '"2026-01-31T08:30:00Z"', /zone is missing/);
    await seen('2026-01-31 08:30:00 +0200', '"2026-01-31T08:30:00+02:00"');
    await seen('2026-01-31 08:30', '"2026-01-31T08:30Z"', /joined by T/);
    await seen('Sat, 31 Jan 2026 08:30:00 GMT', '"2026-01-31T08:30:00Z"');
  });
  it('is put right where the day is written in the ways of a country', async () => {
    await seen('31.01.2026 08:30', '"2026-01-31T08:30Z"', /starts with the year/);
    await seen('1/31/2026 8:30:00 PM', '"2026-01-31T20:30:00Z"');
    await seen('2026/1/31', '"2026-01-31T00:00:00Z"');
    await seen('01/02/2026', ['"2026-01-02T00:00:00Z"', '"2026-02-01T00:00:00Z"']);
  });
  it('is put right where it is a count of seconds or milliseconds', async () => {
    await seen('1769848200', '"2026-01-31T08:30:00Z"', /count of seconds/);
    await seen('/Date(1769848200000)/', '"2026-01-31T08:30:00Z"');
    await offers('seen', '1769848200', 'value-type', '"2026-01-31T08:30:00Z"', /not a number/);
    await offers('seen', '1769848200123', 'value-type', '"2026-01-31T08:30:00.123Z"');
  });
  it('is left to the person where nothing can be meant', async () => {
    await seen('tomorrow', []);
    await seen('31.02.2026', []);
    await offers('seen', '12', 'value-type', []);
  });
});

describe('Edm.Date and Edm.TimeOfDay in a body', () => {
  it('are put right', async () => {
    await offers('day', '"2026-01-31T08:30:00Z"', 'value-format', '"2026-01-31"', /without a time/);
    await offers('day', '"31.1.2026"', 'value-format', '"2026-01-31"');
    await offers('day', '"1/2/2026"', 'value-format', ['"2026-01-02"', '"2026-02-01"']);
    await offers('hour', '"8:30 PM"', 'value-format', '"20:30"', /00 to 23/);
    await offers('hour', '"12:05 am"', 'value-format', '"00:05"');
    await offers('hour', '"T08:30:00Z"', 'value-format', '"08:30:00"');
    await offers('hour', '"25:00"', 'value-format', []);
  });
});

describe('Edm.Duration in a body', () => {
  const span = (wrong: string, right: readonly string[] | string, message?: RegExp) =>
    offers('span', `"${wrong}"`, 'value-format', right, message);

  it('counts in days', async () => {
    await span('P2W', '"P14D"', /count in days: P7D is a week/);
    await span('P1Y', ['"P365D"']);
    await span('P1Y2M3DT4H', ['"P428DT4H"']);
    await span('P5M', ['"P150D"', '"PT5M"']);
  });
  it('is put right where only its form is wrong', async () => {
    await span('p1dt2h', '"P1DT2H"');
    await span('P1D2H', '"P1DT2H"', /T stands before/);
    await span('P90S', '"PT90S"');
    await span('P1DT', '"P1D"');
    await span('PT1.5H', '"PT1H30M"');
    await span('01:30:00', '"PT1H30M"');
    await span('2.01:30:00', '"P2DT1H30M"');
    await span('90 minutes', '"PT90M"');
    await span('soon', []);
  });
});

describe('Edm.Guid in a body', () => {
  it('is put right, and its length is told', async () => {
    const right = '"5c83e5f4-3f2a-4a6e-9a55-2f0b1f9c8d10"';
    await offers(
      'owner',
      '"{5c83e5f4-3f2a-4a6e-9a55-2f0b1f9c8d10}"',
      'value-format',
      right,
      /without braces/,
    );
    await offers('owner', '"5c83e5f43f2a4a6e9a552f0b1f9c8d10"', 'value-format', right, /dashes are missing/);
    await offers('owner', '"5c83e5f4-3f2a-4a6e-9a55-2f0b1f9c8d1"', 'value-format', [], /these are 31/);
    await accepts(patch('{ "owner": "5C83E5F4-3F2A-4A6E-9A55-2F0B1F9C8D10" }'));
  });
});

describe('Edm.Binary in a body', () => {
  const bytes = (wrong: string, right: readonly string[] | string, message?: RegExp) =>
    offers('bytes', `"${wrong}"`, 'value-format', right, message);

  it('is put right', async () => {
    await bytes('data:text/plain;base64,Zm9v', '"Zm9v"', /after the comma/);
    await bytes('Zm 9v', '"Zm9v"', /white space/);
    await bytes('Zm8==', '"Zm8="');
    await bytes('-----BEGIN CERTIFICATE-----\\nZm9v\\nZm9v\\n-----END CERTIFICATE-----\\n', '"Zm9vZm9v"');
    await bytes('66:6f:6f', '"Zm9v"');
    await bytes('é', []);
  });
});

describe('numbers in a body', () => {
  it('have what JSON cannot say as text', async () => {
    await accepts(patch('{ "ratio": "INF", "price": "NaN" }'));
    await accepts(patch('{ "ratio": "-INF" }'));
    await offers('ratio', '"infinity"', 'value-type', '"INF"', /a number, or "INF", "-INF" or "NaN"/);
    await offers('ratio', '"1.5e3"', 'value-type', '1.5e3');
    await offers('price', '"12"', 'value-type', '12');
    await offers('ratio', '"much"', 'value-type', []);
    await offers('ratio', 'true', 'value-type', []);
  });
  it('stand without quotes, in their range', async () => {
    await offers('total', '"12"', 'value-type', '12');
    await offers('total', '99999999999999999999', 'value-format', [], /from -9223372036854775808 to/);
    await offers('count', '3000000000', 'value-limit', [], /at most 2147483647/);
    await offers('count', '1.5', 'value-type', [], /not a number with a fraction/);
    await offers('count', '"7"', 'value-type', '7');
  });
});

describe('enumerations in a body', () => {
  it('are told by case and by likeness', async () => {
    await offers(
      'kind',
      '"LARGE"',
      'value-case',
      '"large"',
      /^This value is written 'large'\. .*refuse 'LARGE'/,
    );
    await offers('kind', '"exraLarge"', 'value-enum', '"extraLarge"');
  });
  it('of flags are told member by member', async () => {
    await accepts(patch('{ "rights": "read,write" }'));
    const one = await reports(patch('{ "rights": "read, «wriet»" }'), 'value-enum');
    assert.match(one.message(), /Did you mean 'write'\? Allowed, joined by commas: 'none', 'read'/);
    assert.equal(one.fixed(), patch('{ "rights": "read, write" }'));
    const first = await reports(patch('{ "rights": "read,«Write»" }'), 'value-case');
    assert.equal(first.fixed(), patch('{ "rights": "read,write" }'));
    const far = await reports(patch('{ "rights": "«delete»" }'), 'value-enum');
    assert.deepEqual(far.fixes(), []);
    const escaped = await reports(patch('{ "rights": «"re\\u0061d,wriet"» }'), 'value-enum');
    assert.deepEqual(escaped.fixes(), []);
  });
  it('of flags have single commas', async () => {
    const found = await reports(patch('{ "rights": «"read write"» }'), 'value-format');
    assert.match(found.message(), /joined by commas/);
    assert.equal(found.fixed(), patch('{ "rights": "read,write" }'));
    const list = await reports(patch('{ "rights": «[»"read", "write"] }'), 'value-type');
    assert.equal(list.fixed(), patch('{ "rights": "read,write" }'));
  });
});

describe('repairs', () => {
  const formats = Object.keys(edmFormats) as EdmFormat[];

  it('are right values of their format, whatever the text', () => {
    const parts = fc.constantFrom(
      'P',
      'T',
      '1',
      '31',
      '2026',
      '-',
      '.',
      '/',
      ':',
      'D',
      'M',
      'Z',
      ' ',
      'H',
      'S',
      '{',
      'é',
      '=',
    );
    const text = fc.array(parts, { maxLength: 14 }).map((each) => each.join(''));
    fc.assert(
      fc.property(text, fc.constantFrom(...formats), (wrong, format) => {
        const test = edmFormats[format];
        for (const { json } of repairFormat(format, wrong)) {
          assert.ok(test.type === 'string' && test.validate(JSON.parse(json) as string), `${format} ${json}`);
        }
      }),
      { numRuns: 3000 },
    );
  });
  it('take no time on long hostile texts', () => {
    const start = cpuTime();
    for (const unit of ['1', '1/', ' ', '-', 'P1', '\n', '=', 'a,']) {
      for (const format of formats) {
        repairFormat(format, unit.repeat(1_000_000));
        formatSlip(format, unit.repeat(1_000_000));
      }
    }
    assert.ok(cpuTime() - start < 10_000, 'quadratic');
  });
});
