import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { root } from '../host/paths.ts';
import { firstLook } from '../host/settings.ts';
import { allowSignIn, notification } from '../support/ui/dialogs.ts';
import { askFor, clickCodeLens, codeLenses, focusEditor, type, visibleText } from '../support/ui/editor.ts';
import { openHistory } from '../support/ui/history.ts';
import { journey } from '../support/ui/journey.ts';
import { choices, openFile, pick } from '../support/ui/quickInput.ts';
import { setTheme, type Theme, themes } from '../support/ui/themes.ts';
import { openWalkthrough, pressButton, stepsDone, waitUntilDone } from '../support/ui/walkthrough.ts';
import { webview } from '../support/ui/webview.ts';

/** Wide enough for what a button of the walkthrough opens beside it. */
const WIDE = { width: 1600, height: 900 };

/** The line of ghost text in an empty file. */
function ghostText(page: Page): Locator {
  return page.locator('.editor-instance .view-line span[class*="ced-"]');
}

journey(
  '60-walkthrough',
  'The walkthrough leads through the first minutes with the keyboard, in a window without a folder',
  { folder: false, size: WIDE },
  async ({ page, shot }) => {
    await openWalkthrough(page);
    for (const theme of Object.keys(themes) as Theme[]) {
      await setTheme(page, theme);
      await page.locator('.getting-started-media img').first().waitFor();
      await shot(theme);
    }
    await setTheme(page, 'dark');
    assert.deepEqual(await stepsDone(page), []);

    await pressButton(page, 'open', 'Open Sample');
    await waitUntilDone(page, 'open');
    await codeLenses(page, 'Send PATCH → Sandbox').first().waitFor();
    await shot('opened');

    await pressButton(page, 'complete', 'Insert Property…');
    await pick(page, 'targetUrl');
    await waitUntilDone(page, 'complete');
    await type(page, 'https://api.contoso.com/loyalty');
    await shot('completed');

    await pressButton(page, 'send', 'Send Request');
    await allowSignIn(page);
    await webview(page).getByText('The object was changed.').first().waitFor();
    await waitUntilDone(page, 'send');
    await shot('sent');

    await pressButton(page, 'undo', 'Undo Change…');
    await page.locator('.view-line').filter({ hasText: '### Undo the change of' }).first().waitFor();
    await openWalkthrough(page);
    await waitUntilDone(page, 'undo');

    await pressButton(page, 'signIn', 'Select Environment…');
    await page.getByText('Where should requests go?').waitFor();
    await page.keyboard.press('Escape');
    assert.deepEqual(await stepsDone(page), ['open', 'complete', 'send', 'undo']);
  },
);

journey(
  '60-untrusted',
  'In a workspace that is not trusted the walkthrough opens a sample, and says why it is not sent',
  { files: { 'a.graph.http': '' }, trust: true, size: WIDE },
  async ({ page, shot }) => {
    await openFile(page, 'a.graph.http');
    await openHistory(page);
    await page.getByText('Sending is off, because this workspace is not trusted').waitFor();
    await shot('history');
    await openWalkthrough(page);
    await pressButton(page, 'open', 'Open Sample');
    await codeLenses(page, 'Sending is off: workspace not trusted').first().waitFor();
    await pressButton(page, 'send', 'Send Request');
    await notification(page, 'Nothing was sent: this workspace is not trusted');
    assert.deepEqual(await stepsDone(page), ['open']);
  },
);

journey(
  '60-empty-file',
  'An empty file offers how to begin until something is typed, with the mouse and with the keyboard',
  { files: { 'new.graph.http': '' } },
  async ({ page, shot }) => {
    await openFile(page, 'new.graph.http');
    await codeLenses(page, 'Open Sample…').waitFor();
    await ghostText(page).first().waitFor();
    for (const theme of Object.keys(themes) as Theme[]) {
      await setTheme(page, theme);
      await shot(theme);
    }
    await setTheme(page, 'dark');
    await focusEditor(page);
    const menu = page.locator('.action-widget').first();
    await askFor(page, 'Control+.', menu.getByText('New Request…'));
    await shot('keyboard');
    await page.keyboard.press('Escape');

    await focusEditor(page);
    await type(page, '# mine');
    await codeLenses(page, 'Open Sample…').waitFor({ state: 'detached' });
    await ghostText(page).waitFor({ state: 'detached' });
    assert.equal((await visibleText(page)).trim(), '# mine');
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await codeLenses(page, 'New Request…').waitFor();

    await clickCodeLens(page, 'Open Sample…');
    await page.getByText('All samples, in a folder of your own…').waitFor();
    const samples = (await choices(page)).map((row) => row.split('\n')[0]?.trim());
    assert.deepEqual(samples.slice(0, 2), ['API connector', 'External group member']);
    assert.ok(!samples.includes('Agent identity'), 'what needs files beside it is only copied');
    await shot('samples');
    await page.keyboard.press('Escape');
    await page.locator('.quick-input-widget').first().waitFor({ state: 'hidden' });

    await clickCodeLens(page, 'New Request…');
    await pick(page, /^agentIdentity/);
    await codeLenses(page, 'Send PATCH').first().waitFor();
    await codeLenses(page, 'Open Sample…').waitFor({ state: 'detached' });
  },
);

journey(
  '60-samples',
  'The folder of samples opens with what to do first, which leads to the first sample',
  { from: join(root, 'media', 'samples'), settings: firstLook },
  async ({ page, shot }) => {
    const preview = webview(page);
    await preview.getByText('Welcome to Graph HTTP').first().waitFor();
    await shot('readme');
    await preview.getByRole('link', { name: '1-api-connector.graph.http' }).click();
    await codeLenses(page, 'Send PATCH → Sandbox').first().waitFor();
  },
);
