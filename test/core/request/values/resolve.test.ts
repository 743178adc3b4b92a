import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { parseFile } from '../../../../src/core/request/parse.ts';
import { resolveBodyText, resolveRequest } from '../../../../src/core/request/values/resolve.ts';
import { requestText } from '../arbitraries.ts';
import { lacks, resolveLast, scopeOf, sent } from '../sending.ts';

describe('variables', () => {
  test('order: given for the send, system, file, environment', () => {
    const text = '@a = file\n###\nGET /{{a}}';
    assert.equal(sent(text, { environment: { a: 'env' } }), 'GET /file');
    assert.equal(sent(text, { environment: { a: 'env' }, prompts: { a: 'prompt' } }), 'GET /prompt');
    assert.equal(sent('GET /{{a}}', { environment: { a: 'env' } }), 'GET /env');
    assert.equal(
      sent('GET /{{$guid}}', { environment: { $guid: 'no' } }),
      'GET /11111111-2222-4333-8444-555555555555',
    );
  });

  test('file variables hold in the whole file, and the last one wins', () => {
    assert.equal(sent('@a = 1\nGET /\n###\n@a = 2\n###\nGET /{{a}}'), 'GET /2');
    const file = parseFile('GET /{{a}}\n###\n@a = 3');
    const resolved = resolveRequest(file, 0, scopeOf());
    assert.ok(resolved.ok && resolved.request.url === '/3');
  });

  test('variables may refer to variables, of the file and of the environment', () => {
    assert.equal(
      sent('@a = {{b}}/{{c}}\n@b = x\nGET /{{a}}', { environment: { c: '{{d}}', d: 'y' } }),
      'GET /x/y',
    );
  });

  test('answers are taken as they are', () => {
    assert.equal(sent('POST /\n\n{{a}}', { prompts: { a: '{{b}}' } }), 'POST /\n\n{{b}}');
  });

  test('a variable of the file has one value in one send', () => {
    let count = 0;
    const file = parseFile('@id = {{$guid}}\nPOST /{{id}}\n\n{{id}} {{$guid}}');
    const resolved = resolveRequest(file, 0, { ...scopeOf(), guid: () => `g${++count}` });
    assert.ok(resolved.ok);
    assert.equal(resolved.request.url, '/g1');
    assert.equal(resolved.request.body, 'g1 g2');
  });

  test('values of secret variables are named, wherever they come from, so that they can be masked', () => {
    const text =
      '@clientSecret = {{inner_token}}\n# @prompt password\nPOST /\nA: {{$dotenv API_KEY}}\n\n{{clientSecret}} {{password}} {{plain}}';
    const resolved = resolveLast(text, {
      prompts: { password: 'p' },
      environment: { inner_token: 'i', plain: 'x' },
      dotenv: { API_KEY: 'd' },
    });
    assert.ok(resolved.ok);
    assert.deepEqual(resolved.request.secrets?.toSorted(), ['d', 'i', 'p']);
    const plain = resolveLast('GET /{{plain}}', { environment: { plain: 'x' } });
    assert.ok(plain.ok && !('secrets' in plain.request));
    const file = resolveBodyText(parseFile('POST /'), 0, scopeOf({ environment: { pin: '1' } }), '{{pin}}', {
      start: 0,
      end: 0,
    });
    assert.deepEqual(file, { ok: true, text: '1', secrets: ['1'] });
  });

  test('everything that is missing is said at once, where it is', () => {
    lacks('@a = {{x}}{{y}}\nPATCH /{{a}}/{id}\nA: {{b}}\n\n{ "c": "{{b}}" }', [
      'variable x',
      'variable y',
      'placeholder id',
      'variable b',
      'variable b',
    ]);
  });

  test('variables that need themselves are circular, by name', () => {
    const [missing] = lacks('@a = {{b}}\n@b = {{c}}\n@c = {{a}}\nGET /«{{a}}»', ['circular a']);
    assert.match(missing?.reason ?? '', /a → b → c → a/);
    lacks('@a = {{a}}\nGET /{{a}}', ['circular a']);
    lacks('GET /{{a}}', ['circular a'], { environment: { a: '{{a}}' } });
  });

  test('chains that are too long are refused, with no stack to overflow', () => {
    const chain = (length: number): string =>
      Array.from({ length }, (_, i) => `@v${i} = {{v${i + 1}}}`)
        .join('\n')
        .concat(`\n@v${length} = x\nGET /{{v0}}`);
    assert.equal(sent(chain(50)), 'GET /x');
    const [missing] = lacks(chain(150), ['circular v100']);
    assert.match(missing?.reason ?? '', /More than 100/);
  });

  test('values that grow without end are refused', () => {
    const doubling = Array.from({ length: 40 }, (_, i) => `@v${i} = {{v${i + 1}}}{{v${i + 1}}}`).join('\n');
    const [missing] = lacks(`${doubling}\n@v40 = 0123456789\nPOST /\n\n«{{v0}}»`, ['invalid {{v20}}{{v20}}']);
    assert.match(missing?.reason ?? '', /longer than anything/);
  });

  test('what is no reference stops the send', () => {
    lacks('GET /«{{a b}}»', ['invalid a b']);
    lacks('GET /«{{}}»', ['invalid ']);
    lacks('POST /\n\n{ "a": "«{{b" }»', ['syntax reference-unclosed']);
    lacks('@a = {{b\nGET /«{{a}}»', ['invalid {{b']);
    lacks('POST /\n\n«{{a}}»', ['invalid {{b'], { environment: { a: 'x {{b\n}}', b: '1' } });
    assert.equal(sent('@a = {{b\nGET /'), 'GET /', 'a variable that is not used does not count');
  });
});

