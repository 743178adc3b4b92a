import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { assertAccessible } from '../support/ui/axe.ts';
import { allowSignIn, answerNotification, notification } from '../support/ui/dialogs.ts';
import { clickCodeLens, focusEditor, goTo, visibleText } from '../support/ui/editor.ts';
import { journey } from '../support/ui/journey.ts';
import { waitForProblem } from '../support/ui/problems.ts';
import { openFile, pick, runCommand } from '../support/ui/quickInput.ts';
import { setTheme, type Theme, themes } from '../support/ui/themes.ts';
import { webview } from '../support/ui/webview.ts';

const FILE = 'connector.graph.http';
const URL = 'https://graph.microsoft.com/beta/identity/apiConnectors/7fd6431c-431c-7fd6-1c43-d67f1c43d67f';
const REFUSED = `### Rename
PATCH ${URL}
Content-Type: application/json

{
  "displayName": "Renamed in a journey",
  "id": "another"
}
`;

/** What the service said about `id`, in the Problems panel. */
const SAID = "Property 'id' identifies the object and cannot be changed.";

/** Hides the panel at the bottom, which the request needs the room of. */
const hidePanel = (page: Page) => runCommand(page, 'View: Hide Panel');

/** Asks for the hover at the cursor until it has what is wanted: an editor that draws in that moment forgets it. */
async function askForHover(page: Page, wanted: Locator): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    await runCommand(page, 'Show or Focus Hover');
    try {
      await wanted.waitFor({ timeout: 4_000 });
      return;
    } catch (cause) {
      if (attempt === 6) throw cause;
      await page.keyboard.press('Escape');
      await focusEditor(page);
    }
  }
}

/** Clicks a button until what it opens shows: an editor that is busy closes a menu that came too early. */
async function clickUntil(button: Locator, opened: Locator): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    await button.click();
    try {
      await opened.waitFor({ timeout: 8_000 });
      return;
    } catch (cause) {
      if (attempt === 4) throw cause;
    }
  }
}

journey(
  '60-refusal',
  'A refusal leads to its property, where a quick fix settles it; the problem goes, and the request succeeds',
  { files: { [FILE]: REFUSED } },
  async ({ page, shot }) => {
    await openFile(page, FILE);
    await clickCodeLens(page, 'Send PATCH');
    await allowSignIn(page);
    const leads = webview(page).getByRole('button', { name: 'Go to id' });
    await leads.waitFor();
    await waitForProblem(page, SAID);
    const row = page.locator('.markers-panel .monaco-list-row').filter({ hasText: SAID }).first();
    assert.match(await row.innerText(), /Answer of Sandbox[\s\S]*PropertyNotUpdatable/);
    for (const theme of Object.keys(themes) as Theme[]) {
      await setTheme(page, theme);
      await shot(theme);
      await assertAccessible(page);
    }
    await setTheme(page, 'dark');
    await hidePanel(page);
    await focusEditor(page);
    await goTo(page, 7, 5);
    const hover = page
      .locator('.monaco-hover:not(.hidden)')
      .filter({ hasText: 'Refused by Sandbox with 400 on ' });
    await askForHover(page, hover.first());
    await shot('hover');
    await page.keyboard.press('Escape');

    const removal = page.locator('.action-widget').getByText('Remove').first();
    await clickUntil(leads, removal);
    await shot('quick-fix');
    await removal.click();
    await removal.waitFor({ state: 'hidden' });
    await page.locator('.editor-instance .squiggly-error').waitFor({ state: 'detached' });
    assert.doesNotMatch(await visibleText(page), /"id"/);
    await clickCodeLens(page, 'Send PATCH');
    await webview(page).getByText('The object was changed.').first().waitFor();
    await shot('settled');
  },
);

journey(
  '61-wait',
  'A request that was throttled is sent again when its time has come; the countdown can be cancelled',
  {
    files: { [FILE]: REFUSED.replace(',\n  "id": "another"', '') },
    settings: { 'graphHttp.send.maxRetries': 0 },
  },
  async ({ page, shot }) => {
    await openFile(page, FILE);
    await runCommand(page, 'Graph HTTP: Set Sandbox Behaviour…');
    for (const row of ['Fault', /429 Too Many Requests, for 5 seconds/, 'Changes', 'Once'])
      await pick(page, row);
    await page.getByText('Back to Usual').waitFor();
    await page.keyboard.press('Escape');
    await focusEditor(page);
    await clickCodeLens(page, 'Send PATCH');
    await allowSignIn(page);
    const wait = webview(page).getByRole('button', { name: 'Send Again in 5 seconds' });
    await wait.waitFor();
    await shot('throttled');

    await wait.click();
    // Either the time is not over yet, or it was over before: both end with the request sent again.
    await webview(page).getByText('The object was changed.').first().waitFor();
    await shot('sent-again');
  },
);

journey(
  '62-wait-cancelled',
  'The countdown to a second send shows how long it takes, and sends nothing once it is cancelled',
  {
    files: {
      [FILE]: REFUSED.replace('Content-Type', 'x-sandbox-fault: status=429;retry-after=600\nContent-Type'),
    },
  },
  async ({ page, shot }) => {
    await openFile(page, FILE);
    await clickCodeLens(page, 'Send PATCH');
    await allowSignIn(page);
    const wait = webview(page).getByRole('button', { name: 'Send Again in 10 minutes' });
    await wait.click();
    await notification(page, /Waiting to send “Rename” again.*\d+ s left/s);
    await shot('counting');
    await answerNotification(page, 'Waiting to send', 'Cancel');
    await page
      .locator('.notifications-toasts .notification-list-item')
      .filter({ hasText: 'Waiting to send' })
      .waitFor({ state: 'detached' });
    await wait.waitFor();
    await shot('cancelled');
  },
);

const PAGE_FILE = 'page.graph.http';

journey(
  '63-working-url',
  'A request with the URL of an API page is changed to the URL that the service has',
  {
    files: {
      [PAGE_FILE]: REFUSED.replace('Content-Type', 'x-sandbox-fault: status=404\nContent-Type').replace(
        URL,
        'https://graph.microsoft.com/beta/riskyAgentIdentity/agentIdentity',
      ),
    },
  },
  async ({ page, shot }) => {
    await openFile(page, PAGE_FILE);
    await clickCodeLens(page, 'Send PATCH');
    await allowSignIn(page);
    await webview(page).getByRole('button', { name: 'Use the URL of the Service' }).click();
    await page
      .locator('.editor-instance .view-line')
      .filter({ hasText: '/servicePrincipals/' })
      .first()
      .waitFor();
    await shot('changed');
  },
);
