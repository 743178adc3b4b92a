import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type BlockValues, valuesAgain } from '../../../src/core/request/blockValues.ts';
import { parseFile } from '../../../src/core/request/parse.ts';
import { reparse } from '../../../src/core/request/reparse.ts';
import type { Block, RequestFile } from '../../../src/core/request/tree.ts';
import { editSeeds, editsOf, requestText } from './arbitraries.ts';

const TEXT = '@a = 1\n\n### One\nGET /me\n\n### Two\nGET /users\n\n### Three\nGET /groups\n';

/** The file after one text in it is replaced by another. */
function edited(file: RequestFile, old: string, newText: string): RequestFile {
  const start = file.text.indexOf(old);
  return reparse(file, [{ span: { start, end: start + old.length }, newText }]);
}

/** Takes the text of each block as its value, and says which blocks were looked at. */
async function found(last: BlockValues<string> | undefined, file: RequestFile, key = 'same') {
  const looked: string[] = [];
  const result = await valuesAgain(last, file, key, (block) => {
    looked.push(block.text);
    return Promise.resolve(block.text);
  });
  assert.ok(result);
  assert.deepEqual(
    result.values,
    file.blocks.map(({ text }) => text),
  );
  return { result, looked };
}

describe('the values of the blocks of a file, found again', () => {
  it('are looked for in the blocks that were edited since, however many versions ago', async () => {
    let file = parseFile(TEXT);
    const first = await found(undefined, file);
    assert.equal(first.looked.length, 4);
    for (const letter of 'messages') file = edited(file, '/users', `/users/${letter}`);
    const second = await found(first.result, file);
    assert.equal(second.looked.length, 1);
    for (let count = 0; count < 100; count++) file = edited(file, '/groups', '/groups/1');
    const third = await found(second.result, file);
    assert.equal(third.looked.length, 1);
    assert.equal((await found(third.result, file)).looked.length, 0);
  });
  it('are all found again where what they are found with is another', async () => {
    const file = parseFile(TEXT);
    const { result } = await found(undefined, file, 'one');
    assert.equal((await found(result, file, 'two')).looked.length, 4);
  });
  it('follow blocks that come and go', async () => {
    const file = parseFile(TEXT);
    const { result } = await found(undefined, file);
    const more = edited(file, '### Two', '### Half\nGET /half\n\n### Two');
    const added = await found(result, more);
    assert.equal(added.looked.length, 1);
    const removed = await found(added.result, edited(more, '### Half\nGET /half\n\n', ''));
    assert.deepEqual(removed.looked, []);
    const last = await found(removed.result, edited(removed.result.file, '### Three\nGET /groups\n', ''));
    assert.deepEqual(last.looked, []);
    assert.equal(last.result.values.length, 3);
  });
  it('are given up where nobody waits for them', async () => {
    const file = parseFile(TEXT);
    let left = 2;
    const check = (block: Block) => Promise.resolve(left-- > 0 ? block.text : undefined);
    assert.equal(await valuesAgain(undefined, file, '', check), undefined);
  });
  it('are those of the whole new file after any edits, found now and then', async () => {
    const rounds = fc.array(fc.tuple(editSeeds, fc.boolean()), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(requestText, requestText, rounds, async (one, two, edits) => {
        let file = parseFile(`${one}\n### x\n${two}`);
        let last = (await found(undefined, file)).result;
        for (const [seeds, isFound] of edits) {
          file = reparse(file, editsOf(file.text, seeds));
          if (isFound) last = (await found(last, file)).result;
        }
        await found(last, file);
      }),
      { numRuns: Number(process.env.RUNS ?? 300) },
    );
  });
});
