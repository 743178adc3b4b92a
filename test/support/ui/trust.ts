import type { Page } from 'playwright-core';
import { statusBarItem } from './dialogs.ts';
import { runCommand } from './quickInput.ts';

/**
 * Trusts the workspace of an editor that was opened with `trust: true`, as a person does. Such an editor starts in
 * restricted mode and says so in its status bar and a banner.
 */
export async function trustWorkspace(page: Page): Promise<void> {
  const editor = page.locator('.workspace-trust-editor');
  if (!(await editor.isVisible())) await runCommand(page, 'Workspaces: Manage Workspace Trust');
  await editor.getByRole('button', { name: 'Trust', exact: true }).click();
  await statusBarItem(page, 'Restricted Mode').waitFor({ state: 'hidden' });
}
