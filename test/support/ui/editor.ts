import type { Locator, Page } from 'playwright-core';
import { putPointerAside } from './dialogs.ts';
import { ask } from './quickInput.ts';

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
  await ask(page, 'Control+G', `:${line}:${column}`);
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget:visible').waitFor({ state: 'hidden' });
}

/** Finds a text in the file that is open, selects it and brings it into view. */
export async function select(page: Page, text: string): Promise<void> {
  await focusEditor(page);
  const find = page.locator('.find-widget.visible');
  await askFor(page, 'Control+F', find);
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

/**
 * Types an opening bracket that the editor closes by itself. It leaves that out while its colours are behind the text:
 * the bracket is taken back then and typed again.
 *
 * @param closed how the visible text ends when it is closed
 */
export async function typeBracket(page: Page, bracket: string, closed: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    await type(page, bracket);
    await page.keyboard.press('Escape');
    await page.waitForTimeout(settled);
    if ((await visibleText(page)).trimEnd().endsWith(closed)) return;
    if (attempt === askings) throw new Error(`The editor does not close ${bracket}.`);
    await page.keyboard.press('Backspace');
    await page.waitForTimeout(settled);
  }
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

/** Where the selection is drawn; the editor may draw it anew while it is looked for. */
async function placeOfSelection(page: Page) {
  const selected = editor(page).locator('.selected-text').first();
  for (let attempt = 0; attempt < 20; attempt++) {
    await selected.waitFor();
    const place = await selected.boundingBox();
    if (place) return place;
  }
  return undefined;
}

/** How often the mouse is put on a text before a hover is given up, and how long it rests there, in milliseconds. */
const hoverAttempts = 8;
const hoverRest = 2_500;

/**
 * Rests the mouse on a text of the open file; gives what the hover says. An editor that is busy forgets a mouse
 * that came too early, so that it moves away and back until something shows.
 */
export async function hoverAt(page: Page, text: string): Promise<string> {
  await select(page, text);
  const hover = page.locator('.monaco-hover:not(.hidden) .monaco-hover-content').first();
  for (let attempt = 1; ; attempt++) {
    const place = await placeOfSelection(page);
    if (!place) throw new Error(`"${text}" is not on the screen.`);
    const x = place.x + place.width / 2;
    const y = place.y + place.height / 2;
    await page.mouse.move(x, y + 60);
    await page.mouse.move(x - 2, y);
    await page.mouse.move(x, y);
    try {
      await hover.waitFor({ timeout: hoverRest });
      await hover.getByText('Loading...').waitFor({ state: 'hidden' });
      return await hover.innerText();
    } catch (cause) {
      if (attempt === hoverAttempts) throw cause;
    }
  }
}

/** How often something is asked of the editor, and how long each question has, in milliseconds. */
const askings = 6;
const patience = 4_000;

/** How long the editor gets to catch up with what was typed, in milliseconds. */
const settled = 400;

/**
 * Presses keys until what they ask for shows: an editor that draws problems or text anew in that moment drops the
 * question. Looks first whether it shows already, as a list that came up by itself.
 */
export async function askFor(page: Page, keys: string, wanted: Locator): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      if (attempt > 1 || !(await wanted.isVisible())) await page.keyboard.press(keys);
      await wanted.waitFor({ timeout: patience });
      return;
    } catch (cause) {
      if (attempt === askings) throw cause;
    }
  }
}

/**
 * Opens the quick fixes at the cursor; gives their menu. A menu without the wanted one was made before the problems
 * were drawn: it is closed and asked for again.
 */
export async function openQuickFixes(page: Page, title?: string | RegExp): Promise<Locator> {
  const menu = page.locator('.action-widget').first();
  const wanted = title === undefined ? menu : menu.getByText(title).first();
  for (let attempt = 1; ; attempt++) {
    await askFor(page, 'Control+.', menu);
    try {
      await wanted.waitFor({ timeout: patience });
      return menu;
    } catch (cause) {
      if (attempt === askings) throw cause;
      await page.keyboard.press('Escape');
    }
  }
}

/**
 * Types a character until completions come up by themselves. They are never asked for: the editor takes a completion
 * that was asked for with Enter even where it changes nothing.
 */
export async function typeUntilOffered(page: Page, character: string): Promise<void> {
  const rows = page.locator('.suggest-widget.visible .monaco-list-row').first();
  for (let attempt = 1; ; attempt++) {
    await type(page, character);
    await page.waitForTimeout(settled);
    try {
      await rows.waitFor({ timeout: patience });
      return;
    } catch (cause) {
      if (attempt === askings) throw cause;
      await page.keyboard.press('Backspace');
      await page.waitForTimeout(settled);
    }
  }
}

/** Waits until completions are on offer, such as those that come up by typing, and asks where they do not. */
export async function waitForSuggestions(page: Page): Promise<void> {
  const rows = page.locator('.suggest-widget.visible .monaco-list-row').first();
  await rows.waitFor({ timeout: patience }).catch(() => askFor(page, 'Control+Space', rows));
}

/** Asks for completions at the cursor; gives the labels on offer. */
export async function suggest(page: Page): Promise<string[]> {
  const rows = page.locator('.suggest-widget.visible .monaco-list-row');
  await askFor(page, 'Control+Space', rows.first());
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
