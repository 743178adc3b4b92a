import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { changedBlocks, fileFact } from '../../../src/core/request/facts.ts';
import { parseFile } from '../../../src/core/request/parse.ts';
import { reparse } from '../../../src/core/request/reparse.ts';
import type { RequestFile } from '../../../src/core/request/tree.ts';
import { fileVariables } from '../../../src/core/request/values/fileVariables.ts';
import { applyEdits } from '../../../src/core/text/span.ts';
import { editSeeds, editsOf, requestText } from './arbitraries.ts';

const TEXT = '@a = 1\n\n### One\nGET /me\n\n### Two\n@b = 2\nGET /users\n';

/** The file after one text in it is replaced by another. */
function edited(file: RequestFile, old: string, newText: string): RequestFile {
  const start = file.text.indexOf(old);
  return reparse(file, [{ span: { start, end: start + old.length }, newText }]);
}

describe('a fact of a file', () => {
  const reads: RequestFile[] = [];
  const titles = fileFact(
    (file) => {
      reads.push(file);
      return file.blocks.map(({ separator }) => separator?.title?.text);
    },
    ({ separator }) => separator?.title?.text,
  );

  it('is found once, and again after an edit of a block that says something else', () => {
    const file = parseFile(TEXT);
    const first = titles(file);
    assert.equal(titles(file), first);
    const typed = edited(edited(file, '/me', '/me/'), '/me/', '/me/m');
    assert.equal(titles(typed), first);
    assert.equal(reads.length, 1);
    assert.deepEqual(titles(edited(typed, 'One', 'Ones')), [undefined, 'Ones', 'Two']);
    assert.deepEqual(titles(edited(typed, '### One', '### One\n### New')), [undefined, 'One', 'New', 'Two']);
    assert.equal(reads.length, 3);
  });
  it('of a version that is asked again is right for that version', () => {
    const before = parseFile(TEXT);
    const after = edited(before, 'One', 'Uno');
    assert.equal(titles(after)[1], 'Uno');
    assert.equal(titles(before)[1], 'One');
    assert.equal(titles(after)[1], 'Uno');
  });
});

describe('file variables', () => {
  it('are the same map until a block that defines some is edited', () => {
    const file = parseFile(TEXT);
    const before = fileVariables(file);
    assert.equal(fileVariables(edited(file, '/me', '/m')), before);
    const after = fileVariables(edited(file, '/users', '/u'));
    assert.notEqual(after, before);
    assert.equal(after.get('b')?.variable.value.text, '2');
    assert.equal(fileVariables(edited(file, '= 1', '= 11')).get('a')?.variable.value.text, '11');
  });
  it('are those of the new text after any edits', () => {
    fc.assert(
      fc.property(requestText, requestText, fc.array(editSeeds, { maxLength: 4 }), (one, two, rounds) => {
        let file = parseFile(`${one}\n### x\n${two}`);
        for (const seeds of rounds) {
          const edits = editsOf(file.text, seeds);
          const text = applyEdits(file.text, edits);
          file = reparse(file, edits);
          assert.deepEqual([...fileVariables(file)], [...fileVariables(parseFile(text))]);
        }
      }),
      { numRuns: Number(process.env.RUNS ?? 300) },
    );
  });
});

describe('the changed blocks of two versions', () => {
  it('are all that are not the same object, between the first and the last of them', () => {
    const file = parseFile(TEXT);
    assert.deepEqual(changedBlocks(file, file), { start: 3, end: 3 });
    assert.deepEqual(changedBlocks(file, edited(file, '/me', '/you')), { start: 1, end: 2 });
    assert.deepEqual(changedBlocks(file, edited(file, '### One\n', '')), { start: 0, end: 1 });
    assert.deepEqual(changedBlocks(file, edited(file, '### Two', '### Mid\n\n### Two')), {
      start: 2,
      end: 3,
    });
    assert.deepEqual(changedBlocks(file, parseFile(TEXT)), { start: 0, end: 3 });
  });
  it('are the same whether one was made from the other or not, however many edits lie between', () => {
    fc.assert(
      fc.property(requestText, requestText, editSeeds, fc.nat(), (one, two, seeds, seed) => {
        const versions = [parseFile(`${one}\n### x\n${two}`)];
        for (let count = 0; count < 70; count++) {
          const last = versions.at(-1) ?? parseFile('');
          versions.push(
            reparse(last, editsOf(last.text, count % 7 === seed % 7 ? seeds : seeds.slice(0, 1))),
          );
        }
        const after = versions.at(-1) ?? parseFile('');
        for (const before of versions) {
          assert.deepEqual(changedBlocks(before, after), changedBlocks({ ...before }, { ...after }));
          assert.deepEqual(changedBlocks(after, before), changedBlocks({ ...after }, { ...before }));
        }
      }),
      { numRuns: Number(process.env.RUNS ?? 30) },
    );
  });
});
