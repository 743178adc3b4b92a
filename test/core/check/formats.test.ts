import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { EdmFormat } from '../../../src/core/catalog/schema.ts';
import {
  edmFormats,
  isAbsoluteUri,
  isBinary,
  isDate,
  isDateTimeOffset,
  isDuration,
  isFlags,
  isGuid,
  isInt64,
  isInt64Number,
  isTimeOfDay,
} from '../../../src/core/check/formats.ts';
import { cpuTime } from '../../support/cpuTime.ts';

/** `accepts` and `refuses` for one format. */
function words<T>(is: (value: T) => boolean) {
  return {
    accepts: (...values: T[]) => {
      for (const value of values) assert.equal(is(value), true, `${JSON.stringify(value)} is one`);
    },
    refuses: (...values: T[]) => {
      for (const value of values) assert.equal(is(value), false, `${JSON.stringify(value)} is none`);
    },
  };
}

/** Any UTF-16 code units, lone surrogates among them. */
const anyText = fc.string({
  unit: fc.nat({ max: 0xffff }).map((unit) => String.fromCharCode(unit)),
  maxLength: 40,
});

describe('Edm.DateTimeOffset', () => {
  const { accepts, refuses } = words(isDateTimeOffset);

  it('has a date, T, a time and an offset', () => {
    accepts('2025-10-27T08:15:30Z', '2025-10-27T08:15:30+02:00', '2025-10-27T08:15:30-11:30');
    refuses('', '2025-10-27', '2025-10-27T08:15:30', '2025-10-27 08:15:30Z', 'String (timestamp)');
  });
  it('may leave the seconds out', () => {
    accepts('2025-10-27T08:15Z', '2025-10-27T08:15+00:00');
    refuses('2025-10-27T08Z', '2025-10-27T08:15:Z');
  });
  it('takes 1 to 12 digits of a fraction', () => {
    accepts('2025-10-27T08:15:30.1Z', '2025-10-27T08:15:30.123456789012Z');
    refuses('2025-10-27T08:15:30.Z', '2025-10-27T08:15:30.1234567890123Z', '2025-10-27T08:15.5Z');
  });
  it('knows the calendar', () => {
    accepts('2024-02-29T00:00:00Z', '2000-02-29T00:00:00Z', '2025-12-31T23:59:59Z', '2025-04-30T00:00Z');
    refuses('2025-02-29T00:00:00Z', '1900-02-29T00:00:00Z', '2025-04-31T00:00:00Z', '2025-13-01T00:00:00Z');
    refuses('2025-00-10T00:00:00Z', '2025-01-00T00:00:00Z', '2025-01-32T00:00:00Z');
  });
  it('knows the clock', () => {
    refuses('2025-10-27T24:00:00Z', '2025-10-27T08:60:00Z', '2025-10-27T08:15:60Z');
    refuses('2025-10-27T08:15:30+24:00', '2025-10-27T08:15:30+02:60', '2025-10-27T08:15:30+2:00');
    refuses('2025-10-27T08:15:30+0200', '2025-10-27T08:15:30z', '2025-10-27t08:15:30Z');
  });
  it('has nothing around it', () => {
    refuses(
      ' 2025-10-27T08:15:30Z',
      '2025-10-27T08:15:30Z\n',
      '2025-10-27T08:15:30ZZ',
      '+2025-10-27T08:15:30Z',
    );
  });
  it('takes every moment that JavaScript prints', () => {
    const moments = fc.date({
      min: new Date(0),
      max: new Date('9999-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    });
    fc.assert(fc.property(moments, (moment) => isDateTimeOffset(moment.toISOString())));
  });
});

describe('Edm.Date', () => {
  const { accepts, refuses } = words(isDate);

  it('is a day of the calendar', () => {
    accepts('2025-10-27', '2024-02-29', '0001-01-01', '9999-12-31');
    refuses('2025-2-3', '2023-02-29', '27-10-2025', '2025-10-27Z', '2025-10-27T00:00:00Z', '');
  });
  it('agrees with JavaScript on every triple of numbers', () => {
    const part = fc.tuple(
      fc.integer({ min: 1, max: 9999 }),
      fc.integer({ min: 0, max: 14 }),
      fc.integer({ min: 0, max: 33 }),
    );
    fc.assert(
      fc.property(part, ([year, month, day]) => {
        const text = [String(year).padStart(4, '0'), two(month), two(day)].join('-');
        const parsed = new Date(`${text}T00:00:00Z`);
        const real = !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
        assert.equal(isDate(text), real, text);
      }),
    );
  });
});

describe('Edm.TimeOfDay', () => {
  const { accepts, refuses } = words(isTimeOfDay);

  it('has hours and minutes, and may have more', () => {
    accepts('00:00', '23:59', '07:59:59', '07:59:59.999', '07:59:59.123456789012');
    refuses('7:59', '24:00', '07:60', '07:59:60', '07:59:59.', '07:59Z', '0759', '');
  });
});

describe('Edm.Duration', () => {
  const { accepts, refuses } = words(isDuration);

  it('has days, hours, minutes and seconds', () => {
    accepts('P3D', 'PT12H', 'PT5M', 'PT0S', 'P1DT2H3M4.5S', '-P1D', '-PT0.001S', 'P1DT5.5S');
  });
  it('has at least one part, in order', () => {
    refuses(
      '',
      'P',
      'PT',
      '-P',
      'P1DT',
      'PT5',
      'P5',
      'PT5M3H',
      'PT1.5H',
      'PT.5S',
      'PT5.S',
      'P1D2H',
      'pt5m',
      '+P1D',
    );
  });
  it('has no years, months and weeks', () => {
    refuses('P1Y', 'P1M', 'P1W', 'P1Y2M3D', 'P1M1D');
  });
});

describe('Edm.Guid', () => {
  const { accepts, refuses } = words(isGuid);

  it('is 8-4-4-4-12 hexadecimal digits', () => {
    accepts('46c58c0b-9f52-6295-c513-c514c1fd961a', '46C58C0B-9F52-6295-C513-C514C1FD961A');
    accepts('00000000-0000-0000-0000-000000000000');
    refuses('Guid', '', '46c58c0b9f526295c513c514c1fd961a', '{46c58c0b-9f52-6295-c513-c514c1fd961a}');
    refuses('46c58c0b-9f52-6295-c513-c514c1fd961', '46c58c0b-9f52-6295-c513-c514c1fd961g');
  });
});

describe('Edm.Binary', () => {
  const { accepts, refuses } = words(isBinary);

  it('is base64 with or without padding', () => {
    accepts('', 'Zg==', 'Zm8=', 'Zm9v', 'Zg', 'Zm8', '+/+/', 'AA==');
  });
  it('is base64url', () => {
    accepts('-_-_', '_w', '_w==');
    refuses('-_+/');
  });
  it('is padded whole or not at all', () => {
    refuses('Zg=', 'Zm8==', 'Zm9v=', '=', '==', 'Z', 'Zm9vY', 'Zg===', 'Z=g=');
  });
  it('leaves no bits over', () => {
    refuses('Binary', 'Zh==', 'Zh', 'Zm9=');
  });
  it('has no white space and nothing else', () => {
    refuses('Zm9v\n', 'Zm 9v', 'Zm9v!', '%%%%', 'data:;base64,Zm9v');
  });
  it('takes whatever an encoder writes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const buffer = Buffer.from(bytes);
        accepts(buffer.toString('base64'), buffer.toString('base64url'));
        accepts(buffer.toString('base64').replace(/=+$/, ''));
      }),
    );
  });
  it('reads megabytes at once', () => {
    accepts('Zm9v'.repeat(1_000_000));
    refuses(`${'Zm9v'.repeat(1_000_000)}!`);
  });
});

