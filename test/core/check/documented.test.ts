import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { builtinSchemas } from '../../../src/core/catalog/builtin.ts';
import { createCatalog } from '../../../src/core/catalog/catalog.ts';
import { type Documented, type Judged, judge, unexplained } from './documented.ts';

const path = `${import.meta.dirname}/../../../../shared/data/documented-patches.jsonl`;
const skip = existsSync(path) ? false : 'the documented requests are not beside the repository';
const golden = `${import.meta.dirname}/documented.judged.json`;

const catalog = createCatalog(await builtinSchemas());
const NONE: Judged = { unfinished: {}, ours: {}, quirks: {} };

const read = (): readonly Documented[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('documented requests', { skip }, () => {
  it('get exactly the problems that were judged by hand, each for a reason', async () => {
    const isThere = existsSync(golden);
    const judged: Judged = isThere ? JSON.parse(readFileSync(golden, 'utf8')) : NONE;
    const found = await judge(read(), catalog, judged);
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(golden, `${JSON.stringify(found, null, 2)}\n`);
    assert.ok(isThere, `${golden} is missing. UPDATE_GOLDEN=1 writes it, for you to give reasons.`);
    assert.deepEqual(
      unexplained(found),
      [],
      'Look at these requests, and write down why they have the problem.',
    );
    assert.deepEqual(found, judged);
    assert.ok(Object.keys(found.ours).length >= 4);
  });
});

describe('judging documented requests', () => {
  const headers = { 'Content-Type': 'application/json' };
  const made: readonly Documented[] = [
    {
      ...{ page: 'api/connector.md', version: 'v1.0', headers },
      url: 'https://graph.microsoft.com/v1.0/identity/apiConnectors/{id}',
      body: '{ "displayNam": "Loyalty" }',
    },
    {
      ...{ page: 'api/mug.md', version: 'beta', headers },
      url: 'https://graph.microsoft.com/beta/cupboard/mugs/7',
      body: '{ "colour": "blue", }',
    },
    {
      ...{ page: 'api/mug.md', version: 'beta', headers },
      url: 'https://graph.microsoft.com/beta/cupboard/mugs/{id}',
      body: '{ "colour": "blue" }',
    },
  ];
  const unfinished = { 'placeholder-unresolved': 'A page cannot know the id.' };

  it('lists every problem of ours, and of the others all that a page can help', async () => {
    assert.deepEqual(await judge(made, catalog, { ...NONE, unfinished }), {
      unfinished,
      ours: { 'v1.0 connector.md': { 'placeholder-unresolved': '', 'property-unknown': '' } },
      quirks: { 'beta mug.md': { 'json-trailing-comma': '' } },
    });
  });
  it('keeps the reasons that were given, and drops what is met no more', async () => {
    const before: Judged = {
      unfinished: { ...unfinished, 'content-length': 'Gone.' },
      ours: { 'v1.0 connector.md': { 'property-unknown': 'A letter is missing.', 'value-type': 'Gone.' } },
      quirks: { 'beta cup.md': { 'json-quotes': 'Gone.' } },
    };
    const found = await judge(made, catalog, before);
    assert.deepEqual(found.unfinished, unfinished);
    assert.equal(found.ours['v1.0 connector.md']?.['property-unknown'], 'A letter is missing.');
    assert.deepEqual(unexplained(found), [
      'v1.0 connector.md: placeholder-unresolved',
      'beta mug.md: json-trailing-comma',
    ]);
  });
});
