import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { isWithin, type ScopedRun, tokenize } from './tokens.ts';

const PAGES = new URL('../../../../shared/pages/', import.meta.url);
const pages = existsSync(PAGES) ? readdirSync(PAGES).filter((name) => name.endsWith('.md')) : [];

/** The blocks of a page that are marked as HTTP. */
function examples(page: string): readonly string[] {
  const text = readFileSync(new URL(page, PAGES), 'utf8').replace(/\r\n/g, '\n');
  return [...text.matchAll(/^``` *http\n(.*?)^```$/gms)].map((match) => (match[1] ?? '').trimEnd());
}

const withScope = (runs: readonly ScopedRun[], scope: string) =>
  runs.filter((run) => run.scopes.some((each) => isWithin(each, scope)));

describe('the API pages', { skip: pages.length === 0 && 'shared/pages is not beside the repository' }, () => {
  for (const page of pages) {
    test(`${page}: its examples, pasted one below the other, are coloured whole`, async () => {
      const blocks = examples(page);
      assert(blocks.length >= 3, 'A page has its URL, a request and a response.');
      const runs = await tokenize(blocks.map((block) => `### \n${block}\n`).join('\n'));
      assert.deepEqual(withScope(runs, 'invalid'), []);
      const requests = blocks.filter((block) => block.startsWith('PATCH '));
      assert.equal(withScope(runs, 'keyword.control.method').length, requests.length);
      assert.equal(withScope(runs, 'constant.numeric.status').length, blocks.length - requests.length);
    });

    test(`${page}: every property of its bodies is a property name`, async () => {
      for (const block of examples(page)) {
        const runs = await tokenize(block);
        const names = withScope(runs, 'support.type.property-name').map((run) => run.text);
        const expected = [...block.matchAll(/^ *"([^"]+)":/gm)].map((match) => match[1]);
        assert.deepEqual(names.join('').split('"').filter(Boolean), expected);
      }
    });

    test(`${page}: every parameter of its URLs is a placeholder`, async () => {
      for (const block of examples(page)) {
        const placeholders = withScope(await tokenize(block), 'variable.parameter.placeholder');
        const url = block.split('\n', 1)[0] ?? '';
        assert.deepEqual(
          placeholders.map((run) => run.text),
          [...url.matchAll(/\{(\w+)\}/g)].map((match) => match[1]),
        );
      }
    });
  }
});
