import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { blockIndexAt } from '../../../src/core/request/blocks.ts';
import {
  findRequest,
  promptsOf,
  requestName,
  requestNote,
  requestTitle,
} from '../../../src/core/request/names.ts';
import { parseFile } from '../../../src/core/request/parse.ts';
import type { Block } from '../../../src/core/request/tree.ts';
import { isSecretVariable } from '../../../src/core/request/values/scope.ts';

const first = (text: string): Block => parseFile(text).blocks[0] as Block;

describe('names', () => {
  test('of a request', () => {
    assert.equal(requestName(first('# @name\n# @name a\n# @name b\nGET /')), 'a');
    assert.equal(requestName(first('GET /')), undefined);
  });

  test('notes', () => {
    assert.equal(requestNote(first('# @note really?\nGET /')), 'really?');
    assert.equal(requestNote(first('# @note\nGET /')), '');
    assert.equal(requestNote(first('GET /')), undefined);
  });

  test('prompts', () => {
    assert.deepEqual(
      promptsOf(first('# @prompt a\n// @prompt apiKey of the  app\n# @prompt a again\n# @prompt\nGET /')),
      [
        { name: 'a', secret: false },
        { name: 'apiKey', description: 'of the  app', secret: true },
      ],
    );
  });

  test('titles', () => {
    const title = (text: string): string => requestTitle(first(text), 2);
    assert.equal(title('### T\n# @name n\nGET /'), 'T');
    assert.equal(title('###\n# @name n\nGET /'), 'n');
    assert.equal(title('patch /me\n'), 'PATCH /me');
    assert.equal(title('/me'), 'GET /me');
    assert.equal(title('PATCH'), 'Request 3');
    assert.equal(title('HTTP/1.1 200 OK'), 'HTTP/1.1 200 OK');
    assert.equal(title(''), 'Part 3');
  });

  test('finding a request by name, title or number', () => {
    const file = parseFile(
      '@a = b\n### One\nGET /1\n### Answer\nHTTP/1.1 200\n### 1\n# @name two\nGET /2\n### Three\n# @name One\nGET /3',
    );
    assert.equal(findRequest(file, 'two'), 3);
    assert.equal(findRequest(file, 'Three'), 4);
    assert.equal(findRequest(file, 'One'), 4, 'a name wins over a title');
    assert.equal(findRequest(file, 2), 3);
    assert.equal(findRequest(file, '3'), 4);
    assert.equal(findRequest(file, 1), 3, 'a title wins over a number');
    for (const none of ['', 'Answer', 0, 4, -1, 1.5, 'nobody'])
      assert.equal(findRequest(file, none), undefined);
  });

  test('secrets', () => {
    for (const name of [
      'password',
      'userPassword',
      'userpassword',
      'client_secret',
      'API_KEY',
      'apiKey',
      'access-token',
      'tokens',
      'key',
    ]) {
      assert.ok(isSecretVariable(name), name);
    }
    for (const name of ['monkey', 'keyboard', 'title', 'passport', 'id'])
      assert.ok(!isSecretVariable(name), name);
  });
});

test('the block at an offset', () => {
  const file = parseFile('a\n###\nb\n###\n');
  assert.deepEqual(
    [-1, 0, 1, 2, 7, 8, 12, 99].map((offset) => blockIndexAt(file, offset)),
    [0, 0, 0, 1, 1, 2, 2, 2],
  );
});
