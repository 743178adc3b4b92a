import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import type { Page } from 'playwright-core';
import {
  allowSignIn,
  answerDialog,
  answerNotification,
  dialog,
  notification,
  statusBarItem,
} from '../support/ui/dialogs.ts';
import { clickCodeLens, codeLenses, focusEditor, goTo, visibleText } from '../support/ui/editor.ts';
import { microsoftProvider } from '../support/ui/fixtures.ts';
import { openGraphStandIn } from '../support/ui/graphStandIn.ts';
import { journey } from '../support/ui/journey.ts';
import { openFile, pick, runCommand } from '../support/ui/quickInput.ts';
import { setTheme } from '../support/ui/themes.ts';
import { webview } from '../support/ui/webview.ts';

const URL = 'https://graph.microsoft.com/beta/identity/apiConnectors/7fd6431c-431c-7fd6-1c43-d67f1c43d67f';
const FILE = 'connector.graph.http';

function change(name: string, body: string, headers = ''): string {
  return `### ${name}\nPATCH ${URL}\nContent-Type: application/json\n${headers}\n{ ${body} }\n`;
}

const READ = `### Read the connector\n# @name connector\nGET ${URL}\n`;
const RENAME = change('Rename it', '"displayName": "{{connector.response.body.$.displayName}} II"');
const REFUSED = change('Set what cannot be set', '"id": "another"');
const LAST = change('Rename it again', '"displayName": "Never"');

journey(
  '40-send-all',
  'All requests of a file are sent in order up to the first that is refused, and a summary leads to each',
  { files: { [FILE]: [READ, RENAME, REFUSED, LAST].join('\n') } },
  async ({ page, shot }) => {
    await openFile(page, FILE);
    await codeLenses(page, 'Send all (4) → Sandbox').waitFor();
    await shot('before');
    await clickCodeLens(page, 'Send all (4)');
    await allowSignIn(page);
    await notification(page, '2 of 4 requests were done. “Set what cannot be set”: 400 Bad Request');
    await webview(page).getByText('The change was refused.').first().waitFor();
    await codeLenses(page, /^\s*200 · \d+ ms/)
      .nth(1)
      .waitFor();
    await codeLenses(page, '400 Bad Request').waitFor();
    await shot('after');
    await focusEditor(page);
    await answerNotification(page, '2 of 4 requests were done', 'Show Summary');
    await page.locator('.tab.active').filter({ hasText: 'Run Summary' }).waitFor();
    await shot('summary');
    const summary = await visibleText(page);
    assert.match(summary, /Requests of connector\.graph\.http → Sandbox/);
    for (const line of [
      /1 {2}✓ {2}Read the connector +200 · /,
      /2 {2}✓ {2}Rename it +200 · /,
      /3 {2}✗ {2}Set what cannot be set +400 Bad Request · /,
      /4 {2}– {2}Rename it again +left out/,
    ]) {
      assert.match(summary, line);
    }
    await page
      .locator('.editor-group-container.active .detected-link')
      .filter({ hasText: 'Set what cannot be set' })
      .click({ modifiers: ['Control'] });
    await page.locator('.tab.active').filter({ hasText: FILE }).waitFor();
    await page.locator('.part.statusbar').getByText('Ln 12, Col 1').waitFor();
    for (const theme of ['dark', 'high-contrast-dark', 'high-contrast-light'] as const) {
      await setTheme(page, theme);
      await shot(theme);
    }
  },
);

journey(
  '41-runs-by-keyboard',
  'Requests are selected, chained, sent and looked up with the keyboard only',
  { files: { [FILE]: [READ, RENAME, LAST].join('\n') } },
  async ({ page, shot }) => {
    await openFile(page, FILE);
    await codeLenses(page, 'Send all (3)').waitFor();

    // A request that waits for another one's answer.
    await goTo(page, 6);
    await page.keyboard.press('Control+Alt+R');
    await confirmed(page, 'The answer of “Read the connector” is needed', () => shot('needs'));
    await dialog(page).filter({ hasText: 'wants to sign in' }).waitFor();
    await page.keyboard.press('Enter');
    await notification(page, 'All 2 requests were done.');
    await webview(page).getByText('The object was changed.').first().waitFor();

    // What the selection touches.
    await focusEditor(page);
    await goTo(page, 6);
    for (let line = 0; line < 8; line++) await page.keyboard.press('Shift+ArrowDown');
    await runCommand(page, 'Graph HTTP: Send Selected Requests');
    await codeLenses(page, /^\s*200 · \d+ ms/)
      .nth(2)
      .waitFor();

    // All of them, and the summary.
    await focusEditor(page);
    await page.keyboard.press('Control+Alt+Shift+R');
    await notification(page, 'All 3 requests were done.');
    await runCommand(page, 'Graph HTTP: Show Run Summary');
    await page.locator('.tab.active').filter({ hasText: 'Run Summary' }).waitFor();
    assert.match(await visibleText(page), /All 3 requests were done\./);
    await shot('summary');
  },
);

