/** What a tier of tests came to. */
export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number };

/** What a run of the editor suites came to, with the titles of the suites that have a test which failed. */
export type EditorReport = Counts & { readonly failing: readonly string[] };

/** What a run came to after what failed in it was played again: what passed then has passed. */
export function playedAgain(first: Counts, again: Counts): Counts {
  const recovered = Math.max(0, first.failed - again.failed);
  return { passed: first.passed + recovered, failed: again.failed, skipped: first.skipped };
}

/** The sum of several tiers. */
export function sum(all: readonly Counts[]): Counts {
  return all.reduce(
    (total, each) => ({
      passed: total.passed + each.passed,
      failed: total.failed + each.failed,
      skipped: total.skipped + each.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/** The last line of a run: `3 passed, 0 failed`, with `, 1 skipped` when there are any. */
export function summary({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
}
