import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import {
  type FormatOptions,
  formatBlock,
  formatRange,
  formatTyped,
} from '../../../../src/core/assist/format/format.ts';
import { blockIndexAt } from '../../../../src/core/request/blocks.ts';
import { parseFile } from '../../../../src/core/request/parse.ts';
import { resolveRequest } from '../../../../src/core/request/values/resolve.ts';
import { applyEdits, shift, type TextEdit } from '../../../../src/core/text/span.ts';
import { cpuTime } from '../../../support/cpuTime.ts';
import { requestText } from '../../request/arbitraries.ts';
import { scopeOf } from '../../request/sending.ts';

const SPACES: FormatOptions = { tabSize: 2, insertSpaces: true };

function edits(text: string, options = SPACES): readonly TextEdit[] {
  const file = parseFile(text);
  return file.blocks.flatMap((block, index) =>
    formatBlock(block, options).map(({ span, newText }) => ({
      span: shift(span, file.starts[index] ?? 0),
      newText,
    })),
  );
}

function format(text: string, options = SPACES): string {
  return applyEdits(text, edits(text, options));
}

function formats(text: string, expected: string, options = SPACES): void {
  assert.equal(format(text, options), expected);
  assert.equal(format(expected, options), expected, 'the result is in its form already');
}

suite('lines', () => {
  test('separators, variables, request lines and headers get single spaces', () => {
    formats(
      '###Title  \n  @a=1\n@b   =   {{a}}  \n@empty=  \n  PATCH    /me   HTTP/1.1  \nContent-Type:application/json\nIf-Match  :  *\t\nPrefer:\n',
      '### Title\n@a = 1\n@b = {{a}}\n@empty =\nPATCH /me HTTP/1.1\nContent-Type: application/json\nIf-Match: *\nPrefer:\n',
    );
  });

  test('lines that continue a URL keep their indentation', () => {
    formats('GET /me   \n    ?$select=id  \n  &$top=1\n', 'GET /me\n    ?$select=id\n  &$top=1\n');
  });

  test('one blank line is left of several, outside of the body', () => {
    formats(
      '@a = 1\n\n\n\nPATCH /me\nIf-Match: *\n\n   \n\n{\n  "a": 1\n}\n\n\n\n### Two\n\n\nGET /me\n',
      '@a = 1\n\nPATCH /me\nIf-Match: *\n\n{\n  "a": 1\n}\n\n### Two\n\nGET /me\n',
    );
  });

  test('comments keep their indentation, so that none becomes a separator', () => {
    formats('  ### no separator  \n # c \nGET /me\n', '  ### no separator\n # c\nGET /me\n');
  });

  test('what is no good syntax stays as it is', () => {
    formats('PATCH /me\n  no header  \n@a  =  1\n', 'PATCH /me\n  no header  \n@a  =  1\n');
    formats('GET /me\n\nHTTP/1.1   200  OK\nA:b\n', 'GET /me\n\nHTTP/1.1   200  OK\nA:b\n');
    formats(
      '###x\nHTTP/1.1   200  OK\nA:b\n\n\n\n{"a":1}\n',
      '### x\nHTTP/1.1   200  OK\nA:b\n\n\n\n{"a":1}\n',
    );
  });

  test('line breaks stay what they are', () => {
    formats('PATCH  /me\r\n\r\n\r\n{"a":1}\r\n', 'PATCH /me\r\n\r\n{\r\n  "a": 1\r\n}\r\n');
  });
});

suite('bodies', () => {
  test('keep a short list of values on the line that it was written on', () => {
    formats(
      'PATCH /me\n\n{"a":[ 1,"b" , {{ c }}],"d":[\n1, 2],"e":[[1,2],[]]}\n',
      'PATCH /me\n\n{\n  "a": [1, "b", {{ c }}],\n  "d": [\n    1,\n    2\n  ],\n  "e": [\n    [1, 2],\n    []\n  ]\n}\n',
    );
    const long = (count: number) => Array.from({ length: count }, () => '"12345678"');
    formats(`PATCH /me\n\n[${long(5)}]\n`, `PATCH /me\n\n[${long(5).join(', ')}]\n`);
    formats(`PATCH /me\n\n[${long(6)}]\n`, `PATCH /me\n\n[\n  ${long(6).join(',\n  ')}\n]\n`);
  });

  test('get one member a line', () => {
    formats(
      'PATCH /me\n\n  {"a":[1,{"b":null}],"c":{},"d":[ ]}  \n',
      'PATCH /me\n\n{\n  "a": [\n    1,\n    {\n      "b": null\n    }\n  ],\n  "c": {},\n  "d": []\n}\n',
    );
  });

  test('are indented as the editor indents', () => {
    formats('PATCH /me\n\n{"a":{"b":1}}', 'PATCH /me\n\n{\n\t"a": {\n\t\t"b": 1\n\t}\n}', {
      tabSize: 4,
      insertSpaces: false,
    });
    formats('PATCH /me\n\n{"a":1}', 'PATCH /me\n\n{\n    "a": 1\n}', { tabSize: 4, insertSpaces: true });
  });

  test('keep strings, references and comment lines as they are', () => {
    formats(
      'PATCH /me\n\n{ "a" : "x  {{ y }}" ,\n# one\n      // two  \n"b":{{ n }}, "c":1.0e5\n#\n}\n',
      'PATCH /me\n\n{\n  "a": "x  {{ y }}",\n  # one\n  // two\n  "b": {{ n }},\n  "c": 1.0e5\n  #\n}\n',
    );
  });

  test('that are not JSON stay as they are', () => {
    for (const body of [
      '{ "a":1,, }',
      '{ "a" }',
      '{"a":1} x',
      'a   b',
      '{ "a":{{n}}5 }',
      '< ./a.json',
      "{'a':1}",
    ]) {
      formats(`PATCH /me\n\n${body}\n`, `PATCH /me\n\n${body}\n`);
    }
  });

  test('with a reference that reaches over brackets stay as they are', () => {
    for (const body of ['{"a":{"b":["{{"]}}', '{"a":{"b":"{{$guid"}}', '{"a":"{{b"}']) {
      formats(`PATCH /me\n\n${body}\n`, `PATCH /me\n\n${body}\n`);
    }
  });

  test('of another type stay as they are', () => {
    formats(
      'POST /me\nContent-Type: text/plain\n\n{"a":1}\n',
      'POST /me\nContent-Type: text/plain\n\n{"a":1}\n',
    );
  });

  test('that nest deeper than any service takes stay as they are', () => {
    const deep = `${'['.repeat(3_000)}${']'.repeat(3_000)}`;
    formats(`PATCH /me\n\n${deep}\n`, `PATCH /me\n\n${deep}\n`);
  });
});

