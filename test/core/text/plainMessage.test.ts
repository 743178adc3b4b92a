import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { plainMessage } from '../../../src/core/text/plainMessage.ts';

/** What the editor takes for a link in a notification, an input box and a view (VS Code's `linkedText.ts`). */
const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;

suite('a message of the editor', () => {
  test('has no link that a file or an answer wrote into it', () => {
    for (const text of [
      '[Fix it](command:workbench.action.terminal.sendSequence?%7B%22text%22%3A%22x%22%7D)',
      'a [b](https://evil.example "c") d',
      '[x](file:///etc/passwd)[y](command:z)',
      '[[x](command:a)](command:b)',
      ']]](command:a)[a](COMMAND:b)',
    ]) {
      assert.match(text, LINK);
      assert.doesNotMatch(plainMessage(text), LINK);
    }
    const parts = fc.array(fc.constantFrom('[', ']', '(', ')', 'command:a', 'https://a', ' ', '"a"', 'b'));
    fc.assert(fc.property(parts, (all) => assert.doesNotMatch(plainMessage(all.join('')), LINK)));
  });

  test('says what it said', () => {
    for (const text of ['The property (displayName) [0] is not there.', '', 'a[0] (b)'])
      assert.equal(plainMessage(text), text);
  });

  test('is shown by one module only', async () => {
    const cwd = fileURLToPath(new URL('../../../src/', import.meta.url));
    let files = 0;
    for await (const name of glob('**/*.ts', { cwd })) {
      files++;
      if (name.replaceAll('\\', '/') === 'editor/notify.ts') continue;
      const text = await readFile(`${cwd}${name}`, 'utf8');
      assert.doesNotMatch(text, /\bshow(?:Information|Warning|Error)Message\b/, name);
      for (const [line] of text.matchAll(
        /(?:prompt:|title, cancellable:|ProgressLocation\.Notification, title:)[^\n]*/g,
      ))
        assert.match(line, /^prompt: '|plainMessage\(/, `${name}: ${line}`);
    }
    assert.ok(files > 400);
  });
});
