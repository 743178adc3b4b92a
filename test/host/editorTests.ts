// Runs the suites of test/editor inside VS Code: desktop VS Code or the stand-in editor, the same runner for both.
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { chooseEditor } from './editors.ts';
import { follow } from './follow.ts';
import { cache, root } from './paths.ts';
import { type Counts, type EditorReport, playedAgain } from './results.ts';
import { quietSettings } from './settings.ts';
import { hostEnvironment } from './workbench.ts';

type Chosen = Readonly<Record<string, string>>;

/** How often a suite that fails is played. */
const plays = 3;

/**
 * Runs the editor suites, prints their report as it grows and counts what it says. What the editor itself writes
 * goes to a log file. With a `title`, only the tests whose titles contain it run. A suite that fails is played again,
 * in a new editor, which the report says: on a busy machine the editor loses what was told to it now and then. What
 * fails three times has failed.
 * @throws when the editor ends without a report.
 */
export async function runEditorTests(title = ''): Promise<Counts> {
  const editor = await chooseEditor();
  console.log(`Running the editor suites in ${editor.name}.`);
  const first = await runOnce(editor.executable, { GRAPH_HTTP_GREP: title });
  let counts: Counts = first;
  let { failing } = first;
  for (let play = 2; play <= plays && failing.length > 0; play++) {
    console.log(`Played again: ${failing.join(', ')}.`);
    const again = await runOnce(editor.executable, { GRAPH_HTTP_SUITES: JSON.stringify(failing) });
    counts = playedAgain(counts, again);
    failing = again.failing;
  }
  return counts;
}

/** @param chosen the variables that choose what runs */
async function runOnce(executable: string, chosen: Chosen): Promise<EditorReport> {
  const scratch = await mkdtemp(join(tmpdir(), 'graph-http-'));
  const log = join(cache, 'logs', 'editor-suites.log');
  await mkdir(join(cache, 'logs'), { recursive: true });
  const output = follow(join(scratch, 'output.txt'), (text) => process.stdout.write(text));
  try {
    const passed = await runIn(executable, scratch, log, chosen);
    const report = JSON.parse(await readFile(join(scratch, 'report.json'), 'utf8')) as EditorReport;
    return passed || report.failed > 0 ? report : { ...report, failed: 1 };
  } catch (cause) {
    throw new Error(`The editor ended without a report. What it wrote: ${log}`, { cause });
  } finally {
    await output.end();
    await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Runs the suites; whether the editor said that they passed. Its exit code alone does not: after a crash it is 0. */
async function runIn(executable: string, scratch: string, log: string, chosen: Chosen): Promise<boolean> {
  const workspace = join(scratch, 'workspace');
  const userData = join(scratch, 'data');
  await mkdir(workspace);
  await mkdir(join(userData, 'User'), { recursive: true });
  await writeFile(join(userData, 'User', 'settings.json'), JSON.stringify(quietSettings));
  const sink = createWriteStream(log);
  const passed = await runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: root,
    extensionTestsPath: join(root, 'dist', 'test', 'editor.cjs'),
    launchArgs: [`--user-data-dir=${userData}`, `--extensions-dir=${join(scratch, 'extensions')}`, workspace],
    extensionTestsEnv: {
      ...leftOut(),
      GRAPH_HTTP_REPORTS: scratch,
      ...chosen,
      GRAPH_HTTP_COLOR: process.stdout.isTTY ? '1' : '0',
    },
    stdout: sink,
    stderr: sink,
  }).then(
    () => true,
    (cause: unknown) => {
      sink.write(`${cause}\n`);
      return false;
    },
  );
  await new Promise((resolve) => sink.end(resolve));
  return passed;
}

/** Variables of this process that the editor must not inherit, each set to undefined. */
function leftOut(): Record<string, undefined> {
  const kept = hostEnvironment(process.env);
  const foreign = Object.keys(process.env).filter((name) => !(name in kept));
  return Object.fromEntries(foreign.map((name) => [name, undefined]));
}
