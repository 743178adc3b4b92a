import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { allowSignIn, answerDialog, answerNotification, notification } from '../support/ui/dialogs.ts';
import { clickCodeLens, codeLenses, focusEditor, goTo, type, visibleText } from '../support/ui/editor.ts';
import { chooseOfRow, historyRows, openHistory } from '../support/ui/history.ts';
import { journey } from '../support/ui/journey.ts';
import { openFile, pick, runCommand } from '../support/ui/quickInput.ts';
import { setTheme, type Theme, themes } from '../support/ui/themes.ts';
import { webview, webviewText } from '../support/ui/webview.ts';
import { reload } from '../support/ui/window.ts';

const URL = 'https://graph.microsoft.com/beta/identity/apiConnectors/7fd6431c-431c-7fd6-1c43-d67f1c43d67f';
const FILE = 'connector.graph.http';
const SECRET = 'a-password-of-the-journey';
const REQUESTS = `### Change the connector
PATCH ${URL}
Content-Type: application/json

{
  "displayName": "First name",
  "authenticationConfiguration": {
    "@odata.type": "#microsoft.graph.basicAuthentication",
    "username": "contoso",
    "password": "${SECRET}"
  }
}

### Read it
GET ${URL}

### Refused
PATCH ${URL}
Content-Type: application/json

{
  "id": "another"
}

### Change it again
PATCH ${URL}
Content-Type: application/json

{
  "displayName": "Second name"
}
`;

