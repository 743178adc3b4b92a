import type { Locator, Page } from 'playwright-core';

/** The modal dialog that is open now. */
export function dialog(page: Page): Locator {
  return page.locator('.monaco-dialog-box');
}

/** Waits for a dialog whose text contains this and presses one of its buttons; gives what it said. */
export async function answerDialog(page: Page, text: string | RegExp, button: string): Promise<string> {
  const open = dialog(page).filter({ hasText: text });
  await open.waitFor();
  const said = await open.locator('.dialog-message-row').innerText();
  await open.getByRole('button', { name: button, exact: true }).click();
  await open.waitFor({ state: 'hidden' });
  await putPointerAside(page);
  return said;
}

/** Moves the mouse where nothing answers to it: what lay below a dialog or link would look hovered. */
export async function putPointerAside(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
}

/** Accepts the editor's own consent dialog: "The extension … wants to sign in using …". Gives what it said. */
export async function allowSignIn(page: Page): Promise<string> {
  return answerDialog(page, 'wants to sign in', 'Allow');
}

/** The notification that contains this text; waits for it. */
export async function notification(page: Page, text: string | RegExp): Promise<Locator> {
  const toast = page
    .locator('.notifications-toasts .notification-list-item')
    .filter({ hasText: text })
    .first();
  await toast.waitFor();
  return toast;
}

/** Presses a button of the notification that contains this text. */
export async function answerNotification(page: Page, text: string | RegExp, button: string): Promise<void> {
  const toast = await notification(page, text);
  await toast.hover();
  await toast.getByRole('button', { name: button, exact: true }).click();
}

/** The status bar entry whose text contains this. */
export function statusBarItem(page: Page, text: string | RegExp): Locator {
  return page.locator('.part.statusbar .statusbar-item').filter({ hasText: text });
}
