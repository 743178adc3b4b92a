/**
 * The response page in a headless browser as VS Code would run it: the built page, the shell with its real
 * policy, a stand-in for `acquireVsCodeApi`, and the editor's theme variables.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { responseHtml } from '../../src/editor/responses/responseHtml.ts';
import { pageBundle } from '../../src/webview/build.mjs';
import type { FromPage, ResponseView, ToPage } from '../../src/webview/messages.ts';
import { launchBrowser } from '../host/browser.ts';
import dark from './themes/dark.json' with { type: 'json' };
import highContrastDark from './themes/high-contrast-dark.json' with { type: 'json' };
import highContrastLight from './themes/high-contrast-light.json' with { type: 'json' };
import light from './themes/light.json' with { type: 'json' };

/** The four themes: the body's classes and the variables that VS Code gives to a webview. */
export const themes: Readonly<Record<ThemeName, Theme>> = {
  dark,
  light,
  'high-contrast-dark': highContrastDark,
  'high-contrast-light': highContrastLight,
};

export type ThemeName = 'dark' | 'light' | 'high-contrast-dark' | 'high-contrast-light';

interface Theme {
  readonly label: string;
  readonly bodyClasses: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

/** What a page is opened with. */
export interface Opening {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  /** What an earlier page saved. */
  readonly state?: unknown;
  readonly reducedMotion?: boolean;
  /** Runs in the page before anything else. */
  readonly early?: () => void;
}

/** A page that runs, and what it said. */
export interface Running {
  readonly page: Page;
  /** Hands the page a message as the editor does. */
  send(message: ToPage): Promise<void>;
  /** Shows a response and waits until it is drawn. */
  show(response: ResponseView): Promise<void>;
  /** Every message of the page so far, oldest first. */
  posted(): Promise<readonly FromPage[]>;
  /** What the page saved last, after it had the time to. */
  saved(): Promise<unknown>;
  /** Errors, policy violations and console errors; a good page has none. */
  readonly faults: readonly string[];
  close(): Promise<void>;
}

/** Pages of one browser. */
export interface Harness {
  open(opening?: Opening): Promise<Running>;
  close(): Promise<void>;
}

/** Builds the page, serves it on this computer, and starts a browser. */
export async function startHarness(): Promise<Harness> {
  const files = await bundle();
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? '');
    if (request.url === '/') response.setHeader('content-type', 'text/html').end(shell(originOf(server)));
    else if (file) response.setHeader('content-type', file.type).end(file.contents);
    else response.writeHead(request.url === '/favicon.ico' ? 204 : 404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await launchBrowser();
  return {
    open: (opening = {}) => openPage(browser, originOf(server), [...files.keys()], opening),
    close: async () => {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface ServedFile {
  readonly type: string;
  readonly contents: Uint8Array;
}

const TYPES: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css', ttf: 'font/ttf' };

/** The page's files by their path, bundled and minified as for release. */
export async function bundle(): Promise<ReadonlyMap<string, ServedFile>> {
  const result = await build({
    ...pageBundle,
    minify: true,
    write: false,
    outdir: 'dist',
    legalComments: 'none',
  });
  return new Map(
    result.outputFiles.map(({ path, contents }) => {
      const name = path.replace(/^.*[\\/]/, '');
      return [`/${name}`, { type: TYPES[name.replace(/^.*\./, '')] ?? 'application/octet-stream', contents }];
    }),
  );
}

function originOf(server: Server): string {
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

function shell(source: string): string {
  const nonce = crypto.randomUUID().replaceAll('-', '');
  return responseHtml({
    scriptUri: `${source}/webview.js`,
    styleUri: `${source}/webview.css`,
    cspSource: source,
    nonce,
  });
}

const AXE = new URL('../../node_modules/axe-core/axe.min.js', import.meta.url);

/** Loads axe-core into a page; its script is the test's own, beside the page's policy. */
export async function loadAxe(page: Page): Promise<void> {
  const source = await readFile(AXE, 'utf8');
  await page.evaluate(source);
}

interface Stub {
  posted: FromPage[];
  state: string | undefined;
}

async function openPage(
  browser: Browser,
  url: string,
  paths: readonly string[],
  opening: Opening,
): Promise<Running> {
  /** What the page may ask for: nothing but its own files. */
  const asked = new Set(['/', '/favicon.ico', ...paths].map((path) => url + path));
  const context = await browser.newContext({
    viewport: { width: opening.width ?? 800, height: opening.height ?? 720 },
    locale: 'en-US',
    timezoneId: 'UTC',
    permissions: ['clipboard-read', 'clipboard-write'],
    reducedMotion: opening.reducedMotion ? 'reduce' : 'no-preference',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    if (!asked.has(request.url())) faults.push(`request: ${request.url()}`);
  });
  page.on('websocket', (socket) => faults.push(`connection: ${socket.url()}`));
  page.on('popup', () => faults.push('another page'));
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('framenavigated', (frame) => {
    if (frame !== page.mainFrame() || frame.url() !== `${url}/`) faults.push(`navigation: ${frame.url()}`);
  });
  const state = opening.state === undefined ? undefined : JSON.stringify(opening.state);
  if (opening.early) await page.addInitScript(opening.early);
  await page.addInitScript(actAsEditor, { state, theme: themes[opening.theme ?? 'dark'] });
  await page.goto(url);
  await page.waitForFunction(() => window.stub.posted.some(({ type }) => type === 'ready'));
  const send = async (message: ToPage) => {
    // As text: the browser's debugging protocol takes no deeply nested values.
    await page.evaluate((text) => {
      const data: unknown = JSON.parse(text);
      const arrived = new Promise((resolve) => addEventListener('message', resolve, { once: true }));
      postMessage(data, location.origin);
      return arrived.then(() => undefined);
    }, JSON.stringify(message));
    await settle(page);
  };
  return {
    page,
    faults,
    send,
    show: (response) => send({ type: 'show', response }),
    posted: () => page.evaluate(() => window.stub.posted),
    saved: async () => {
      // A timer of the page's own: the page saves by an earlier one.
      await page.evaluate(() => new Promise((resolve) => setTimeout(() => resolve(undefined), 300)));
      const text = await page.evaluate(() => window.stub.state);
      return text === undefined ? undefined : JSON.parse(text);
    },
    close: () => context.close(),
  };
}

/** Waits until the page has drawn what it was told. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(undefined)))),
  );
}

declare global {
  interface Window {
    stub: Stub;
    acquireVsCodeApi: () => unknown;
    hacked?: boolean;
  }
}

/** Runs in the page before its own script, as VS Code's own script does. */
function actAsEditor(given: { state: string | undefined; theme: Theme }): void {
  const stub: Stub = { posted: [], state: given.state };
  window.stub = stub;
  window.acquireVsCodeApi = () => ({
    postMessage: (message: FromPage) => stub.posted.push(structuredClone(message)),
    getState: () => (stub.state === undefined ? undefined : JSON.parse(stub.state)),
    setState: (state: unknown) => {
      stub.state = JSON.stringify(state);
    },
  });
  // Violations of the policy are faults, also where the browser keeps them to itself.
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    console.error(`violation of ${violatedDirective} by ${blockedURI}`),
  );
  // What VS Code's own style sheet does to a webview, in a layer of its own.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`@layer vscode-default {
    html { scrollbar-color: var(--vscode-scrollbarSlider-background) var(--vscode-editor-background); }
    body { background-color: transparent; color: var(--vscode-editor-foreground); margin: 0; padding: 0 20px;
      font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); }
    a:focus, input:focus { outline: 1px solid -webkit-focus-ring-color; outline-offset: -1px; }
  }
  @layer editor { html { background-color: var(--vscode-editor-background); } }`);
  document.adoptedStyleSheets = [sheet];
  const dress = () => {
    for (const [name, value] of Object.entries(given.theme.variables)) {
      document.documentElement.style.setProperty(`--${name}`, value);
    }
    document.body.classList.add(...given.theme.bodyClasses);
  };
  new MutationObserver((_, observer) => {
    if (!document.body) return;
    observer.disconnect();
    dress();
  }).observe(document, { childList: true, subtree: true });
}