describe('prompts', () => {
  test('are asked for where the request has them', () => {
    const [missing] = lacks('# @prompt clientSecret  of the app\nPOST /\n\n«{{clientSecret}}»', [
      'prompt clientSecret',
    ]);
    assert.equal(missing?.description, 'of the app');
    assert.equal(missing?.secret, true);
    assert.equal(lacks('# @prompt title\nPOST /\n\n{{title}}', ['prompt title'])[0]?.secret, false);
  });

  test('win over variables, and belong to their request alone', () => {
    lacks('@a = file\n###\n# @prompt a\nGET /{{a}}', ['prompt a']);
    assert.equal(sent('# @prompt a\nGET /\n###\n@a = file\nGET /{{a}}'), 'GET /file');
    assert.equal(sent('# @prompt a\nGET /{{a}}', { prompts: { a: '' } }), 'GET /');
  });

  test('are not asked for where nothing uses them', () => {
    assert.equal(sent('# @prompt a\nGET /me'), 'GET /me');
  });
});

describe('URL', () => {
  test('placeholders come from the file, else from an answer', () => {
    assert.equal(sent('@id = 1\nGET /users/{id}', { placeholders: { id: '2' } }), 'GET /users/1');
    assert.equal(sent('GET /users/{id | upn}', { placeholders: { 'id | upn': '2' } }), 'GET /users/2');
    assert.equal(sent('GET /users/{id}', { prompts: { id: '3' } }), 'GET /users/3');
    assert.equal(sent('@id = {{a}}\n@a = 4\nGET /users/{id}'), 'GET /users/4');
    lacks('GET /users/«{id}»', ['placeholder id'], { placeholders: { id: '' }, environment: { id: 'no' } });
  });

  test('a placeholder’s value is encoded, a reference’s is not', () => {
    const given = { placeholders: { a: 'x/y?z#é@b c' }, environment: { a: '/x?y=z' } };
    assert.equal(sent('GET /{a}', given), 'GET /x%2Fy%3Fz%23%C3%A9@b%20c');
    assert.equal(sent('GET {{a}}', given), 'GET /x?y=z');
    assert.equal(sent('GET /?a={a}', { placeholders: { a: 'x&y=z+1' } }), 'GET /?a=x%26y%3Dz%2B1');
    assert.equal(sent('GET /{a}', { placeholders: { a: '\ud800' } }), 'GET /%EF%BF%BD');
  });

  test('placeholders inside a variable’s value are filled too', () => {
    assert.equal(
      sent('@base = /v1.0/users/{id}\nGET {{base}}/manager', { placeholders: { id: 'a b' } }),
      'GET /v1.0/users/a%20b/manager',
    );
    lacks('@base = /users/{id}\nGET «{{base}}»/x', ['placeholder id']);
    assert.equal(sent('GET /?q={{a}}', { prompts: { a: '{ "x": 1 }' } }), 'GET /?q={ "x": 1 }');
  });

  test('a value cannot lead to another resource', () => {
    lacks('GET /users/«{id}»/x', ['invalid id'], { placeholders: { id: '..' } });
    lacks('GET /users/«{id}»', ['invalid id'], { placeholders: { id: '.' } });
    lacks('GET «/users/{{a}}/x»', ['invalid URL'], { environment: { a: '..' } });
    lacks('GET «/users/.{{a}}/x»', ['invalid URL'], { environment: { a: '%2E' } });
    assert.equal(sent('GET /users/{a}{a}/x', { placeholders: { a: '...' } }), 'GET /users/....../x');
  });

  test('line breaks and other control characters are refused', () => {
    for (const bad of ['a\nb', 'a\rb', 'a\0b', 'a\tb', 'a\u007fb', 'a\u0085b']) {
      lacks('GET /«{{a}}»', ['invalid a'], { environment: { a: bad } });
      lacks('GET /«{a}»', ['invalid a'], { placeholders: { a: bad } });
    }
    lacks('GET «/a\0b»', ['invalid URL']);
  });

  test('continuation lines are joined', () => {
    assert.equal(
      sent('@v = 2\nGET /users/{id}\n  ?a={{v}}\n  &b={id}\nC: {{v}}', { placeholders: { id: 'x y' } }),
      'GET /users/x%20y?a=2&b=x%20y\nC: 2',
    );
  });
});

