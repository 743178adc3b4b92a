import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import type { HeaderLine } from '../../../src/core/request/message.ts';
import { parseGraphError } from '../../../src/core/send/error.ts';

const read = (body: unknown, status = 400, headers: readonly HeaderLine[] = []) =>
  parseGraphError(status, headers, typeof body === 'string' ? body : JSON.stringify(body));

/** The code and the message that a body comes to. */
function says(body: unknown, code: string, message: string): void {
  const error = read(body);
  assert.deepEqual([error.code, error.message], [code, message]);
}

suite('an error body', () => {
  test('of Microsoft Graph is read', () => {
    const error = read({
      error: {
        code: 'Request_BadRequest',
        message: 'Property appId is read-only.',
        target: 'appId',
        details: [{ code: 'InvalidValue', message: 'read-only', target: 'appId' }],
        innerError: { date: '2026-01-01T00:00:00', 'request-id': 'a', 'client-request-id': 'b' },
      },
    });
    assert.deepEqual(error, {
      status: 400,
      code: 'Request_BadRequest',
      message: 'Property appId is read-only.',
      target: 'appId',
      details: [{ code: 'InvalidValue', message: 'read-only', target: 'appId' }],
    });
  });

  test('with nested inner errors in any case gives their codes', () => {
    const error = read({
      error: {
        code: '',
        message: '',
        innererror: { code: 'generalException', innerError: { Code: 'invalidRange', message: 'Deeper.' } },
      },
    });
    assert.deepEqual([error.code, error.message], ['generalException', 'Deeper.']);
    assert.deepEqual(
      error.details.map(({ code }) => code),
      ['generalException', 'invalidRange'],
    );
  });

  test('keeps what its parts are about', () => {
    assert.deepEqual(
      read({ error: { code: 'x', message: 'Bad.', innerError: { code: 'y', target: 'info/logoUrl' } } })
        .details,
      [{ code: 'y', message: '', target: 'info/logoUrl' }],
    );
    const problem = { title: 'One or more validation errors occurred.', status: 400 };
    assert.deepEqual(
      read({ ...problem, errors: { '$.tags': ['Too many.', 'Too long.'], '': ['Bad.'] } }).details,
      [
        { code: '', message: 'Too many.', target: '$.tags' },
        { code: '', message: 'Too long.', target: '$.tags' },
        { code: '', message: 'Bad.' },
      ],
    );
    assert.deepEqual(
      read({ Message: 'The request is invalid.', ModelState: { 'user.displayName': ['Required.'] } }).details,
      [{ code: '', message: 'Required.', target: 'user.displayName' }],
    );
    assert.deepEqual(read({ ...problem, errors: { a: { b: 1 }, c: null, d: 'text' } }).details, [
      { code: '', message: 'text', target: 'd' },
    ]);
  });

  test('of Intune is unwrapped from its message', () => {
    const intune = JSON.stringify(
      {
        _version: 3,
        Message: 'An error has occurred - Operation ID 1',
        CustomApiErrorPhrase: '',
        RetryAfter: null,
        ErrorSourceService: '',
        HttpHeaders: '{}',
      },
      null,
      2,
    );
    says(
      { error: { code: 'BadRequest', message: intune } },
      'BadRequest',
      'An error has occurred - Operation ID 1',
    );
    const twice = JSON.stringify({ error: { code: 'x', message: intune } });
    says(
      { error: { code: 'BadRequest', message: twice } },
      'BadRequest',
      'An error has occurred - Operation ID 1',
    );
    says(
      { error: { code: 'BadRequest', message: '{"Message":"","CustomApiErrorPhrase":"Phrase"}' } },
      'BadRequest',
      'Phrase',
    );
    says({ error: { code: 'BadRequest', message: '{ not json' } }, 'BadRequest', '{ not json');
  });

  test('of other services is read', () => {
    says({ error: 'invalid_grant', error_description: 'Expired.' }, 'invalid_grant', 'Expired.');
    says(
      { 'odata.error': { code: 'Request_X', message: { lang: 'en', value: 'Old OData.' } } },
      'Request_X',
      'Old OData.',
    );
    says({ Message: 'ASP.NET.' }, '', 'ASP.NET.');
    says({ type: 'about:blank', title: 'Problem', detail: 'Details.', status: 400 }, '', 'Details.');
    says({ error: { code: 42, message: null } }, '42', '');
    says({ error: {} }, '', '');
    says({ error: null }, '', '');
  });

  test('that is a web page is known as one', () => {
    assert.equal(read('<!DOCTYPE html><title>Blocked</title>').page, true);
    for (const body of ['<?xml version="1.0"?><error/>', '{"error":{}}', 'Blocked', '', 'a < b'])
      assert.equal('page' in read(body), false, body);
  });

  test('that is a web page gives its heading', () => {
    says(
      '<!DOCTYPE html>\n<html><head><title>502 Bad\n Gateway</title></head><body>x</body></html>',
      '',
      '502 Bad Gateway',
    );
    says('<html><body><h1 class="a">Blocked</h1></body></html>', '', 'Blocked');
    says('<html><body>nothing</body></html>', '', '');
  });

  test('that is text, or broken, is kept short', () => {
    says('  Service Unavailable  ', '', 'Service Unavailable');
    says('{"error":{"code":"x"', '', '');
    says('[1,2]', '', '');
    says('', '', '');
    assert.equal(read('x'.repeat(1_000_000)).message.length, 500);
    assert.equal(
      read({ error: { code: 'y'.repeat(9_000), message: 'x'.repeat(1_000_000) } }).message.length,
      4_000,
    );
  });

  test('is plain text: no control or direction characters; markup stays as text', () => {
    says(
      { error: { code: 'a\u0000b', message: 'one\r\ntwo\u202e<script>\u2028three' } },
      'a b',
      'one two<script> three',
    );
  });

  test('with ten thousand inner errors, or a deep value, ends', () => {
    let inner = '{}';
    for (let i = 0; i < 10_000; i++) inner = `{"code":"c${i}","innerError":${inner}}`;
    const error = read(`{"error":{"code":"","innerError":${inner}}}`);
    assert.equal(error.details.length, 50);
    assert.equal(
      read(`{"error":{"message":${'{"value":'.repeat(20_000)}1${'}'.repeat(20_000)}}}`).message,
      '',
    );
  });

  test('whatever it is never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.string(),
          fc.json().map((json) => `{"error":${json}}`),
          fc
            .json()
            .map(
              (json) =>
                `{"error":{"message":${JSON.stringify(json)},"details":${json},"innerError":${json}}}`,
            ),
        ),
        (body) => {
          const error = read(body);
          return (
            typeof error.code === 'string' &&
            typeof error.message === 'string' &&
            Array.isArray(error.details)
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});

suite('a claims challenge', () => {
  const challenge = 'Bearer realm="", error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ=="';

  test('is taken from a 401 that has one', () => {
    assert.equal(read({}, 401, [{ name: 'WWW-Authenticate', value: challenge }]).challenge, challenge);
    assert.equal(
      read({}, 401, [
        { name: 'www-authenticate', value: 'Negotiate' },
        { name: 'www-authenticate', value: challenge },
      ]).challenge,
      challenge,
    );
  });

  test('is not seen elsewhere', () => {
    assert.equal(read({}, 403, [{ name: 'WWW-Authenticate', value: challenge }]).challenge, undefined);
    assert.equal(
      read({}, 401, [{ name: 'WWW-Authenticate', value: 'Bearer realm="", error="invalid_token"' }])
        .challenge,
      undefined,
    );
    assert.equal(read({}, 401).challenge, undefined);
  });
});

suite('the time to wait', () => {
  const DATE = 'Thu, 26 Nov 2026 15:00:00 GMT';
  const waits = (value: string, ...more: readonly HeaderLine[]) =>
    read('', 429, [{ name: 'Retry-After', value }, ...more]).retryAfter;

  test('is a number of seconds', () => {
    assert.equal(waits('30'), 30);
    assert.equal(waits('99999999999'), undefined);
    assert.equal(waits('soon', { name: 'Date', value: DATE }), undefined);
  });

  test('is a date as well, held against the date of the answer', () => {
    const date = { name: 'Date', value: DATE };
    assert.equal(waits('Thu, 26 Nov 2026 15:01:30 GMT', date), 90);
    assert.equal(waits('Thu, 26 Nov 2026 14:00:00 GMT', date), 0);
    assert.equal(waits('Thu, 26 Nov 2026 15:01:30 GMT'), undefined, 'nobody knows from when on');
    assert.equal(waits('Thu, 26 Nov 2026 15:01:30 GMT', { name: 'Date', value: 'x' }), undefined);
  });
});
