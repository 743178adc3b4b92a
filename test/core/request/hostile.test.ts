import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jsonText } from '../../../src/core/request/body.ts';
import { parseFile } from '../../../src/core/request/parse.ts';
import { reparse } from '../../../src/core/request/reparse.ts';
import { splitUrl } from '../../../src/core/request/url.ts';
import { resolveRequest } from '../../../src/core/request/values/resolve.ts';
import { createScope } from '../../../src/core/request/values/scope.ts';
import { cpuTime } from '../../support/cpuTime.ts';

/** About as many UTF-16 code units as each text has. Work that is quadratic in it takes minutes. */
const SIZE = 400_000;
/** Milliseconds; far more than linear work takes, on a busy machine too. */
const LIMIT = 4_000;

const many = (piece: string): string => piece.repeat(Math.ceil(SIZE / piece.length));

const TEXTS: Readonly<Record<string, string>> = {
  'nothing but #': many('#'),
  separators: many('###\n'),
  'separators that are none': many(' ###\n'),
  'line feeds': many('\n'),
  'carriage returns': many('\r'),
  'requests with carriage returns': many('###\rGET /a\rB: c\r\r{}\r'),
  'one line feed, then carriage returns': `GET /\n${many('# a\r')}`,
  'one word': many('a'),
  'white space': many(' '),
  'a URL of white space': `GET /a${many(' ')}b`,
  'a header of white space': `GET /a\nB:${many(' ')}c`,
  'slashes with white space': `GET /a\nB: ${many('/ ')}`,
  'opening braces in a URL': `GET /${many('{')}`,
  'opening double braces with white space in a URL': `GET /${many('{{ ')}`,
  'placeholders in a URL': `GET /${many('{a}/')}`,
  'placeholders in the query': `GET /?${many('{a}&')}`,
  'open placeholders': `GET /${many('{a')}`,
  'references in a URL': `GET /${many('{{a}}')}`,
  'open references, a line each': `GET /\n\n${many('{{a\n')}`,
  'open references, a request each': many('###\nGET /{{a\n'),
  'closing braces': `POST /\n\n${many('}}')}`,
  'references in the body': `POST /\n\n[${many('{{a}},')}1]`,
  'strings in the body': `POST /\n\n${many('"a{{b}}\\')}`,
  'continuation lines': `GET /\n${many('?a={b}\n')}`,
  'comments before a continuation': `GET /\n${many('# a\n')}?b`,
  headers: `GET /\n${many('A: b\n')}`,
  'header names': `GET /\n${many('{{a}}')}: b`,
  'headers without a colon': `GET /\n${many('abc\n')}`,
  'headers below blank lines': `GET /\n\n${many('Accept: a\n\n')}`,
  'content types below blank lines': `GET /\n\n${many('Content-Type: json\n\n')}`,
  'comments in the body': `POST /\n\n{\n${many('# a\n')}}`,
  'file bodies': `POST /\n\n${many('< a\n')}`,
  variables: many('@a = b\n'),
  'variables with white space': `@a =${many(' ')}b`,
  'variables that double': Array.from({ length: 60 }, (_, i) => `@v${i} = {{v${i + 1}}}{{v${i + 1}}}`)
    .join('\n')
    .concat('\n@v60 = x\n###\nGET /{{v0}}'),
  'variables that are missing in pairs': Array.from(
    { length: 60 },
    (_, i) => `@v${i} = {{v${i + 1}}}{{v${i + 1}}}`,
  )
    .join('\n')
    .concat('\n###\nGET /{{v0}}'),
  'variables in a circle of pairs': Array.from(
    { length: 60 },
    (_, i) => `@v${i} = {{v${(i + 1) % 60}}}{{v${(i + 2) % 60}}}`,
  )
    .join('\n')
    .concat('\n###\nGET /{{v0}}'),
  'a chain of variables': Array.from({ length: 20_000 }, (_, i) => `@v${i} = {{v${i + 1}}}`)
    .join('\n')
    .concat('\n###\nGET /{{v0}}'),
  metadata: many('# @name a\n'),
  prompts: `${many('# @prompt a b\n')}GET /{{a}}`,
  'system variables': `GET /${many('{{$timestamp 1 1 1}}')}`,
  'one long expression': `GET /{{$timestamp ${many('1 ')}ms}}`,
  'paths into answers': `GET /{{a.response.body.$${many('[ ')}}}`,
  NUL: many('\0'),
  'lone surrogates': many('\ud800'),
};

