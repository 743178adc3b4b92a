import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { foldsOf } from '../../../src/core/assist/folding.ts';
import { parseFile } from '../../../src/core/request/parse.ts';
import { applyEdits, type Span } from '../../../src/core/text/span.ts';
import { problemsOf } from '../check/vocabulary.ts';
import { editSeeds, editsOf, requestText } from '../request/arbitraries.ts';
import { hovers, proposals } from './vocabulary.ts';

const numRuns = Number(process.env.RUNS ?? 150);
const seed = Number(process.env.SEED ?? 20_251_126);

const folder = new URL('../../../media/samples/', import.meta.url);
const samples = readdirSync(folder)
  .filter((name) => name.endsWith('.graph.http'))
  .map((name) => readFileSync(new URL(name, folder), 'utf8'));

/** Samples after a few edits of any kind, and texts of nothing but pieces. `|` marks the cursor, so none is left. */
const text = fc
  .oneof(
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.constantFrom(...samples), editSeeds)
        .map(([sample, seeds]) => applyEdits(sample, editsOf(sample, seeds))),
    },
    { weight: 1, arbitrary: requestText },
  )
  .map((each) => each.replaceAll('|', ''));

const marked = fc.tuple(text, fc.double({ min: 0, max: 1, noNaN: true })).map(([each, share]) => {
  const at = Math.round(share * each.length);
  return `${each.slice(0, at)}|${each.slice(at)}`;
});

function isInside({ start, end }: Span, length: number): void {
  assert.ok(0 <= start && start <= end && end <= length, `${start}–${end} of ${length}`);
}

describe('in any text', () => {
  it('problems and their fixes stand inside it', () =>
    fc.assert(
      fc.asyncProperty(text, async (each) => {
        for (const { span, fixes = [] } of await problemsOf(each)) {
          isInside(span, each.length);
          for (const { edits } of fixes) assert.equal(typeof applyEdits(each, edits), 'string');
        }
      }),
      { numRuns, seed },
    ));

  it('proposals at any place replace a part of it', () =>
    fc.assert(
      fc.asyncProperty(marked, async (each) => {
        for (const { label, edit } of await proposals(each)) {
          assert.notEqual(label, '');
          isInside(edit.span, each.length - 1);
        }
      }),
      { numRuns, seed },
    ));

  it('proposals in front of an empty first line are inserted there', async () => {
    const found = await proposals('|\n### One\nGET /me\n');
    assert.ok(found.length > 0);
    for (const { edit } of found) assert.deepEqual(edit.span, { start: 0, end: 0 });
  });

  it('a hover at any place is about a part of it', () =>
    fc.assert(
      fc.property(marked, (each) => {
        const found = hovers(each);
        if (found) assert.ok(found.markdown !== '' && each.replace('|', '').includes(found.about));
      }),
      { numRuns, seed },
    ));

  it('folds stand inside their block, and a fold begins before it ends', () =>
    fc.assert(
      fc.property(text, (each) => {
        for (const block of parseFile(each).blocks) {
          for (const { span } of foldsOf(block)) {
            isInside(span, block.text.length);
            assert.ok(span.start < span.end);
          }
        }
      }),
      { numRuns, seed },
    ));
});
