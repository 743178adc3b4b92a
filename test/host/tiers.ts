import { chromiumPath } from './browser.ts';
import { runEditorTests } from './editorTests.ts';
import { runNodeTests } from './nodeTests.ts';
import type { Counts } from './results.ts';
import { standInEditor } from './standIn.ts';

/** Where the tests of the tiers that node:test runs are, by tier; every test file belongs to one. */
export const patterns = {
  core: 'test/core/**/*.test.ts',
  webview: 'test/webview/**/*.test.ts',
  ui: 'test/ui/**/*.test.ts',
} as const;

/** A kind of tests that runs as a whole. */
export type Tier = {
  readonly name: string;
  /**
   * Runs the tests and counts them.
   * @param only parts of file names, or of titles in the editor: without any, all tests run
   */
  readonly run: (only: readonly string[], signal: AbortSignal) => Promise<Counts>;
};

/** All tiers in the order of their speed, by the name that chooses one. */
export const tiers: Readonly<Record<string, Tier>> = {
  core: {
    name: 'Core tests',
    run: (only, signal) => runNodeTests({ pattern: patterns.core, only, signal }),
  },
  webview: {
    name: 'Response page',
    run: async (only, signal) => {
      await chromiumPath();
      return runNodeTests({ pattern: patterns.webview, only, signal });
    },
  },
  editor: { name: 'Editor suites', run: ([title]) => runEditorTests(title) },
  ui: {
    name: 'UI journeys',
    run: async (only, signal) => {
      await Promise.all([standInEditor(), chromiumPath()]);
      return runNodeTests({ pattern: patterns.ui, only, signal, serial: true });
    },
  },
};
