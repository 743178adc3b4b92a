import type { Page } from 'playwright-core';
import { pick, runCommand } from './quickInput.ts';

/** The themes that pictures are taken in: the editor's own names, and the class that the workbench then has. */
export const themes = {
  dark: { label: 'Dark Modern', className: 'vs-dark' },
  light: { label: 'Light Modern', className: 'vs' },
  'high-contrast-dark': { label: 'Dark High Contrast', className: 'hc-black' },
  'high-contrast-light': { label: 'Light High Contrast', className: 'hc-light' },
} as const;

export type Theme = keyof typeof themes;

/** Changes the colour theme as a person does, and waits until the workbench wears it. */
export async function setTheme(page: Page, theme: Theme): Promise<void> {
  const { label, className } = themes[theme];
  await runCommand(page, 'Preferences: Color Theme');
  await page.locator('.quick-input-widget:visible input').last().fill(label);
  await pick(page, label);
  await page.locator(`.monaco-workbench.${className}`).waitFor();
}
