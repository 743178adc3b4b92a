import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseFile } from '../../../src/core/request/parse.ts';
import { isSpace } from '../../../src/core/request/read/scan.ts';
import type { RequestBlock } from '../../../src/core/request/tree.ts';
import { accepts, marks, reports } from './marks.ts';
import { outline } from './outline.ts';

function only(text: string): RequestBlock {
  const requests = parseFile(text).blocks.filter((block) => block.kind === 'request');
  assert.equal(requests.length, 1);
  return requests[0] as RequestBlock;
}

const kinds = (text: string): string =>
  parseFile(text)
    .blocks.map((block) => block.kind)
    .join(' ');

describe('blocks', () => {
  test('a file has at least one block', () => {
    assert.deepEqual(parseFile('').starts, [0]);
    assert.equal(kinds(''), 'empty');
  });

  test('three or more # at the start of a line separate; fewer, or indented ones, are comments', () => {
    assert.equal(kinds('GET /a\n###\nGET /b\n######## x\nGET /c'), 'request request request');
    assert.equal(kinds('GET /a\n##\n ###\n'), 'request');
    assert.equal(kinds('a ### b'), 'request');
  });

  test('the rest of the separator’s line is the title', () => {
    marks('###  «Update a user» \nGET /\n####«No space»\n###\n', (block) => [block.separator?.title]);
  });

  test('a block that starts with a status line is an answer', () => {
    marks('# pasted\n«HTTP/1.1 204 No Content»\nPATCH /me\n', (block) =>
      block.kind === 'response' ? [block.statusLine] : [],
    );
    assert.equal(kinds('HTTP/2 200\n###\nHTTPS://x\n'), 'response request');
  });

  test('lines end with LF, CRLF or CR, and a byte order mark is none of the text', () => {
    const lines = [
      '### T',
      '# @name n',
      'PATCH /v1.0/me',
      'A: b',
      '',
      '{',
      '  # c',
      '  "a": 1',
      '}',
      '',
      '### U',
    ];
    const [lf, crlf, cr] = ['\n', '\r\n', '\r'].map((end) => outline(parseFile(lines.join(end))));
    assert.equal(crlf?.replaceAll('\\r\\n', '\\n'), lf);
    assert.equal(cr?.replaceAll('\\r', '\\n'), lf);
    const marked = parseFile(`\ufeffGET /me`).blocks[0] as RequestBlock;
    assert.deepEqual(marked.requestLine.method, { start: 1, end: 4, text: 'GET' });
    assert.equal(kinds('\ufeff### A\nGET /me'), 'empty request');
  });
});

