import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { terminalText } from '../../../src/core/text/terminalText.ts';

suite('a foreign text in a terminal', () => {
  test('stays as it is where it is plain, with its lines and tabs', () => {
    const plain = '<html>\r\n\t<h1>502 Bad Gateway</h1>\n</html> “é” 👩‍👩‍👧';
    assert.equal(terminalText(plain), plain);
  });

  test('moves no cursor, sets no title and turns no line', () => {
    assert.equal(
      terminalText('\u001b[2J\u001b]0;x\u0007 a\rb \u009b1m \u202eevil\u2028'),
      '\\u001b[2J\\u001b]0;x\\u0007 a\\u000db \\u009b1m \\u202eevil\\u2028',
    );
  });

  test('is the same JSON', () => {
    const value = { name: 'a\u009b31m\u202eb\u2028\u007f' };
    assert.deepEqual(JSON.parse(terminalText(JSON.stringify(value))), value);
  });
});
