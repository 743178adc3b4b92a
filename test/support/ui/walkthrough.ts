import type { Locator, Page } from 'playwright-core';
import { runCommand } from './quickInput.ts';

/** More presses of Tab than a page of the walkthrough has places for the focus. */
const mostSteps = 40;

/** Opens the walkthrough as a person does, and waits for its first step. */
export async function openWalkthrough(page: Page): Promise<void> {
  // The palette has the commands of an extension once its views are there.
  await page.locator('.activitybar').getByRole('tab', { name: 'Graph HTTP' }).waitFor();
  await runCommand(page, 'Graph HTTP: Get Started');
  await step(page, 'open').waitFor();
}

/** A step of the walkthrough that is open, by its id in package.json. */
export function step(page: Page, id: string): Locator {
  return page.locator(`.getting-started-step[data-step-id$="#${id}"]`);
}

/** Waits until a step is ticked. */
export async function waitUntilDone(page: Page, id: string): Promise<void> {
  await page.locator(`.getting-started-step[data-step-id$="#${id}"][aria-checked="true"]`).waitFor();
}

/** The ids of the steps that are ticked, in order. */
export async function stepsDone(page: Page): Promise<string[]> {
  const ids = await page
    .locator('.getting-started-step[aria-checked="true"]')
    .evaluateAll((all) => all.map((each) => each.getAttribute('data-step-id') ?? ''));
  return ids.map((id) => id.slice(id.lastIndexOf('#') + 1));
}

/** Goes to a step with the arrow keys, and with Tab to one of its buttons, and presses it. */
export async function pressButton(page: Page, id: string, button: string): Promise<void> {
  await step(page, id).focus();
  await page.keyboard.press('Enter');
  await step(page, id).and(page.locator('.expanded')).waitFor();
  const wanted = step(page, id).getByRole('button', { name: button });
  await wanted.waitFor();
  const focused = wanted.and(page.locator(':focus'));
  for (let presses = 0; (await focused.count()) === 0; presses++) {
    if (presses === mostSteps) throw new Error(`Tab does not reach ${button}.`);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
}
