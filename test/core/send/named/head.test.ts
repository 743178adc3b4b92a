import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { type HeadPart, namedInHead, type SentHead } from '../../../../src/core/send/named/head.ts';
import type { GraphError } from '../../../../src/core/send/outcome.ts';

const HEAD: SentHead = {
  headers: [
    { name: 'If-Match', value: 'W/"1"' },
    { name: 'Content-Type', value: 'text/plain' },
    { name: 'Prefer', value: 'return=minimal' },
  ],
  segments: [
    'identity',
    'apiConnectors',
    '7fd6431c-431c-7fd6-1c43-d67f1c43d67f',
    "users(id='adele%40contoso.com')",
  ],
  options: ['$select', '$top'],
};

function error(message: string, more: Partial<GraphError> = {}): GraphError {
  return { status: 400, code: 'BadRequest', message, details: [], ...more };
}

function textOf(part: HeadPart): string {
  return part.kind === 'segment' ? (HEAD.segments[part.index] ?? '') : part.name;
}

/** An error names these parts of the head. */
function names(message: string | GraphError, ...parts: readonly string[]): void {
  const given = typeof message === 'string' ? error(message) : message;
  assert.deepEqual(
    namedInHead(given, HEAD).map(({ part }) => textOf(part)),
    parts,
    given.message,
  );
}

suite('an error', () => {
  test('names a header of the request, beside that word or by a name that nothing else has', () => {
    names('The If-Match header is no list of entity tags.', 'if-match');
    names('The object has changed since the entity tag in If-Match was read.', 'if-match');
    names("Invalid value for the header 'Prefer'.", 'prefer');
    names('The Prefer header cannot be read.', 'prefer');
    names('Entity only allows writes with a JSON Content-Type header.', 'content-type');
    names(error('Bad value.', { target: 'If-Match' }), 'if-match');
    names(error('Bad.', { details: [{ code: '', message: 'The Prefer header is wrong.' }] }), 'prefer');
  });

  test('names no header that the request does not have, has twice, or whose name is a plain word', () => {
    names('A change of this object needs an If-None-Match header.');
    names('You may prefer another value.');
    names('Set x-if-match-y to something.');
    const twice = { ...HEAD, headers: [...HEAD.headers, { name: 'if-match', value: '*' }] };
    assert.deepEqual(namedInHead(error('The If-Match header is wrong.'), twice), []);
  });

  test('is about the one header that its status is about', () => {
    names(error('The condition is not met.', { status: 412 }), 'if-match');
    names(error('Unsupported.', { status: 415 }), 'content-type');
    names(error('Not acceptable.', { status: 406 }));
    const both = { ...HEAD, headers: [...HEAD.headers, { name: 'Content-Encoding', value: 'x' }] };
    assert.deepEqual(namedInHead(error('Unsupported.', { status: 415 }), both), []);
  });

  test('names a segment of the path as it is, or by the key in it', () => {
    names("Resource not found for the segment 'apiConnectors'.", 'apiConnectors');
    names(
      "Resource '7fd6431c-431c-7fd6-1c43-d67f1c43d67f' does not exist or one of its queried reference-property objects are not present.",
      '7fd6431c-431c-7fd6-1c43-d67f1c43d67f',
    );
    names("Invalid object identifier '7fd6431c-431c-7fd6-1c43-d67f1c43d67f'.", HEAD.segments[2] ?? '');
    names("The object with the id 'adele@contoso.com' was not found.", HEAD.segments[3] ?? '');
  });

  test('names no segment where it may mean something else', () => {
    names("Resource 'somebody else' does not exist.");
    names("Invalid value specified for property 'displayName' of resource 'apiConnectors'.");
    const twice = { ...HEAD, segments: ['users', 'users'] };
    assert.deepEqual(namedInHead(error("Resource not found for the segment 'users'."), twice), []);
  });

  test('names an option of the query, with its $ or without', () => {
    names("Invalid value for the query option '$top': it must be a number.", '$top');
    names("The query parameter 'select' is not supported.", '$select');
    names("The query option '$filter' is not supported.");
  });

  test('of any text names only what the request has, and nothing throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (message, words) => {
        const head = {
          headers: words.map((name) => ({ name, value: '' })),
          segments: words,
          options: words,
        };
        for (const { part } of namedInHead(error(message), head)) {
          if (part.kind === 'segment') assert.equal(words.length > part.index, true);
          else assert.ok(words.some((word) => word.toLowerCase() === part.name));
        }
      }),
    );
  });
});