/** Says yes to a dialog with the key that a person would press. */
async function confirmed(page: Page, text: string, before: () => Promise<unknown>): Promise<void> {
  const open = dialog(page).filter({ hasText: text });
  await open.waitFor();
  await before();
  await page.keyboard.press('Enter');
  await open.waitFor({ state: 'hidden' });
}

journey(
  '42-cancel-run',
  'A run says where it is and can be cancelled; nothing more of it is sent',
  {
    files: {
      [FILE]: [READ, change('Slowly', '"displayName": "Slow"', 'x-sandbox-fault: delay=20000\n'), LAST].join(
        '\n',
      ),
    },
  },
  async ({ page, shot }) => {
    await openFile(page, FILE);
    await clickCodeLens(page, 'Send all (3)');
    await allowSignIn(page);
    await notification(page, 'Sending 3 requests to Sandbox');
    await notification(page, '2 of 3: Slowly');
    await codeLenses(page, /^\s*200 · \d+ ms/).waitFor();
    await codeLenses(page, 'Sending… Cancel').waitFor();
    await shot('under-way');
    await answerNotification(page, 'Sending 3 requests to Sandbox', 'Cancel');
    await notification(page, '1 of 3 requests was done. “Slowly”: outcome unknown. 1 was not sent.');
    await codeLenses(page, 'outcome unknown').waitFor();
    await shot('cancelled');
  },
);

const PATH = '/beta/identity/apiConnectors/7fd6431c-431c-7fd6-1c43-d67f1c43d67f';
const PROVIDER_LOG = join(tmpdir(), `graph-http-runs-${process.pid}.jsonl`);
const graph = await openGraphStandIn(({ method }) =>
  method === 'GET' ? { status: 200, body: { id: '1', displayName: 'Check' } } : { status: 204 },
);
after(async () => {
  await graph.close();
  await rm(PROVIDER_LOG, { force: true });
});
const provider = microsoftProvider(`token-${randomBytes(24).toString('hex')}`, PROVIDER_LOG);

/** The changes that reached the stand-in. */
function changes(): number {
  return graph.requests.filter(({ method }) => method === 'PATCH').length;
}

journey(
  '43-run-in-a-real-tenant',
  'The changes of a run are confirmed once, all of them named, before the first of them is sent',
  {
    files: { [FILE]: [READ, RENAME, LAST].join('\n') },
    ...provider,
    env: { ...provider.env, NODE_EXTRA_CA_CERTS: graph.authority },
    settings: { 'http.proxy': graph.proxy },
  },
  async ({ page, shot }) => {
    const before = changes();
    await openFile(page, FILE);
    await statusBarItem(page, 'Sandbox').click();
    await pick(page, 'Microsoft Graph (global)');
    await clickCodeLens(page, 'Send all (3) → Microsoft Graph (global)');
    await allowSignIn(page);
    const asked = dialog(page).filter({ hasText: 'Change a real tenant 2 times?' });
    await asked.waitFor();
    await shot('confirmation');
    assert.equal(changes(), before, 'nothing is changed before the person agrees');
    const said = await asked.innerText();
    assert.equal(said.split(`PATCH ${PATH}`).length, 3, said);
    assert.match(said, /Rename it: PATCH .*\n.*Rename it again: PATCH /);
    assert.match(said, /AdeleV@contoso\.example/);
    await answerDialog(page, 'Change a real tenant 2 times?', 'Cancel');
    await notification(page, '1 of 3 requests was done. “Rename it”: not sent. 1 was not sent.');
    assert.equal(changes(), before);

    await clickCodeLens(page, 'Send all (3)');
    await answerDialog(page, 'Change a real tenant 2 times?', 'Send 2 Changes');
    await notification(page, 'All 3 requests were done.');
    assert.equal(changes(), before + 2);
    await shot('done');
  },
);
