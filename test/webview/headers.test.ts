import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { type Running, settle } from './harness.ts';
import { sharedPage } from './pages.ts';
import { focused, shownText } from './reading.ts';
import * as samples from './samples.ts';

const table = (page: Page) => page.locator('header-table:visible');
const names = (page: Page) => table(page).getByRole('rowheader').locator('.name').allInnerTexts();
const card = (page: Page) => table(page).locator('.hover-card');
const { responseHeaders } = samples.manyHeaders;

describe('the Headers tab', () => {
  let running: Running;
  let page: Page;
  sharedPage(async (opened) => {
    running = opened;
    page = opened.page;
    await running.show(samples.manyHeaders);
    await page.getByRole('tab', { name: 'Headers' }).click();
  });

  const last = async () => (await running.posted()).at(-1);

  it('has every header in the order in which it came, doubles too', async () => {
    deepEqual(
      await names(page),
      responseHeaders.map(({ name }) => name),
    );
    equal((await names(page)).filter((name) => name === 'Link').length, 2);
    const box = await table(page).getByText('vvv').first().boundingBox();
    ok((box?.height ?? 0) > 30, 'long values wrap');
  });

  it('copies one and all', async () => {
    await page.getByRole('button', { name: 'Copy the value of etag' }).click();
    deepEqual(await last(), { type: 'copy', text: 'W/"JzEtYXBpQ29ubmVjdG9yLzI="', what: 'etag' });
    await page.getByRole('button', { name: 'Copy the response headers' }).click();
    deepEqual(await last(), {
      type: 'copy',
      text: responseHeaders.map(({ name, value }) => `${name}: ${value}`).join('\n'),
      what: 'the response headers',
    });
  });

  it('explains those that are known, where the pointer rests on them', async () => {
    await table(page).getByRole('button', { name: 'Retry-After', exact: true }).hover();
    await card(page).getByText('Wait 2 min 5 s.').waitFor();
    match(await shownText(card(page)), /How long to wait/);
    await table(page).getByRole('button', { name: 'x-ms-ags-diagnostic', exact: true }).hover();
    await card(page).getByText('Data centre: North Europe').waitFor();
    await page.mouse.move(5, 5);
    await card(page).waitFor({ state: 'hidden' });
  });

  it('goes from row to row by arrow keys, and explains what has the focus', async () => {
    const first = table(page).getByRole('button', { name: 'content-type', exact: true });
    await first.focus();
    await page.keyboard.press('ArrowDown');
    equal(await focused(page), 'request-id');
    await card(page).getByText('Microsoft support finds the request by it').waitFor();
    await page.keyboard.press('Escape');
    await card(page).waitFor({ state: 'hidden' });
    await page.keyboard.press('Tab');
    equal(await focused(page), 'Copy the value of request-id');
    await page.keyboard.press('End');
    equal(await focused(page), 'x-own-header');
    const described = await table(page).getByRole('button', { name: 'Sunset', exact: true }).ariaSnapshot();
    match(described, /Sunset/);
    const about = await table(page)
      .getByRole('button', { name: 'Sunset', exact: true })
      .evaluate(
        (button) =>
          (button.getRootNode() as ShadowRoot).getElementById(button.getAttribute('aria-describedby') ?? '')
            ?.textContent,
      );
    match(about ?? '', /may no longer answer/);
  });

  it('filters many by name or value, says how many are left, and copies all of them still', async () => {
    const filter = page.getByRole('textbox', { name: 'Filter headers by name or value' });
    await filter.fill('SUNSET');
    deepEqual(await names(page), ['Sunset', 'Link']);
    equal(await table(page).getByRole('status').textContent(), '2 of 15 headers');
    await page.getByRole('button', { name: 'Copy the response headers' }).click();
    const copied = await last();
    ok(copied?.type === 'copy' && copied.text.includes('x-own-header'));
    await filter.fill('nothing like it');
    match(await shownText(table(page)), /No header matches “nothing like it”\./);
    await filter.press('Escape');
    equal((await names(page)).length, responseHeaders.length);
    await filter.fill('link');
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await settle(page);
    equal((await names(page)).length, responseHeaders.length);
  });

  it('has no filter for few, and explains what went out as the editor does', async () => {
    await running.show({ ...samples.object, id: 'few' });
    equal(await page.getByRole('textbox', { name: 'Filter headers by name or value' }).count(), 0);
    await page.getByRole('tab', { name: 'Request' }).click();
    await table(page).getByRole('button', { name: 'authorization', exact: true }).hover();
    await card(page).getByText('It is never shown, kept or copied.').waitFor();
    deepEqual(running.faults, []);
  });
});
