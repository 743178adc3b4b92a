import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { comparedTitle } from '../../../../src/core/journal/comparedTitle.ts';
import type { JournalEntry } from '../../../../src/core/journal/entry.ts';
import { comparedText } from '../../../../src/core/send/record/compared.ts';

function entry(url: string, body: string, environment = 'sandbox'): JournalEntry {
  return {
    id: url,
    time: 1_000,
    request: { method: 'PATCH', url, headers: [], body: '{"displayName":"x"}' },
    environment,
    account: '',
    scopes: [],
    state: 'object',
    result: {
      kind: 'object',
      status: 200,
      duration: 1,
      clientRequestId: 'c',
      answer: { status: 200, headers: [], body, size: body.length },
    },
  };
}

const answer = (origin: string) => `{"@odata.context":"${origin}/v1.0/$metadata#users/$entity","id":"1"}`;

suite('entries of the history beside one another', () => {
  test('are the same where only the port of the sandbox differs: each start has another', () => {
    const [one, other] = ['http://127.0.0.1:4321', 'http://127.0.0.1:43215'];
    const text = comparedText(entry(`${one}/v1.0/users/1`, answer(one)));
    assert.equal(comparedText(entry(`${other}/v1.0/users/1`, answer(other))), text);
    assert.match(text, /"url": "http:\/\/sandbox\/v1\.0\/users\/1"/);
  });

  test('keep the host of a cloud', () => {
    const host = 'https://graph.microsoft.us';
    const text = comparedText(entry(`${host}/v1.0/users/1`, answer(host), 'us-gov'));
    assert.equal(text.split('"https://graph.microsoft.us/v1.0/').length, 3);
  });

  test('keep every digit of a number, and the lines of what is no JSON', () => {
    assert.match(
      comparedText(entry('/v1.0/me', '{"size":12345678901234567891}')),
      /"size": 12345678901234567891\n/,
    );
    assert.match(comparedText(entry('/v1.0/me', 'a\nb')), /"a",\n\s+"b"/);
  });

  test('are named once where they are about one object, else each', () => {
    const label = ({ url }: { readonly url: string }) => url.slice(-1);
    const title = (...urls: readonly string[]) => {
      const [before, after] = urls.map((url) => entry(url, ''));
      assert.ok(before && after);
      return comparedTitle(before, after, ({ request }) => label(request));
    };
    assert.equal(title('/v1.0/users/1', '/beta/users/1'), 'users/1 (1 ↔ 1)');
    assert.equal(title('/v1.0/users/1', '/v1.0/groups/2'), 'users/1 (1) ↔ groups/2 (2)');
  });
});
