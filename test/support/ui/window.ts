import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../host/browser.ts';
import { cache, root } from '../../host/paths.ts';
import { startWorkbench, type Workbench, type WorkbenchOptions } from '../../host/workbench.ts';

/** How long to wait for anything in the editor, in milliseconds: it is slow when the machine is busy. */
const patience = 40_000;

/** How long the editor may take from a blank page to its first view, in milliseconds. */
const openPatience = 90_000;

/** The editor's window as a person has it before them. */
export type Window = {
  readonly page: Page;
  readonly workbench: Workbench;
  /** What the page and its frames wrote to the browser's console so far: refused content, errors of scripts. */
  readonly messages: readonly string[];
  /** Saves what is on the screen as the journey's next picture; gives the file. */
  shot(name: string): Promise<string>;
  /** Saves the logs of the editor and its extension host; gives the file. */
  keepLogs(): Promise<string>;
  close(): Promise<void>;
};

export type WindowOptions = WorkbenchOptions & {
  /** Folder name for pictures and logs. */
  readonly journey: string;
  /** Size of the window in CSS pixels. */
  readonly size?: { readonly width: number; readonly height: number };
  /** Device pixels of a CSS pixel, for pictures that stay sharp; 1 by default. */
  readonly scale?: number;
};

/** Starts an editor, opens it in a browser and waits until it can be used. */
export async function openWindow(options: WindowOptions): Promise<Window> {
  const workbench = await startWorkbench(options);
  let browser: Browser | undefined;
  const close = async () => {
    await browser?.close();
    await workbench.close();
  };
  try {
    browser = await launchBrowser();
    const context = await browser.newContext({
      viewport: options.size ?? { width: 1280, height: 800 },
      deviceScaleFactor: options.scale ?? 1,
      reducedMotion: 'reduce',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const page = await context.newPage();
    page.setDefaultTimeout(patience);
    const messages = listen(page);
    await page.goto(workbench.url, { waitUntil: 'commit' });
    await waitUntilReady(page, openPatience, options.workspace !== undefined);
    return { page, workbench, messages, close, ...keepers(options.journey, page, workbench, messages) };
  } catch (cause) {
    await close();
    throw cause;
  }
}

/**
 * Loads the window again, and waits until it takes part.
 *
 * @param kept what the editor has to have written down before, see `writtenDown`
 */
export async function reload(page: Page, kept: readonly string[] = []): Promise<void> {
  await writtenDown(page, kept);
  // What counts is the workbench, not when the last of its files came.
  await page.reload({ waitUntil: 'commit' });
  await waitUntilReady(page, openPatience, false);
}

/**
 * Waits until the editor has written down what a reload brings back: it does so every few seconds, while it is idle, and
 * what it has not written by then is lost in a browser.
 *
 * @param parts texts that what is written contains, each; quotes as in JSON
 * @throws when they are not there after a while
 */
async function writtenDown(page: Page, parts: readonly string[]): Promise<void> {
  const deadline = Date.now() + patience;
  for (;;) {
    const state = await writtenState(page);
    const missing = parts.filter((part) => !state.includes(part));
    if (missing.length === 0) return;
    if (Date.now() > deadline) throw new Error(`The editor has not written down: ${missing.join(', ')}`);
    await page.waitForTimeout(250);
  }
}

/** What the workbench keeps in the browser, without the escapes of JSON in JSON. */
async function writtenState(page: Page): Promise<string> {
  return JSON.stringify(await page.context().storageState({ indexedDB: true })).replaceAll('\\', '');
}

/**
 * Waits until the workbench shows its views and its extension host answers; also after a reload of the page.
 *
 * @param folder whether it begins with the explorer in front; otherwise the extension's icon says so
 */
export async function waitUntilReady(page: Page, timeout = openPatience, folder = true): Promise<void> {
  await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout });
  await page.locator('.monaco-workbench .part.editor').waitFor({ timeout });
  const views = folder
    ? page.locator('.explorer-folders-view .monaco-list, .explorer-empty-view').first()
    : page.locator('.activitybar').getByRole('tab', { name: 'Graph HTTP' });
  await views.waitFor({ timeout });
}

/** Collects what is written to the browser's console from now on. */
function listen(page: Page): string[] {
  const messages: string[] = [];
  page.on('console', (message) => messages.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (cause) => messages.push(`uncaught: ${cause.message}`));
  return messages;
}

function keepers(
  journey: string,
  page: Page,
  workbench: Workbench,
  messages: readonly string[],
): Pick<Window, 'shot' | 'keepLogs'> {
  const folder = join(cache, 'screenshots', journey);
  let taken = 0;
  return {
    async shot(name) {
      if (taken === 0) await rm(folder, { recursive: true, force: true });
      taken += 1;
      const file = join(folder, `${String(taken).padStart(2, '0')}-${name}.png`);
      await page.screenshot({ path: file, animations: 'disabled' });
      return relative(root, file);
    },
    async keepLogs() {
      const file = join(cache, 'logs', `${journey}.log`);
      await mkdir(join(cache, 'logs'), { recursive: true });
      await writeFile(file, `${await workbench.logs()}\n== browser ==\n${messages.join('\n')}\n`);
      return relative(root, file);
    },
  };
}
