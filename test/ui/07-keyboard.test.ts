import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { dialog } from '../support/ui/dialogs.ts';
import { askFor, focusEditor, openQuickFixes, type, typeBracket, visibleText } from '../support/ui/editor.ts';
import { journey } from '../support/ui/journey.ts';
import { waitForProblem, waitForProblems } from '../support/ui/problems.ts';
import { openFile } from '../support/ui/quickInput.ts';
import { setTheme } from '../support/ui/themes.ts';
import { webview } from '../support/ui/webview.ts';

const ID = '7fd6431c-431c-7fd6-1c43-d67f1c43d67f';

journey(
  '12-keyboard',
  'An API connector is changed from an empty file with the keyboard only',
  { files: { 'connector.graph.http': '' } },
  async ({ page, shot }) => {
    await openFile(page, 'connector.graph.http');
    await focusEditor(page);

    // The URL, segment by segment.
    await type(page, 'PATCH /v1.0/');
    await offered(page, 'identity');
    await type(page, 'ident');
    await take(page, 'identity');
    await offered(page, 'apiConnectors');
    await openDetails(page);
    await shot('segments');
    await take(page, 'apiConnectors');
    await type(page, ID);
    await page.keyboard.press('Escape');

    // A header by name and value.
    await page.keyboard.press('Enter');
    await type(page, 'Cont');
    await take(page, 'Content-Type');
    await take(page, 'application/json');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');

    // The body: a property by completion, one misspelt and mended.
    await typeBracket(page, '{', '{}');
    await page.keyboard.press('Enter');
    await type(page, '"dis');
    await offered(page, 'displayName');
    await shot('properties');
    await take(page, 'displayName');
    await type(page, 'Check the loyalty number');
    await page.keyboard.press('End');
    await type(page, ',');
    await page.keyboard.press('Enter');
    await type(page, '"targtUrl": "https://api.contoso.com/signup');
    await page.keyboard.press('Escape');
    await waitForProblem(page, "no property 'targtUrl'");
    await setTheme(page, 'dark');
    await shot('problems');
    await focusEditor(page);

    await page.keyboard.press('F8');
    await page.locator('.marker-widget').waitFor();
    await shot('next-problem');
    await page.keyboard.press('Escape');
    await openQuickFixes(page, "Change to 'targetUrl'");
    await shot('quick-fixes');
    await page.keyboard.press('Enter');
    await waitForProblems(page, []);
    await focusEditor(page);
    assert.match(
      await visibleText(page),
      new RegExp(
        `^PATCH /v1\\.0/identity/apiConnectors/${ID}\\nContent-Type: application/json\\n\\n\\{\\n  "displayName": "Check the loyalty number",\\n  "targetUrl": "https://api\\.contoso\\.com/signup"\\n\\}`,
      ),
    );

    // What the property at the cursor does.
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Control+I');
    const hover = page.locator('.monaco-hover:not(.hidden) .monaco-hover-content').first();
    await hover.getByText('absolute https URL').first().waitFor();
    await shot('hover');
    await page.keyboard.press('Escape');

    await page.keyboard.press('Control+Alt+R');
    const consent = dialog(page).filter({ hasText: 'wants to sign in' });
    await consent.waitFor();
    await page.keyboard.press('Enter');
    await webview(page).getByText('The object was changed.').first().waitFor();
    await shot('changed');
  },
);

function row(page: Page, label: string) {
  return page
    .locator('.suggest-widget.visible .monaco-list-row')
    .filter({ has: page.getByText(label, { exact: true }) });
}

/** Waits until a proposal is on offer; asks for the list where it did not come up by itself. */
async function offered(page: Page, label: string): Promise<void> {
  const wanted = row(page, label).first();
  await wanted.waitFor({ timeout: 5_000 }).catch(() => askFor(page, 'Control+Space', wanted));
}

/** Goes to a proposal with the arrow keys and takes it. */
async function take(page: Page, label: string): Promise<void> {
  await offered(page, label);
  const focused = row(page, label).and(page.locator('.focused'));
  for (let steps = 0; (await focused.count()) === 0; steps++) {
    assert.ok(steps < 40, `${label} could not be reached with the arrow keys.`);
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await page
    .locator('.suggest-widget.visible')
    .waitFor({ state: 'hidden', timeout: 2_000 })
    .catch(() => undefined);
}

/** Opens the documentation beside the list, where it is not open already. */
async function openDetails(page: Page): Promise<void> {
  await askFor(page, 'Control+Space', page.locator('.suggest-details-container'));
}