describe('request line', () => {
  const parts = ({ requestLine: line }: RequestBlock) => [line.method, line.url, line.httpVersion];
  const pick = (block: { kind: string }) => (block.kind === 'request' ? parts(block as RequestBlock) : []);

  test('method, URL and HTTP version', () => {
    marks('«PATCH» «https://graph.microsoft.com/v1.0/me» «HTTP/1.1»\n', pick);
    marks('  «GET»\t«/me»  \n', pick);
    marks('«GET» «/me» «http/2»', pick);
  });

  test('the method may be missing', () => {
    marks('«https://graph.microsoft.com/v1.0/me» «HTTP/1.1»', pick);
    reports('«/v1.0/me»\n', 'method-missing');
    reports('«{{base}}/me»\n', 'method-missing');
    reports('«graph.microsoft.com/v1.0/me»\n', 'method-missing');
    reports('«élan.example/me»\n', 'method-missing');
    reports('«{base}/me»\n', 'method-missing');
  });

  test('methods are upper case and of Microsoft Graph', () => {
    for (const method of ['GET', 'POST', 'PATCH', 'PUT', 'DELETE']) accepts(`${method} /v1.0/me`);
    reports('«patch» /v1.0/me', 'method-lower-case');
    reports('«Patch» /v1.0/me', 'method-lower-case');
    reports('«PATHC» /v1.0/me', 'method-unknown');
  });

  test('a method needs a URL', () => {
    reports('«PATCH»', 'url-missing');
    reports('«PATCH HTTP/1.1»', 'url-missing');
    assert.deepEqual(only('PATCH').requestLine.url, {
      start: 5,
      end: 5,
      text: '',
      pieces: [],
      placeholders: [],
    });
  });

  test('a line that can be neither is said to be', () => {
    reports('«- PATCH a user»', 'request-line-malformed');
    const block = only('# c\n{ "a": 1 }\n');
    assert.equal(block.body?.text, '{ "a": 1 }');
    reports('«{ "a": 1 }»', 'request-line-malformed');
  });

  test('lines with ? and & go on with the query', () => {
    const { url } = only('GET /me\n  ?$select=id\n# no\n\t&$top=1 \nA: b').requestLine;
    assert.equal(url.text, '/me?$select=id&$top=1');
    assert.deepEqual(url.pieces, [
      { at: 0, span: { start: 4, end: 7 } },
      { at: 3, span: { start: 10, end: 21 } },
      { at: 14, span: { start: 28, end: 35 } },
    ]);
    assert.equal(only('GET /me\n\n?a=b').body?.text, '?a=b');
    assert.equal(only('GET /me\n?a=b HTTP/1.1').requestLine.httpVersion?.text, 'HTTP/1.1');
    marks('GET /me\n«# kept»\nA: b', (block) => block.comments);
  });

  test('white space and comments inside a URL are reported', () => {
    reports("GET /users?$filter=startswith(a,« »'b') and c", 'query-space');
    reports('GET /users« »/1 2?a=1« »2 3', 'url-space', 'query-space');
    reports('GET /me «# mine»', 'comment-trailing');
    reports('GET /me «// mine» ', 'comment-trailing');
    accepts('GET /me#frag');
    accepts('GET /me?$filter={{ a }}&b={{$datetime iso8601 -1 d}}');
  });

  test('placeholders are single braces outside of references', () => {
    const placeholders = (block: { kind: string }) =>
      block.kind === 'request' ? (block as RequestBlock).requestLine.url.placeholders : [];
    marks('GET /users/«{id}»/x/«{ id | upn }»?$filter=«{f}»\n &a=«{b-c}»', placeholders);
    marks('GET /{{a}}/{/}/{}/{ }/{"a":1}/{b\'}/{open', placeholders);
    assert.equal(only('GET /{ id | upn }').requestLine.url.placeholders[0]?.name, 'id | upn');
    accepts('GET /users/{id | userPrincipalName}');
  });
});

describe('headers', () => {
  test('name and value, trimmed', () => {
    marks('GET /me\n  «Content-Type» :  «application/json»  \n«X-Empty»:«»\n\nNo: header', (block) =>
      block.kind === 'request' ? block.headers.flatMap(({ name, value }) => [name, value]) : [],
    );
  });

  test('a reference may be a part of a name or a value', () => {
    const block = only("GET /me\n{{$datetime 'HH:mm'}}-X: {{a}}:b\n");
    assert.equal(block.headers[0]?.name.text, "{{$datetime 'HH:mm'}}-X");
    assert.equal(block.headers[0]?.value.text, '{{a}}:b');
    accepts('GET /me\n{{name}}: b');
  });

  test('lines that are none are reported', () => {
    reports('GET /me\n«Prefer»\n', 'header-malformed');
    reports('GET /me\n«Content Type»: a\n', 'header-malformed');
    reports('GET /me\n«:» a\n', 'header-malformed');
    reports('GET /me\nA: b «# c»\n', 'comment-trailing');
    accepts('GET /me\nA: b#c //d http://e f# g');
    reports('GET /me\n«@a = b:c»\n', 'variable-misplaced');
  });

  test('a forgotten blank line is reported, and the body is read all the same', () => {
    const text = 'PATCH /me\nA: b\n{\n  "c": 1\n}';
    assert.equal(only(text).body?.text, '{\n  "c": 1\n}');
    reports('PATCH /me\nA: b\n«{»\n  "c": 1\n}', 'blank-line-missing');
    reports('PATCH /me\n«"c": 1»', 'blank-line-missing');
    reports('PATCH /me\n«{{body}}»', 'blank-line-missing');
    reports('PATCH /me\n«< ./body.json»', 'blank-line-missing');
  });

  test('a header below the blank line is reported, and is a header all the same', () => {
    const text = 'PATCH /me\n\nContent-Type: application/json\nIf-Match: *\n\n{}';
    assert.equal(only(text).headers.length, 2);
    assert.equal(only(text).body?.text, '{}');
    reports('PATCH /me\n\n«Content-Type: application/json»\n\n{}', 'header-misplaced');
    assert.equal(only('PATCH /me\nContent-Type: text/plain\n\nAccept: no').body?.text, 'Accept: no');
    assert.equal(only('PATCH /me\n\nTitle: no header').headers.length, 0);
  });
});

