// Stands in for desktop VS Code's `code` when extension tests run: understands what @vscode/test-electron passes,
// runs the suites in the extension host of the stand-in editor, prints their console and exits with their code.
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { format, parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { endOnSignals } from './processes.ts';
import { startWorkbench } from './workbench.ts';

/** How long a whole run may take, in milliseconds, unless `GRAPH_HTTP_EDITOR_TIMEOUT` says otherwise. */
const runTimeout = Number(process.env.GRAPH_HTTP_EDITOR_TIMEOUT ?? 300_000);

const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: 'string' },
    extensionTestsPath: { type: 'string' },
    'user-data-dir': { type: 'string' },
    'extensions-dir': { type: 'string' },
  },
});

/** An argument that names a folder or file. */
function pathOf(name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? resolve(value) : undefined;
}

function requiredPath(name: string): string {
  const path = pathOf(name);
  if (!path) throw new Error(`--${name}= is missing: this editor only runs extension tests.`);
  return path;
}

/** The user settings in the folder that `--user-data-dir` names. */
async function settings(): Promise<Record<string, unknown>> {
  const folder = pathOf('user-data-dir');
  const text =
    folder && (await readFile(join(folder, 'User', 'settings.json'), 'utf8').catch(() => undefined));
  return text ? JSON.parse(text) : {};
}

/** The unpacked extensions in the folder that `--extensions-dir` names. */
async function extensions(): Promise<string[]> {
  const folder = pathOf('extensions-dir');
  const names = folder ? await readdir(folder).catch(() => []) : [];
  return names
    .map((name) => join(folder ?? '', name))
    .filter((each) => existsSync(join(each, 'package.json')));
}

/** Runs the suites in a page of the browser; resolves to their exit code. */
async function runSuites(browser: Browser, url: string): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const code = new Promise<number>((resolve, reject) => {
    page.exposeFunction('codeAutomationExit', resolve).catch(reject);
    page.on('crash', () => reject(new Error('The editor page crashed.')));
    browser.on('disconnected', () => reject(new Error('The browser ended.')));
    const late = new Error(`The suites did not end within ${runTimeout / 1000} s.`);
    setTimeout(() => reject(late), runTimeout).unref();
  });
  await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
    (type === 'error' || type === 'warn' ? process.stderr : process.stdout).write(`${format(...args)}\n`);
  });
  await Promise.race([page.goto(url), code]);
  return await code;
}

const closers: (() => Promise<void>)[] = [];
const closeAll = async () => {
  for (const close of closers.splice(0).reverse()) await close().catch(() => undefined);
};
endOnSignals(closeAll);
try {
  const folder = positionals.at(-1);
  const workbench = await startWorkbench({
    extension: requiredPath('extensionDevelopmentPath'),
    tests: requiredPath('extensionTestsPath'),
    settings: await settings(),
    fixtureExtensions: await extensions(),
    ...(folder ? { workspace: resolve(folder) } : {}),
  });
  closers.push(workbench.close);
  const browser = await launchBrowser();
  closers.push(() => browser.close());
  try {
    process.exitCode = await runSuites(browser, workbench.url);
  } catch (cause) {
    console.error(await workbench.logs());
    throw cause;
  }
} catch (cause) {
  console.error(cause instanceof Error ? cause.message : cause);
  process.exitCode = 1;
} finally {
  await closeAll();
}
process.exit();
