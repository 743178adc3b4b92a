import assert from 'node:assert/strict';
import { allowSignIn, notification } from '../support/ui/dialogs.ts';
import { clickCodeLens } from '../support/ui/editor.ts';
import { journey } from '../support/ui/journey.ts';
import { openFile } from '../support/ui/quickInput.ts';
import { setTheme } from '../support/ui/themes.ts';
import { webview } from '../support/ui/webview.ts';

const URL = 'https://graph.microsoft.com/beta/identity/apiConnectors/7fd6431c-431c-7fd6-1c43-d67f1c43d67f';
const FILE = 'slow.graph.http';
const REQUESTS = `### Throttled
GET ${URL}
x-sandbox-fault: status=429;retry-after=45

### Large
GET ${URL}
x-sandbox-fault: huge-body=3000000
`;

journey(
  '11-wire',
  'A wait is counted down and can be cancelled; an answer that is too large is opened as a file',
  { files: { [FILE]: REQUESTS, '.vscode/settings.json': '{ "graphHttp.send.maxResponseSize": 1 }' } },
  async ({ page, shot }) => {
    await openFile(page, FILE);
    await clickCodeLens(page, 'Send GET');
    await allowSignIn(page);
    const wait = /The service asks to slow down \(429\)\. Trying again in (\d+) s, attempt 1 of 3\./;
    const toast = await notification(page, wait);
    const secondsLeft = async () => Number(wait.exec(await toast.innerText())?.[1]);
    const first = await secondsLeft();
    assert.ok(first > 0 && first <= 45, `${first} s`);
    await shot('countdown');
    await page.waitForTimeout(3_000);
    const later = await secondsLeft();
    assert.ok(later < first, `${first} s, then ${later} s`);
    await toast.hover();
    await toast.getByRole('button', { name: 'Cancel' }).click();
    await webview(page).getByText('The service refused to answer.').first().waitFor();
    await webview(page).getByText('429 Too Many Requests').first().waitFor();
    await shot('cancelled');

    await clickCodeLens(page, 'Send GET', 1);
    await webview(page).getByText('the answer is too large to read whole').first().waitFor();
    const duration = webview(page).locator('#timing');
    assert.match((await duration.textContent()) ?? '', /Duration: .*\n(?:.*\n)*.*ms reading the answer/);
    await webview(page).getByRole('tab', { name: 'Raw' }).click();
    const open = webview(page).getByRole('button', { name: 'Open as File' });
    await open.waitFor();
    await shot('too-large');
    await setTheme(page, 'light');
    await shot('too-large-light');
    await open.click();
    await page.getByRole('tab', { name: /^answer-1-\w+\.json/ }).waitFor();
    await page.locator('.monaco-editor .view-line').filter({ hasText: '@odata.context' }).first().waitFor();
    await shot('file');
  },
);
