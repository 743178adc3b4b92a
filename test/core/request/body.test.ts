import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { jsonText } from '../../../src/core/request/body.ts';
import { parseFile } from '../../../src/core/request/parse.ts';
import type { RequestBlock } from '../../../src/core/request/tree.ts';
import { requestText } from './arbitraries.ts';

function block(body: string): RequestBlock {
  const [first] = parseFile(`PATCH /me\n\n${body}`).blocks;
  assert.equal(first?.kind, 'request');
  return first;
}

/** The JSON of a body whose references have these values, and what is opaque and known in it. */
function masked(body: string, values: Readonly<Record<string, string>> = {}) {
  const request = block(body);
  const json = jsonText(request, ({ expression }) => values[expression.text]);
  const own = request.body?.text ?? '';
  assert.equal(json.text.length, own.length);
  return {
    text: json.text,
    opaque: json.opaque.map(({ start, end }) => own.slice(start, end)),
    known: json.known.map(({ span, value }) => `${own.slice(span.start, span.end)} = ${value}`),
  };
}

describe('jsonText', () => {
  test('comment lines are blanked, with their line breaks kept', () => {
    assert.deepEqual(masked('{\n  # "a": \n  "b": 1 \r\n// c\r\n}'), {
      text: '{\n         \n  "b": 1 \r\n    \r\n}',
      opaque: [],
      known: [],
    });
  });

  test('a reference in a string stays, known or not', () => {
    assert.deepEqual(masked('{ "a": "x {{b}} y", "c": "{{d}}" }', { b: '1' }), {
      text: '{ "a": "x {{b}} y", "c": "{{d}}" }',
      opaque: ['{{d}}'],
      known: ['{{b}} = 1'],
    });
  });

  test('a reference outside of strings becomes its value, or a string of its length', () => {
    assert.deepEqual(masked('{ "a": {{enabled}}, {{name}}: [{{x}}] }', { enabled: 'true' }), {
      text: '{ "a": true       , "______": ["___"] }',
      opaque: ['{{name}}', '{{x}}'],
      known: ['{{enabled}} = true'],
    });
  });

  test('a value that has no room, or is no JSON, is opaque though it is known', () => {
    assert.deepEqual(masked('[{{a}}, {{b}}]', { a: '[1,2,3]', b: 'x' }), {
      text: '["___", "___"]',
      opaque: ['{{a}}', '{{b}}'],
      known: ['{{a}} = [1,2,3]', '{{b}} = x'],
    });
  });

  test('quotes that are escaped, or never closed, do not turn the body inside out', () => {
    assert.deepEqual(masked('["\\"{{a}}\\\\", {{b}}]').opaque, ['{{a}}', '{{b}}']);
    assert.equal(masked('["\\"{{a}}\\\\", {{b}}]').text, '["\\"{{a}}\\\\", "___"]');
    assert.equal(masked('[\n"open,\n{{b}}]').text, '[\n"open,\n"___"]');
    assert.deepEqual(masked('[\\"{{a}}"]').text, '[\\"{{a}}"]');
  });

  test('no body, and the body of a file, have no text', () => {
    const none = { text: '', opaque: [], known: [] };
    const empty = parseFile('GET /').blocks[0] as RequestBlock;
    assert.deepEqual(
      jsonText(empty, () => undefined),
      none,
    );
    assert.deepEqual(
      jsonText(block('<@ ./{{a}}.json'), () => undefined),
      none,
    );
  });

  test('JSON with references in place of values is JSON', () => {
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom('1', 'true', 'null', '"s"', '{{a}}', '{{$guid}}', '"{{b}} c"', '"\\"{{b}}"'),
        fc.array(tie('any'), { maxLength: 3 }).map((items) => `[${items.join(',\n# c "\n')}]`),
        fc
          .array(tie('any'), { maxLength: 3 })
          .map((items) => `{${items.map((item, i) => `"k${i}": ${item}`).join(',\n')}}`),
      ),
    })).any as fc.Arbitrary<string>;
    fc.assert(
      fc.property(value, fc.constantFrom(undefined, '1', 'true', 'x', '"'), (body, answer) => {
        const json = jsonText(block(body), () => answer);
        JSON.parse(json.text);
      }),
      { numRuns: 300 },
    );
  });

  test('any body: the text is as long, and every span is inside', () => {
    fc.assert(
      fc.property(requestText, (rest) => {
        for (const each of parseFile(`POST /\n\n${rest}`).blocks) {
          if (each.kind !== 'request') continue;
          const { text, opaque, known } = jsonText(each, ({ kind }) =>
            kind === 'variable' ? '1' : undefined,
          );
          assert.equal(text.length, each.body === undefined || each.body.file ? 0 : each.body.text.length);
          for (const { start, end } of [...opaque, ...known.map(({ span }) => span)]) {
            assert.ok(0 <= start && start < end && end <= text.length);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
