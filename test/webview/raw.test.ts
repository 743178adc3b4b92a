import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { type Harness, type Running, settle, startHarness } from './harness.ts';
import { elementCount } from './reading.ts';
import * as samples from './samples.ts';

const view = (page: Page) => page.getByRole('region', { name: /^Body of the answer/ });
const lines = (page: Page) =>
  page.locator('text-view .raw-line').evaluateAll((all) => all.map((line) => line.textContent ?? ''));

/** What Ctrl+C puts on the clipboard. */
async function copied(page: Page): Promise<string> {
  await page.evaluate(() => navigator.clipboard.writeText('nothing was copied'));
  await page.keyboard.press('Control+c');
  return page.evaluate(() => navigator.clipboard.readText());
}

describe('the raw view', () => {
  let harness: Harness;
  let running: Running;
  let page: Page;
  before(async () => {
    harness = await startHarness();
  });
  after(() => harness.close());
  beforeEach(async () => {
    await running?.close();
    running = await harness.open();
    page = running.page;
  });
  const showRaw = async (raw: string) => {
    await running.show({ ...samples.object, raw });
    await page.getByRole('tab', { name: 'Raw' }).click();
    await settle(page);
  };

  it('numbers and colours the lines of JSON', async () => {
    await showRaw('{\n  "a": [1.50, true],\n  "b": "x: 1"\n}');
    deepEqual(await lines(page), ['1{', '2  "a": [1.50, true],', '3  "b": "x: 1"', '4}']);
    deepEqual(await page.locator('text-view .name').allTextContents(), ['"a"', '"b"']);
    deepEqual(await page.locator('text-view .number').allTextContents(), ['1.50']);
    deepEqual(await page.locator('text-view .word').allTextContents(), ['true']);
    deepEqual(await page.locator('text-view .string').allTextContents(), ['"x: 1"']);
  });

  it('draws only the lines in view of 5 MB, wherever it is scrolled to', async () => {
    await running.show(samples.large(5));
    await page.getByRole('tab', { name: 'Raw' }).click();
    await settle(page);
    ok((await elementCount(page)) < 4000, `${await elementCount(page)} elements`);
    match((await lines(page))[0] ?? '', /^1\{$/);
    await view(page).evaluate((scroller) => scroller.scrollTo(0, scroller.scrollHeight));
    await settle(page);
    equal((await lines(page)).at(-1), '43334}');
    const bottom = await page.locator('text-view .raw-line').last().boundingBox();
    ok(
      bottom && bottom.y + bottom.height <= 721,
      `the last line ends at ${bottom && bottom.y + bottom.height}`,
    );
    await view(page).evaluate((scroller) => scroller.scrollTo(0, scroller.scrollHeight / 2));
    await settle(page);
    ok((await elementCount(page)) < 4000);
    ok((await lines(page)).length > 20);
  });

  it('reaches the last of more lines than a browser can lay out', async () => {
    const many = `${'x\n'.repeat(2_000_000)}end`;
    await showRaw(many);
    await view(page).evaluate((scroller) => scroller.scrollTo(0, scroller.scrollHeight));
    await settle(page);
    equal((await lines(page)).at(-1), '2000001end');
    const box = await page.locator('text-view .raw-line').last().boundingBox();
    ok(box && box.y < 720 && box.y > 600, JSON.stringify(box));
  });

  it('scrolls by keyboard', async () => {
    await running.show(samples.large(1));
    await page.getByRole('tab', { name: 'Raw' }).click();
    await view(page).focus();
    await page.keyboard.press('End');
    await page.waitForFunction(
      (last) =>
        document
          .querySelector('response-page')
          ?.shadowRoot?.querySelector('text-view')
          ?.shadowRoot?.textContent?.includes(last),
      ']',
    );
    await page.keyboard.press('PageUp');
    ok((await view(page).evaluate((scroller) => scroller.scrollTop)) > 1000);
  });

  it('does not wrap, and shows a line that is too long for a row in several', async () => {
    const body = 'b'.repeat(5001);
    await showRaw(body);
    const shown = await lines(page);
    deepEqual(
      shown.map((line) => line.length),
      [2001, 2000, 1001],
    );
    equal(shown.join('').replace(/^1/, ''), body);
    const heights = await page
      .locator('text-view .raw-line')
      .evaluateAll((all) => all.map((line) => line.getBoundingClientRect().height));
    equal(new Set(heights).size, 1);
  });

  it('copies everything, drawn or not', async () => {
    const response = samples.large(1);
    await running.show(response);
    await page.getByRole('tab', { name: 'Raw' }).click();
    await page.getByRole('button', { name: 'Copy the body' }).click();
    const message = (await running.posted()).at(-1);
    ok(message?.type === 'copy' && message.text === response.raw, 'all of the body');
    await view(page).focus();
    await page.keyboard.press('Control+a');
    ok((await copied(page)) === response.raw, 'all of the body');
    await page.keyboard.press('Escape');
    equal(await copied(page), 'nothing was copied');
  });

  it('copies a selection as the service sent it, without line numbers and chips', async () => {
    await showRaw('first\nwi\u202eth\nthird');
    await page.locator('text-view .raw-line').nth(1).getByText('U+202E').waitFor();
    await page.evaluate(() => {
      const root = document
        .querySelector('response-page')
        ?.shadowRoot?.querySelector('text-view')?.shadowRoot;
      const all = root?.querySelectorAll('.raw-line bdi');
      if (all?.length !== 3) throw new Error('three lines expected');
      const text = (line: Element | undefined) =>
        [...(line?.childNodes ?? [])].find((node) => node instanceof Text && node.data !== '') as Text;
      getSelection()?.setBaseAndExtent(text(all[0]), 2, text(all[2]), 3);
    });
    equal(await copied(page), 'rst\nwi\u202eth\nthi');
  });

  it('keeps a selection while the view scrolls', async () => {
    await running.show(samples.large(1));
    await page.getByRole('tab', { name: 'Raw' }).click();
    await settle(page);
    const box = await view(page).boundingBox();
    ok(box);
    await page.mouse.move(box.x + 100, box.y + 30);
    await page.mouse.down();
    await page.mouse.move(box.x + 200, box.y + 100);
    await view(page).evaluate((scroller) => scroller.scrollTo(0, 5000));
    await settle(page);
    await page.mouse.move(box.x + 201, box.y + 120);
    await page.mouse.up();
    const text = await copied(page);
    ok(text.split('\n').length > 200, `${text.split('\n').length} lines`);
    ok(samples.large(1).raw?.includes(text), text.slice(0, 200));
  });

  it('keeps its place when the tab is left and chosen again', async () => {
    await running.show(samples.large(1));
    await page.getByRole('tab', { name: 'Raw' }).click();
    await view(page).evaluate((scroller) => scroller.scrollTo(0, 3000));
    await settle(page);
    await page.getByRole('tab', { name: 'Headers' }).click();
    await page.getByRole('tab', { name: 'Raw' }).click();
    await settle(page);
    equal(await view(page).evaluate((scroller) => scroller.scrollTop), 3000);
    ok((await lines(page))[30]?.startsWith('1'));
  });
});
