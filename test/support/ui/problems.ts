import type { Page } from 'playwright-core';

/** Opens the Problems panel and reads its rows: files and the problems below them, as they are shown. */
export async function problems(page: Page): Promise<string[]> {
  const panel = page.locator('.markers-panel');
  // The key closes a panel that something else is just opening.
  await panel.waitFor({ timeout: 3_000 }).catch(() => page.keyboard.press('Control+Shift+M'));
  await panel.waitFor();
  const rows = panel.locator('.monaco-list-row');
  await rows.or(panel.getByText('No problems have been detected')).first().waitFor();
  return (await rows.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim());
}

/** Waits until the Problems panel shows this text. */
export async function waitForProblem(page: Page, text: string | RegExp): Promise<void> {
  await problems(page);
  await page.locator('.markers-panel .monaco-list-row').filter({ hasText: text }).first().waitFor();
}

/** Waits until the Problems panel shows these problems, in this order, and no other; of a hint it never knows. */
export async function waitForProblems(page: Page, texts: readonly string[]): Promise<void> {
  await problems(page);
  const panel = page.locator('.markers-panel');
  if (texts.length === 0) {
    await panel.getByText('No problems have been detected').first().waitFor();
    return;
  }
  const rows = panel.locator('.monaco-list-row').filter({ has: page.locator('.marker-icon, .codicon') });
  for (const text of texts) await rows.filter({ hasText: text }).first().waitFor();
  await panel.locator(`.monaco-list-row:nth-child(${texts.length + 1})`).waitFor();
  const shown = await panel.locator('.monaco-list-row').count();
  if (shown !== texts.length + 1) throw new Error(`There are ${shown - 1} problems, not ${texts.length}.`);
}
