import assert from 'node:assert/strict';
import { allowSignIn } from '../support/ui/dialogs.ts';
import { clickCodeLens, focusEditor, goTo, type, visibleText } from '../support/ui/editor.ts';
import { journey } from '../support/ui/journey.ts';
import { openFile, runCommand } from '../support/ui/quickInput.ts';
import { webview } from '../support/ui/webview.ts';

const FILE = 'connector.graph.http';
const CHANGE =
  'PATCH https://graph.microsoft.com/beta/identity/apiConnectors/7fd6431c-431c-7fd6-1c43-d67f1c43d67f\nContent-Type: application/json\n\n{\n  "displayName": "First"\n}\n';

journey(
  '23-behind',
  'A response whose page is behind the file that is written in is said in the status bar, and shown from there',
  { files: { [FILE]: CHANGE } },
  async ({ page, shot }) => {
    const notice = page.locator('.statusbar-item').filter({ hasText: 'Show Response' });
    const pageTab = (title: string) => page.locator('.tab').filter({ hasText: title });
    await openFile(page, FILE);
    await clickCodeLens(page, 'Send PATCH');
    await allowSignIn(page);
    const value = webview(page).locator('property-table').getByText('First', { exact: true }).first();
    await value.waitFor();
    assert.equal(await notice.count(), 0, 'what is seen is not told');

    // The file comes in front of the page, in its column.
    await focusEditor(page);
    await runCommand(page, 'View: Move Editor into Next Group');
    await page.locator('.tab.active').filter({ hasText: FILE }).waitFor();
    await goTo(page, 5, 24);
    await type(page, ' two');
    await page.keyboard.press('Control+Alt+R');
    await notice.filter({ hasText: 'PATCH: 200 OK' }).waitFor();
    await pageTab('● PATCH').waitFor();
    await shot('told');
    assert.match(await visibleText(page), /"displayName": "First two"/);

    await notice.click();
    await webview(page).locator('property-table').getByText('First two', { exact: true }).first().waitFor();
    await notice.waitFor({ state: 'detached' });
    assert.equal(await pageTab('●').count(), 0);

    // What was refused stands out, and goes as well when its tab is chosen.
    await openFile(page, FILE);
    await goTo(page, 2, 31);
    await type(page, 'x');
    await page.keyboard.press('Control+Alt+R');
    await notice.filter({ hasText: 'PATCH: 415 Unsupported Media Type' }).waitFor();
    await shot('told-refused');
    await pageTab('● PATCH').click();
    await webview(page).getByText('415 Unsupported Media Type').first().waitFor();
    await notice.waitFor({ state: 'detached' });
  },
);
