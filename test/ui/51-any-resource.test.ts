import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { allowSignIn, notification } from '../support/ui/dialogs.ts';
import {
  acceptSuggestion,
  askFor,
  clickCodeLens,
  focusEditor,
  goTo,
  hoverAt,
  suggest,
  type,
  typeBracket,
  visibleText,
  waitForSuggestions,
} from '../support/ui/editor.ts';
import { journey } from '../support/ui/journey.ts';
import { openFile, pick, runCommand } from '../support/ui/quickInput.ts';
import { setTheme } from '../support/ui/themes.ts';
import { webview, webviewText } from '../support/ui/webview.ts';

const DOCUMENT = readFileSync(new URL('../core/catalog/metadata/fleet.csdl', import.meta.url), 'utf8');
const FILE = 'fleet.graph.http';

/** Takes the metadata of the workspace from the menu of its file. */
async function takeMetadata(page: Page): Promise<void> {
  const item = page.locator('.monaco-menu').getByText('Use Metadata File…');
  const file = page.locator('.explorer-folders-view').getByText('fleet.csdl');
  await file.click({ button: 'right' });
  await item.hover();
  await page.keyboard.press('Enter');
  await pick(page, 'v1.0');
  await notification(page, /fleet\.csdl now says what v1\.0 of .* has/);
  await runCommand(page, 'Notifications: Clear All Notifications');
}

journey(
  '51-any-resource',
  'A request to a resource that only metadata knows is written from nothing, segment by segment, and meets its object in the sandbox',
  { files: { [FILE]: '', 'fleet.csdl': DOCUMENT } },
  async ({ page, shot }) => {
    await openFile(page, FILE);
    await runCommand(page, 'View: Show Explorer');
    await takeMetadata(page);
    await runCommand(page, 'View: Toggle Primary Side Bar Visibility');

    await focusEditor(page);
    await type(page, 'PATCH https://graph.microsoft.com/v1.0/ve');
    const first = await suggest(page);
    assert.ok(first.includes('vehicles'), first.join());
    await shot('first-segment');
    await acceptSuggestion(page, 'vehicles');
    await page.keyboard.press('Escape');
    assert.match(await visibleText(page), /v1\.0\/vehicles/);
    if (!/vehicles\/$/.test((await visibleText(page)).trim())) await type(page, '/');
    const second = await suggest(page);
    assert.ok(
      second.some((label) => label.includes('vehicleId')),
      second.join(),
    );
    await shot('key');
    await page.keyboard.press('Escape');
    await type(page, 'Car-1/');
    const third = await suggest(page);
    for (const name of ['trips', 'driver']) assert.ok(third.includes(name), third.join());
    await shot('below');
    await type(page, 'test');
    await waitForSuggestions(page);
    await acceptSuggestion(page, 'test.fleet.lorry');
    await page.keyboard.press('Escape');
    await page.keyboard.press('End');
    await type(page, '\nContent-Type: application/json');
    // A list of values that is open would take the next Enter.
    await page.keyboard.press('Escape');
    await type(page, '\n\n');
    await typeBracket(page, '{', '{}');
    await type(page, '\n"');
    await waitForSuggestions(page);
    await askFor(page, 'Control+Space', page.locator('.suggest-details-container'));
    await shot('properties');
    await acceptSuggestion(page, 'colour');
    await waitForSuggestions(page);
    await shot('values');
    await acceptSuggestion(page, 'blue');
    await page.keyboard.press('Escape');
    assert.match(
      await visibleText(page),
      /lorry\nContent-Type: application\/json\n\n\{\n {2}"colour": "blue"\n\}/,
    );

    assert.match(await hoverAt(page, 'colour'), /Paints that the yard has|colour/);
    await shot('hover');
    await page.keyboard.press('Escape');
    assert.match(await hoverAt(page, 'vehicles'), /lorry|vehicle/);
    await shot('url-hover');
    await page.keyboard.press('Escape');

    await goTo(page, 1);
    await clickCodeLens(page, 'Send PATCH');
    await allowSignIn(page);
    await webview(page).getByText('The object was changed.').first().waitFor();
    const said = await webviewText(page);
    for (const text of ['Car-1', 'blue', 'axles']) assert.ok(said.includes(text), `${text} in ${said}`);
    await shot('object');
    await setTheme(page, 'high-contrast-dark');
    await shot('object-high-contrast');
    await setTheme(page, 'light');
    await shot('object-light');
  },
);
