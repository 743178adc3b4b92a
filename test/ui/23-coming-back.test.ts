import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { allowSignIn } from '../support/ui/dialogs.ts';
import { clickCodeLens } from '../support/ui/editor.ts';
import { journey } from '../support/ui/journey.ts';
import { openFile } from '../support/ui/quickInput.ts';
import { webview } from '../support/ui/webview.ts';
import { reload } from '../support/ui/window.ts';

const FILE = 'agent.graph.http';
const OTHER = 'other.txt';
const TITLE = 'GET servicePrincipals/';

/** An agent identity of the sandbox. */
const AGENT = '46c58c0b-9f52-6295-c513-c514c1fd961a';

/** What is looked for, in the raw body and in the filter. */
const SOUGHT = 'displayName';

/** Where the page was scrolled to, in CSS pixels. */
const PLACES = { object: 220, raw: 120 } as const;

function scroller(page: Page, tab: keyof typeof PLACES): Locator {
  return webview(page).locator(tab === 'object' ? 'property-table .scroller' : 'raw-panel .cm-scroller');
}

/** How long the page may take to be as it was, in milliseconds. */
const PATIENCE = 40_000;

/** Waits until something is so; the page's own policy forbids to wait inside of it. */
async function eventually(what: string, read: () => Promise<unknown>, wanted: unknown): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const is = await read().catch((cause: unknown) => String(cause));
    if (is === wanted) return;
    if (Date.now() > deadline) assert.fail(`${what} is ${String(is)}, not ${String(wanted)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function scrollTo(page: Page, tab: keyof typeof PLACES): Promise<void> {
  await scroller(page, tab).evaluate((element, top) => element.scrollTo(0, top), PLACES[tab]);
  await eventually(`${tab} at once`, () => placeOf(page, tab), PLACES[tab]);
}

function placeOf(page: Page, tab: keyof typeof PLACES): Promise<number> {
  return scroller(page, tab).evaluate(({ scrollTop }) => Math.round(scrollTop));
}

function tab(page: Page, name: string): Locator {
  return webview(page).getByRole('tab', { name, exact: true });
}

async function chooseTab(page: Page, name: string): Promise<void> {
  await tab(page, name).click();
  await webview(page).getByRole('tab', { name, exact: true, selected: true }).waitFor();
}

/** Covers the page with another file in its column, and shows it again. */
async function coverAndUncover(page: Page): Promise<void> {
  const editorTab = (name: string) => page.locator('.tab').filter({ hasText: name });
  await editorTab(OTHER).click();
  await page.locator('.tab.active').filter({ hasText: OTHER }).waitFor();
  await page
    .locator('iframe.webview:visible')
    .waitFor({ state: 'detached' })
    .catch(() => undefined);
  await editorTab(TITLE).click();
  await page.locator('.tab.active').filter({ hasText: TITLE }).waitFor();
}

/** The page is where it was on each tab, and looks for what it looked for. */
async function assertBack(page: Page): Promise<void> {
  await webview(page).getByRole('tab', { name: 'Raw', exact: true, selected: true }).waitFor();
  await eventually('Raw', () => placeOf(page, 'raw'), PLACES.raw);
  const search = webview(page).locator('.cm-search [name="search"]');
  await eventually('the search', () => search.inputValue(), SOUGHT);
  await chooseTab(page, 'Object');
  await eventually('Object', () => placeOf(page, 'object'), PLACES.object);
  const rows = webview(page).getByRole('treegrid');
  await eventually('the number of rows', () => rows.getAttribute('aria-rowcount'), unfolded);
}

let unfolded: string | null = null;

journey(
  '23-coming-back',
  'A page that was covered, or reloaded, is where it was: tab, scroll places, unfolded rows, filter and search',
  {
    files: {
      [FILE]: `GET https://graph.microsoft.com/beta/servicePrincipals/${AGENT}/microsoft.graph.agentIdentity\n`,
      [OTHER]: 'in front of the page\n',
    },
    size: { width: 1280, height: 620 },
  },
  async ({ page, shot }) => {
    await openFile(page, FILE);
    await clickCodeLens(page, 'Send GET');
    await allowSignIn(page);
    const rows = webview(page).getByRole('treegrid');
    await rows.waitFor();
    // Another file is behind the page in its column.
    await page.keyboard.press('Control+2');
    await openFile(page, OTHER);
    await page.locator('.tab').filter({ hasText: TITLE }).click();
    await rows.waitFor();

    const folded = await rows.getAttribute('aria-rowcount');
    await webview(page).getByRole('button', { name: 'Unfold all' }).click();
    await eventually('the table', async () => (await rows.getAttribute('aria-rowcount')) === folded, false);
    unfolded = await rows.getAttribute('aria-rowcount');
    await scrollTo(page, 'object');
    await chooseTab(page, 'Raw');
    await webview(page).getByRole('button', { name: 'Find in the body' }).click();
    // The panel takes what is typed with each key.
    await webview(page).locator('.cm-search [name="search"]').pressSequentially(SOUGHT);
    await webview(page)
      .locator('.cm-search .matches')
      .filter({ hasText: /found|of/ })
      .waitFor();
    await scrollTo(page, 'raw');
    await shot('before');
    // A person takes longer than this from the wheel to another tab.
    await page.waitForTimeout(500);

    await coverAndUncover(page);
    await assertBack(page);
    await shot('uncovered');
    await chooseTab(page, 'Raw');
    await page.waitForTimeout(500);
    await reload(page, [
      '"tab":"raw"',
      `"search":"${SOUGHT}"`,
      `"object":${PLACES.object}`,
      `"raw":${PLACES.raw}`,
    ]);
    await assertBack(page);
    await shot('reloaded');

    const filter = webview(page).getByRole('textbox', { name: 'Filter properties' });
    await filter.fill(SOUGHT);
    await webview(page).locator('.found').waitFor();
    const found = await webview(page).locator('.found').textContent();
    await page.waitForTimeout(500);
    await coverAndUncover(page);
    await eventually('the filter', () => filter.inputValue(), SOUGHT);
    await eventually('what it found', () => webview(page).locator('.found').textContent(), found);
    await shot('filtered');
    await reload(page, [`"object":"${SOUGHT}"`]);
    await eventually('the filter', () => filter.inputValue(), SOUGHT);
  },
);