describe('Edm.Int64', () => {
  const text = words(isInt64);
  const number = words(isInt64Number);

  it('is exact in the text of the number', () => {
    text.accepts('0', '-1', '9223372036854775807', '-9223372036854775808', '0009223372036854775807', '-0');
    text.refuses('9223372036854775808', '-9223372036854775809', '99999999999999999999999');
  });
  it('may be written with an exponent where a double holds it', () => {
    text.accepts('1e3', '5.0', '1.5e1');
    text.refuses('1e400', '1.5', '1e20', 'NaN', 'INF', '', ' ', '0x10', ' 5', 'Int64', '--1');
  });
  it('passes as a parsed number, 2^63 too, which doubles cannot tell from 2^63-1', () => {
    number.accepts(0, -1, 2 ** 53, 2 ** 63, -(2 ** 63), JSON.parse('9223372036854775807'));
    number.refuses(0.5, 2 ** 63 + 2048, -(2 ** 63) - 2048, Number.NaN, Number.POSITIVE_INFINITY);
  });
});

describe('a flags enum', () => {
  it('is names joined by commas', () => {
    const { accepts, refuses } = words(isFlags);
    accepts('none', 'read,write', 'read, write', '_a1');
    refuses('', ',', 'read,', ',read', 'read write', '1a', 'a-b');
  });
  it('is made of its members where they are known', () => {
    const members = ['read', 'write'];
    assert.equal(isFlags('read,write', members), true);
    assert.equal(isFlags('read,Write', members), false);
    assert.equal(isFlags('delete', members), false);
  });
});

describe('an absolute URI', () => {
  const { accepts, refuses } = words(isAbsoluteUri);

  it('has a scheme and something behind it', () => {
    accepts(
      'https://contoso.com',
      'urn:ietf:wg:oauth:2.0:oob',
      'ms-app://s-1-15-2',
      'https://exämple.no/ø?a=1|2#x',
    );
    refuses(
      '',
      'contoso.com',
      '/path',
      '//host/path',
      'https:',
      'https://a b',
      'String',
      'https://a\n',
      '1https://a',
    );
  });
});

describe('every format', () => {
  it('answers any text without throwing', () => {
    const names = Object.keys(edmFormats) as EdmFormat[];
    fc.assert(
      fc.property(anyText, fc.constantFrom(...names), (text, name) => {
        const format = edmFormats[name];
        const answer = format.type === 'string' ? format.validate(text) : format.validate(Number(text));
        return typeof answer === 'boolean';
      }),
    );
  });
  it('does not slow down on long hostile texts', () => {
    const hostile = [
      '1'.repeat(200_000),
      `P${'1'.repeat(200_000)}`,
      'a,'.repeat(100_000),
      'A'.repeat(400_001),
    ];
    const start = cpuTime();
    for (const text of hostile) {
      for (const format of Object.values(edmFormats)) if (format.type === 'string') format.validate(text);
      isInt64(text);
    }
    assert.ok(cpuTime() - start < 10_000, 'quadratic');
  });
});

function two(part: number): string {
  return String(part).padStart(2, '0');
}
