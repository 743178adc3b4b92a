import { equal } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Text } from '@codemirror/state';
import fc from 'fast-check';
import { prettyJson } from '../../../src/core/text/prettyJson.ts';
import { Brackets, pathAt } from '../../../src/webview/raw/scan.ts';

const textOf = (text: string) => Text.of(text.split('\n'));

/** The path at the mark `|`. */
function path(marked: string): string {
  return pathAt(textOf(marked.replace('|', '')), marked.indexOf('|'));
}

describe('the JSON path at the cursor', () => {
  it('is that of the member, wherever on its line the cursor is', () => {
    for (const line of ['|  "a": 1,', '  |"a": 1,', '  "a|": 1,', '  "a"|: 1,', '  "a": |1,', '  "a": 1,|'])
      equal(path(`{\n  "z": 0,\n${line}\n  "b": 2\n}`), '$.a', line);
    equal(path('{\n  "a": 1,\n  "b": 2|\n}'), '$.b');
  });

  it('counts through arrays and goes down into objects', () => {
    equal(path('{\n  "v": [\n    { "id": 1 },\n    { "id": "x|" }\n  ]\n}'), '$.v[1].id');
    equal(path('[\n  [\n    1,\n    2|\n  ]\n]'), '$[0][1]');
    equal(path('{\n  "v": [|\n    1\n  ]\n}'), '$.v');
    equal(path('{\n  "v": [\n    1\n|  ]\n}'), '$.v');
    equal(path('{\n  "v": [\n    {|\n      "a": 1\n    }\n  ]\n}'), '$.v[0]');
    equal(path('{\n  "v": [\n    {\n      "a": 1\n    |}\n  ]\n}'), '$.v[0]');
    equal(path('{|\n}'), '$');
    equal(path('|'), '$');
  });

  it('quotes what is no identifier, and reads escapes and punctuation inside of strings', () => {
    equal(path('{\n  "@odata.type": |1\n}'), '$["@odata.type"]');
    equal(path('{\n  "\\u0061": "}],:\\"",\n  "b": |1\n}'), '$.b');
    equal(path('{\n  "\\u0061": |1\n}'), '$.a');
  });

  it('finds every value of any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const text = prettyJson(JSON.stringify(value));
        const doc = textOf(text);
        for (let number = 1; number <= doc.lines; number++) {
          const line = doc.line(number);
          const leaf = /^\s*(?:"(?:[^"\\]|\\.)*": )?("(?:[^"\\]|\\.)*"|[^\s[\]{},"]+),?$/.exec(
            line.text,
          )?.[1];
          if (leaf === undefined) continue;
          equal(JSON.stringify(follow(value, pathAt(doc, line.from))), JSON.stringify(JSON.parse(leaf)));
        }
      }),
      { numRuns: 200 },
    );
  });
});

/** What a path leads to. */
function follow(value: unknown, path: string): unknown {
  let now = value;
  for (const [, name, step = '0'] of path.matchAll(/\.(\w+)|\[(\d+|"(?:[^"\\]|\\.)*")\]/g)) {
    now = (now as Record<string, unknown>)[name ?? String(JSON.parse(step))];
  }
  return now;
}

describe('brackets', () => {
  it('are found in any text, in whatever parts it comes', () => {
    const units = ['{', '}', '[', ']', '"', 'a', ' ', '\n'];
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom(...units) })), (parts) => {
        const [grown, whole] = [new Brackets(), new Brackets()];
        const all = parts.join('');
        for (let count = 1; count < parts.length; count++)
          grown.closing(textOf(parts.slice(0, count).join('')), 0);
        for (let open = 0; open < all.length; open++)
          equal(grown.closing(textOf(all), open), whole.closing(textOf(all), open));
      }),
    );
  });

  it('are closed by their own, not by those inside of strings', () => {
    equal(new Brackets().closing(textOf('{"a": "}\\"}", "b": [{}]} '), 0), 23);
    equal(new Brackets().closing(textOf('{"a": [\n1\n]}'), 6), 10);
  });

  it('that are not closed reach to the end, until more of the text comes', () => {
    const brackets = new Brackets();
    equal(brackets.closing(textOf('{"a": "x'), 0), 8);
    equal(brackets.closing(textOf('{"a": "x}", "b'), 0), 14);
    equal(brackets.closing(textOf('{"a": "x}", "b": 1}'), 0), 18);
    equal(brackets.closing(textOf('{"a": "x}", "b": 1}{}'), 0), 18);
    equal(brackets.closing(textOf('{"a": "x}", "b": 1}{}'), 19), 20);
  });
});
