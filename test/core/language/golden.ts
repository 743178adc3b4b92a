import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { isWithin, type ScopedRun, tokenize } from './tokens.ts';

/** A text with the scopes of every run below each of its lines, for a person to read. */
export async function annotate(text: string): Promise<string> {
  const runs = await tokenize(text);
  const lines = text.split('\n').map((line, number) => {
    const below = joined(runs.filter((run) => run.line === number && run.text.trim() !== ''));
    return [`> ${line}`.trimEnd(), ...below].join('\n');
  });
  return `${lines.join('\n').trimEnd()}\n`;
}

/** One row for each stretch with the same scopes. The stand-in's own structure is left out. */
function joined(runs: readonly ScopedRun[]): readonly string[] {
  const rows: { text: string; end: number; scopes: string }[] = [];
  for (const { text, start, end, scopes } of runs) {
    const shown = scopes.filter((scope) => !isWithin(scope, 'meta.structure'));
    const names = shown.map((scope) => scope.replace(/\.graph-http$/, '')).join(' ');
    const last = rows.at(-1);
    if (last?.scopes === names && last.end === start) {
      last.text += text;
      last.end = end;
    } else {
      rows.push({ text, end, scopes: names });
    }
  }
  return rows.map(({ text, scopes }) => `    ${text.trim().padEnd(28)}  ${scopes}`.trimEnd());
}

/**
 * Asserts that `annotate` of a fixture is what the golden file beside it says. A missing golden file fails;
 * with `UPDATE_GOLDEN=1` it is written, and the test still fails, so that somebody reads it first.
 */
export async function matchesGolden(fixture: URL): Promise<void> {
  const golden = new URL(fixture.href.replace(/\.graph\.http$/, '.scopes.txt'));
  const actual = await annotate(await readFile(fixture, 'utf8'));
  const expected = await readFile(golden, 'utf8').catch(() => undefined);
  if (actual !== expected && process.env.UPDATE_GOLDEN) {
    await writeFile(golden, actual);
    assert.fail(`${golden.pathname} was written. Read it, then run the tests again.`);
  }
  assert(expected !== undefined, `${golden.pathname} is missing. UPDATE_GOLDEN=1 writes it.`);
  assert.equal(actual, expected);
}
