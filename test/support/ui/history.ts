import type { Locator, Page } from 'playwright-core';
import { runCommand } from './quickInput.ts';

/** Opens the view of the history. */
export async function openHistory(page: Page): Promise<void> {
  await runCommand(page, 'Graph HTTP: Show History');
  await pane(page).locator('.pane-body').waitFor();
}

/** The part of the side bar that the history has, below that of the endpoints. */
function pane(page: Page): Locator {
  return page
    .locator('.part.sidebar .pane')
    .filter({ has: page.locator('.pane-header', { hasText: 'History' }) });
}

/** The rows of the history whose text contains this. */
export function historyRows(page: Page, text: string | RegExp): Locator {
  return pane(page).locator('.monaco-list-row').filter({ hasText: text });
}

/** Chooses an item of the context menu of a row. */
export async function chooseOfRow(page: Page, row: Locator, item: string): Promise<void> {
  await row.click({ button: 'right' });
  // A menu that has just opened takes no click yet, so that nothing is chosen by accident.
  const choice = page
    .locator('.context-view .monaco-menu')
    .getByRole('menuitem', { name: item, exact: true });
  await choice.hover();
  await page.keyboard.press('Enter');
  await choice.waitFor({ state: 'hidden' });
}
