import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readJson } from '../../../../src/core/check/json/read.ts';
import { nodeAt, toValue } from '../../../../src/core/check/json/value.ts';
import { applyEdits } from '../../../../src/core/text/span.ts';
import { cpuTime } from '../../../support/cpuTime.ts';

/** The text is JSON, and is read as JSON.parse reads it. */
function accepts(text: string): void {
  const { findings, root } = readJson(text);
  assert.deepEqual(findings, []);
  assert.ok(root);
  assert.equal(JSON.stringify(toValue(root)), JSON.stringify(JSON.parse(text)));
}

/** Each `«…»` is a finding with the code at its place, in the order of the text. `fixed` is what the first fixes make of it. */
function reports(marked: string, codes: readonly string[], fixed?: string): void {
  const spans: { start: number; end: number }[] = [];
  let text = '';
  for (const piece of marked.split(/(«|»)/)) {
    if (piece === '«') spans.push({ start: text.length, end: -1 });
    else if (piece === '»') spans.push({ start: spans.pop()?.start ?? -1, end: text.length });
    else text += piece;
  }
  const { findings } = readJson(text);
  assert.deepEqual(
    findings.map(({ code, span }) => ({ code, span })),
    codes.map((code, index) => ({ code, span: spans[index] })),
  );
  if (fixed === undefined) return;
  const edits = findings.flatMap(({ fixes }) => fixes?.[0]?.edits ?? []);
  assert.equal(applyEdits(text, edits), fixed);
}

