import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { code, fenced, plain } from '../../../../src/core/assist/describe/markdown.ts';

const parts = fc.array(
  fc.constantFrom(
    '\r',
    '\n',
    '\r\n',
    '\u2028',
    '`',
    '``',
    '```',
    ' ',
    'a',
    '![](https://a)',
    '[b](command:c)',
    '<d>',
  ),
);

suite('foreign text in a hover', () => {
  test('ends no line: behind a blank one, code would be Markdown again', () => {
    for (const write of [plain, code]) {
      assert.doesNotMatch(write('x\r\r![](https://evil.example/x.png)'), /[\r\n]/);
      fc.assert(fc.property(parts, (all) => assert.doesNotMatch(write(all.join('')), /[\r\n\u2028\u2029]/)));
    }
  });

  test('ends no code that it stands in', () => {
    fc.assert(
      fc.property(parts, (all) => {
        const text = all.join('');
        const [, fence = '', inside = ''] = /^(`+)([\s\S]*)\1$/.exec(code(text)) ?? [];
        assert.ok(fence !== '' && !inside.match(/`+/g)?.includes(fence));
        const lines = fenced(text, 'json').split(/\r\n?|\n/);
        const [first = ''] = lines;
        const ending = first.slice(0, first.indexOf('json'));
        assert.deepEqual(
          lines.slice(1).filter((line) => line.startsWith(ending)),
          [ending],
        );
      }),
    );
  });

  test('may be of any length', () => {
    const long = '` '.repeat(1_000_000);
    assert.ok(code(long).length > long.length);
    assert.ok(fenced(long, '').length > long.length);
  });
});
