import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { allowSignIn } from '../support/ui/dialogs.ts';
import { clickCodeLens, codeLenses, replaceAll, visibleText } from '../support/ui/editor.ts';
import { historyRows, openHistory } from '../support/ui/history.ts';
import { journey } from '../support/ui/journey.ts';
import { openFile } from '../support/ui/quickInput.ts';
import { setTheme } from '../support/ui/themes.ts';
import { webview } from '../support/ui/webview.ts';

const URL = 'https://graph.microsoft.com/beta/identity/apiConnectors/7fd6431c-431c-7fd6-1c43-d67f1c43d67f';
const MINE = 'mine.graph.http';
const THEIRS = 'theirs.graph.http';

function change(body: object, headers = ''): string {
  return `PATCH ${URL}\nContent-Type: application/json\n${headers}\n${JSON.stringify(body, null, 2)}\n`;
}

/** A side of the comparison that is open. */
function side(page: Page, which: 'original' | 'modified'): Locator {
  return page.locator(`.editor-group-container.active .monaco-diff-editor .editor.${which}`).first();
}

/** Presses the button of the comparison's title that sends what it shows. */
async function sendPreviewed(page: Page): Promise<void> {
  await page
    .locator('.editor-group-container.active .editor-actions')
    .getByRole('button', { name: 'Send This Change' })
    .first()
    .click();
}

/** Chooses a tab of the response page. */
async function chooseTab(page: Page, name: string): Promise<void> {
  await webview(page).getByRole('tab', { name, exact: true }).click();
}

/** The row of the name in the table of what was, what is and what is wanted. */
function threeWay(page: Page, ...values: readonly string[]): Locator {
  const row = webview(page).locator('change-panel table.three tr').filter({ hasText: 'displayName' });
  return row.filter({ hasText: new RegExp(values.map((value) => `"${value}"`).join('\\s*')) });
}

journey(
  '50-preview-send-undo',
  'A change is previewed in the diff editor, sent as it was shown, and undone by a request of its own',
  {
    files: {
      [MINE]: change({ displayName: 'Renamed after a preview', targetUrl: 'https://contoso.example/new' }),
    },
  },
  async ({ page, shot }) => {
    await openFile(page, MINE);
    await clickCodeLens(page, /^Preview$/);
    await allowSignIn(page);
    await side(page, 'modified').getByText('Renamed after a preview').first().waitFor();
    await side(page, 'original').getByText('Send This Change').first().waitFor();
    for (const theme of ['light', 'dark', 'high-contrast-dark'] as const) {
      await setTheme(page, theme);
      await shot(`preview-${theme}`);
    }
    await setTheme(page, 'dark');

    await sendPreviewed(page);
    await webview(page).getByText('The object was changed.').first().waitFor();
    await codeLenses(page, 'Undo…').first().waitFor();
    await chooseTab(page, 'Changes');
    await webview(page).getByText('2 as sent').first().waitFor();
    await shot('sent');

    await clickCodeLens(page, 'Undo…');
    await codeLenses(page, 'Send PATCH → Sandbox').first().waitFor();
    await page
      .locator('.editor-instance .view-line')
      .filter({ hasText: '### Undo the change of' })
      .first()
      .waitFor();
    const undo = await visibleText(page);
    assert.match(undo, /# Puts back what was changed in Sandbox on /);
    assert.match(undo, /If-Match: W\//);
    await shot('undo');
    await clickCodeLens(page, 'Send PATCH → Sandbox');
    await webview(page).getByText('The object was changed.').first().waitFor();
    await webview(page).getByText('"Validate loyalty number"').last().waitFor();
    await shot('undone');
  },
);

journey(
  '51-somebody-was-faster',
  'A previewed change is refused where somebody was faster; the newer state is shown, and the change sent on it',
  { files: { [MINE]: change({ displayName: 'Mine' }), [THEIRS]: change({ displayName: 'Theirs' }) } },
  async ({ page, shot }) => {
    await openFile(page, THEIRS);
    await clickCodeLens(page, /^Preview$/);
    await allowSignIn(page);
    await side(page, 'modified').getByText('Theirs').first().waitFor();
    await openFile(page, MINE);
    await clickCodeLens(page, 'Send PATCH → Sandbox');
    await webview(page).getByText('The object was changed.').first().waitFor();

    await openFile(page, THEIRS);
    await clickCodeLens(page, /^Preview$/);
    await side(page, 'original').getByText('Mine').first().waitFor();
    await openFile(page, MINE);
    await replaceAll(page, change({ displayName: 'Mine again' }));
    await clickCodeLens(page, 'Send PATCH → Sandbox');
    await webview(page).getByText('Mine again').first().waitFor();

    await page.locator('.tab').filter({ hasText: 'now ↔ after the change' }).first().click();
    await side(page, 'modified').getByText('Theirs').first().waitFor();
    await sendPreviewed(page);
    await side(page, 'original').getByText('Changed meanwhile by somebody else').first().waitFor();
    await side(page, 'original').getByText('Mine again').last().waitFor();
    await webview(page).getByText('412 Precondition Failed').first().waitFor();
    await webview(page)
      .getByRole('heading', { name: 'Changed by somebody else, and by this request' })
      .waitFor();
    await threeWay(page, 'Mine', 'Mine again', 'Theirs').waitFor();
    await shot('refused');
    await sendPreviewed(page);
    await webview(page).getByText('The object was changed.').first().waitFor();
    await webview(page).getByText('Theirs').first().waitFor();
    await shot('sent-on-the-new-state');

    await openHistory(page);
    await historyRows(page, '412 ').first().click();
    await chooseTab(page, 'Error');
    await webview(page).getByRole('button', { name: 'Show What Changed Meanwhile' }).click();
    await webview(page).getByText('Refused: the object had changed. It was read since.').first().waitFor();
    await webview(page).getByRole('heading', { name: 'Changed alike' }).waitFor();
    await threeWay(page, 'Mine', 'Theirs', 'Theirs').waitFor();
    await shot('from-the-history');
  },
);

journey(
  '52-read-after-and-compare',
  'After a 204 the object is read and shown; of a change without an answer one can tell whether it was made',
  {
    files: {
      [MINE]: change({ displayName: 'Answered without it' }, 'Prefer: return=minimal\n'),
      [THEIRS]: change({ displayName: 'Nobody knows' }, 'x-sandbox-fault: reset-after\n'),
    },
  },
  async ({ page, shot }) => {
    await openFile(page, MINE);
    await clickCodeLens(page, 'Send PATCH → Sandbox');
    await allowSignIn(page);
    await webview(page).getByText('204 No Content').first().waitFor();
    await webview(page).getByText('Read after the change').first().waitFor();
    await webview(page).getByText('Answered without it').first().waitFor();
    await shot('read-after');

    await openFile(page, THEIRS);
    await clickCodeLens(page, 'Send PATCH → Sandbox');
    await webview(page).getByText('nobody knows whether the object was changed').first().waitFor();
    await codeLenses(page, 'Compare').first().waitFor();
    await shot('unknown');
    await webview(page).getByRole('button', { name: 'Compare with the Object' }).click();
    await webview(page).getByText('The change was made: the object has what was sent.').first().waitFor();
    await shot('compared');
  },
);
