import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { assertAccessible } from '../support/ui/axe.ts';
import { allowSignIn } from '../support/ui/dialogs.ts';
import { askFor, clickCodeLens } from '../support/ui/editor.ts';
import { journey } from '../support/ui/journey.ts';
import { openFile, runCommand } from '../support/ui/quickInput.ts';
import { setTheme, type Theme, themes } from '../support/ui/themes.ts';
import { webview, webviewFrame } from '../support/ui/webview.ts';

const URL = 'https://graph.microsoft.com/beta/identity/apiConnectors/7fd6431c-431c-7fd6-1c43-d67f1c43d67f';
const FILE = 'look.graph.http';

/** Widths of the response page that people have: a narrow column, half a window, a whole one. */
const WIDTHS = [300, 600, 1200] as const;
const HEIGHT = 720;

/** How long the page may take to get its width, in milliseconds. */
const PATIENCE = 20_000;

/** Where the window is at rest, so that commands and lists have room. */
const AT_REST = { width: 1280, height: HEIGHT };

function change(body: object): string {
  return `PATCH ${URL}\nContent-Type: application/json\n\n${JSON.stringify(body, null, 2)}\n`;
}

/** Width of the response page in CSS pixels. */
async function pageWidth(page: Page): Promise<number> {
  const frame = await webviewFrame(page, 'response-page');
  return frame.evaluate<number>('innerWidth');
}

/** Waits until something is so; the page's own policy forbids to wait inside of it. */
async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error('The response page does not get its width.');
    await pause(50);
  }
}

/** Makes the window so wide that the response page has the width, and waits until it has. */
async function fitTo(page: Page, width: number): Promise<void> {
  const around = (page.viewportSize()?.width ?? AT_REST.width) - (await pageWidth(page));
  await page.setViewportSize({ width: width + around, height: HEIGHT });
  await eventually(async () => (await pageWidth(page)) === width);
}

/** Gives the response page the whole window. */
async function enlarge(page: Page): Promise<void> {
  const group = page.locator('.editor-group-container.active .tab.active').getByText('PATCH apiConnectors');
  await askFor(page, 'Control+2', group);
  await runCommand(page, 'View: Toggle Maximize Editor Group');
  await eventually(async () => (await pageWidth(page)) > AT_REST.width / 2);
}

/** Nothing of the page may stick out sideways. */
async function assertFits(page: Page, what: string): Promise<void> {
  const frame = await webviewFrame(page, 'response-page');
  const [wide, room] = await frame.evaluate<[number, number]>(
    `[document.querySelector('response-page').scrollWidth, innerWidth]`,
  );
  assert.ok(wide <= room, `${what} is ${wide} px wide at ${room} px`);
}

journey(
  '14-look',
  'Every tab of the response page is pictured in every width and theme; nothing sticks out, axe finds nothing',
  {
    files: {
      [FILE]: `${change({ displayName: 'Invitation approval', targetUrl: 'https://contoso.example/approve' })}\n###\n\n${change({ displayName: 'Invitation approval', targetUri: 'https://contoso.example' })}`,
    },
    size: AT_REST,
  },
  async ({ page, shot }) => {
    /** Pictures the tabs in every theme and width. */
    const picture = async (tabs: readonly string[]) => {
      for (const theme of Object.keys(themes) as Theme[]) {
        await page.setViewportSize(AT_REST);
        await setTheme(page, theme);
        for (const width of WIDTHS) {
          await fitTo(page, width);
          for (const tab of tabs) {
            const header = webview(page).getByRole('tab', { name: tab, exact: true });
            await header.click();
            await assertFits(page, `${tab} in ${theme}`);
            await shot(`${tab.toLowerCase()}-${theme}-${width}`);
            if (width === 600) await assertAccessible(page);
          }
        }
      }
      await page.setViewportSize(AT_REST);
    };
    await openFile(page, FILE);
    await clickCodeLens(page, 'Send PATCH');
    await allowSignIn(page);
    const view = webview(page);
    await view.getByText('The object was changed.').first().waitFor();
    await runCommand(page, 'View: Close Primary Side Bar');
    await enlarge(page);
    await picture(['Object', 'Changes', 'Raw', 'Headers', 'Request']);

    await runCommand(page, 'View: Toggle Maximize Editor Group');
    await clickCodeLens(page, 'Send PATCH', 1);
    await view.getByText('400 Bad Request').first().waitFor();
    await enlarge(page);
    await picture(['Error']);
  },
);
