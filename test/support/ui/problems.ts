import type { Page } from 'playwright-core';

/** Opens the Problems panel and reads its rows: files and the problems below them, as they are shown. */
export async function problems(page: Page): Promise<string[]> {
  const panel = page.locator('.markers-panel');
  if (!(await panel.isVisible())) await page.keyboard.press('Control+Shift+M');
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
