import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseFile } from '../../../src/core/request/parse.ts';
import { outline } from './outline.ts';

const folder = new URL('./golden/', import.meta.url);
const inputs = readdirSync(folder).filter((name) => name.endsWith('.graph.http'));

// To take over changes that you have looked at, run this file with UPDATE_GOLDEN=1 (it fails then) and again.
for (const name of inputs) {
  test(`the tree of ${name} is as its golden file has it`, () => {
    const golden = new URL(`${name.replace(/\.graph\.http$/, '')}.tree.txt`, folder);
    const actual = outline(parseFile(readFileSync(new URL(name, folder), 'utf8')));
    if (process.env.UPDATE_GOLDEN === '1') {
      writeFileSync(golden, actual);
      assert.fail(`${golden.pathname} was written; look at it`);
    }
    assert.ok(existsSync(golden), `${golden.pathname} is missing`);
    assert.equal(actual, readFileSync(golden, 'utf8'));
  });
}

test('there are golden files', () => assert.ok(inputs.length >= 4));
