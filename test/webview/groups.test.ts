import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { type Running, settle } from './harness.ts';
import { freshPages } from './pages.ts';
import { focused, shownText } from './reading.ts';
import { rowsOf } from './rows.ts';
import * as samples from './samples.ts';

const row = (page: Page, name: string) =>
  page.locator('property-table .chunk .row').filter({
    has: page.locator('.name-text', { hasText: new RegExp(`^${name.replace(/\W/g, '\\$&')}$`) }),
  });
const names = (page: Page) =>
  page
    .locator('property-table .chunk .name-text')
    .evaluateAll((all) => all.map((each) => each.textContent?.trim()));

describe('the object', () => {
  let running: Running;
  let page: Page;
  freshPages(
    (opened) => {
      running = opened;
      page = opened.page;
    },
    { width: 1200 },
  );

  const lastPosted = async () => (await running.posted()).at(-1);

  it('is grouped, its empty properties folded away with their count', async () => {
    await running.show(samples.many);
    const shown = await names(page);
    deepEqual(
      shown.filter((name) => /^[A-Z]/.test(name ?? '')),
      ['Sent', 'Not sent', 'Read-only', 'Empty'],
    );
    match(await shownText(row(page, 'Empty')), /^Empty \d+$/);
    ok(!shown.includes('homepage'));
    await row(page, 'Empty').focus();
    await page.keyboard.press('ArrowRight');
    ok((await names(page)).includes('homepage'));
    await page.getByRole('textbox').fill('homepage');
    deepEqual(await names(page), ['Empty', 'homepage']);
    equal(await page.locator('.found').textContent(), '1 of 42');
    match(await shownText(row(page, 'Empty')), /^Empty 1 of \d+$/);
    await page.getByRole('textbox').fill('');
    match(await shownText(row(page, 'Empty')), /^Empty \d+$/);
  });

  it('shows a collection of objects as a small table: names first, identifiers last, at most five', async () => {
    await running.show(samples.page);
    deepEqual(await page.locator('.names .cell').allTextContents(), [
      'displayName',
      'city',
      'createdDateTime',
      'accountEnabled',
      'department',
    ]);
    match(await shownText(row(page, '[0]')), /\[0\] Adele Vance Oslo 11\/24\/25, 9:12\sAM true Retail$/);
    const [name, cell] = await page.locator('[data-column=city]').evaluateAll((cells) => {
      const heading = document
        .querySelector('response-page')
        ?.shadowRoot?.querySelector('object-panel')
        ?.shadowRoot?.querySelector('property-table')
        ?.shadowRoot?.querySelectorAll('.names .cell')[1];
      return [heading?.getBoundingClientRect().left, cells[0]?.getBoundingClientRect().left];
    });
    equal(name, cell);
    await row(page, '[0]').focus();
    await page.keyboard.press('ArrowRight');
    ok((await names(page)).includes('jobTitle'));
  });

  it('shows a moment by the clock of the person, and as it was sent under the pointer and in a copy', async () => {
    await running.show(samples.many);
    const time = row(page, 'createdDateTime').locator('time');
    match((await time.textContent()) ?? '', /^Nov 24, 2025, 9:12:31\sAM$/);
    await time.scrollIntoViewIfNeeded();
    await settle(page);
    await time.hover();
    await page.getByRole('tooltip').getByText('2025-11-24T09:12:31.4711Z').waitFor();
    await row(page, 'createdDateTime').hover();
    await page.getByRole('button', { name: 'Copy the value of createdDateTime' }).click();
    deepEqual(await lastPosted(), {
      type: 'copy',
      text: '2025-11-24T09:12:31.4711Z',
      what: 'the value of createdDateTime',
    });
  });

  it('says more about the row that the keyboard is on', async () => {
    await running.show(samples.many);
    await page.getByRole('textbox').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.getByRole('tooltip').getByText('Whether the agent may sign in.').waitFor();
    equal(await row(page, 'accountEnabled').getAttribute('aria-describedby'), 'card');
    await page.keyboard.press('Escape');
    await page.getByRole('tooltip').waitFor({ state: 'hidden' });
  });

  it('shortens identifiers where there is no room, long links and binary data always; a selection has all', async () => {
    const link = `https://contoso.example/reports/${'x'.repeat(80)}/the-end`;
    const binary = 'aGVsbG8x'.repeat(20);
    const shown = {
      ...samples.object,
      id: 'long',
      rows: rowsOf({ guid: samples.object.requestId, link, binary }),
    };
    await running.show(shown);
    const dots = (name: string) =>
      row(page, name)
        .locator('.middle')
        .evaluate((middle) => getComputedStyle(middle).fontSize === '0px');
    deepEqual([await dots('guid'), await dots('link'), await dots('binary')], [false, true, true]);
    match(await shownText(row(page, 'binary')), /120 B string$/);
    await page.setViewportSize({ width: 600, height: 700 });
    equal(await dots('guid'), true);
    equal(await row(page, 'guid').locator('.exact').textContent(), samples.object.requestId);
    equal(await row(page, 'link').locator('.exact').textContent(), link);
  });

  it('says what a member of an enumeration means', async () => {
    const rows = rowsOf({ state: 'moving' }, { state: { type: 'state', meaning: 'It is on the **road**.' } });
    await running.show({ ...samples.object, id: 'enum', rows });
    match(await shownText(row(page, 'state')), /moving It is on the road\. state/);
  });

  it('has a menu for each row, by Shift+F10, by the pointer and by a button', async () => {
    await running.show(samples.object);
    await row(page, 'displayName').focus();
    await page.keyboard.press('Shift+F10');
    const items = page.getByRole('menu', { name: 'For displayName' }).getByRole('menuitem');
    await items.first().waitFor();
    deepEqual(
      (await items.allTextContents()).map((text) => text.trim()),
      ['Copy Value', 'Copy JSON Path', 'Copy $select', 'Show Description'],
    );
    equal(await focused(page), 'Copy Value');
    await page.keyboard.press('ArrowUp');
    equal(await focused(page), 'Show Description');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    deepEqual(await lastPosted(), {
      type: 'copy',
      text: '$select=displayName',
      what: 'the $select of displayName',
    });
    equal(await focused(page), 'displayName');
    await row(page, 'targetUrl').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Open Link' }).waitFor();
    await page.keyboard.press('Escape');
    equal(await page.getByRole('menuitem').count(), 0);
    equal(await focused(page), 'targetUrl');
    await page.getByRole('button', { name: 'More for targetUrl' }).click();
    await page.getByRole('menuitem').first().waitFor();
    await page.locator('response-summary').click({ position: { x: 2, y: 2 } });
    equal(await page.getByRole('menuitem').count(), 0);
  });

  it('makes requests of links and of identifiers', async () => {
    await running.show(samples.page);
    await row(page, '@odata.nextLink').hover();
    await page.getByRole('button', { name: 'Insert a GET request for @odata.nextLink' }).click();
    deepEqual(await lastPosted(), {
      type: 'insert-get',
      url: 'https://graph.microsoft.com/v1.0/users?$skiptoken=abc',
    });
    await row(page, '[1]').locator('.name').click();
    await settle(page);
    await row(page, 'id').last().click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Insert GET Request' }).click();
    deepEqual(await lastPosted(), {
      type: 'insert-get',
      url: 'https://graph.microsoft.com/v1.0/users/69e617e5-e447-4adc-8b88-00af644d7c92',
    });
  });
});
