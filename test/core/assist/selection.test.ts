import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { bodyFileOf } from '../../../src/core/assist/links.ts';
import { selectionAt } from '../../../src/core/assist/selection.ts';
import { parseFile } from '../../../src/core/request/parse.ts';
import { requestText } from '../request/arbitraries.ts';
import { placed } from './places.ts';

/** The texts that the selection grows over, up to the first that begins with the last one expected. */
function grows(marked: string, ...expected: readonly string[]): void {
  const { block, offset } = placed(marked);
  const found = selectionAt(block, offset).map(({ start, end }) => block.text.slice(start, end));
  assert.deepEqual(found.slice(0, expected.length), expected);
}

suite('selection', () => {
  test('in a body: word, string, value, property, object', () => {
    grows(
      'PATCH /me\n\n{ "a": { "b": "one t|wo" } }\n',
      'two',
      'one two',
      '"one two"',
      '"b": "one two"',
      '{ "b": "one two" }',
      '"a": { "b": "one two" }',
      '{ "a": { "b": "one two" } }',
      'PATCH /me\n\n{ "a": { "b": "one two" } }',
      'PATCH /me\n\n{ "a": { "b": "one two" } }\n',
    );
  });

  test('in a URL: segment, path, version, URL, request line', () => {
    grows(
      'GET https://graph.microsoft.com/v1.0/us|ers/1?$top=5 HTTP/1.1\n',
      'users',
      '/users/1',
      'v1.0/users/1',
      'https://graph.microsoft.com/v1.0/users/1?$top=5',
      'GET https://graph.microsoft.com/v1.0/users/1?$top=5 HTTP/1.1',
    );
    grows('GET /me?$top=5&$select=i|d\n', 'id', '$select=id', '$top=5&$select=id', '/me?$top=5&$select=id');
  });

  test('in headers: value, header, headers', () => {
    grows(
      'GET /me\nA: b\nPrefer: return=min|imal\n',
      'minimal',
      'return=minimal',
      'Prefer: return=minimal',
      'A: b\nPrefer: return=minimal',
    );
  });

  test('in references and variables', () => {
    grows('@a = x{{ b|c }}\n', 'bc', ' bc ', '{{ bc }}', 'x{{ bc }}', '@a = x{{ bc }}');
  });

  test('each part is around the one before it, in any text', () => {
    fc.assert(
      fc.property(requestText, fc.nat(), (text, at) => {
        for (const block of parseFile(text).blocks) {
          const offset = at % (block.text.length + 1);
          let inner: { start: number; end: number } | undefined;
          for (const { start, end } of selectionAt(block, offset)) {
            assert.ok(start <= offset && offset <= end && end <= block.text.length);
            if (inner)
              assert.ok(start <= inner.start && inner.end <= end && end - start > inner.end - inner.start);
            inner = { start, end };
          }
        }
      }),
    );
  });
});

suite('links', () => {
  const path = (text: string) => bodyFileOf(placed(text).block)?.text;

  test('a body in a file can be opened where its path is known', () => {
    assert.equal(path('PATCH /me\n\n< ./a.json\n'), './a.json');
    assert.equal(path('PATCH /me\n\n<@ ./b c.json\n'), './b c.json');
    assert.equal(path('PATCH /me\n\n< ./{{a}}.json\n'), undefined);
    assert.equal(path('PATCH /me\n\n{}\n'), undefined);
  });
});