for (const [name, text] of Object.entries(TEXTS)) {
  test(`${name}: a long text takes linear time`, () => {
    const start = cpuTime();
    const file = parseFile(text);
    const scope = createScope({ responses: new Map([['a', { headers: [], body: '{}' }]]) });
    for (const [index, block] of file.blocks.entries()) {
      if (block.kind !== 'request' || index > 50) continue;
      resolveRequest(file, index, scope);
      splitUrl(block.requestLine.url.text);
      jsonText(block, () => undefined);
    }
    reparse(file, [{ span: { start: text.length >> 1, end: text.length >> 1 }, newText: 'x' }]);
    assert.ok(cpuTime() - start < LIMIT, `${Math.round(cpuTime() - start)} ms`);
  });
}

test('as many edits as separators take linear time', () => {
  const text = many('###\nGET /a\n');
  const file = parseFile(text);
  const edits = file.starts.map((start) => ({ span: { start: start + 1, end: start + 2 }, newText: '' }));
  const start = cpuTime();
  const after = reparse(file, edits);
  assert.ok(cpuTime() - start < LIMIT);
  assert.equal(after.blocks.length, 1);
  const one = reparse(
    parseFile(many('a')),
    edits.map(({ span }) => ({ span, newText: 'b' })),
  );
  assert.equal(one.blocks.length, 1);
  assert.ok(cpuTime() - start < LIMIT);
});

/** A variable of 16 million characters, made of few. */
const LAUGHS = new Map<string, string>([
  ...Array.from({ length: 24 }, (_, i) => [`v${i}`, `{{v${i + 1}}}{{v${i + 1}}}`] as const),
  ['v24', 'x'],
]);
const LAUGHED: Readonly<Record<string, string>> = {
  'in the path': `GET /v1.0/${'{{v0}}'.repeat(2_000)}`,
  'in the query': `GET /v1.0/me?a=${'{{v0}}'.repeat(2_000)}`,
  'in a header': `GET /v1.0/me\nA: ${'{{v0}}'.repeat(2_000)}\n`,
  'in headers': `GET /v1.0/me\n${'A: {{v0}}\n'.repeat(2_000)}`,
  'in a text of the body': `PATCH /v1.0/me\n\n{"a":"${'{{v0}}'.repeat(2_000)}"}`,
  'in the body': `PATCH /v1.0/me\n\n[${'{{v0}},'.repeat(2_000)}1]`,
  'in the path of a file': `PATCH /v1.0/me\n\n< ./${'{{v0}}'.repeat(2_000)}`,
  'in every variable': `${Array.from({ length: 2_000 }, (_, i) => `@w${i} = {{v0}}`).join('\n')}\nPATCH /v1.0/me\n\n${Array.from({ length: 2_000 }, (_, i) => `{{w${i}}}`).join('')}`,
};
for (const [place, text] of Object.entries(LAUGHED)) {
  test(`a variable that laughs a billion times ${place} is not sent, and found out at once`, () => {
    const start = cpuTime();
    const resolved = resolveRequest(parseFile(text), 0, createScope({ environment: LAUGHS }));
    assert.ok(!resolved.ok);
    assert.ok(resolved.missing.length <= 2_001);
    assert.match(resolved.missing[0]?.reason ?? '', /longer than any/);
    assert.ok(cpuTime() - start < LIMIT, `${Math.round(cpuTime() - start)} ms`);
  });
}

test('an answer that is nested without end gives a reason, not an error', () => {
  const body = `{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
  const scope = createScope({ responses: new Map([['r', { headers: [], body }]]) });
  const resolved = resolveRequest(parseFile('GET /v1.0/{{r.response.body.$.a}}'), 0, scope);
  assert.ok(!resolved.ok && resolved.missing.every(({ kind }) => kind === 'response'));
  for (const path of ['__proto__', 'constructor.name', 'toString', "a['__proto__']"]) {
    const file = parseFile(`GET /v1.0/{{r.response.body.$.${path}}}`);
    const answers = createScope({ responses: new Map([['r', { headers: [], body: '{"a":{}}' }]]) });
    assert.equal(resolveRequest(file, 0, answers).ok, false, path);
  }
});
