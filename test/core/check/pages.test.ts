import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { LineIndex } from '../../../src/core/text/lines.ts';
import { applyEdits } from '../../../src/core/text/span.ts';
import { accepts, problemsOf } from './vocabulary.ts';

const folder = `${import.meta.dirname}/pages`;
const pages = readdirSync(folder).filter(
  (name) => name.startsWith('update-') && name.endsWith('.graph.http'),
);

/** One line for each problem, as a person would check it. */
async function listing(text: string): Promise<string> {
  const lines = new LineIndex(text);
  const problems = await problemsOf(text, { schemas: [] });
  return problems
    .map(({ code, severity, span, message, fixes = [] }) => {
      const { line, character } = lines.positionAt(span.start);
      const titles = fixes.map(({ title, preferred }) => `\n    ${preferred ? '*' : '-'} ${title}`).join('');
      return `${line + 1}:${character + 1} ${severity} ${code} ${text.slice(span.start, span.end)}\n    ${message}${titles}\n`;
    })
    .join('');
}

/** Compares with the golden file; `UPDATE_GOLDEN=1` writes it. */
function matches(actual: string, path: string): void {
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, actual);
  assert.ok(existsSync(path), `${path} is missing: look at the result, then run with UPDATE_GOLDEN=1`);
  assert.equal(actual, readFileSync(path, 'utf8'));
}

/** The text after the preferred fix of the first problem that has one, or undefined where none has. */
async function stepFixed(text: string): Promise<string | undefined> {
  const problems = await problemsOf(text, { schemas: [] });
  const fix = problems.flatMap(({ fixes = [] }) => fixes).find(({ preferred }) => preferred);
  return fix === undefined ? undefined : applyEdits(text, fix.edits);
}

describe('the examples of the API pages', () => {
  it('are all here', () => assert.equal(pages.length, 5));

  for (const name of pages) {
    it(`${name} gets exactly its problems`, async () => {
      const text = readFileSync(`${folder}/${name}`, 'utf8');
      matches(await listing(text), `${folder}/${name.replace('.graph.http', '.problems.txt')}`);
    });

    it(`${name} in CRLF gets the same problems`, async () => {
      const text = readFileSync(`${folder}/${name}`, 'utf8');
      const codes = async (each: string) =>
        (await problemsOf(each)).map(({ code, message }) => `${code} ${message}`);
      const crlf = await codes(text.replaceAll('\n', '\r\n'));
      assert.deepEqual(crlf, await codes(text));
    });

    it(`${name} is settled by its preferred fixes`, async () => {
      let text = readFileSync(`${folder}/${name}`, 'utf8');
      for (let steps = 0; steps < 200; steps++) {
        const next = await stepFixed(text);
        if (next === undefined) break;
        assert.notEqual(next, text);
        text = next;
      }
      const left = new Set((await problemsOf(text)).map(({ code }) => code));
      for (const code of [
        'placeholder-unresolved',
        'property-draft',
        'property-deprecated',
        'collection-replaced',
        'odata-type-abstract',
      ] as const)
        left.delete(code);
      assert.deepEqual([...left], []);
    });
  }

  it('get none when they are corrected', async () => {
    const text = readFileSync(`${folder}/corrected.graph.http`, 'utf8');
    const setting = { schemas: [], scope: { environment: new Map([['secret', 'x']]) } };
    await accepts(text, setting, ['collection-replaced']);
  });

  const shared = `${import.meta.dirname}/../../../../shared/pages`;
  it('are the ones of the pages', {
    skip: existsSync(shared) ? false : 'the pages are not beside the repository',
  }, () => {
    for (const name of pages) {
      const page = readFileSync(`${shared}/${name.replace('.graph.http', '.md')}`, 'utf8');
      const [, ...request] = readFileSync(`${folder}/${name}`, 'utf8').split('\n');
      assert.ok(page.includes(request.join('\n')), name);
    }
  });
});
