import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { ResponseView } from '../../src/webview/messages.ts';
import { type Running, settle } from './harness.ts';
import { freshPages } from './pages.ts';
import { elementCount, focused, shownText } from './reading.ts';
import * as samples from './samples.ts';

const row = (page: Page, name: string) =>
  page.locator('property-table .chunk .row').filter({
    has: page.locator('.name-text', { hasText: new RegExp(`^${name.replace(/\W/g, '\\$&')}$`) }),
  });
const names = (page: Page) =>
  page
    .locator('property-table .chunk .name-text')
    .evaluateAll((all) => all.map((each) => each.textContent?.trim()));
/** A response of its own, so that nothing is left of the test before. */
let count = 0;
const fresh = (response: ResponseView): ResponseView => ({
  ...response,
  id: `${response.id} ${count++}`,
  typeName: `t${count}`,
});

describe('the property table', () => {
  let running: Running;
  let page: Page;
  freshPages((opened) => {
    running = opened;
    page = opened.page;
  });

  it('shows name, value, type, and what became of what was sent', async () => {
    await running.show(samples.object);
    equal(await shownText(row(page, 'id')), 'id a6a9bb2f-6f4c-4c9f-a7b5-0b6f4ee1f8a1 String');
    ok(await row(page, 'id').getByText('read-only').isVisible());
    match(await shownText(row(page, 'displayName')), /Invitation approval String normalised$/);
    match(await shownText(row(page, 'targetUrl')), /String sent$/);
    match(await shownText(row(page, 'colour')), /green string not stored$/);
    equal(await shownText(row(page, 'lastError')), 'lastError null String');
    equal(
      await page.locator('object-panel .summary').textContent(),
      '4 properties sent: 1 returned as sent, 1 normalised, 1 not stored, 1 never returned',
    );
  });

  it('shows numbers as they were sent', async () => {
    await running.show(samples.many);
    match(await shownText(row(page, 'quotaUsed')), /9007199254740993/);
  });

  it('opens what changed, and folds the rest with a word on what is inside', async () => {
    await running.show(samples.object);
    ok((await names(page)).includes('password'));
    ok(!(await names(page)).includes('thumbprint'));
    match(await shownText(row(page, 'certificateList')), /2 items/);
    await row(page, 'authenticationConfiguration').locator('.name').click();
    ok(!(await names(page)).includes('password'));
    await page.getByRole('button', { name: 'Unfold all' }).click();
    equal((await names(page)).filter((name) => name === 'thumbprint').length, 2);
    await page.getByRole('button', { name: 'Fold all', exact: true }).click();
    deepEqual(await names(page), [
      'Sent',
      'displayName',
      'targetUrl',
      'authenticationConfiguration',
      'colour',
      'Not sent',
      'lastError',
      'Read-only',
      'id',
    ]);
  });

  it('never shows or copies a secret', async () => {
    const secret = {
      name: 'clientSecret',
      path: '$.clientSecret',
      secret: true,
      value: { kind: 'text', text: 'hunter2', json: '"hunter2"' },
    } as const;
    const nested = {
      name: 'outer',
      path: '$.outer',
      value: { kind: 'object', rows: [secret] },
      change: 'sent',
    } as const;
    await running.show({ ...fresh(samples.object), rows: [secret, nested], raw: '' });
    equal((await page.content()).includes('hunter2'), false);
    match(await shownText(row(page, 'clientSecret').first()), /hidden/);
    await row(page, 'clientSecret').first().hover();
    equal(await page.getByRole('button', { name: /^Copy the value/ }).count(), 0);
    await row(page, 'outer').hover();
    await page.getByRole('button', { name: 'Copy the value of outer' }).click();
    deepEqual((await running.posted()).at(-1), {
      type: 'copy',
      text: '{\n  "clientSecret": "•••"\n}',
      what: 'the value of outer',
    });
  });

  it('copies values and paths with the pointer', async () => {
    await running.show(samples.many);
    await row(page, 'displayName').hover();
    await page.getByRole('button', { name: 'Copy the value of displayName' }).click();
    await page.getByRole('button', { name: 'More for displayName' }).click();
    await page.getByRole('menuitem', { name: 'Copy JSON Path' }).click();
    await row(page, 'notificationEmailAddresses').hover();
    await page.getByRole('button', { name: 'Copy the value of notificationEmailAddresses' }).click();
    const copied = (await running.posted()).flatMap((message) =>
      message.type === 'copy' ? [message.text] : [],
    );
    deepEqual(copied, [
      'Shopping agent',
      '$.displayName',
      '[\n  "adele@contoso.example",\n  "megan@contoso.example"\n]',
    ]);
  });

  it('shows a description under the pointer, hides it on Escape, and keeps it while the pointer is on it', async () => {
    await running.show(samples.object);
    const card = page.getByRole('tooltip');
    await row(page, 'displayName').locator('.name-text').hover();
    await card.getByText('as administrators see it').waitFor();
    await card.hover();
    await page.waitForTimeout(400);
    ok(await card.isVisible());
    await row(page, 'displayName').focus();
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'hidden' });
  });

  it('shows a description by keyboard, and says it', async () => {
    await running.show(samples.object);
    await row(page, 'displayName').focus();
    await page.keyboard.press(' ');
    match(await row(page, 'displayName').locator('.description').innerText(), /as administrators see it/);
    match((await page.locator('response-page > .hearing').textContent()) ?? '', /as administrators see it/);
    await page.keyboard.press('Enter');
    equal(await row(page, 'displayName').locator('.description').count(), 0);
  });

  it('is one stop for Tab, and arrow keys go everywhere in it', async () => {
    await running.show(samples.object);
    await page.getByRole('tab', { selected: true }).focus();
    const stops: string[] = [];
    for (let press = 0; press < 6; press++) {
      await page.keyboard.press('Tab');
      stops.push(await focused(page));
    }
    deepEqual(stops, [
      'Documentation',
      'Filter properties by name or value',
      'Unfold all',
      'Fold all',
      'Sent',
      'body',
    ]);
    await row(page, 'Sent').focus();
    const walk = async (key: string) => {
      await page.keyboard.press(key);
      await settle(page);
      return focused(page);
    };
    equal(await walk('ArrowDown'), 'displayName');
    equal(await walk('ArrowRight'), 'Show the description of displayName');
    equal(await walk('ArrowRight'), 'Copy the value of displayName');
    equal(await walk('ArrowLeft'), 'Show the description of displayName');
    equal(await walk('ArrowLeft'), 'displayName');
    equal(await walk('End'), 'id');
    equal(await walk('Home'), 'Sent');
    for (const name of ['displayName', 'targetUrl', 'authenticationConfiguration'])
      equal(await walk('ArrowDown'), name);
    equal(await walk('ArrowLeft'), 'authenticationConfiguration');
    ok(!(await names(page)).includes('password'));
    equal(await walk('ArrowRight'), 'authenticationConfiguration');
    equal(await walk('ArrowDown'), '@odata.type');
    equal(await walk('ArrowLeft'), 'authenticationConfiguration');
  });

  it('copies the value of the row that has the focus', async () => {
    await running.show(samples.object);
    await row(page, 'targetUrl').focus();
    await page.keyboard.press('Control+c');
    deepEqual((await running.posted()).at(-1), {
      type: 'copy',
      text: 'https://approvals.contoso.com/api/v2/check',
      what: 'the value of targetUrl',
    });
  });

  it('tells screen readers levels, positions and what is folded', async () => {
    await running.show(samples.object);
    const grid = page.getByRole('treegrid', { name: 'Properties of microsoft.graph.identityApiConnector' });
    equal(await grid.getAttribute('aria-rowcount'), '13');
    const password = row(page, 'password');
    deepEqual(
      [await password.getAttribute('aria-level'), await password.getAttribute('aria-rowindex')],
      ['3', '8'],
    );
    equal(await row(page, 'authenticationConfiguration').getAttribute('aria-expanded'), 'true');
    equal(await row(page, 'certificateList').getAttribute('aria-expanded'), 'false');
    equal(await row(page, 'id').getAttribute('aria-expanded'), null);
  });

  it('filters by name and value at any depth, and says how many it found', async () => {
    await running.show(samples.many);
    const box = page.getByRole('textbox', { name: 'Filter properties by name or value' });
    await box.fill('SUPPORT');
    deepEqual(await names(page), ['Not sent', 'info', 'supportUrl']);
    equal(
      await page
        .locator('object-panel .hearing[role=status]')
        .textContent()
        .then((text) => text?.trim()),
      '1 of 42 properties',
    );
    await box.fill('nothing like this');
    match(await shownText(page.locator('object-panel')), /No property matches “nothing like this”\./);
    await box.press('Escape');
    equal((await names(page)).length, 20);
    equal(await focused(page), 'Filter properties by name or value');
  });

  it('says whole what the filter box is for, in a column of any width', async () => {
    try {
      await running.show(samples.many);
      const box = page.getByRole('textbox', { name: 'Filter properties by name or value' });
      for (const width of [300, 420, 465, 600, 1000]) {
        await page.setViewportSize({ width, height: 900 });
        const [room, wanted] = await box.evaluate((input: HTMLInputElement) => {
          const style = getComputedStyle(input);
          const pen = document.createElement('canvas').getContext('2d');
          if (!pen) throw new Error('There is no canvas.');
          pen.font = style.font;
          const padding = Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.paddingRight);
          return [input.clientWidth - padding, pen.measureText(input.placeholder).width];
        });
        ok((room ?? 0) >= (wanted ?? 0), `${room} of ${wanted} px in a column of ${width} px`);
      }
    } finally {
      await page.setViewportSize({ width: 1000, height: 900 });
    }
  });

  it('has no filter box where the table is short', async () => {
    await running.show({ ...fresh(samples.object), rows: samples.object.rows?.slice(0, 3) ?? [] });
    equal(await page.getByRole('textbox').count(), 0);
  });

  it('shortens a long value and shows more of it when asked', async () => {
    const long = {
      name: 'long',
      path: '$.long',
      value: { kind: 'text', text: `${'y'.repeat(2000)}…`, json: `"${'y'.repeat(50_000)}"` },
    } as const;
    await running.show({ ...fresh(samples.object), rows: [long] });
    const value = row(page, 'long').locator('.text');
    equal((await value.textContent())?.length, 301);
    await page.getByRole('button', { name: 'Show all 50,000 characters' }).click();
    equal((await value.textContent())?.length, 20_001);
    match(await shownText(row(page, 'long')), /30,000 characters more: copy the value/);
    await row(page, 'long').hover();
    await page.getByRole('button', { name: 'Copy the value of long' }).click();
    const copied = (await running.posted()).at(-1);
    equal(copied?.type === 'copy' && copied.text.length, 50_000);
  });

  it('opens a value that is an https address, and no other', async () => {
    const address = (name: string, text: string) => ({
      name,
      path: `$.${name}`,
      value: { kind: 'text' as const, text, json: JSON.stringify(text) },
    });
    const texts = [
      'https://contoso.com/a',
      'http://contoso.com',
      'javascript:alert(1)',
      'command:x',
      'https:nothing',
      'vscode://x',
    ];
    await running.show({
      ...fresh(samples.object),
      rows: texts.map((text, index) => address(`n${index}`, text)),
    });
    const links: number[] = [];
    for (const index of texts.keys()) {
      await row(page, `n${index}`).hover();
      links.push(await page.getByRole('button', { name: /^Open/ }).count());
    }
    deepEqual(links, [1, 0, 0, 0, 0, 0]);
    await row(page, 'n0').hover();
    await page.getByRole('button', { name: 'Open https://contoso.com/a' }).click();
    deepEqual((await running.posted()).at(-1), { type: 'open', url: 'https://contoso.com/a' });
  });

  it('draws only what is in view of 100,000 rows, and goes to the last one', async () => {
    await running.show(samples.wide());
    ok((await elementCount(page)) < 6000, `${await elementCount(page)} elements`);
    equal(await page.getByRole('treegrid').getAttribute('aria-rowcount'), '100001');
    await row(page, 'property0').focus();
    await page.keyboard.press('End');
    await row(page, 'property99999').waitFor();
    equal(await focused(page), 'property99999');
    ok(await row(page, 'property99999').isVisible());
    await page.keyboard.press('ArrowUp');
    await settle(page);
    equal(await focused(page), 'property99998');
    await page
      .locator('property-table .scroller')
      .evaluate((scroller) => scroller.scrollTo(0, scroller.scrollHeight / 2));
    await page.waitForFunction(() => {
      const table = document
        .querySelector('response-page')
        ?.shadowRoot?.querySelector('object-panel')
        ?.shadowRoot?.querySelector('property-table');
      return [...(table?.shadowRoot?.querySelectorAll('.chunk .row') ?? [])].some((each) => {
        const { top } = each.getBoundingClientRect();
        return top > 200 && top < 600;
      });
    });
    ok((await elementCount(page)) < 8000, `${await elementCount(page)} elements`);
    await page.getByRole('textbox').fill('property54321');
    await settle(page);
    deepEqual(await names(page), ['property54321']);
  });

  it('shows values a hundred levels deep without growing sideways', async () => {
    await running.show(samples.deep(100));
    equal((await names(page)).length > 30, true);
    await row(page, 'level1').focus();
    await page.keyboard.press('End');
    await row(page, 'bottom').waitFor();
    equal(await row(page, 'bottom').getAttribute('aria-level'), '101');
    ok(await row(page, 'bottom').locator('.name-text').isVisible());
    const [width, scrollWidth] = await page
      .locator('property-table .scroller')
      .evaluate((each) => [each.clientWidth, each.scrollWidth]);
    equal(width, scrollWidth);
    deepEqual(running.faults, []);
  });

  it('keeps its rows drawn behind another tab, so that they are there when it comes back', async () => {
    await running.show(fresh(samples.object));
    const rows = page.locator('property-table .chunk .row');
    const drawn = await rows.count();
    ok(drawn > 3);
    await page.getByRole('tab', { name: 'Headers' }).click();
    await settle(page);
    await settle(page);
    equal(await rows.count(), drawn);
  });

  it('keeps what is folded when the same object comes back', async () => {
    await running.show(samples.object);
    await row(page, 'certificateList').locator('.name').click();
    await running.show(fresh(samples.object));
    ok((await names(page)).includes('[0]'));
  });
});