describe('method and headers', () => {
  test('the method is upper case, and GET where it is missing', () => {
    assert.equal(sent('patch /me'), 'PATCH /me');
    assert.equal(sent('/me'), 'GET /me');
  });

  test('Host, Content-Length and Authorization are left out', () => {
    const text = 'GET /me\nHost: a\ncontent-length: 5\nAUTHORIZATION: Bearer {{token}}\nA: {{b}}';
    assert.equal(sent(text, { environment: { b: 'c' } }), 'GET /me\nA: c');
    const resolved = resolveLast(text, { environment: { b: 'c' } });
    assert.equal(resolved.ok && resolved.droppedAuthorization, true);
    const without = resolveLast('GET /me');
    assert.equal(without.ok && without.droppedAuthorization, false);
    assert.equal(sent('GET /me\n{{h}}: x', { environment: { h: 'Authorization' } }), 'GET /me');
  });

  test('what would break the message is refused', () => {
    for (const bad of ['a\r\nX-Evil: 1', 'a\nb', 'a\0b', 'a\u0001', 'a\u0085b']) {
      lacks('GET /\nA: «{{b}}»', ['invalid A'], { environment: { b: bad } });
      lacks('GET /\n«{{b}}»: c', ['invalid header'], { environment: { b: bad } });
    }
    lacks('GET /\nA: «☃»', ['invalid A']);
    lacks('GET /\n«{{b}}»: c', ['invalid header'], { environment: { b: 'a b' } });
    assert.equal(sent('GET /\nA: b\tc é'), 'GET /\nA: b\tc é');
  });
});

describe('syntax', () => {
  test('mistakes that would change what is sent stop it', () => {
    lacks('«PATCH»', ['syntax url-missing']);
    lacks('PATCH /me\n«Prefer»', ['syntax header-malformed']);
    lacks('PATCH /me\n«@a = b»', ['syntax variable-misplaced']);
    lacks('PATCH /me\n\n{}\n«GET /v1.0/me»', ['syntax separator-missing']);
    lacks('«{ "a": 1 }»', ['syntax request-line-malformed']);
    lacks('PUT /x\n\n«< ./a»\nb', ['syntax file-body-mixed']);
    lacks('PUT /x\n\n<@«latin1» ./a', ['syntax file-body-encoding']);
  });

  test('other problems do not', () => {
    assert.equal(sent('``` http\npatch /me\nA: b # c\n{ "a": 1 }\n```'), 'PATCH /me\nA: b # c\n\n{ "a": 1 }');
    assert.equal(sent('@bad\nPOST /\n\n@a = b'), 'POST /\n\n@a = b');
  });

  test('a block without a request has none to send', () => {
    const file = parseFile('@a = b\n###\nHTTP/1.1 200 OK');
    for (const index of [0, 1, 2, -1]) {
      const resolved = resolveRequest(file, index, scopeOf());
      assert.equal(resolved.ok ? '' : resolved.missing[0]?.name, 'not-a-request');
    }
  });
});

