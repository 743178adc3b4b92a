import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { allowSignIn, notification } from '../support/ui/dialogs.ts';
import { clickCodeLens, focusEditor } from '../support/ui/editor.ts';
import { journey } from '../support/ui/journey.ts';
import { choices, openFile, pick, runCommand } from '../support/ui/quickInput.ts';
import { setTheme } from '../support/ui/themes.ts';
import { webview } from '../support/ui/webview.ts';

const FILE = 'connector.graph.http';
const REQUEST = `PATCH /v1.0/identity/apiConnectors/7fd6431c-431c-7fd6-1c43-d67f1c43d67f
Content-Type: application/json

{
  "displayName": "Check loyalty number {{$randomInt 1 1000000}}"
}
`;

/** The note in the status bar about a sandbox that does not behave as usual. */
const note = (page: Page) => page.locator('.part.statusbar .statusbar-item[id*="sandboxBehaviour"]');

async function behave(page: Page, ...rows: readonly (string | RegExp)[]): Promise<void> {
  await runCommand(page, 'Graph HTTP: Set Sandbox Behaviour…');
  for (const row of rows) await pick(page, row);
}

journey(
  '50-behaviour',
  'The sandbox is told to answer 204 and then 429; the status bar says so, its log shows it, and it goes back to usual',
  { files: { [FILE]: REQUEST } },
  async ({ page, shot }) => {
    await openFile(page, FILE);
    await behave(page);
    const usual = await choices(page);
    assert.equal(usual.length, 5, usual.join('\n'));
    assert.match(usual.join('\n'), /Answer to a PATCH[\s\S]*200 with the object/);
    await shot('usual');
    await pick(page, 'Answer to a PATCH');
    await page.getByPlaceholder('How is a PATCH answered that prefers nothing?').waitFor();
    await shot('answer');
    await pick(page, '204 without a body');
    await page.getByText('Back to Usual').waitFor();
    assert.match((await choices(page)).join('\n'), /Answer to a PATCH[\s\S]*204 without a body/);
    await pick(page, 'Fault');
    await page.getByPlaceholder('What goes wrong?').waitFor();
    await shot('faults');
    await pick(page, /429 Too Many Requests, for 5 seconds/);
    await pick(page, 'Changes');
    await page.getByPlaceholder('How often?').waitFor();
    await shot('how-often');
    await pick(page, 'Once');
    await page.getByText('Back to Usual').waitFor();
    await shot('switched');
    await page.keyboard.press('Escape');
    await note(page).filter({ hasText: 'answers 204 without the object +1' }).waitFor();

    await clickCodeLens(page, 'Send PATCH');
    await allowSignIn(page);
    await notification(page, '429');
    await shot('waiting');
    await webview(page).getByText('The change was made').first().waitFor();
    // The fault was for one request: what is left is the other answer.
    await note(page)
      .filter({ hasText: /answers 204 without the object$/ })
      .waitFor();
    await shot('changed');

    await runCommand(page, 'Graph HTTP: Show Sandbox Log');
    const log = page.locator('.part.panel .view-lines');
    await log.getByText('TooManyRequests').first().waitFor();
    await shot('log');
    for (const theme of ['light', 'high-contrast-dark'] as const) {
      await setTheme(page, theme);
      await shot(`log-${theme}`);
    }
    await setTheme(page, 'dark');

    await focusEditor(page);
    await runCommand(page, 'Graph HTTP: Reset Sandbox');
    await notification(page, 'It is still set: answers 204 without the object.');
    await shot('reset');
    await behave(page, 'Back to Usual');
    await page.getByText('Read-only values').waitFor();
    assert.equal((await choices(page)).length, 5);
    await page.keyboard.press('Escape');
    await note(page).waitFor({ state: 'detached' });
  },
);
