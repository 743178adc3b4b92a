import assert from 'node:assert/strict';
import { type Attack, answer, type Group, says } from './attack.ts';

const JSON_TYPE = 'content-type: application/json';

/** An attack that always answers in the same way; `requests` says how often it is believed. */
function always(
  name: string,
  status: number,
  headers: readonly string[],
  requests: number,
  more: Partial<Attack> = {},
): Attack {
  return { name, serve: says(answer(status, headers)), comes: `refused ${status}`, requests, ...more };
}

const waits: readonly Attack[] = [
  always('a wait of centuries', 429, ['retry-after: 9999999999'], 1),
  always('a wait beyond every number', 429, [`retry-after: ${'9'.repeat(400)}`], 1),
  always('a wait until the year 9999', 429, ['retry-after: Fri, 31 Dec 9999 23:59:59 GMT'], 1),
  always('a wait of a second too much', 429, ['retry-after: 61'], 1),
  always('no wait, for ever', 429, ['retry-after: 0'], 4),
  always('a wait that is over', 429, ['retry-after: Thu, 01 Jan 1970 00:00:00 GMT'], 4),
  always('a negative wait', 429, ['retry-after: -1'], 4),
  always('a wait in hexadecimal', 429, ['retry-after: 0x10'], 4),
  always('a wait with an exponent', 429, ['retry-after: 1e9'], 4),
  always('a wait with a fraction', 429, ['retry-after: 1.5'], 4),
  always('two waits', 429, ['retry-after: 1, 99999'], 4),
  always('two headers with waits', 429, ['retry-after: 99999', 'retry-after: 0'], 1),
  always('a wait of text', 429, ['retry-after: soon <script>'], 4),
  always('an empty wait', 429, ['retry-after:'], 4),
  always('a date that is none', 429, ['retry-after: Mon, 99 Foo 2020 99:99:99 GMT'], 4),
  always('a busy server without a time', 503, [], 1),
  always('a busy server, for ever', 503, ['retry-after: 1'], 4),
  ...[400, 401, 403, 404, 409, 412, 423, 500, 502, 504].map((status) =>
    always(`a wait with ${status}`, status, ['retry-after: 0'], 1),
  ),
  {
    name: 'a flood of waits before success',
    serve: says(({ count }) =>
      count < 4 ? answer(429, ['retry-after: 0']) : answer(200, [JSON_TYPE], '{}'),
    ),
    comes: 'object',
    requests: 4,
    check: ({ outcome }) => assert.ok('answer' in outcome && outcome.answer.retries?.length === 3),
  },
  {
    name: 'success that asks to wait',
    serve: says(answer(200, ['retry-after: 0'], '{}')),
    comes: 'object',
  },
];

const CLAIMS = Buffer.from('{"access_token":{"nbf":{"essential":true}}}').toString('base64');

/** A challenge is answered by one new sign-in at most, whatever it says. */
function challenge(name: string, headers: readonly string[], tokens: number): Attack {
  return {
    name,
    at: 'cloud',
    serve: says(answer(401, headers)),
    comes: 'refused 401',
    requests: tokens,
    tokens,
  };
}

const challenges: readonly Attack[] = [
  challenge(
    'one that is never satisfied',
    [`www-authenticate: Bearer error="insufficient_claims", claims="${CLAIMS}"`],
    2,
  ),
  challenge('one that is no JSON', ['www-authenticate: Bearer claims="AAAA"'], 2),
  challenge('one without an end quote', [`www-authenticate: Bearer claims="${CLAIMS}`], 2),
  challenge('an empty one', ['www-authenticate: Bearer claims=""'], 1),
  challenge('one for another scheme', ['www-authenticate: Basic realm="x"'], 1),
  challenge('one in another header', [`x-authenticate: Bearer claims="${CLAIMS}"`], 1),
  challenge(
    'several at once',
    Array.from({ length: 50 }, () => `www-authenticate: Bearer claims="${CLAIMS}"`),
    2,
  ),
  challenge('one of twenty kilobytes', [`www-authenticate: Bearer claims="${'A'.repeat(20_000)}"`], 2),
  challenge('one with markup', ['www-authenticate: Bearer claims="<script>alert(1)</script>"'], 1),
  challenge(
    'one that names another sign-in',
    [`www-authenticate: Bearer authorization_uri="https://evil.example/", claims="${CLAIMS}"`],
    2,
  ),
  {
    ...challenge('one on another status', [], 1),
    serve: says(answer(403, [`www-authenticate: Bearer claims="${CLAIMS}"`])),
    comes: 'refused 403',
  },
  {
    ...challenge('one with success', [], 1),
    serve: says(answer(200, [`www-authenticate: Bearer claims="${CLAIMS}"`])),
    comes: 'changed',
  },
];

export const hostileWaits: Group = { name: 'a wish to wait:', attacks: waits };
export const hostileChallenges: Group = { name: 'a claims challenge:', attacks: challenges };