journey(
  '20-history',
  'What was sent is listed by day, filtered, shown again, compared, sent again and deleted, without secrets',
  { files: { [FILE]: REQUESTS } },
  async ({ page, shot, workbench }) => {
    await openFile(page, FILE);
    await codeLenses(page, 'Send PATCH').first().waitFor();
    await openHistory(page);
    await page.locator('.welcome-view').getByText('Requests that you send are listed here').waitFor();
    await shot('empty');

    await focusEditor(page);
    await clickCodeLens(page, 'Send PATCH');
    await allowSignIn(page);
    await webview(page).getByText('The object was changed.').first().waitFor();
    await historyRows(page, 'PATCH apiConnectors/7fd6…').waitFor();
    await clickCodeLens(page, 'Send GET');
    await webview(page).getByText('The object was read.').first().waitFor();
    await clickCodeLens(page, 'Send PATCH', 1);
    await webview(page).getByText('The change was refused.').first().waitFor();
    await historyRows(page, '400 ').waitFor();
    await historyRows(page, 'Today').waitFor();

    await clickCodeLens(page, 'Send PATCH', 2);
    await webview(page).getByText('The object was changed.').first().waitFor();
    await historyRows(page, 'PATCH').nth(2).waitFor();
    await runCommand(page, 'Notifications: Clear All Notifications');
    for (const theme of Object.keys(themes) as Theme[]) {
      await setTheme(page, theme);
      await historyRows(page, 'GET').hover();
      await shot(`list-${theme}`);
    }
    await setTheme(page, 'dark');

    // The tooltip, and the response as the history kept it.
    await historyRows(page, '400 ').hover();
    await page.locator('.monaco-hover:not(.hidden)').getByText('Permissions').waitFor();
    await shot('tooltip');
    await page.keyboard.press('Escape');
    await historyRows(page, 'PATCH').last().click();
    await webview(page).getByText('From the history').first().waitFor();
    await shot('response');
    assert.ok(!(await webviewText(page)).includes(SECRET));

    // A comparison of the two changes.
    await chooseOfRow(page, historyRows(page, 'PATCH').last(), 'Compare…');
    await page.locator('.quick-input-widget:visible').getByText('Compare With').waitFor();
    await shot('compare-with');
    await pick(page, /PATCH.*200/s);
    await page.locator('.monaco-diff-editor').getByText('Second name').first().waitFor();
    await page.locator('.monaco-diff-editor').getByText('First name').first().waitFor();
    await shot('compared');
    await runCommand(page, 'View: Close Editor');

    // Filters.
    await runCommand(page, 'Graph HTTP: Filter History…');
    await page.locator('.quick-input-widget:visible').getByText('Outcome Unknown').waitFor();
    await shot('filter');
    await pick(page, 'Refused');
    await historyRows(page, 'GET').waitFor({ state: 'hidden' });
    await historyRows(page, '200').first().waitFor({ state: 'hidden' });
    await historyRows(page, 'PATCH').waitFor();
    await shot('filtered');
    await runCommand(page, 'Graph HTTP: Clear History Filter');
    await historyRows(page, 'GET').waitFor();

    // Edited since: the history's own request, which asks for the secret.
    await focusEditor(page);
    await goTo(page, 6, 19);
    await type(page, 'The ');
    await chooseOfRow(page, historyRows(page, 'PATCH').last(), 'Open Request');
    await page.locator('.tab.active').filter({ hasText: 'Untitled' }).waitFor();
    await notification(page, 'This is the request as the history has it');
    await shot('rebuilt');
    const text = await visibleText(page);
    assert.match(text, /# @prompt password/);
    assert.ok(!text.includes(SECRET));

    // Unchanged: it is sent again from its file.
    await chooseOfRow(page, historyRows(page, 'GET'), 'Send Again');
    await page.locator('.tab.active').filter({ hasText: FILE }).waitFor();
    await webview(page).getByText('The object was read.').first().waitFor();
    await historyRows(page, 'GET').nth(1).waitFor();

    // The keyboard deletes, after a question where there are several.
    await historyRows(page, 'GET').first().click();
    await page.keyboard.press('Delete');
    await historyRows(page, 'GET').nth(1).waitFor({ state: 'hidden' });
    await runCommand(page, 'Graph HTTP: Clear History…');
    const asked = await answerDialog(page, 'Clear the history?', 'Clear');
    assert.match(asked, /4 entries/);
    await page.locator('.welcome-view').getByText('Requests that you send are listed here').waitFor();

    const folder = join(
      workbench.dataDir,
      'data',
      'User',
      'globalStorage',
      'graph-http.graph-http',
      'history',
    );
    const left = await Promise.all(
      (await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')),
    );
    assert.ok(!left.join('').includes('displayName'), 'what was deleted is gone from the disk');
  },
);

journey(
  '21-killed',
  'A change that was under way when the editor was killed is told once, with its outcome unknown',
  { files: { [FILE]: REQUESTS.replace('Content-Type', 'x-sandbox-fault: delay=60000\nContent-Type') } },
  async ({ page, shot, workbench }) => {
    await openFile(page, FILE);
    await clickCodeLens(page, 'Send PATCH');
    await allowSignIn(page);
    await openHistory(page);
    await historyRows(page, 'sending…').waitFor();
    await shot('under-way');
    assert.equal(await workbench.killExtensionHosts(), 1);
    await reload(page);
    await openFile(page, FILE);
    const told = await notification(page, 'A change was under way when the editor ended');
    assert.match(await told.innerText(), /PATCH apiConnectors\/7fd6….*Its outcome is unknown/s);
    await shot('told');
    await answerNotification(page, 'A change was under way', 'Show History');
    await historyRows(page, 'outcome unknown').waitFor();
    for (const theme of ['light', 'high-contrast-dark', 'dark'] as const) {
      await setTheme(page, theme);
      await shot(`unknown-${theme}`);
    }
    await historyRows(page, 'outcome unknown').click();
    await webview(page).getByText('nobody knows whether the object was changed').first().waitFor();
    await shot('explained');

    // It is never sent again without a word.
    await chooseOfRow(page, historyRows(page, 'outcome unknown'), 'Send Again');
    await answerNotification(page, 'Nobody knows whether this change was made', 'Read the Object');
    await allowSignIn(page);
    await webview(page).getByText('The object was read.').first().waitFor();
    await shot('read');

    // It is told once only.
    await reload(page);
    await openHistory(page);
    await historyRows(page, 'outcome unknown').waitFor();
    await page.waitForTimeout(4_000);
    assert.equal(await page.getByText('A change was under way').count(), 0);
  },
);
