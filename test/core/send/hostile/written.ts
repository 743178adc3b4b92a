import assert from 'node:assert/strict';
import { readObjectFrom } from '../../../../src/core/assist/convert/readObjects.ts';
import { toPatch } from '../../../../src/core/assist/convert/toPatch.ts';
import { readRequest } from '../../../../src/core/assist/insert/readRequest.ts';
import { createCatalog } from '../../../../src/core/catalog/catalog.ts';
import type { JournalEntry } from '../../../../src/core/journal/entry.ts';
import type { Delivery } from '../../../../src/core/send/deliver.ts';
import { undoRequest } from '../../../../src/core/send/loop/undo.ts';
import { keptRequest } from '../../../../src/core/send/record/keptRequest.ts';
import { type Attack, answer, ends, type Group } from './attack.ts';
import { sentFrom } from './requestFile.ts';

/** Texts that a request file would read as something of its own, were they written into it as they are. */
const TEXTS: readonly (readonly [what: string, text: string])[] = [
  ['a variable of the computer', '{{$processEnv SECRET}}'],
  ['a variable of the computer behind a brace', '{{{$processEnv SECRET}}'],
  ['a variable of the computer behind four braces', '{{{{$processEnv SECRET}}}}'],
  ['a variable of the .env file', 'a {{ $dotenv SECRET }} b'],
  ['a variable of the environment', '{{secret}}'],
  ['a placeholder', '{secret}'],
  ['another request', 'x\n\n###\nDELETE https://graph.microsoft.com/v1.0/users/1\n'],
  ['another request, by a lone carriage return', 'x\r###\rDELETE /v1.0/users/1\r'],
  ['a file in the place of the body', 'x\n\n< ./secret.json\n\n'],
  ['a file with references', '\n<@ ./secret.json'],
  ['a variable with a secret', 'x\n@a = {{$processEnv SECRET}}\n'],
  ['a question', 'x\n# @prompt secret What is your password?\n'],
  ['a header', 'x\r\nx-injected: 1\r\n\r\n'],
  ['a line separator', 'x\u2028###\u2028DELETE /v1.0/users/1\u2029'],
  ['the end of a text', '", "admin": true, "b": "'],
  ['a stop of a snippet', '${1:a}$CLIPBOARD${TM_FILEPATH}$0'],
];

const JSON_TYPE = 'content-type: application/json';
const CATALOG = createCatalog([]);

/** The change is made; what was read before it is hostile. */
function readBefore(object: (text: string) => unknown, text = ''): NonNullable<Attack['serve']> {
  const body = JSON.stringify(object(text));
  return (socket, { count }) =>
    socket.write(count === 1 ? answer(200, [JSON_TYPE], body) : 'HTTP/1.1 204 No Content\r\n\r\n');
}

/** The request that undoes a change, sent: it puts back exactly what was read, and is nothing else. */
async function undo({ baseline, environment, time, sent }: Delivery, url: string) {
  assert.ok(baseline?.kind === 'read');
  const undone = undoRequest({
    ...{ schema: undefined, url, patch: { displayName: 'Adele' }, before: baseline, left: undefined },
    ...{ now: baseline, environment: environment.label, time },
  });
  assert.ok(undone.kind === 'request', sent.url);
  return sentFrom(undone.text);
}

/** An answer, pasted or copied and made a PATCH, and that sent. */
async function convert({ outcome }: Delivery) {
  assert.ok('answer' in outcome);
  const converted = toPatch(CATALOG, readObjectFrom(outcome.answer.body));
  assert.ok(converted.ok, JSON.stringify(converted));
  return sentFrom(converted.request, new Map([['path', 'me']]));
}

/** The request as the history gives it back, sent again. */
async function again({ sent, environment, time }: Delivery) {
  const entry: JournalEntry = {
    ...{ id: '1', time, state: 'changed', request: sent, environment: environment.id, account: 'a' },
    origin: { uri: 'file:///a', line: 0, title: 'x' },
  };
  return sentFrom(keptRequest(entry, 'graph.microsoft.com').text);
}