describe('body', () => {
  test('comment lines are dropped', () => {
    assert.equal(sent('POST /\n\n{\n  # a {{b}}\n  "c": 1\n  // d\n}\n# e'), 'POST /\n\n{\n  "c": 1\n}');
    assert.equal(sent('POST /\r\n\r\n{\r\n# a\r\n}\r\n'), 'POST /\n\n{\r\n}');
  });

  test('a value in a JSON string stays in it', () => {
    const text = 'POST /\n\n{ "a": "{{v}}", "b": {{v}} }';
    assert.equal(sent(text, { environment: { v: '1' } }), 'POST /\n\n{ "a": "1", "b": 1 }');
    const evil = '","accountEnabled":false,"x":"';
    assert.equal(
      sent('POST /\n\n{ "a": "{{v}}" }', { environment: { v: evil } }),
      `POST /\n\n{ "a": "${evil.replaceAll('"', '\\"')}" }`,
    );
    assert.equal(
      sent('POST /\n\n{ "a": "{{v}}" }', { environment: { v: 'C:\\\\x' } }),
      'POST /\n\n{ "a": "C:\\\\x" }',
    );
    assert.equal(
      sent('POST /\n\n{ "a": "{{v}}" }', { environment: { v: 'C:\\' } }),
      'POST /\n\n{ "a": "C:\\\\" }',
    );
    assert.equal(sent('POST /\n\nsay "{{v}}"', { environment: { v: 'a"b' } }), 'POST /\n\nsay "a"b"');
  });

  test('a file is left to the host', () => {
    const resolved = resolveLast('@n = x\nPUT /\n\n<@ ./{{n}}.json');
    assert.ok(resolved.ok);
    assert.equal(resolved.request.body, undefined);
    assert.deepEqual(resolved.bodyFile, { path: './x.json', resolve: true, span: { start: 17, end: 29 } });
    lacks('PUT /\n\n< ./«{{n}}».json', ['variable n']);
    lacks('PUT /\n\n< «./{{n}}.json»', ['file body'], { environment: { n: 'a\nb' } });
  });

  test('the text of a file is resolved like the request', () => {
    const file = parseFile('@n = x\n###\n# @prompt p\nPUT /\n\n<@ ./a');
    const span = { start: 1, end: 2 };
    const scope = scopeOf({ prompts: { p: 'q' } });
    assert.deepEqual(resolveBodyText(file, 1, scope, 'a {{n}} {{p}}', span), { ok: true, text: 'a x q' });
    const lacking = resolveBodyText(file, 1, scopeOf(), '{{p}}{{z}}', span);
    assert.deepEqual(lacking.ok ? [] : lacking.missing.map(({ kind, name }) => [kind, name]), [
      ['prompt', 'p'],
      ['variable', 'z'],
    ]);
  });
});

