import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

const configuration = JSON.parse(
  readFileSync(new URL('../../../media/language/language-configuration.json', import.meta.url), 'utf8'),
);

/** Asserts which word a double click at `|` selects. */
function selects(marked: string, expected: string | undefined): void {
  const at = marked.indexOf('|');
  const { pattern, flags } = configuration.wordPattern;
  const words = [...marked.replace('|', '').matchAll(new RegExp(pattern, `${flags}g`))];
  assert.equal(words.find((word) => word.index <= at && at < word.index + word[0].length)?.[0], expected);
}

describe('a word', () => {
  test('is a property, with its annotation', () => {
    selects('{ "dis|playName": "x" }', 'displayName');
    selects('{ "@odata.t|ype": "x" }', '@odata.type');
    selects('{ "manager@odata|.bind": "x" }', 'manager@odata.bind');
    selects('{ "a": "#microsoft.|graph.user" }', 'microsoft.graph.user');
  });

  test('is a variable, a system variable, a placeholder', () => {
    selects('@api-|version = 1', '@api-version');
    selects('{{api-|version}}', 'api-version');
    selects('{{$|guid}}', '$guid');
    selects('/groups/{external|GroupId}/x', 'externalGroupId');
  });

  test('is a header, a segment, a key, an option', () => {
    selects('Content-|Type: x', 'Content-Type');
    selects('/v1|.0/me', 'v1.0');
    selects('/users/b6ba0328-c201-|4313-cd28-3e8464fe86e9', 'b6ba0328-c201-4313-cd28-3e8464fe86e9');
    selects('?$sel|ect=id', '$select');
    selects('{ "a": "Gr|üße" }', 'Grüße');
  });

  test('is nothing between words', () => {
    selects('a |= b', undefined);
    selects('{ "a"|: 1 }', undefined);
  });
});

/** How the indentation changes behind a line and before one. */
function indents(line: string): 'more' | 'less' | 'same' {
  const { increaseIndentPattern, decreaseIndentPattern } = configuration.indentationRules;
  if (new RegExp(increaseIndentPattern).test(line)) return 'more';
  return new RegExp(decreaseIndentPattern).test(line) ? 'less' : 'same';
}

describe('indentation', () => {
  test('follows the brackets of a body', () => {
    assert.equal(indents('{'), 'more');
    assert.equal(indents('  "tags": ['), 'more');
    assert.equal(indents('  "a": { "b": {'), 'more');
    assert.equal(indents('  "a": [1, 2],'), 'same');
    assert.equal(indents('  },'), 'less');
    assert.equal(indents('  }]'), 'less');
  });

  test('leaves strings, URLs, references and comments alone', () => {
    assert.equal(indents('  "a": "{"'), 'same');
    assert.equal(indents('  "a": "\\"{",'), 'same');
    assert.equal(indents('PATCH /groups/{id}'), 'same');
    assert.equal(indents('If-Match: {{etag}}'), 'same');
    assert.equal(indents('# {'), 'same');
  });
});

/** What Enter at `|` puts at the start of the new line. */
function continues(marked: string): string {
  const [before = '', after = ''] = marked.split('|');
  for (const rule of configuration.onEnterRules) {
    if (new RegExp(rule.beforeText).test(before) && new RegExp(rule.afterText).test(after))
      return rule.action.appendText;
  }
  return '';
}

describe('Enter', () => {
  test('inside a comment goes on with the comment', () => {
    assert.equal(continues('# one| two'), '# ');
    assert.equal(continues('  // one| two'), '// ');
  });

  test('at the end of a comment, in a separator or a directive does not', () => {
    assert.equal(continues('# one|'), '');
    assert.equal(continues('### one| two'), '');
    assert.equal(continues('# @note one| two'), '');
    assert.equal(continues('{ "a": 1,| "b": 2 }'), '');
  });
});

describe('brackets', () => {
  test('close as they open', () => {
    const pairs = configuration.autoClosingPairs.map(
      (pair: { open: string; close: string }) => pair.open + pair.close,
    );
    for (const pair of ['{}', '{{}}', '[]', '()', '""']) assert(pairs.includes(pair), pair);
  });

  test('are single ones, since }} also ends two nested objects', () => {
    assert.deepEqual(configuration.brackets, [
      ['{', '}'],
      ['[', ']'],
      ['(', ')'],
    ]);
  });
});