test('white space is all that JavaScript takes for it', () => {
  const block = only(
    '\u00a0# c\n\u3000PATCH\u2003/me\u00a0\n\u00a0A:\u00a0b\u202f\n\u205f\ufeff\n{}\n\u00a0\n',
  );
  assert.equal(block.comments.length, 1);
  assert.equal(block.requestLine.url.text, '/me');
  assert.deepEqual(
    block.headers.map(({ name, value }) => [name.text, value.text]),
    [['A', 'b']],
  );
  assert.equal(block.body?.text, '{}');
  for (let unit = 0; unit < 0x10000; unit++) {
    if (unit === 10 || unit === 13) continue;
    assert.equal(isSpace(unit), /\s/.test(String.fromCharCode(unit)), unit.toString(16));
  }
});

describe('body', () => {
  test('inner blank lines stay, outer ones and comments go', () => {
    const { body } = only('PATCH /me\n\n\n# before\n{\n\n  # inside\n  "a": 1\n}\n\n// behind\n\n');
    assert.equal(body?.text, '{\n\n  # inside\n  "a": 1\n}');
    assert.deepEqual(
      body?.comments.map(({ start, end }) => body.text.slice(start - body.start, end - body.start)),
      ['  # inside\n'],
    );
  });

  test('there may be none', () => {
    assert.equal(only('PATCH /me\n\n \n# c\n').body, undefined);
  });

  test('a file may be the whole body', () => {
    marks('PUT /x\n\n< «./a b.json» ', (block) => (block.kind === 'request' ? [block.body?.file?.path] : []));
    assert.deepEqual(only('PUT /x\n\n<@ ./a').body?.file, {
      path: { start: 11, end: 14, text: './a' },
      resolve: true,
    });
    accepts('PUT /x\n\n<@utf8 ./a');
    reports('PUT /x\n\n<@«latin1» ./a', 'file-body-encoding');
    reports('PUT /x\n\n«< ./a»\nmore', 'file-body-mixed');
    assert.equal(only('PUT /x\n\n<a>').body?.file, undefined);
    assert.equal(only('PUT /x\n\n<').body?.file, undefined);
  });

  test('another request, or an answer, without a separator is reported and ends the body', () => {
    const text = 'PATCH /me\n\n{}\nGET /v1.0/me\n';
    assert.equal(only(text).body?.text, '{}');
    reports('PATCH /me\n\n{}\n«GET /v1.0/me»\n', 'separator-missing');
    reports('PATCH /me\nContent-Type:\n\n{}\n«GET /v1.0/me»\n', 'separator-missing');
    reports('PATCH /me\n\n{}\n\n«HTTP/1.1 200 OK»\n\n{}', 'separator-missing');
    reports('GET /v1.0/me\n«GET /v1.0/users»', 'separator-missing');
    accepts('POST /$batch\nContent-Type: multipart/mixed; boundary=x\n\n--x\nGET /v1.0/me');
  });

  test('a file variable below the request line is sent, and reported', () => {
    reports('PATCH /me\n\n«@a = b»', 'variable-misplaced');
    assert.deepEqual(only('PATCH /me\n\n@a = b').variables, []);
  });

  test('the fences of a Markdown page are not sent', () => {
    const text = '``` http\nPATCH /me\n\n{}\n```\n';
    assert.equal(only(text).body?.text, '{}');
    reports('«``` http»\nPATCH /me\n\n{}\n«```»\n', 'markdown-fence', 'markdown-fence');
  });
});

