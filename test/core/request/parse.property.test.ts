import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseFile } from '../../../src/core/request/parse.ts';
import { requestText } from './arbitraries.ts';
import { problemsOf } from './marks.ts';

test('blocks cover any text, without gaps', () => {
  fc.assert(
    fc.property(requestText, (text) => {
      const file = parseFile(text);
      assert.equal(file.text, text);
      assert.equal(file.blocks.map((block) => block.text).join(''), text);
      assert.ok(file.blocks.length >= 1);
      let at = 0;
      for (const [index, block] of file.blocks.entries()) {
        assert.equal(file.starts[index], at);
        at += block.text.length;
        assert.equal(index > 0 && block.separator === undefined, false);
      }
    }),
    { numRuns: 500 },
  );
});

/** Every span in a tree is inside its block, and every token says what stands there. */
function checkSpans(node: unknown, block: string): void {
  if (Array.isArray(node)) {
    for (const item of node) checkSpans(item, block);
  } else if (typeof node === 'object' && node !== null) {
    const { start, end, text, pieces } = node as Record<string, unknown>;
    if (typeof start === 'number' && typeof end === 'number') {
      assert.ok(0 <= start && start <= end && end <= block.length, `${start}–${end} of ${block.length}`);
      if (typeof text === 'string' && pieces === undefined) assert.equal(text, block.slice(start, end));
    }
    for (const value of Object.values(node)) checkSpans(value, block);
  }
}

test('every span is inside its block, and every token is the text there', () => {
  fc.assert(
    fc.property(requestText, (text) => {
      for (const block of parseFile(text).blocks) checkSpans(block, block.text);
    }),
    { numRuns: 500 },
  );
});

test('the pieces of a URL make its text', () => {
  let several = 0;
  fc.assert(
    fc.property(requestText, (rest) => {
      for (const block of parseFile(`GET /a\n ?b\n &c\n${rest}`).blocks) {
        if (block.kind !== 'request') continue;
        const { text, pieces } = block.requestLine.url;
        let joined = '';
        for (const { at, span } of pieces) {
          assert.equal(at, joined.length);
          joined += block.text.slice(span.start, span.end);
        }
        assert.equal(joined, text);
        if (pieces.length > 1) several++;
      }
    }),
    { numRuns: 200 },
  );
  assert.ok(several > 0);
});

test('a block is read alike wherever it stands', () => {
  fc.assert(
    fc.property(requestText, requestText, (first, second) => {
      const before = parseFile(`${first}\n### a\n`);
      const together = parseFile(`${first}\n### a\n### b\n${second}`);
      const alone = parseFile(`### b\n${second}`);
      assert.deepEqual(together.blocks, [...before.blocks, ...alone.blocks]);
    }),
    { numRuns: 300 },
  );
});

interface DocumentedPatch {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const documented = new URL('../../../../shared/data/documented-patches.jsonl', import.meta.url);

test('every documented PATCH, put together as a request, has no syntax problem', {
  skip: existsSync(documented) ? false : 'the documented requests are not on this machine',
}, () => {
  const patches = readFileSync(documented, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as DocumentedPatch);
  assert.ok(patches.length > 100);
  for (const { url, headers, body } of patches) {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    const text = ['### A page', `PATCH ${url}`, ...lines, '', body].join('\n');
    assert.deepEqual(problemsOf(text), [], text);
    const [block] = parseFile(text).blocks;
    assert.equal(block?.kind, 'request');
    if (block?.kind !== 'request') continue;
    assert.equal(block.requestLine.url.text, url);
    assert.equal(block.headers.length, lines.length);
    assert.equal((block.body?.text ?? '').trim(), body.trim());
  }
});

const pages = new URL('../../../../shared/pages/', import.meta.url);

test('every example of the API pages is a request without syntax problems, or an answer', {
  skip: existsSync(pages) ? false : 'the API pages are not on this machine',
}, () => {
  let requests = 0;
  let answers = 0;
  for (const name of readdirSync(pages)) {
    const page = readFileSync(new URL(name, pages), 'utf8');
    for (const [, example = ''] of page.matchAll(/^``` ?http\r?\n([\s\S]*?)^```/gm)) {
      const [block, ...others] = parseFile(example).blocks;
      assert.deepEqual([block?.problems, others], [[], []], name);
      if (block?.kind === 'response') answers++;
      if (block?.kind === 'request' && block.body !== undefined) requests++;
    }
  }
  assert.deepEqual([requests, answers], [5, 5]);
});
