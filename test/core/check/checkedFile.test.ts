import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type CheckedFile, checkAgain } from '../../../src/core/check/checkedFile.ts';
import type { Problem } from '../../../src/core/check/problem.ts';
import { problem } from '../../../src/core/check/report.ts';
import { parseFile } from '../../../src/core/request/parse.ts';
import { reparse } from '../../../src/core/request/reparse.ts';
import type { Block, RequestFile } from '../../../src/core/request/tree.ts';
import { editSeeds, editsOf, requestText } from '../request/arbitraries.ts';

const TEXT = '@a = 1\n\n### One\nGET /me\n\n### Two\nGET /users\n\n### Three\nGET /groups\n';

/** A problem that tells which block it was found in. */
function problemsIn(block: Block): readonly Problem[] {
  return [problem('json-invalid', { start: 0, end: block.text.length }, block.text)];
}

/** The file after one text in it is replaced by another. */
function edited(file: RequestFile, old: string, newText: string): RequestFile {
  const start = file.text.indexOf(old);
  return reparse(file, [{ span: { start, end: start + old.length }, newText }]);
}

/** Checks a file and says which blocks were looked at, by their text. */
async function checked(last: CheckedFile | undefined, file: RequestFile, key = 'same') {
  const looked: string[] = [];
  const result = await checkAgain(last, file, key, (block) => {
    looked.push(block.text);
    return Promise.resolve(problemsIn(block));
  });
  assert.ok(result);
  assert.deepEqual(result.problems, file.blocks.map(problemsIn));
  return { result, looked };
}

describe('checking a file again', () => {
  it('looks at the blocks that were edited since, however many versions ago', async () => {
    let file = parseFile(TEXT);
    const first = await checked(undefined, file);
    assert.equal(first.looked.length, 4);
    for (const letter of 'messages') file = edited(file, '/users', `/users/${letter}`);
    const second = await checked(first.result, file);
    assert.equal(second.looked.length, 1);
    for (let count = 0; count < 100; count++) file = edited(file, '/groups', '/groups/1');
    const third = await checked(second.result, file);
    assert.equal(third.looked.length, 1);
    assert.equal((await checked(third.result, file)).looked.length, 0);
  });
  it('looks at every block where what they are checked with is another', async () => {
    const file = parseFile(TEXT);
    const { result } = await checked(undefined, file, 'one');
    assert.equal((await checked(result, file, 'two')).looked.length, 4);
  });
  it('follows blocks that come and go', async () => {
    const file = parseFile(TEXT);
    const { result } = await checked(undefined, file);
    const more = edited(file, '### Two', '### Half\nGET /half\n\n### Two');
    const added = await checked(result, more);
    assert.equal(added.looked.length, 1);
    const removed = await checked(added.result, edited(more, '### Half\nGET /half\n\n', ''));
    assert.deepEqual(removed.looked, []);
    const last = await checked(removed.result, edited(removed.result.file, '### Three\nGET /groups\n', ''));
    assert.deepEqual(last.looked, []);
    assert.equal(last.result.problems.length, 3);
  });
  it('is given up where nobody waits for it', async () => {
    const file = parseFile(TEXT);
    let left = 2;
    const check = (block: Block) => Promise.resolve(left-- > 0 ? problemsIn(block) : undefined);
    assert.equal(await checkAgain(undefined, file, '', check), undefined);
  });
  it('finds after any edits, checked now and then, what a check of the whole new file finds', async () => {
    const rounds = fc.array(fc.tuple(editSeeds, fc.boolean()), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(requestText, requestText, rounds, async (one, two, edits) => {
        let file = parseFile(`${one}\n### x\n${two}`);
        let last = (await checked(undefined, file)).result;
        for (const [seeds, isChecked] of edits) {
          file = reparse(file, editsOf(file.text, seeds));
          if (isChecked) last = (await checked(last, file)).result;
        }
        await checked(last, file);
      }),
      { numRuns: Number(process.env.RUNS ?? 300) },
    );
  });
});
