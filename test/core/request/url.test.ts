import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { parseFile } from '../../../src/core/request/parse.ts';
import { sourceSpan, splitUrl, type UrlParts } from '../../../src/core/request/url.ts';
import type { Token } from '../../../src/core/text/span.ts';

/** The parts as text, each checked to stand where it says. */
function cut(text: string): Record<string, string | string[]> {
  const parts = splitUrl(text);
  const shown: Record<string, string | string[]> = {};
  const show = ({ start, end, text: own }: Token): string => {
    assert.equal(text.slice(start, end), own);
    return own;
  };
  const single = [
    'origin',
    'host',
    'version',
    'path',
    'query',
    'fragment',
  ] as const satisfies (keyof UrlParts)[];
  for (const name of single) {
    const token = parts[name];
    if (token !== undefined) shown[name] = show(token);
  }
  shown.segments = parts.segments.map(show);
  shown.options = parts.options.map(({ name, value }) =>
    value ? `${show(name)}=${show(value)}` : show(name),
  );
  return shown;
}

describe('splitUrl', () => {
  test('an absolute URL', () => {
    assert.deepEqual(cut('https://graph.microsoft.com/v1.0/users/{id}/manager?$select=id,mail&$top#x'), {
      origin: 'https://graph.microsoft.com',
      host: 'graph.microsoft.com',
      version: 'v1.0',
      path: '/users/{id}/manager',
      segments: ['users', '{id}', 'manager'],
      query: '$select=id,mail&$top',
      options: ['$select=id,mail', '$top'],
      fragment: 'x',
    });
  });

  test('a path, with and without a version', () => {
    assert.deepEqual(cut('/beta/me'), { version: 'beta', path: '/me', segments: ['me'], options: [] });
    assert.deepEqual(cut('/me/'), { path: '/me/', segments: ['me'], options: [] });
    assert.deepEqual(cut('v2/me'), { version: 'v2', path: '/me', segments: ['me'], options: [] });
    assert.deepEqual(cut(''), { path: '', segments: [], options: [] });
  });

  test('a URL that starts with a reference', () => {
    assert.deepEqual(cut('{{base}}/v1.0/me'), {
      origin: '{{base}}',
      version: 'v1.0',
      path: '/me',
      segments: ['me'],
      options: [],
    });
    assert.deepEqual(cut('{{a}}'), { origin: '{{a}}', path: '', segments: [], options: [] });
    assert.equal(cut('https://{{host}}/v1.0/me').host, '{{host}}');
  });

  test('what stands in a reference does not cut', () => {
    const { path, options } = cut("/{{$datetime 'YYYY/MM'}}/a?b={{c.response.body.$.d[?&=#]}}&e");
    assert.equal(path, "/{{$datetime 'YYYY/MM'}}/a");
    assert.deepEqual(options, ['b={{c.response.body.$.d[?&=#]}}', 'e']);
  });

  test('hosts: user information is none of it, and a back slash ends it', () => {
    assert.equal(cut('https://graph.microsoft.com@evil.example/v1.0').host, 'evil.example');
    assert.equal(cut('https://evil.example\\@graph.microsoft.com/v1.0').host, 'evil.example');
    assert.equal(cut('http://127.0.0.1:8080/v1.0/me').host, '127.0.0.1:8080');
    assert.deepEqual(cut('graph.microsoft.com/v1.0/me').host, 'graph.microsoft.com');
    assert.equal(cut('localhost:3000/me').host, 'localhost:3000');
    assert.equal(cut('me/messages').host, undefined);
  });

  test('a version is a first segment that looks like one', () => {
    for (const version of ['v1.0', 'beta', 'Beta', 'v2', '1.5'])
      assert.equal(cut(`/${version}/me`).version, version);
    for (const other of ['v1.0x', 'users', 'beta2', '{version}'])
      assert.equal(cut(`/${other}/me`).version, undefined);
  });

  test('any text is cut, and every part stands where it says', () => {
    const piece = fc.oneof(
      fc.constantFrom('https://', '{{', '}}', '/', '?', '&', '=', '#', '@', ':', 'v1.0', '{id}', 'a.b', '\\'),
      fc.string({ unit: 'binary', maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 15 }), (pieces) => {
        const text = pieces.join('');
        cut(text);
        const { origin, version, path, query, fragment } = splitUrl(text);
        assert.equal(path.start, version?.end ?? origin?.end ?? 0);
        assert.equal(query ? query.start - 1 : fragment ? fragment.start - 1 : text.length, path.end);
      }),
      { numRuns: 500 },
    );
  });
});

describe('sourceSpan', () => {
  const block = parseFile('GET /me/messages\n  ?$select=id\n  &$top=1\n').blocks[0];
  assert.equal(block?.kind, 'request');
  const { url } = block.requestLine;
  const source = (part: string): string => {
    const start = url.text.indexOf(part);
    const span = sourceSpan(url, { start, end: start + part.length });
    return block.text.slice(span.start, span.end);
  };

  test('a part of one line', () => {
    for (const part of ['/me', 'messages', '?$select', 'id', '&$top=1', '1'])
      assert.equal(source(part), part);
  });

  test('a part over several lines covers what is between', () => {
    assert.equal(source('messages?$sel'), 'messages\n  ?$sel');
    assert.equal(source(url.text), 'GET /me/messages\n  ?$select=id\n  &$top=1'.slice(4));
  });

  test('empty and outer places', () => {
    assert.deepEqual(sourceSpan(url, { start: 0, end: 0 }), { start: 4, end: 4 });
    const end = url.text.length;
    assert.deepEqual(sourceSpan(url, { start: end, end }), { start: 40, end: 40 });
    const none = { start: 7, end: 7, text: '', pieces: [], placeholders: [] };
    assert.deepEqual(sourceSpan(none, { start: 0, end: 0 }), { start: 7, end: 7 });
  });
});