describe('answers of earlier requests', () => {
  const responses = {
    me: { headers: { ETag: 'W/"1"', Link: 'a' }, body: '{"value":[{"id":"7","n":null,"o":{"x":1}}]}' },
    text: { body: 'plain' },
  };

  test('body and headers', () => {
    const of = (expression: string) =>
      sent(`POST /\n\n{{${expression}}}`, { responses }).slice('POST /\n\n'.length);
    assert.equal(of('me.response.body.$.value[0].id'), '7');
    assert.equal(of('me.response.body.$.value[*].o'), '{"x":1}');
    assert.equal(of('me.response.body.$.value[0].n'), 'null');
    assert.equal(of('me.response.body.*'), responses.me.body);
    assert.equal(of('text.response.body.*'), 'plain');
    assert.equal(of('me.response.headers.etag'), 'W/"1"');
  });

  test('what they do not have is missing', () => {
    const lacking = (expression: string): string => {
      const [missing] = lacks(
        `# @name other\nGET /\n###\nPOST /\n\n«{{${expression}}}»`,
        [`response ${expression.split('.')[0]}`],
        { responses },
      );
      return missing?.reason ?? '';
    };
    assert.match(lacking('me.response.body.$.nope'), /nothing at/);
    assert.match(lacking('me.response.body.value'), /no path/);
    assert.match(lacking('me.response.headers.Nope'), /no header Nope/);
    assert.match(lacking('text.response.body.$.a'), /not JSON/);
    assert.match(lacking('me.response'), /Write/);
    assert.match(lacking('me.response.body'), /Write/);
    assert.match(lacking('other.response.body.*'), /Send it first/);
    assert.match(lacking('nobody.response.body.*'), /No request in this file/);
  });

  test('an answer cannot break the message or the path', () => {
    const evil = { me: { body: '{"id":"../x","h":"a\\r\\nb"}' } };
    lacks('GET «/a/{{me.response.body.$.id}}»', ['invalid URL'], { responses: evil });
    lacks('GET /\nA: «{{me.response.body.$.h}}»', ['invalid A'], { responses: evil });
  });
});

describe('any text', () => {
  test('resolving never throws, and what is sent has no reference left and cannot break the message', () => {
    let resolvedOnce = 0;
    const values = fc.record({
      a: fc.string({ unit: 'binary', maxLength: 5 }),
      id: fc.string({ unit: 'binary', maxLength: 5 }),
    });
    fc.assert(
      fc.property(requestText, values, (text, { a, id }) => {
        const file = parseFile(text);
        const given = {
          environment: { a: a.replaceAll('{', '') },
          placeholders: { id, 'id | upn': id },
          responses: { a: { body: '{"id":1}' } },
        };
        for (const index of file.blocks.keys()) {
          const resolved = resolveRequest(file, index, scopeOf(given));
          if (!resolved.ok) {
            assert.ok(resolved.missing.length > 0);
            continue;
          }
          resolvedOnce++;
          const { method, url, headers, body = '' } = resolved.request;
          assert.match(method, /^[A-Z]+$/);
          assert.doesNotMatch(url, /\p{Cc}/u);
          for (const { name, value } of headers) assert.doesNotMatch(name + value, /[\r\n\0]/);
          for (const part of [url, body, ...headers.map(({ value }) => value)])
            assert.ok(!part.includes('{{a}}'));
        }
      }),
      { numRuns: 500 },
    );
    assert.ok(resolvedOnce > 50, `only ${resolvedOnce} were resolved`);
  });

  test('a placeholder stays one segment, and means its value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }), (id) => {
        const resolved = resolveLast('GET https://graph.microsoft.com/v1.0/users/{id}/manager?x=1', {
          placeholders: { id },
        });
        if (!resolved.ok) {
          assert.ok(/\p{Cc}/u.test(id) || id === '.' || id === '..', JSON.stringify(id));
          return;
        }
        const { host, pathname, search } = new URL(resolved.request.url);
        const segments = pathname.split('/');
        assert.equal(host, 'graph.microsoft.com');
        assert.deepEqual(
          [segments[1], segments[2], segments[4], segments.length, search],
          ['v1.0', 'users', 'manager', 5, '?x=1'],
        );
        assert.equal(decodeURIComponent(segments[3] ?? ''), id.replace(/\p{Surrogate}/gu, '\ufffd'));
      }),
      { numRuns: 500 },
    );
  });

  test('a value in a JSON string is that string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 10 }), (v) => {
        const resolved = resolveLast('POST /\n\n{ "a": "x{{v}}y", "b": [1] }', {
          environment: { v: v.replaceAll('{', '') },
        });
        assert.ok(resolved.ok);
        const parsed = JSON.parse(resolved.request.body ?? '') as Record<string, unknown>;
        assert.deepEqual(Object.keys(parsed), ['a', 'b']);
        if (!v.includes('\\')) assert.equal(parsed.a, `x${v.replaceAll('{', '')}y`);
      }),
      { numRuns: 500 },
    );
  });
});
