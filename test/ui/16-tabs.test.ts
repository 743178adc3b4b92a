import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { allowSignIn } from '../support/ui/dialogs.ts';
import { clickCodeLens, visibleText } from '../support/ui/editor.ts';
import { journey } from '../support/ui/journey.ts';
import { openFile, runCommand } from '../support/ui/quickInput.ts';
import { setTheme } from '../support/ui/themes.ts';
import { webview } from '../support/ui/webview.ts';

const URL = 'https://graph.microsoft.com/beta/identity/apiConnectors/7fd6431c-431c-7fd6-1c43-d67f1c43d67f';
const PLAIN = 'plain.graph.http';
const SECRET = 'secret.graph.http';

function change(body: object, headers = ''): string {
  return `PATCH ${URL}\n${headers}Content-Type: application/json\n\n${JSON.stringify(body, null, 2)}\n`;
}

const BASIC = {
  '@odata.type': '#microsoft.graph.basicAuthentication',
  username: 'reader',
  password: 'hunter2-hunter2',
};

/** Chooses a tab of the response page, and waits until it is the one. */
async function chooseTab(page: Page, name: string): Promise<void> {
  await webview(page).getByRole('tab', { name, exact: true }).click();
  await webview(page).getByRole('tab', { name, exact: true, selected: true }).waitFor();
}

function clipboard(page: Page): Promise<string> {
  return page.evaluate<string>('navigator.clipboard.readText()');
}

/** Copies the request of the page in a form, by the menu of its tab. */
async function copyAs(page: Page, form: string): Promise<string> {
  await page.evaluate("navigator.clipboard.writeText('')");
  await webview(page).getByRole('button', { name: 'Copy As…' }).click();
  await webview(page).getByRole('menuitem', { name: form }).click();
  await page
    .locator('.statusbar-item')
    .filter({ hasText: `Copied as ${form}` })
    .waitFor();
  return clipboard(page);
}

journey(
  '60-tabs',
  'What a change did is told word by word and undone from its tab; its request is copied as code, its headers are explained',
  {
    files: {
      [PLAIN]: change(
        { displayName: 'Validate the loyalty number', targetUrl: 'https://contoso.example/new' },
        'Prefer: return=minimal\n',
      ),
      [SECRET]: change({ authenticationConfiguration: BASIC }),
    },
  },
  async ({ page, shot }) => {
    await openFile(page, PLAIN);
    await runCommand(page, 'Graph HTTP: Copy Request as cURL');
    await page.locator('.statusbar-item').filter({ hasText: 'Copied as cURL' }).waitFor();
    const fromFile = await clipboard(page);
    assert.match(fromFile, /^curl --globoff --request PATCH --url https:\/\/graph\.microsoft\.com\/beta\//);

    await clickCodeLens(page, 'Send PATCH → Sandbox');
    await allowSignIn(page);
    await webview(page).getByText('Read after the change').first().waitFor();
    await chooseTab(page, 'Changes');
    await webview(page).getByRole('heading', { name: 'Changed by this request' }).waitFor();
    const name = webview(page).getByRole('row', { name: /^displayName/ });
    await name.locator('ins').first().waitFor();
    assert.match((await name.locator('ins').allInnerTexts()).join(), /the/);
    for (const theme of ['light', 'high-contrast-light', 'high-contrast-dark', 'dark'] as const) {
      await setTheme(page, theme);
      await shot(`changes-${theme}`);
    }

    await chooseTab(page, 'Request');
    assert.equal(await copyAs(page, 'cURL'), fromFile);
    await webview(page).getByRole('button', { name: 'Copy As…' }).click();
    await webview(page).getByRole('menu').waitFor();
    await shot('copy-as');
    await page.keyboard.press('Escape');
    await webview(page).getByRole('menu').waitFor({ state: 'hidden' });

    await chooseTab(page, 'Headers');
    await webview(page)
      .locator('.known')
      .filter({ hasText: /^preference-applied$/i })
      .hover();
    await webview(page)
      .locator('.hover-card:popover-open')
      .filter({ hasText: 'Which of the wishes in Prefer' })
      .waitFor();
    await shot('headers');

    await chooseTab(page, 'Changes');
    await webview(page).locator('response-summary').getByRole('button', { name: 'Undo…' }).click();
    await page
      .locator('.editor-instance .view-line')
      .filter({ hasText: '### Undo the change of' })
      .first()
      .waitFor();
    assert.match(await visibleText(page), /"displayName": "Validate loyalty number"/);
    await shot('undo');

    await openFile(page, SECRET);
    await clickCodeLens(page, 'Send PATCH → Sandbox');
    await webview(page).getByText('The object was changed.').first().waitFor();
    await chooseTab(page, 'Changes');
    await webview(page).getByRole('heading', { name: 'Sent, and cannot be compared' }).waitFor();
    await chooseTab(page, 'Request');
    const code = await copyAs(page, 'Python');
    assert.match(code, /REPLACE_WITH_password/);
    assert.doesNotMatch(code, /hunter2|•/);
    await page
      .locator('.notification-toast')
      .filter({ hasText: 'replace REPLACE_WITH_password' })
      .first()
      .waitFor();
    await shot('placeholders');
  },
);