function attacksWith(what: string, text: string): readonly Attack[] {
  const stays = (value: unknown) => (body: string | undefined) =>
    assert.deepEqual(JSON.parse(body ?? ''), value);
  const undone = (name: string, object: (value: string) => unknown, value: unknown): Attack => ({
    name: `${what}: undone, from ${name}`,
    reads: 'before',
    serve: readBefore(object, text),
    comes: 'changed',
    requests: 2,
    check: async (delivery) => {
      const { url, body } = await undo(delivery, '/v1.0/me');
      assert.equal(url, '/v1.0/me');
      stays({ displayName: value })(body);
    },
  });
  const converted = (name: string, object: Readonly<Record<string, unknown>>): Attack => ({
    name: `${what}: made a PATCH, from ${name}`,
    serve: ends(answer(200, [JSON_TYPE], JSON.stringify({ displayName: text, ...object }))),
    comes: 'object',
    check: async (delivery) => {
      const { url, body } = await convert(delivery);
      assert.match(url, /^(?:\/v1\.0\/|https:\/\/graph\.microsoft\.com\/)/);
      assert.equal(JSON.parse(body ?? '').displayName, text);
    },
  });
  return [
    undone('a value', (displayName) => ({ displayName }), text),
    undone('a name', (name) => ({ displayName: { [name]: [name] } }), { [text]: [text] }),
    undone('the ETag', (tag) => ({ '@odata.etag': tag, displayName: 'a' }), 'a'),
    converted('a value', {}),
    converted('the ETag', { '@odata.etag': text }),
    converted('the id', {
      id: text,
      '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#users/$entity',
    }),
    converted('the URL', { '@odata.id': `https://graph.microsoft.com/v1.0/users/${text}` }),
    converted('the context', {
      id: '1',
      '@odata.context': `https://graph.microsoft.com/v1.0/$metadata#users/${text}/$entity`,
    }),
    {
      name: `${what}: sent again from the history`,
      request: { body: JSON.stringify({ displayName: text }) },
      serve: ends('HTTP/1.1 204 No Content\r\n\r\n'),
      comes: 'changed',
      check: async (delivery) => stays({ displayName: text })((await again(delivery)).body),
    },
    {
      name: `${what}: read by a link`,
      serve: ends(
        answer(
          200,
          [JSON_TYPE],
          JSON.stringify({ '@odata.nextLink': `https://graph.microsoft.com/v1.0/users?$skiptoken=${text}` }),
        ),
      ),
      comes: 'object',
      check: async ({ outcome }) => {
        assert.ok(outcome.kind === 'object');
        const read = readRequest(String(outcome.object['@odata.nextLink']));
        const { url, body } = await sentFrom((read?.snippet ?? '').replace(/\\(.)/g, '$1'));
        assert.match(url, /^https:\/\/graph\.microsoft\.com\/v1\.0\/users\?\$skiptoken=/);
        assert.equal(body, undefined);
      },
    },
  ];
}

/** References in the URL of a request that went out: by the time of the history they are its text. */
const urls: readonly Attack[] = TEXTS.filter(([, text]) => !/[\p{Cc}\u2028]/u.test(text)).flatMap(
  ([what, text]) =>
    (['again', 'undone'] as const).map(
      (deed): Attack => ({
        name: `${what} in the URL: ${deed}`,
        request: { url: `/v1.0/users/1?$filter=${text.replaceAll('"', '')}` },
        reads: 'before',
        serve: readBefore(() => ({ displayName: 'a' })),
        comes: 'changed',
        requests: 2,
        check: async (delivery) => {
          const { url } = deed === 'again' ? await again(delivery) : await undo(delivery, delivery.sent.url);
          assert.ok(url.includes('/v1.0/users/1?'), url);
        },
      }),
    ),
);

export const writtenFiles: Group = {
  name: 'an answer would write into a request file:',
  attacks: [...TEXTS.flatMap(([what, text]) => attacksWith(what, text)), ...urls],
};
