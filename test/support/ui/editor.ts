import type { Locator, Page } from 'playwright-core';
import { putPointerAside } from './dialogs.ts';

/** The text editor that has the focus, or the first one. */
function editor(page: Page): Locator {
  return page.locator('.editor-group-container.active .editor-instance .monaco-editor').first();
}

/** The visible lines of the active editor as text, with plain spaces. */
export async function visibleText(page: Page): Promise<string> {
  const lines = await editor(page)
    .locator('.view-line')
    .evaluateAll((all) =>
      all
        .map((line) => ({ top: Number.parseFloat(line.style.top), text: line.textContent ?? '' }))
        .sort((a, b) => a.top - b.top)
        .map(({ text }) => text),
    );
  return lines.join('\n').replaceAll('\u00a0', ' ');
}

/** Puts the cursor behind a position, both counted from 1, and gives the editor the focus. */
export async function goTo(page: Page, line: number, column = 1): Promise<void> {
  await page.keyboard.press('Control+G');
  await page.locator('.quick-input-widget:visible input').last().fill(`:${line}:${column}`);
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget:visible').waitFor({ state: 'hidden' });
}

/** Finds a text in the file that is open, selects it and brings it into view. */
export async function select(page: Page, text: string): Promise<void> {
  await focusEditor(page);
  await page.keyboard.press('Control+F');
  const find = page.locator('.find-widget.visible');
  await find.locator('.find-part textarea, .find-part input').first().fill(text);
  await find
    .locator('.matchesCount')
    .filter({ hasText: /\d+ of \d+/ })
    .waitFor();
  await page.keyboard.press('Escape');
  await editor(page).locator('.selected-text').first().waitFor();
}

/** Gives the active editor the focus without moving its cursor. */
export async function focusEditor(page: Page): Promise<void> {
  await page.keyboard.press('Control+1');
}

/** Types at the cursor as a keyboard does: the editor's own completion of brackets takes part. */
export async function type(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text, { delay: 15 });
}

/** Pastes a text at the cursor, or over what is selected. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await page.keyboard.press('Control+V');
}

/** Pastes a text over the whole file. */
export async function replaceAll(page: Page, text: string): Promise<void> {
  await focusEditor(page);
  await page.keyboard.press('Control+A');
  await paste(page, text);
}

/** Saves the active file. */
export async function save(page: Page): Promise<void> {
  await page.keyboard.press('Control+S');
  await page.locator('.tab.active:not(.dirty)').waitFor();
}

/** The CodeLens links above the requests whose text contains this. */
export function codeLenses(page: Page, text: string | RegExp): Locator {
  return page.locator('.editor-instance .codelens-decoration a').filter({ hasText: text });
}

/** Clicks a CodeLens by its text, the first of them unless `index` says which. */
export async function clickCodeLens(page: Page, text: string | RegExp, index = 0): Promise<void> {
  await codeLenses(page, text).nth(index).click();
  await putPointerAside(page);
}

/** Rests the mouse on a text of the open file; gives what the hover says. */
export async function hoverAt(page: Page, text: string): Promise<string> {
  await select(page, text);
  const place = await editor(page).locator('.selected-text').first().boundingBox();
  if (!place) throw new Error(`"${text}" is not on the screen.`);
  await page.mouse.move(place.x + place.width / 2 - 2, place.y + place.height / 2);
  await page.mouse.move(place.x + place.width / 2, place.y + place.height / 2);
  const hover = page.locator('.monaco-hover:not(.hidden) .monaco-hover-content').first();
  await hover.waitFor();
  return hover.innerText();
}

/** Asks for completions at the cursor; gives the labels on offer. */
export async function suggest(page: Page): Promise<string[]> {
  await page.keyboard.press('Control+Space');
  const rows = page.locator('.suggest-widget.visible .monaco-list-row');
  await rows.first().waitFor();
  return rows.locator('.label-name').allInnerTexts();
}

/** Takes a completion that is on offer by its label. */
export async function acceptSuggestion(page: Page, label: string): Promise<void> {
  const rows = page.locator('.suggest-widget.visible .monaco-list-row');
  await rows
    .filter({ has: page.getByText(label, { exact: true }) })
    .first()
    .click();
}
