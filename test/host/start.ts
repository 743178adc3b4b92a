// `npm start`: builds the extension, starts the sandbox and opens an editor on a copy of the sample requests.
// Ctrl+C ends all of it. `--check` starts everything, sees that it answers, and ends; `--no-build` takes
// dist as it is.
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { desktopExecutable, openDesktop } from './desktop.ts';
import { node, root } from './paths.ts';
import { endOnSignals, endWithParent, outputOf, start } from './processes.ts';
import { withProgress } from './progress.mjs';
import { firstLook } from './settings.ts';
import { startWorkbench } from './workbench.ts';

/** How long the build and the sandbox may take to be ready, in milliseconds. */
const patience = 60_000;

const { values: flags } = parseArgs({
  options: { check: { type: 'boolean' }, 'no-build': { type: 'boolean' } },
});
const closers: (() => Promise<void>)[] = [];

async function build(): Promise<void> {
  const running = start(node, ['esbuild.mjs', '--development'], { cwd: root });
  closers.push(running.end);
  const code = await new Promise((resolve) => running.child.once('close', resolve));
  if (code !== 0) throw new Error(`The extension could not be built.\n${running.output()}`);
}

/** A copy of the samples that a person can edit; it stays when everything else ends. */
async function copySamples(): Promise<string> {
  const workspace = join(await mkdtemp(join(tmpdir(), 'graph-http-samples-')), 'samples');
  if (flags.check) closers.push(() => rm(dirname(workspace), { recursive: true }));
  const samples = join(root, 'media', 'samples');
  if (existsSync(samples)) await cp(samples, workspace, { recursive: true });
  else await mkdir(workspace);
  return workspace;
}

/** Starts the sandbox; gives its address. */
async function startSandbox(): Promise<string> {
  const running = start(node, [...endWithParent, join(root, 'dist', 'cli.js'), 'sandbox', '--port', '0']);
  closers.push(running.end);
  const [, address = ''] = await outputOf(running, /^Sandbox listening on (http:\/\/\S+)/m, patience);
  return address;
}

/** Opens an editor; resolves when the person closes it, never where a browser shows it. */
async function openEditor(workspace: string, sandbox: string): Promise<void> {
  const settings = { ...firstLook, 'graphHttp.sandbox.url': sandbox };
  const executable = desktopExecutable();
  if (executable) {
    const desktop = await openDesktop(executable, workspace, settings);
    closers.push(desktop.close);
    console.log(`\nVS Code opens on ${workspace}.\nClose it or press Ctrl+C here to end.`);
    return flags.check ? undefined : desktop.closed;
  }
  const workbench = await startWorkbench({ extension: root, workspace, settings });
  closers.push(workbench.close);
  console.log(`\nThe editor is open on ${workspace}.\nOpen it in a browser:\n\n  ${workbench.url}\n`);
  console.log('Press Ctrl+C here to end.');
  if (flags.check) return answers('The editor', workbench.url);
  await new Promise(() => undefined);
}

/** @throws when nothing, or an error of the server, answers at the address. */
async function answers(what: string, url: string): Promise<void> {
  const response = await fetch(url, { signal: AbortSignal.timeout(patience) });
  if (response.status >= 500) throw new Error(`${what} answers ${response.status}.`);
  console.log(`${what} answers.`);
}

async function endAll(): Promise<void> {
  for (const close of closers.splice(0).reverse()) await close().catch(() => undefined);
}

endOnSignals(endAll);
try {
  if (!flags['no-build']) await withProgress('Building the extension', build);
  const sandbox = await startSandbox();
  console.log(`The sandbox listens on ${sandbox}.`);
  if (flags.check) await answers('The sandbox', sandbox);
  await openEditor(await copySamples(), sandbox);
} catch (cause) {
  console.error(cause instanceof Error ? cause.message : cause);
  process.exitCode = 1;
}
await endAll();
process.exit();
