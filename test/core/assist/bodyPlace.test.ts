import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { bodyPlace, propertyPlace } from '../../../src/core/assist/bodyPlace.ts';
import { parseFile } from '../../../src/core/request/parse.ts';
import type { RequestBlock } from '../../../src/core/request/tree.ts';

type Path = readonly (string | number)[];

function blockOf(body: string): RequestBlock {
  const [block] = parseFile(`PATCH https://graph.microsoft.com/beta/me\n\n${body}\n`).blocks;
  assert.equal(block?.kind, 'request');
  return block as RequestBlock;
}

/** The text at the place that a path leads to. */
function marked(body: string, path: Path, wantsName = false): string | undefined {
  const block = blockOf(body);
  const span = bodyPlace(block, path, wantsName)?.span;
  return span && block.text.slice(span.start, span.end);
}

/** The body without the property at a path. */
function without(body: string, path: Path): string {
  const block = blockOf(body);
  let { text } = block;
  const edits = bodyPlace(block, path, true)?.removal ?? [];
  for (const { span, newText } of edits.toSorted((a, b) => b.span.start - a.span.start)) {
    text = text.slice(0, span.start) + newText + text.slice(span.end);
  }
  return text.slice(block.body?.start).trim();
}

const BODY = `{
  "displayName": "x",
# not sent: "displayName": "y"
  "info": { "logoUrl": "z" },
  "tags": ["a", { "b": 1 }]
}`;

suite('the place of a path in a body', () => {
  test('is the value, or the name where that is meant or the value is long', () => {
    assert.equal(marked(BODY, ['displayName']), '"x"');
    assert.equal(marked(BODY, ['displayName'], true), '"displayName"');
    assert.equal(marked(BODY, ['info']), '"info"');
    assert.equal(marked(BODY, ['info', 'logoUrl']), '"z"');
    assert.equal(marked(BODY, ['tags', 0]), '"a"');
    assert.equal(marked(BODY, ['tags', 1]), '{');
    assert.equal(marked(BODY, ['tags', 1, 'b'], true), '"b"');
  });

  test('is the last of two of one name, which is the one that counts', () => {
    assert.equal(marked('{ "a": 1, "a": 2 }', ['a']), '2');
  });

  test('is the variable that the rest comes from', () => {
    assert.equal(marked('{ "info": {{info}} }', ['info', 'logoUrl']), '{{info}}');
    assert.equal(marked('{ "a": {{a}}, "b": "{{b}}" }', ['b']), '"{{b}}"');
  });

  test('is none where nothing of it is written', () => {
    assert.equal(marked(BODY, ['notes']), undefined);
    assert.equal(marked(BODY, []), undefined);
    assert.equal(marked('< ./body.json', ['a']), undefined);
    assert.equal(marked('no JSON', ['a']), undefined);
    assert.equal(marked('', ['a']), undefined);
  });

  test('is found by its JSON path', () => {
    const block = blockOf('{ "a": [{ "@odata.type": 1, "b.c\\"]": 2 }], "d": { "e": 3 }, "[0]": 4 }');
    const at = (property: string) => {
      const span = propertyPlace(block, property)?.span;
      return span && block.text.slice(span.start, span.end);
    };
    assert.equal(at('a[0]["@odata.type"]'), '1');
    assert.equal(at('a[0]["b.c\\"]"]'), '2');
    assert.equal(at('d.e'), '3');
    assert.equal(at('["[0]"]'), '4');
    assert.equal(at('x'), undefined);
    assert.equal(at(''), undefined);
  });

  test('can be taken out', () => {
    assert.equal(without('{\n  "a": 1,\n  "b": 2\n}', ['a']), '{\n  "b": 2\n}');
    assert.equal(without('{\n  "a": 1,\n  "b": 2\n}', ['b']), '{\n  "a": 1\n}');
    assert.equal(without('{ "a": [1, 2] }', ['a', 0]), '{ "a": [1, 2] }');
    assert.equal(without('{ "a": {{a}} }', ['a', 'b']), '{ "a": {{a}} }', 'what is in the variable stays');
  });

  test('holds the value of any path of any body', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.jsonValue(), { minKeys: 1 }),
        fc.nat(),
        (body, seed) => {
          const names = Object.keys(body);
          const name = names[seed % names.length] ?? '';
          const value = body[name];
          const text = marked(JSON.stringify(body, undefined, 2), [name]);
          const isNested = typeof value === 'object' && value !== null;
          assert.deepEqual(JSON.parse(text ?? ''), isNested ? name : value === 0 ? 0 : value);
        },
      ),
    );
  });
});
