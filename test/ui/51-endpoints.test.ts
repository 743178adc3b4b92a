import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { notification, putPointerAside } from '../support/ui/dialogs.ts';
import { codeLenses, visibleText } from '../support/ui/editor.ts';
import { chooseOfRow } from '../support/ui/history.ts';
import { journey } from '../support/ui/journey.ts';
import { answerUntil, pick, runCommand } from '../support/ui/quickInput.ts';
import { setTheme, type Theme, themes } from '../support/ui/themes.ts';

const FLEET = readFileSync(new URL('../core/catalog/metadata/fleet.csdl', import.meta.url), 'utf8');

/** The rows of the view of endpoints by their accessible names, which begin with the path. */
function endpointRows(page: Page, name: string | RegExp): Locator {
  return page
    .getByRole('tree', { name: 'Endpoints' })
    .getByRole('treeitem', { name, exact: typeof name === 'string' });
}

/** Lets metadata of one's own say what v1.0 has. */
async function useMetadataFile(page: Page, file: string): Promise<void> {
  await runCommand(page, 'Graph HTTP: Use Metadata File…');
  await page.getByText('Metadata to use (OData CSDL in XML)').waitFor();
  await answerUntil(page, file, page.getByText('Which version does it describe?'));
  await pick(page, 'v1.0');
  await notification(page, 'fleet.csdl now says what v1.0 of Microsoft Graph (global) has');
  await runCommand(page, 'Notifications: Clear All Notifications');
}

journey(
  '51-endpoints',
  'Endpoints are browsed, pinned and clicked, in both versions and every theme, with metadata of one’s own',
  { files: { 'fleet.csdl': FLEET } },
  async ({ page, shot, workspace }) => {
    await page.locator('.activitybar').getByRole('tab', { name: 'Graph HTTP' }).click();
    await endpointRows(page, /^\/identity, leads on/).waitFor();
    await page.getByText('Only the built-in resources are known in v1.0.').waitFor();
    await shot('built-in');

    await useMetadataFile(page, join(workspace, 'fleet.csdl'));
    await endpointRows(page, /^\/vehicles, leads on/).click();
    const one = endpointRows(page, /^\/vehicles\/\{\w+\}, updated with PATCH/);
    await one.waitFor();
    assert.equal(await page.getByText('Only the built-in resources are known').count(), 0);
    await one.hover();
    await page.locator('.monaco-hover:not(.hidden)').getByText('Update vehicle').waitFor();
    await shot('described');

    await chooseOfRow(page, one, 'Pin Endpoint');
    await endpointRows(page, 'Pinned').waitFor();
    await runCommand(page, 'Graph HTTP: Switch Endpoints Between v1.0 and beta');
    await page.getByText('Only the built-in resources are known in beta.').waitFor();
    assert.equal(await one.count(), 1, 'what is pinned stays, in its own version');
    await one.click();
    await codeLenses(page, 'Send PATCH').waitFor();
    const written = await visibleText(page);
    assert.match(written, /^PATCH https:\/\/graph\.microsoft\.com\/v1\.0\/vehicles\/\{\w+\}$/m);
    assert.match(written, /^Content-Type: application\/json$/m);
    await putPointerAside(page);
    await shot('clicked');

    await runCommand(page, 'Graph HTTP: Switch Endpoints Between v1.0 and beta');
    await endpointRows(page, /^\/depot\b/).waitFor();
    for (const theme of Object.keys(themes) as Theme[]) {
      await setTheme(page, theme);
      await shot(theme);
    }
    await chooseOfRow(page, one.first(), 'Unpin Endpoint');
    await endpointRows(page, 'Pinned').waitFor({ state: 'detached' });
  },
);
