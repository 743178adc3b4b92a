import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { readObject } from '../../../../src/core/change/exact.ts';
import { Echoes, echoesOf } from '../../../../src/core/send/mask/echoes.ts';
import type { Answer, Outcome } from '../../../../src/core/send/outcome.ts';
import { runAtOnce } from '../../../../src/core/text/steps.ts';

const SECRET = 'hunter2 "quoted" & <tag>';

const REQUEST = {
  method: 'PATCH',
  url: 'https://graph.microsoft.com/v1.0/x?sig=s%2Fig-value&name=plain',
  headers: [
    { name: 'x-api-key', value: 'key-of-header' },
    { name: 'Prefer', value: 'return=representation' },
  ],
  body: JSON.stringify({ displayName: 'Adele', nested: [{ password: SECRET }], pin: 1234 }),
};

function answer(body: string, headers: Answer['headers'] = []): Answer {
  return { status: 200, headers, body, size: body.length, duration: 1, clientRequestId: 'c' };
}

suite('secrets of a request', () => {
  const echoes = new Echoes(REQUEST);

  test('are masked in a sentence, however they are written there', () => {
    const written = [
      SECRET,
      JSON.stringify(SECRET).slice(1, -1),
      encodeURIComponent(SECRET),
      's/ig-value',
      's%2Fig-value',
      'key-of-header',
      'hunter2 &quot;quoted&quot; &amp; &lt;tag&gt;',
    ];
    for (const each of written)
      assert.equal(echoes.text(`The value ${each} is weak.`), 'The value ••• is weak.');
  });

  test('are masked in JSON under any name, as a text or a number, escaped as the service likes', () => {
    const escaped = SECRET.replace(/./gs, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
    const body = `{"displayName":"Adele","hint":"is ${escaped}!","code":1234,"count":12345,"text":"1234","${escaped}":1}`;
    assert.equal(
      echoes.body(body),
      '{"displayName":"Adele","hint":"is •••!","code":"•••","count":12345,"text":"•••","•••":1}',
    );
  });

  test('that are short do not tear words apart', () => {
    const short = new Echoes({ ...REQUEST, body: '{"password":"a"}' });
    assert.equal(short.body('{"a":"a","b":"a cat"}'), '{"a":"•••","b":"a cat"}');
    assert.equal(short.text('a cat'), 'a cat');
  });

  test('leave plain words alone', () => {
    const plain = new Echoes({ ...REQUEST, headers: [], body: '{"password":"","secret":"true"}' });
    assert.equal(plain.body('{"enabled":"true","name":""}'), '{"enabled":"true","name":""}');
  });

  test('are looked for once in a request, and again where another schema tells of them', () => {
    const schema = {
      $id: 'x',
      title: 'x',
      properties: {},
      definitions: {},
      'x-graph': { type: 'x', endpoints: [] },
    };
    assert.equal(echoesOf(REQUEST, undefined), echoesOf(REQUEST, undefined));
    assert.notEqual(echoesOf(REQUEST, undefined), echoesOf({ ...REQUEST }, undefined));
    assert.notEqual(echoesOf(REQUEST, undefined), echoesOf(REQUEST, schema));
    assert.equal(echoesOf(REQUEST, undefined).text(SECRET), '•••');
  });

  test('are masked in an object, which stays the same where it has none', () => {
    const object = { note: `is ${SECRET}`, password: 'x', amount: 1 };
    assert.equal(echoes.objectText(object), '{"note":"is •••","password":"•••","amount":1}');
    assert.deepEqual(echoes.object(object), { note: 'is •••', password: '•••', amount: 1 });
    const plain = readObject('{"amount":1.50,"big":12345678901234567890}') ?? {};
    runAtOnce(echoes.prepare(plain));
    assert.equal(echoes.object(plain), plain);
    assert.equal(echoes.objectText(plain), '{"amount":1.50,"big":12345678901234567890}');
  });

  test('cannot be read from outside', () => {
    assert.equal(JSON.stringify(echoes).includes('hunter2'), false);
    assert.deepEqual(Object.keys(echoes), ['text']);
  });

  test('come from secret variables too, and are masked in the request but for its path', () => {
    const of = new Echoes({ ...REQUEST, body: '{"note":"v-of-variable"}', secrets: ['v-of-variable'] });
    assert.deepEqual(
      of.request({
        method: 'PATCH',
        url: 'https://graph.microsoft.com/v1.0/v-of-variable?x=v-of-variable',
        headers: [{ name: 'x-custom', value: 'a v-of-variable' }],
        body: '{"note":"v-of-variable"}',
      }),
      {
        method: 'PATCH',
        url: 'https://graph.microsoft.com/v1.0/v-of-variable?x=•••',
        headers: [{ name: 'x-custom', value: 'a •••' }],
        body: '{"note":"•••"}',
      },
    );
    assert.equal(of.body('{"echo":"v-of-variable"}'), '{"echo":"•••"}');
  });

  test('are masked in every part of an outcome', () => {
    const body = JSON.stringify({ note: SECRET, password: 'other' });
    const headers = [
      { name: 'x-echo', value: `was ${SECRET}` },
      { name: 'set-cookie', value: 'session' },
    ];
    const object: Outcome = { kind: 'object', answer: answer(body, headers), object: JSON.parse(body) };
    assert.deepEqual(runAtOnce(echoes.outcome(object)), {
      kind: 'object',
      answer: {
        ...answer('{"note":"•••","password":"•••"}', [
          { name: 'x-echo', value: 'was •••' },
          { name: 'set-cookie', value: '•••' },
        ]),
        size: body.length,
      },
      object: { note: '•••', password: '•••' },
    });
    const inner = { code: SECRET, message: SECRET, target: SECRET };
    const refused: Outcome = {
      kind: 'refused',
      answer: answer(JSON.stringify({ error: inner })),
      error: { status: 400, ...inner, details: [inner] },
    };
    const outcomes: readonly Outcome[] = [
      refused,
      { kind: 'changed', answer: answer(`no JSON: ${SECRET}`) },
      { kind: 'not-sent', code: 'x', message: SECRET },
      { kind: 'unknown', code: 'x', message: SECRET },
    ];
    for (const outcome of outcomes) {
      const text = JSON.stringify(runAtOnce(echoes.outcome(outcome)));
      assert.ok(!text.includes('hunter2') && text.includes('•••'), text);
    }
  });

  test('are never in a masked body, wherever a service puts them', () => {
    const secrets = fc.string({ minLength: 6, maxLength: 40, unit: 'grapheme' }).map((text) => `${text}7`);
    fc.assert(
      fc.property(secrets, fc.string(), (secret, around) => {
        fc.pre(!secret.includes('•'));
        const body = JSON.stringify({ password: secret });
        const of = new Echoes({ method: 'PATCH', url: '/', headers: [], body });
        const echo = `${around}${secret}${around}`;
        const masked: unknown = JSON.parse(of.body(JSON.stringify({ echo, [echo]: [{ a: echo }] })));
        const names = JSON.stringify(Object.keys(masked as object));
        assert.ok(!names.includes(JSON.stringify(secret).slice(1, -1)), names);
        for (const text of [of.text(echo), of.body(echo)]) assert.ok(!text.includes(secret), text);
        assert.ok(!JSON.stringify(masked).includes(JSON.stringify(secret).slice(1, -1)));
      }),
      { numRuns: 300 },
    );
  });

  test('may be as odd as one likes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (secret, text) => {
        const of = new Echoes({
          method: 'PATCH',
          url: text,
          headers: [{ name: 'x-secret', value: secret }],
          body: text,
        });
        of.body(text);
        of.text(text);
      }),
    );
  });
});
