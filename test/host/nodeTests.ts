import { glob } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { finished } from 'node:stream/promises';
import { type EventData, run } from 'node:test';
import { spec } from 'node:test/reporters';
import { root } from './paths.ts';
import type { Counts } from './results.ts';

/** Which files of node:test to run, and how. */
export type NodeTests = {
  readonly pattern: string;
  /** Only files whose path contains one of these; all of them when empty. */
  readonly only: readonly string[];
  /** One file at a time, in the order of their names. */
  readonly serial?: boolean;
  /** Ends the run, and the processes of its files, when it is aborted. */
  readonly signal: AbortSignal;
};

/** Runs test files with node:test, prints their report and counts what its events say. */
export async function runNodeTests(tests: NodeTests): Promise<Counts> {
  const files = await filesOf(tests);
  if (files.length === 0) return { passed: 0, failed: 0, skipped: 0 };
  const events = run({
    cwd: root,
    files,
    concurrency: tests.serial ? 1 : availableParallelism(),
    signal: tests.signal,
  });
  let counts: Counts | undefined;
  events.on('test:summary', (report) => {
    // The report of one file names it; the last one is of all.
    if (report.file === undefined) counts = countsOf(report);
  });
  const text = events.compose(spec);
  text.pipe(process.stdout, { end: false });
  await finished(text, { writable: false });
  if (!counts) throw new Error('node:test ended without a summary.');
  return counts;
}

async function filesOf({ pattern, only }: NodeTests): Promise<string[]> {
  const files: string[] = [];
  for await (const file of glob(pattern, { cwd: root })) {
    if (only.length === 0 || only.some((part) => file.includes(part))) files.push(file);
  }
  return files.sort();
}

/** A suite can fail although its tests pass, in a hook for example: then that counts as one failure. */
function countsOf({ counts, success }: EventData.TestSummary): Counts {
  const { tests, passed, skipped, todo } = counts;
  const failed = tests - passed - skipped - todo;
  return { passed, failed: failed === 0 && !success ? 1 : failed, skipped: skipped + todo };
}
