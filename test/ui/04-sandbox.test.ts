import assert from 'node:assert/strict';
import {
  allowSignIn,
  answerDialog,
  answerNotification,
  dialog,
  notification,
  statusBarItem,
} from '../support/ui/dialogs.ts';
import { clickCodeLens, codeLenses } from '../support/ui/editor.ts';
import { journey } from '../support/ui/journey.ts';
import { openFile, runCommand } from '../support/ui/quickInput.ts';
import { trustWorkspace } from '../support/ui/trust.ts';
import { webview, webviewText } from '../support/ui/webview.ts';
import { reload } from '../support/ui/window.ts';

const URL = 'https://graph.microsoft.com/beta/identity/apiConnectors/7fd6431c-431c-7fd6-1c43-d67f1c43d67f';
const FILE = 'connector.graph.http';
const REQUESTS = `### Change
PATCH ${URL}
Content-Type: application/json

{
  "displayName": "Renamed in a journey"
}

### Read
GET ${URL}

### Refused
PATCH ${URL}
Content-Type: application/json

{
  "id": "another"
}
`;

journey(
  '09-sandbox',
  'The sandbox account signs in and out, a refusal is explained, a reset brings the objects back, a reload keeps the page',
  { files: { [FILE]: REQUESTS } },
  async ({ page, shot, messages }) => {
    await openFile(page, FILE);
    await clickCodeLens(page, 'Send PATCH');
    await allowSignIn(page);
    await webview(page).getByText('Renamed in a journey').first().waitFor();

    await clickCodeLens(page, 'Send PATCH', 1);
    await webview(page).getByText('The change was refused.').first().waitFor();
    await webview(page).getByText('What to do next').click();
    // The extension hears of the focus a moment later.
    await page.waitForTimeout(1000);
    assert.ok(await statusBarItem(page, 'Sandbox').isVisible(), 'where requests go stays in sight');
    await shot('refused');
    const explained = await webviewText(page);
    assert.match(explained, /What to do next/);
    assert.match(explained, /Request_BadRequest/);

    await runCommand(page, 'Graph HTTP: Reset Sandbox');
    await notification(page, 'The sandbox is as it was at the start.');
    await clickCodeLens(page, 'Send GET');
    await webview(page).getByText('The object was read.').first().waitFor();
    assert.ok(!(await webviewText(page)).includes('Renamed in a journey'));
    await shot('read');

    await page.getByRole('button', { name: 'Accounts' }).first().click();
    const account = page.getByRole('menuitem', { name: /AdeleV.*Graph HTTP Sandbox/ });
    await account.waitFor();
    await shot('accounts');
    await account.hover();
    await account.click();
    await page.getByRole('menuitem', { name: 'Sign Out' }).hover();
    await page.keyboard.press('Enter');
    await answerDialog(page, 'Sign out', 'Sign Out');
    await clickCodeLens(page, 'Send GET');
    await allowSignIn(page);
    await webview(page).getByText('The object was read.').first().waitFor();

    await reload(page, ['"headline":"The object was read."']);
    await webview(page).getByText('The object was read.').first().waitFor();
    await shot('reloaded');
    assert.deepEqual(
      messages.filter((message) => /Content Security Policy|TrustedHTML/i.test(message)),
      [],
    );
  },
);

journey(
  '10-trust',
  'In a workspace that is not trusted requests are checked but not sent',
  { files: { [FILE]: REQUESTS }, trust: true },
  async ({ page, shot }) => {
    await openFile(page, FILE);
    await codeLenses(page, 'Sending is off: workspace not trusted').first().waitFor();
    assert.equal(await codeLenses(page, /Send/).count(), await codeLenses(page, 'Sending is off').count());
    await page.keyboard.press('Control+Alt+R');
    await notification(page, 'this workspace is not trusted');
    await shot('not-trusted');
    assert.equal(await dialog(page).count(), 0, 'nobody is asked to sign in');
    await answerNotification(page, 'this workspace is not trusted', 'Manage Workspace Trust');
    await page.locator('.workspace-trust-editor').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.workspace-trust-editor').waitFor({ state: 'hidden' });
    await clickCodeLens(page, 'Sending is off');
    await page.locator('.workspace-trust-editor').waitFor();
    await trustWorkspace(page);
    await openFile(page, FILE);
    await clickCodeLens(page, 'Send PATCH');
    await allowSignIn(page);
    await webview(page).getByText('The object was changed.').first().waitFor();
  },
);

journey(
  '11-cancel',
  'A send that takes long says so and can be cancelled; what came of it is not guessed',
  { files: { [FILE]: REQUESTS.replace('Content-Type', 'x-sandbox-fault: delay=20000\nContent-Type') } },
  async ({ page, shot }) => {
    await openFile(page, FILE);
    await clickCodeLens(page, 'Send PATCH');
    await allowSignIn(page);
    await notification(page, 'Sending PATCH to Sandbox');
    await shot('sending');
    await answerNotification(page, 'Sending PATCH to Sandbox', 'Cancel');
    await webview(page).getByText('nobody knows whether the object was changed').first().waitFor();
    await shot('unknown');
  },
);
