import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import type { EditorReport } from '../host/results.ts';

/** How long one test may take in the real editor, in milliseconds. */
const timeout = 30_000;

/** The folder that takes the results; absent when the editor's own test command runs the suites. */
const reports = process.env.GRAPH_HTTP_REPORTS;

/**
 * Runs the suites in the editor's extension host. What is read goes to `output.txt` and what it came to to
 * `report.json` in the folder `GRAPH_HTTP_REPORTS`; `GRAPH_HTTP_GREP` chooses tests by their titles, and
 * `GRAPH_HTTP_SUITES`, a JSON array, whole suites by theirs.
 * @throws when a test fails, so that the editor ends with a code that is not zero.
 */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  const mocha = new Mocha({
    ui: 'bdd',
    timeout,
    reporter: 'spec',
    color: process.env.GRAPH_HTTP_COLOR === '1',
  });
  Object.assign(Mocha.reporters.Base, { consoleLog: print });
  const chosen = process.env.GRAPH_HTTP_GREP;
  if (chosen) mocha.grep(chosen);
  mocha.suite.emit('pre-require', {}, '', mocha);
  await import('./suites.ts');
  const suites = process.env.GRAPH_HTTP_SUITES;
  if (suites) {
    const titles = new Set(JSON.parse(suites));
    mocha.suite.suites = mocha.suite.suites.filter(({ title }) => titles.has(title));
  }
  const failures = await runAndCount(mocha);
  if (failures > 0) throw new Error(`${failures} failed in the editor.`);
}

/** Prints where it is read: the editor's console mixes in what every other extension says. */
function print(...values: unknown[]): void {
  if (reports) appendFileSync(join(reports, 'output.txt'), `${format(...values)}\n`);
  else console.log(format(...values));
}

function runAndCount(mocha: Mocha): Promise<number> {
  return new Promise((resolve) => {
    const failing = new Set<string>();
    const runner = mocha.run((failures) => {
      const { passes: passed = 0, failures: failed = 0, pending: skipped = 0 } = runner.stats ?? {};
      const report: EditorReport = { passed, failed, skipped, failing: [...failing] };
      if (reports) writeFileSync(join(reports, 'report.json'), JSON.stringify(report));
      resolve(failures);
    });
    runner.on('fail', (test) => failing.add(test.titlePath()[0] ?? ''));
  });
}