describe('metadata and variables', () => {
  test('metadata are read from both kinds of comments', () => {
    marks('«# @name a»\n«// @prompt b  why not»\n«## @note»\n#@x\nGET /me\n«# @no-redirect»', (block) =>
      block.metadata.filter(({ name }) => name.text !== 'x'),
    );
    const [, prompt] = only('# @name a\n# @prompt b  why not \nGET /').metadata;
    assert.equal(prompt?.name.text, 'prompt');
    assert.equal(prompt?.value?.text, 'b  why not');
  });

  test('metadata that nobody knows, or that lack something, are reported', () => {
    reports('# «@nmae» a', 'metadata-unknown');
    reports('# «@name»', 'metadata-value-missing');
    reports('# «@prompt»', 'metadata-value-missing');
    reports('# @name «my name»', 'metadata-name-malformed');
    reports('# @prompt «my-name» is this', 'metadata-name-malformed');
    accepts('# @note\n# @no-redirect\n# mail adele@contoso.com\n# @ nothing\n# @');
  });

  test('file variables', () => {
    marks('@«a»=«b c»\n  @«d.e-f» =«» \n@«ä»\t=\t«{{a}}»', (block) =>
      block.variables.flatMap(({ name, value }) => [name, value]),
    );
    reports('«@a»\n«@b c»\n«@»', 'variable-malformed', 'variable-malformed', 'variable-malformed');
    reports('«@a/b» = c', 'variable-malformed');
    reports('@a = «"b"»\n@c = «\'d\'»', 'variable-quoted', 'variable-quoted');
    reports('@a = b «# c»', 'comment-trailing');
    reports('@a = C:«\\t»emp', 'variable-escape');
    accepts('@a = "b" and "c');
    accepts('@a = "');
    reports('«@ = b»', 'variable-malformed');
  });
});

describe('references', () => {
  const references = (block: { readonly references: readonly { start: number; end: number }[] }) =>
    block.references;

  test('are found wherever they count', () => {
    marks(
      '@a = «{{b}}»\n# {{no}}\n### {{no}}\nGET «{{a}}»/«{{ c }}»\n ?d=«{{e}}»\nX-«{{f}}»: «{{g}}»\n# {{no}}\n\n{\n# {{no}}\n"«{{h}}»": «{{i}}»}\n# {{no}}',
      references,
    );
  });

  test('are told apart by their form', () => {
    const kind = (expression: string): string | undefined =>
      only(`GET {{${expression}}}`).references[0]?.kind;
    assert.equal(kind('a'), 'variable');
    assert.equal(kind(' a.b-c_1 '), 'variable');
    assert.equal(kind('$guid'), 'system');
    assert.equal(kind("$datetime 'YYYY'"), 'system');
    assert.equal(kind('a.response.body.$.b'), 'response');
    assert.equal(kind('a.response.headers.X-Y'), 'response');
    assert.equal(kind('a.response'), 'response');
    assert.equal(kind(''), 'invalid');
    assert.equal(kind('a b'), 'invalid');
    assert.equal(kind('1 + 1'), 'invalid');
    assert.equal(kind('a.request.body.$.b'), 'invalid');
  });

  test('have to be closed on their line', () => {
    reports('GET /«{{a»\n\n}}', 'reference-unclosed');
    reports('GET /{{a}}/«{{b {{c»', 'reference-unclosed');
    reports('GET /«{{}}»', 'reference-invalid');
    reports('GET /?a={{b}}&c=«{{d»\nE: «{{f»', 'reference-unclosed', 'reference-unclosed');
    accepts('POST /me\n\n{"a":{"b":{}}}');
  });

  test('with ms as a unit are reported', () => {
    reports('GET /?a=«{{$timestamp 5 ms}}»&b={{$timestamp 5 m}}', 'unit-milliseconds');
    reports("GET /?a=«{{$datetime 'ms' -5 ms}}»", 'unit-milliseconds');
    accepts("GET /?a={{$datetime 'ms'}}");
  });
});
