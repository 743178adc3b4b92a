import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { assertAccessible } from '../support/ui/axe.ts';
import { dialog } from '../support/ui/dialogs.ts';
import { goTo, type, visibleText } from '../support/ui/editor.ts';
import { journey } from '../support/ui/journey.ts';
import { openFile, runCommand } from '../support/ui/quickInput.ts';
import { setTheme } from '../support/ui/themes.ts';
import { webview } from '../support/ui/webview.ts';
import { reload } from '../support/ui/window.ts';

const URL = 'https://graph.microsoft.com/beta/identity/apiConnectors/7fd6431c-431c-7fd6-1c43-d67f1c43d67f';
const FILE = 'connector.graph.http';
const NAMES = ['First', 'Second', 'Third'] as const;
const REQUESTS = NAMES.map(
  (name) =>
    `### ${name}\nPATCH ${URL}\nContent-Type: application/json\n\n{\n  "displayName": "${name} name"\n}\n`,
).join('\n');
/** Lines of a request, the empty one behind it included. */
const LINES = 8;

/** Sends a request of the file with the keyboard and waits until its response is there. */
async function send(page: Page, name: (typeof NAMES)[number]): Promise<void> {
  await page.keyboard.press('Control+1');
  await goTo(page, NAMES.indexOf(name) * LINES + 2);
  await page.keyboard.press('Control+Alt+R');
}

/** The value that the page in front shows. */
function shown(page: Page, name: string): Locator {
  return webview(page).locator('property-table').getByText(`${name} name`, { exact: true }).first();
}

async function stands(page: Page, position: string): Promise<void> {
  await webview(page).locator('page-bar').getByText(position, { exact: true }).waitFor();
}

/** Presses a key until something of the page has the focus. */
async function press(page: Page, key: string, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  for (let presses = 0; presses < 40; presses++) {
    if (await wanted.evaluate((element) => element.matches(':focus'))) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not lead there.`);
}

function barButton(page: Page, name: RegExp): Locator {
  return webview(page).locator('page-bar').getByRole('button', { name });
}

/** Presses a button of the bar with the keyboard. */
async function pressButton(page: Page, name: RegExp): Promise<void> {
  await press(page, 'Tab', barButton(page, name));
  await page.keyboard.press('Enter');
}

function tabs(page: Page): Locator {
  return page.locator('.tab').filter({ hasText: 'PATCH apiConnectors/7fd6' });
}

/** Sends the first request, signed in. */
async function begin(page: Page): Promise<void> {
  await openFile(page, FILE);
  await send(page, 'First');
  await dialog(page).filter({ hasText: 'wants to sign in' }).waitFor();
  await page.keyboard.press('Enter');
  await shown(page, 'First').waitFor();
  await stands(page, '1 of 1');
}

journey(
  '22-responses',
  'Responses are gone through, pinned and compared with the keyboard only',
  { files: { [FILE]: REQUESTS } },
  async ({ page, shot }) => {
    await begin(page);
    await shot('first');
    await send(page, 'Second');
    await shown(page, 'Second').waitFor();
    await stands(page, '2 of 2');

    // The keyboard is in the file all the time.
    await type(page, '#');
    assert.match(await visibleText(page), /^#PATCH/m);
    await page.keyboard.press('Backspace');

    // Back, once for each key.
    await page.keyboard.press('Control+2');
    await page.keyboard.press('Alt+ArrowLeft');
    await shown(page, 'First').waitFor();
    await stands(page, '1 of 2');
    await shot('back');

    // A pinned page stays, and the next response opens another beside it.
    await pressButton(page, /^Pin:/);
    await webview(page)
      .getByRole('button', { name: /^Pinned:/, pressed: true })
      .waitFor();
    await shot('pinned');
    await send(page, 'Third');
    await shown(page, 'Third').waitFor();
    await stands(page, '3 of 3');
    assert.equal(await tabs(page).count(), 2);
    for (const theme of ['high-contrast-dark', 'dark'] as const) {
      await setTheme(page, theme);
      await shot(`two-pages-${theme}`);
      await assertAccessible(page);
    }

    // Compared with the one before, and with one that is chosen.
    await page.keyboard.press('Control+2');
    await pressButton(page, /^Compare with the previous/);
    const diff = page.locator('.monaco-diff-editor');
    await diff.getByText('Second name').first().waitFor();
    await diff.getByText('Third name').first().waitFor();
    await shot('compared');
    await runCommand(page, 'View: Close Editor');
    await shown(page, 'Third').waitFor();
    await page.keyboard.press('Control+2');
    await pressButton(page, /^Compare with another/);
    await page.locator('.quick-input-widget:visible').getByText('Compare With').waitFor();
    await shot('compare-with');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await diff.getByText('First name').first().waitFor();
    await runCommand(page, 'View: Close Editor');
    await shown(page, 'Third').waitFor();
  },
);

journey(
  '22-reload',
  'Pages with responses come back after they were hidden and after a reload, each with its own response',
  { files: { [FILE]: REQUESTS } },
  async ({ page, shot }) => {
    await begin(page);
    await page.keyboard.press('Control+2');
    await pressButton(page, /^Pin:/);
    await barButton(page, /^Pinned:/).waitFor();
    await send(page, 'Second');
    await shown(page, 'Second').waitFor();
    await stands(page, '2 of 2');

    // What is hidden has no memory of its own; the page in front is made anew.
    await page.keyboard.press('Control+2');
    await page.keyboard.press('Control+PageUp');
    await shown(page, 'First').waitFor();
    await barButton(page, /^Pinned:/).waitFor();
    await page.keyboard.press('Control+PageDown');
    await shown(page, 'Second').waitFor();
    await stands(page, '2 of 2');

    await reload(page, ['First name', 'Second name', '"pinned":true']);
    await shown(page, 'Second').waitFor();
    await stands(page, '2 of 2');
    await shot('reloaded');
    await page.keyboard.press('Control+2');
    await page.keyboard.press('Alt+ArrowLeft');
    await webview(page).getByText('From the history').first().waitFor();
    await shown(page, 'First').waitFor();
    await stands(page, '1 of 2');
    await shot('from-the-history');
    await page.keyboard.press('Control+PageUp');
    await barButton(page, /^Pinned:/).waitFor();
    await shown(page, 'First').waitFor();
    await stands(page, '1 of 2');
    await shot('reloaded-pinned');
  },
);
