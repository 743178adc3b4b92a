/** What a person can bring the page into: menus, cards, searches and filters, to be pictured and checked. */
import { type Running, settle } from './harness.ts';
import * as samples from './samples.ts';

/** Brings a page that runs into a state. */
type Reach = (running: Running) => Promise<void>;

/** How to reach each state, from any other one. */
export const STATES: Readonly<Record<string, Reach>> = {
  'row with the focus': async (running) => {
    const { page } = running;
    await onTab(running, samples.object, 'Object');
    await page.getByRole('row', { name: /^displayName/ }).focus();
    await page.getByRole('button', { name: 'More for displayName' }).waitFor();
  },
  'description unfolded': async (running) => {
    const { page } = running;
    await onTab(running, samples.object, 'Object');
    await page.getByRole('row', { name: /^displayName/ }).focus();
    await page.keyboard.press(' ');
    await page.getByRole('button', { name: 'Hide the description of displayName' }).waitFor();
    await page.mouse.move(0, 0);
  },
  'menu of a row': async (running) => {
    const { page } = running;
    await onTab(running, samples.object, 'Object');
    await page.getByRole('row', { name: /^id/ }).focus();
    await settle(page);
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem').first().waitFor();
  },
  'card of a row': async (running) => {
    const { page } = running;
    await onTab(running, samples.object, 'Object');
    await page
      .getByRole('row', { name: /^targetUrl/ })
      .locator('.name-text')
      .hover();
    await page.locator('property-table .hover-card').waitFor();
  },
  'card of the time': async (running) => {
    const { page } = running;
    await onTab(running, samples.cut, 'Raw');
    await page.locator('.timing').hover();
    await page.locator('response-summary .hover-card').waitFor();
  },
  'everything unfolded': async (running) => {
    await onTab(running, samples.many, 'Object');
    await running.page.getByRole('button', { name: 'Unfold all' }).click();
  },
  'filter that finds': async (running) => {
    await filter(running, 'app');
  },
  'filter that finds nothing': async (running) => {
    await filter(running, 'no such property');
  },
  'search in the raw body': async (running) => {
    const { page } = running;
    await onTab(running, samples.hostile, 'Raw');
    await page.locator('text-view .cm-line').nth(1).click();
    await page.getByRole('button', { name: 'Wrap long lines' }).click();
    await page.getByRole('button', { name: 'Copy the JSON path at the cursor' }).waitFor();
    await page.getByRole('button', { name: 'Find in the body' }).click();
    await page.keyboard.type('a');
    await page.keyboard.press('Enter');
    await page.locator('text-view .cm-searchMatch-selected').waitFor();
  },
  'way to a line of the raw body': async (running) => {
    const { page } = running;
    await onTab(running, samples.object, 'Raw');
    await page.getByRole('button', { name: 'Go to a line' }).click();
    await page.locator('text-view .cm-panels input').first().waitFor();
  },
  'menu of forms': async (running) => {
    const { page } = running;
    await onTab(running, samples.object, 'Request');
    await page.getByRole('button', { name: 'Copy As…' }).click();
    await page.getByRole('menuitem').first().waitFor();
  },
  'folded raw body': async (running) => {
    const { page } = running;
    await onTab(running, samples.object, 'Raw');
    await page.locator('text-view .cm-foldGutter .icon').nth(1).click();
    await page.locator('text-view .folded').waitFor();
  },
  'button with the focus': async (running) => {
    const { page } = running;
    await onTab(running, samples.badRequest, 'Error');
    await page.getByRole('button', { name: 'Send Again' }).focus();
    await page.getByRole('button', { name: 'Show Request' }).hover();
  },
};

async function onTab({ page, show }: Running, response: typeof samples.object, tab: string): Promise<void> {
  await page.mouse.move(0, 0);
  await show(response);
  await page.getByRole('tab', { name: tab, exact: true }).click();
  await settle(page);
}

async function filter(running: Running, text: string): Promise<void> {
  const { page } = running;
  await onTab(running, samples.many, 'Object');
  await page.getByRole('textbox', { name: 'Filter properties by name or value' }).fill(text);
  await page.getByRole('button', { name: 'Clear the filter' }).waitFor();
}
