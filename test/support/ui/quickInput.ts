import type { Locator, Page } from 'playwright-core';

/** The box at the top of the window: command palette, quick open, picks and questions. */
function box(page: Page): Locator {
  return page.locator('.quick-input-widget:visible');
}

function input(page: Page): Locator {
  return box(page).locator('.quick-input-filter input, .quick-input-header input').last();
}

/** The rows that are offered now, whose label or detail contains the text. */
function rows(page: Page, text: string | RegExp): Locator {
  return box(page).locator('.quick-input-list .monaco-list-row').filter({ hasText: text });
}

/** More steps than any list here has rows. */
const mostSteps = 100;

/** Goes down the list to the first row that matches and takes it: rows come and go while a list fills. */
async function take(page: Page, wanted: Locator): Promise<void> {
  await wanted.first().waitFor();
  const focused = wanted.and(page.locator('.focused'));
  for (let steps = 0; (await focused.count()) === 0; steps++) {
    if (steps === mostSteps) throw new Error('The row could not be reached with the arrow keys.');
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
}

/**
 * Runs a command of the palette by its title, `Category: Title` where it has a category. A palette that was opened right
 * after a reload lacks the commands of extensions, and does not get them: it is opened again.
 */
export async function runCommand(page: Page, title: string): Promise<void> {
  const label = page.locator('.label-name').getByText(title, { exact: true });
  const wanted = rows(page, title).filter({ has: label });
  for (let attempt = 1; ; attempt++) {
    await ask(page, 'F1', `>${title}`);
    try {
      await wanted.first().waitFor({ timeout: patience });
      break;
    } catch (cause) {
      if (attempt === askings) throw cause;
      await page.keyboard.press('Escape');
    }
  }
  await take(page, wanted);
}

/** How often the box is asked for, and how long each time has, in milliseconds. */
const askings = 3;
const patience = 10_000;

/**
 * Opens the box at the top by its keys, and writes into it. Keys that are pressed while a webview takes or leaves the
 * focus get lost now and then, and a box that loses the focus to one closes: it is opened again.
 */
export async function ask(page: Page, keys: string, text: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    await page.keyboard.press(keys);
    try {
      await input(page).fill(text, { timeout: patience });
      return;
    } catch (cause) {
      if (attempt === askings) throw cause;
    }
  }
}

/** The titles that the palette offers for a text, best first. */
export async function commandsFor(page: Page, text: string): Promise<string[]> {
  await ask(page, 'F1', `>${text}`);
  await rows(page, /./).first().waitFor();
  const titles = await rows(page, /./).locator('.label-name').allInnerTexts();
  await page.keyboard.press('Escape');
  return titles;
}

/** Opens a file of the workspace by name with quick open and waits for its editor. */
export async function openFile(page: Page, name: string): Promise<void> {
  await ask(page, 'Control+P', name);
  await take(page, rows(page, name.split('/').at(-1) ?? name));
  await page
    .locator('.tab.active')
    .filter({ hasText: name.split('/').at(-1) ?? name })
    .waitFor();
  await page.locator('.editor-instance .view-lines').first().waitFor();
}

/** Chooses the row with this text in the list that is open now. */
export async function pick(page: Page, text: string | RegExp): Promise<void> {
  await take(page, rows(page, text));
}

/** What the open list offers, top to bottom. */
export async function choices(page: Page): Promise<string[]> {
  for (;;) {
    await rows(page, /./).first().waitFor();
    // The list is drawn anew when its rows change: for a moment there are none.
    const texts = await rows(page, /./).allInnerTexts();
    if (texts.length > 0) return texts;
  }
}

/** Types an answer into the question that is open now and confirms it. */
export async function answer(page: Page, text: string): Promise<void> {
  await input(page).fill(text);
  await page.keyboard.press('Enter');
}

/**
 * Types an answer and confirms it until what comes next shows: the dialog for files takes none while it reads a folder,
 * and puts the folder in the place of what was typed meanwhile.
 */
export async function answerUntil(page: Page, text: string, next: Locator): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    await input(page).fill(text);
    await page.waitForTimeout(300);
    await page.keyboard.press('Enter');
    try {
      await next.waitFor({ timeout: 4_000 });
      return;
    } catch (cause) {
      if (attempt === 6 || !(await input(page).isVisible())) throw cause;
    }
  }
}

/** What the open question asks, without its input. */
export async function question(page: Page): Promise<string> {
  return box(page).innerText();
}
