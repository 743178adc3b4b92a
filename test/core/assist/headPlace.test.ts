import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { headPlace } from '../../../src/core/assist/headPlace.ts';
import { parseFile } from '../../../src/core/request/parse.ts';
import type { HeadPart } from '../../../src/core/send/named/head.ts';

const TEXT = `@key = 1
PATCH https://graph.microsoft.com/v1.0/users/{{key}}/manager
  ?$select=id,displayName
  &$top=5
If-Match: *
Prefer: a
prefer: b

{}`;

/** What stands at a part of a request. */
function at(part: HeadPart, text = TEXT): string | undefined {
  const block = parseFile(text).blocks.find(({ kind }) => kind === 'request');
  assert.ok(block?.kind === 'request');
  const place = headPlace(block, part);
  return place && block.text.slice(place.span.start, place.span.end);
}

suite('the place of a part of the head', () => {
  test('is the line of a header, as long as there is one of it', () => {
    assert.equal(at({ kind: 'header', name: 'if-match' }), 'If-Match: *');
    assert.equal(at({ kind: 'header', name: 'prefer' }), undefined);
    assert.equal(at({ kind: 'header', name: 'accept' }), undefined);
  });

  test('is a segment of the path, a variable too, where the path has as many as were sent', () => {
    assert.equal(at({ kind: 'segment', index: 1, count: 3 }), '{{key}}');
    assert.equal(at({ kind: 'segment', index: 2, count: 3 }), 'manager');
    assert.equal(at({ kind: 'segment', index: 1, count: 4 }), undefined);
  });

  test('is an option of the query with its value, over the lines of the URL', () => {
    assert.equal(at({ kind: 'option', name: '$select' }), '$select=id,displayName');
    assert.equal(at({ kind: 'option', name: '$top' }), '$top=5');
    assert.equal(at({ kind: 'option', name: '$filter' }), undefined);
  });

  test('knows when what it means was changed, and when it was not', () => {
    const written = (text: string) => {
      const block = parseFile(text).blocks.find(({ kind }) => kind === 'request');
      return block?.kind === 'request'
        ? headPlace(block, { kind: 'segment', index: 1, count: 3 })?.written
        : undefined;
    };
    assert.equal(written(TEXT), written(TEXT.replace('manager', 'other')));
    assert.notEqual(written(TEXT), written(TEXT.replace('users', 'groups')));
    assert.notEqual(written(TEXT), written(TEXT.replace('{{key}}', '2')));
  });
});