suite('edits', () => {
  test('touch only what differs', () => {
    const found = edits('PATCH /me\nIf-Match: *\n\n{\n  "a": 1,\n  "b":2\n}\n');
    assert.deepEqual(found, [{ span: { start: 41, end: 41 }, newText: ' ' }]);
  });

  test('of a range are those inside it', () => {
    const [block] = parseFile('PATCH  /me\nIf-Match:*\nPrefer:a\n').blocks;
    assert.ok(block);
    const found = formatRange(block, { start: 11, end: 21 }, SPACES);
    assert.equal(applyEdits(block.text, found), 'PATCH  /me\nIf-Match: *\nPrefer:a\n');
  });

  test('for a closing bracket are those of its value, for a line break those of the line above', () => {
    const types = (marked: string, typed: string) => {
      const offset = marked.indexOf('|');
      const text = marked.replace('|', '');
      const file = parseFile(text);
      const block = file.blocks[blockIndexAt(file, offset)];
      assert.ok(block);
      return applyEdits(text, formatTyped(block, offset, typed, SPACES));
    };
    assert.equal(
      types('PATCH  /me\n\n{"a":{"b":"}"}|}\n', '}'),
      'PATCH  /me\n\n{"a":{\n    "b": "}"\n  }}\n',
    );
    assert.equal(types('PATCH  /me\nPrefer:a\n|', '\n'), 'PATCH  /me\nPrefer: a\n');
    assert.equal(types('|', '\n'), '');
  });
});

/** What each request of a file would send, or lack; a body's JSON is compared as a value. */
function sent(text: string): readonly unknown[] {
  const file = parseFile(text);
  return file.blocks.map((block, index) => {
    if (block.kind !== 'request') return block.kind;
    const resolved = resolveRequest(file, index, scopeOf({ prompts: { a: '1', n: '2' } }));
    if (!resolved.ok) return resolved.missing.map(({ kind, name }) => [kind, name]);
    const { body, ...rest } = resolved.request;
    return { ...rest, body: sentBody(body) };
  });
}

function sentBody(body: string | undefined): unknown {
  try {
    return { json: JSON.parse(body ?? '') };
  } catch {
    return { text: body };
  }
}

/** Files with a good request in them, so that bodies are met often. */
const filesWithBodies = fc
  .tuple(
    requestText,
    fc.json({ maxDepth: 4 }),
    fc.constantFrom('', '# c\n', '  // d\n', '\n\n'),
    fc.constantFrom('', '{{a}}', '"{{a}}"', '1', '"{{a"', '{"b":"{{$guid"}'),
    requestText,
  )
  .map(
    ([before, json, comment, value, behind]) =>
      `${before}\n###  T\nPATCH   /users/{{a}}\nIf-Match:*\n\n${comment}{"x":${json},\n${comment}"y":${value}\n}\n${behind}`,
  );

suite('any file', () => {
  for (const [name, texts] of [
    ['of pieces', requestText],
    ['with bodies', filesWithBodies],
  ] as const) {
    test(`${name}: sends the same afterwards, and is in its form`, () => {
      fc.assert(
        fc.property(texts, (text) => {
          const once = format(text);
          assert.equal(format(once), once);
          assert.deepEqual(sent(once), sent(text));
        }),
        { numRuns: 2_000 },
      );
    });
  }

  test('large ones take time in proportion to their length', () => {
    const member = '"k" : [1 ,2],\n# c\n';
    const begun = cpuTime();
    const text = `PATCH /me\n\n{${member.repeat(40_000)}"z":1}\n${'\n'.repeat(100_000)}`;
    assert.ok(format(text).length > text.length);
    assert.ok(cpuTime() - begun < 20_000);
  });
});