describe('readJson', () => {
  it('reads JSON', () => {
    accepts('{}');
    accepts(' [1, -2.5e3, true, false, null, "a\\u00e9\\n", {"b": [[]]}] ');
    accepts('{"a":1,"a":2,"__proto__":{"constructor":3}}');
    accepts('"text"');
    accepts('0');
  });

  it('finds commas that separate nothing', () => {
    reports('{"a": 1«,» }', ['json-trailing-comma'], '{"a": 1 }');
    reports('{"a": [1«,»]«,»\n}', ['json-trailing-comma', 'json-trailing-comma'], '{"a": [1]\n}');
    reports('[1,«,» 2]', ['json-trailing-comma'], '[1, 2]');
    reports('{«,»"a": 1}', ['json-trailing-comma'], '{"a": 1}');
    reports('{"a": 1}«,»', ['json-trailing-comma'], '{"a": 1}');
  });

  it('finds quotes inside a text that are not escaped', () => {
    reports('{"a": «"x -eq "Sales""»}', ['json-quotes'], '{"a": "x -eq \\"Sales\\""}');
    reports('{"a": «"say "hi" to me"», "b": 1}', ['json-quotes'], '{"a": "say \\"hi\\" to me", "b": 1}');
    reports('{"a": «"it\\"s "me""»}', ['json-quotes'], '{"a": "it\\"s \\"me\\""}');
    const { findings } = readJson('{"a": "x"b": 1}');
    assert.ok(findings.every(({ code }) => code !== 'json-quotes'));
  });

  it('finds comments of scripts behind values', () => {
    reports('{"a": 1, «# one»\n"b": 2 «#two»\n}', ['json-comment', 'json-comment'], '{"a": 1,\n"b": 2\n}');
    reports('{"a": «#fff»}', ['json-unquoted']);
  });

  it('joins two objects, or takes away what follows', () => {
    const { findings } = readJson('{ "a": 1 }\n{ "b": 2 }');
    const [finding] = findings;
    const texts = finding?.fixes?.map(({ title, edits }) => [
      title,
      applyEdits('{ "a": 1 }\n{ "b": 2 }', edits),
    ]);
    assert.deepEqual(texts, [
      ['Join the two objects', '{ "a": 1, "b": 2 }'],
      ['Remove what follows', '{ "a": 1 }'],
    ]);
    reports('{"a": 1}\n«Response»: 204', ['json-invalid'], '{"a": 1}');
  });

  it('finds commas and colons that are missing', () => {
    reports('{"a": «1»\n"b": 2}', ['json-comma-missing'], '{"a": 1,\n"b": 2}'.replace('1', '1'));
  });

  it('marks the last letter before a missing comma or colon', () => {
    reports('{"a": tru«e» "b": 2}', ['json-comma-missing'], '{"a": true, "b": 2}');
    reports('{"a«"» 1}', ['json-colon-missing'], '{"a": 1}');
    reports('{"a" «=» 1}', ['json-colon-missing'], '{"a" : 1}');
    reports('{"a" «=>» 1}', ['json-colon-missing'], '{"a" : 1}');
    reports('{"a"«:» }', ['json-value-missing']);
    reports('{"a"«:», "b": 1}', ['json-value-missing']);
  });

  it('finds other quotes', () => {
    reports("{«'a'»: «'it\\'s'»}", ['json-quotes', 'json-quotes'], '{"a": "it\'s"}');
    reports("{«'a'»: «'it's'»}", ['json-quotes', 'json-quotes'], '{"a": "it\'s"}');
    reports('{"a": «“b”», "c": "d«”»}', ['json-quotes', 'json-quotes'], '{"a": "b", "c": "d"}');
    reports('{"a": «`b`»}', ['json-quotes'], '{"a": "b"}');
    reports('{"a": «\'say "x"\'»}', ['json-quotes'], '{"a": "say \\"x\\""}');
  });

  it('finds quotes that are missing', () => {
    reports('{"a": «"b»,\n"c": 1}', ['json-quote-missing'], '{"a": "b",\n"c": 1}');
    reports('{"a": «"b» }', ['json-quote-missing'], '{"a": "b" }');
  });

  it('finds names and texts without quotes', () => {
    reports('{«a»: 1}', ['json-unquoted'], '{"a": 1}');
    reports(
      '{"a": «some text», "b": «https://x.y/z»}',
      ['json-unquoted'],
      '{"a": "some text", "b": https://x.y/z}',
    );
    reports('{"a": «True»,\n"b": «None»}', ['json-unquoted', 'json-unquoted'], '{"a": true,\n"b": null}');
  });

  it('knows dots that stand for what is left out', () => {
    reports('{"a": [1, «...»]}', ['json-invalid'], '{"a": [1, ]}');
    reports('{«…»}', ['json-invalid'], '{}');
    reports('{"a": 1,\n  «...»\n}', ['json-invalid'], '{"a": 1,\n  \n}');
  });

  it('finds brackets that are missing or too many', () => {
    reports('{"a": {"b": «1»', ['json-bracket-missing'], '{"a": {"b": 1}}');
    reports('{\n  "a": {\n    "b": «1»\n', ['json-bracket-missing'], '{\n  "a": {\n    "b": 1\n  }\n}\n');
    reports('{\r\n\t"a": [\r\n\t\t«1»', ['json-bracket-missing'], '{\r\n\t"a": [\r\n\t\t1\r\n\t]\r\n}');
    reports('{"a": [1«}»', ['json-bracket-missing'], '{"a": [1]}');
    reports('{"a": 1«]»', ['json-bracket-missing'], '{"a": 1}');
    reports('{"a": 1}«}»', ['json-bracket-extra'], '{"a": 1}');
  });

  it('finds comments, bad escapes, bad numbers and invisible characters', () => {
    reports('{"a": 1 «/* one */», «// two»\n"b": 2}', ['json-comment', 'json-comment'], '{"a": 1,\n"b": 2}');
    reports('{"a": 1} «/* never closed»', ['json-comment'], '{"a": 1}');
    reports('{"a": "C:«\\U»sers"}', ['json-literal'], '{"a": "C:\\\\Users"}');
    reports('{"a": "«\t»b"}', ['json-literal'], '{"a": "\\tb"}');
    reports('{"a": «007»}', ['json-literal'], '{"a": 7}');
    reports('{"a": «.5», "b": «+1»}', ['json-literal', 'json-literal'], '{"a": 0.5, "b": 1}');
    reports('{«\u00a0»"a": 1}', ['json-literal'], '{ "a": 1}');
  });

  it('finds what follows the body', () => {
    reports(
      '{}\n«PATCH» https://graph.microsoft.com/v1.0/me',
      ['json-invalid'],
      '{}\n###\nPATCH https://graph.microsoft.com/v1.0/me',
    );
    reports('{} «"x"»', ['json-invalid']);
    reports('«»', ['json-invalid']);
  });

  it('says nothing of places that are not known yet', () => {
    const opaque = (text: string) =>
      [...text.matchAll(/"_+"/g)].map(({ 0: { length }, index }) => ({ start: index, end: index + length }));
    for (const text of [
      '{"a": 1 "___" "c": "___"}',
      '{"___"}',
      '{"a": 1, "___"}',
      '[1 "_"]',
      '{"a": "___" 5}',
      '"_" {}',
    ]) {
      assert.deepEqual(readJson(text, opaque(text)).findings, [], text);
    }
    assert.equal(readJson('{"a": 1 "b": 2}').findings.length, 1);
  });

  it('reads any depth', () => {
    const deep = `${'[{"a":'.repeat(5_000)}1${'}]'.repeat(5_000)}`;
    const { root, findings, depth } = readJson(deep);
    assert.equal(depth, 10_000);
    assert.deepEqual(findings, []);
    assert.ok(root);
    assert.ok(Array.isArray(toValue(root)));
    assert.equal(readJson('['.repeat(9_000)).findings.length, 1);
    assert.match(readJson('['.repeat(11_000)).findings[0]?.message ?? '', /too deeply/);
  });

  it('stays linear on hostile texts', () => {
    for (const unit of [
      "'",
      '"',
      '[',
      '{',
      ',',
      ':',
      '\\',
      '“',
      '/*',
      '{"a"',
      '"\\x',
      ' ',
      '\u00a0',
      '}',
      'a ',
      "' ",
      '0',
    ]) {
      const began = cpuTime();
      readJson(unit.repeat(Math.floor(400_000 / unit.length)));
      assert.ok(cpuTime() - began < 2_000, `slow on ${JSON.stringify(unit)}`);
    }
  });

  it('agrees with JSON.parse about what is JSON', () => {
    const scraps = fc.constantFrom(
      ...[
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"',
        "'",
        'a',
        'true',
        'null',
        '1',
        '-',
        '.',
        'e',
        '\\',
        '/',
        '//',
        '/*',
        '*/',
        ' ',
        '\n',
        '"a"',
        '"a":',
        '\u00a0',
        '“',
        '{{',
        '}}',
      ],
    );
    const texts = fc.oneof(
      fc.json(),
      fc.string(),
      fc.array(scraps, { maxLength: 12 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const { findings, root } = readJson(text);
        let value: unknown;
        let valid = true;
        try {
          value = JSON.parse(text);
        } catch {
          valid = false;
        }
        assert.equal(findings.length === 0, valid);
        if (valid && root) assert.equal(JSON.stringify(toValue(root)), JSON.stringify(value));
        for (const { span, fixes } of findings) {
          assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length);
          for (const { edits } of fixes ?? []) applyEdits(text, edits);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('follows JSON pointers, to the last of two names', () => {
    const text = '{"a/b": [0, {"~": 1}], "c": 1, "c": {"d": 2}}';
    const { root } = readJson(text);
    assert.ok(root);
    const at = (pointer: string) => text.slice(nodeAt(root, pointer).offset).slice(0, 1);
    assert.equal(at('/a~1b/1/~0'), '1');
    assert.equal(at('/c/d'), '2');
    assert.equal(nodeAt(root, '').offset, 0);
    assert.equal(at('/a~1b/7/x'), '[');
  });
});
