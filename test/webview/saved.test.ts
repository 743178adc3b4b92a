import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import type { ObjectRow } from '../../src/core/change/show/rows.ts';
import { withFirstWindow } from '../../src/editor/responses/responseBody.ts';
import { bounded, MAX_SAVED_TEXT, readSaved } from '../../src/webview/state/saved.ts';
import { answerAll } from './answering.ts';
import { type Harness, settle, startHarness } from './harness.ts';
import { shownText } from './reading.ts';
import * as samples from './samples.ts';

describe('a page that comes back', () => {
  let harness: Harness;
  before(async () => {
    harness = await startHarness();
  });
  after(() => harness.close());

  /** Shows a response, does something with the page, and opens another page with what it saved. */
  const reload = async (
    response: Parameters<Awaited<ReturnType<Harness['open']>>['show']>[0],
    act?: (running: Awaited<ReturnType<Harness['open']>>) => Promise<void>,
  ) => {
    const first = await harness.open();
    await first.show(response);
    await act?.(first);
    const state = await first.saved();
    deepEqual(first.faults, []);
    await first.close();
    return harness.open({ state });
  };

  it('shows the response, the tab and what was folded as they were', async () => {
    const again = await reload(samples.object, async ({ page }) => {
      await page.locator('.name', { hasText: 'certificateList' }).click();
      await page.getByRole('tab', { name: 'Raw' }).click();
    });
    deepEqual(await again.posted(), [{ type: 'ready', restored: true }]);
    equal(await again.page.getByRole('tab', { selected: true }).textContent(), 'Raw');
    match(await again.page.getByRole('textbox', { name: /^Body/ }).innerText(), /Invitation approval/);
    await again.page.getByRole('tab', { name: 'Object' }).click();
    ok(await again.page.getByText('[0]').isVisible());
    equal(
      (await again.page.locator('response-page > .hearing').textContent())?.trim(),
      '',
      'nothing is announced',
    );
    await again.close();
  });

  it('takes the same response again without a word, and the next one as new', async () => {
    const again = await reload(samples.object);
    await again.show(samples.object);
    equal((await again.page.locator('response-page > .hearing').textContent())?.trim(), '');
    await again.show({ ...samples.object, id: 'next' });
    match((await again.page.locator('response-page > .hearing').textContent()) ?? '', /^Finished: 200 OK/);
    await again.close();
  });

  it('brings back an explained error', async () => {
    const again = await reload(samples.forbidden);
    match(
      await shownText(again.page.getByRole('tabpanel', { name: 'Error' })),
      /does not carry a permission/,
    );
    await again.close();
  });

  it('keeps the table where the raw body is too large, and says so', async () => {
    const again = await reload(samples.large(2));
    ok(await again.page.getByText('targetUrl', { exact: true }).isVisible());
    await again.page.getByRole('tab', { name: 'Raw' }).click();
    match(
      await shownText(again.page.getByRole('tabpanel', { name: 'Raw' })),
      /raw body was too large to keep/,
    );
    await again.show(samples.large(2));
    match(await again.page.getByRole('textbox', { name: /^Body/ }).innerText(), /"value"/);
    equal((await again.page.locator('response-page > .hearing').textContent())?.trim(), '');
    await again.close();
  });

  it('keeps the first rows of a large object, and asks for the others when they are looked at', async () => {
    const again = await reload(samples.wide(30_000));
    const rows = Number(await again.page.getByRole('treegrid').getAttribute('aria-rowcount')) - 2;
    ok(rows > 5_000 && rows < 30_000, `${rows} rows`);
    await again.page.locator('property-table .row[tabindex="0"]').focus();
    await again.page.keyboard.press('End');
    await again.page.getByText(`${(30_000 - rows).toLocaleString('en-US')} more properties…`).waitFor();
    await settle(again.page);
    deepEqual((await again.posted()).at(-1), { type: 'rows', id: 'wide', path: '$', from: rows });
    await again.close();
  });

  it('says that a large object and a large request body were not kept', async () => {
    const body = `"${'x'.repeat(MAX_SAVED_TEXT)}"`;
    const { rows } = samples.wide(30_000);
    const list: ObjectRow = { name: 'list', path: '$.list', value: { kind: 'object', rows: rows ?? [] } };
    const again = await reload({ ...samples.object, rows: [list], request: { headers: [], body } });
    match(
      await shownText(again.page.getByRole('tabpanel', { name: 'Object' })),
      /object was too large to keep/,
    );
    await again.page.getByRole('tab', { name: 'Request' }).click();
    match(await shownText(again.page.locator('sent-request')), /body was too large to keep/);
    await again.close();
  });

  it('stays pinned, before the editor says so and after', async () => {
    const place = { type: 'place', position: 1, count: 1, pinned: true, earlier: false } as const;
    const again = await reload(samples.object, ({ send }) => send(place));
    equal(readSaved(await again.saved())?.pinned, true);
    await again.send({ ...place, pinned: false });
    equal(readSaved(await again.saved())?.pinned, false);
    await again.close();
  });

  it('is scrolled as it was, on every tab', async () => {
    const scrollTo = async (scroller: Locator, top: number) => {
      await scroller.evaluate((element, to) => element.scrollTo(0, to), top);
    };
    const scrollers = (page: Page) => ({
      object: page.locator('property-table .scroller'),
      raw: page.locator('raw-panel .cm-scroller'),
      headers: page.locator('vscode-tab-panel.headers'),
    });
    const { raw } = samples.large(0.2);
    const response = { ...samples.wide(800), raw: raw ?? '', responseHeaders: manyHeaders() };
    const again = await reload(response, async ({ page }) => {
      await scrollTo(scrollers(page).object, 4_000);
      await page.getByRole('tab', { name: 'Raw' }).click();
      await scrollTo(scrollers(page).raw, 3_000);
      await page.getByRole('tab', { name: 'Headers' }).click();
      await scrollTo(scrollers(page).headers, 500);
    });
    for (const [tab, top] of [
      ['Headers', 500],
      ['Object', 4_000],
      ['Raw', 3_000],
    ] as const) {
      await again.page.getByRole('tab', { name: tab }).click();
      const scroller = scrollers(again.page)[tab.toLowerCase() as 'object' | 'raw' | 'headers'];
      await again.page.waitForFunction(
        ([element, wanted]) => Math.abs((element as Element).scrollTop - (wanted as number)) < 40,
        [await scroller.elementHandle(), top] as const,
      );
    }
    await again.show({ ...samples.object, id: 'another' });
    equal(
      readSaved(await again.saved())?.scrolled?.raw,
      undefined,
      'another response begins at its beginning',
    );
    await again.close();
  });

  it('looks for what it looked for, and leaves the focus where it is', async () => {
    const responseHeaders = manyHeaders();
    const raw = '{\n  "displayName": "x"\n}';
    const again = await reload({ ...samples.many, raw, responseHeaders }, async ({ page }) => {
      await page.getByRole('textbox', { name: 'Filter properties' }).fill('phone');
      await page.getByRole('tab', { name: 'Headers' }).click();
      await page.getByRole('textbox', { name: 'Filter headers' }).fill('-77');
      await page.getByRole('tab', { name: 'Raw' }).click();
      await page.getByRole('button', { name: 'Wrap long lines' }).click();
      await page.getByRole('button', { name: 'Find in the body' }).click();
      await page.locator('.cm-search [name="search"]').fill('displayName');
      await page.locator('.cm-search [name="case"]').check({ force: true });
    });
    const { page } = again;
    equal(await page.locator('.cm-search [name="search"]').inputValue(), 'displayName');
    ok(await page.locator('.cm-search [name="case"]').isChecked());
    ok((await page.locator('text-view .cm-searchMatch').count()) > 0);
    equal(await page.evaluate(() => document.activeElement?.localName), 'body');
    equal(await page.getByRole('button', { name: 'Wrap long lines' }).getAttribute('aria-pressed'), 'true');
    await page.getByRole('tab', { name: 'Headers' }).click();
    match(await shownText(page.locator('vscode-tab-panel.headers')), /1 of 100/);
    await page.getByRole('tab', { name: 'Object' }).click();
    equal(await page.getByRole('textbox', { name: 'Filter properties' }).inputValue(), 'phone');
    match((await page.locator('.found').textContent()) ?? '', /^\d of /);
    // What was cleared is not looked for again.
    await page.getByRole('textbox', { name: 'Filter properties' }).fill('');
    await page.getByRole('tab', { name: 'Raw' }).click();
    await page.locator('.cm-search [name="search"]').press('Escape');
    const { sought } = readSaved(await again.saved()) ?? {};
    deepEqual([sought?.object, sought?.raw], ['', undefined]);
    deepEqual(again.faults, []);
    await again.close();
  });

  it('is scrolled as it was beyond what came with it, and goes where the person goes meanwhile', async () => {
    const response = samples.large(3);
    const first = withFirstWindow(response);
    const raw = (page: Page) => page.locator('raw-panel .cm-scroller');
    const top = 2_000_000;
    const again = await reload(first, async (running) => {
      await running.page.getByRole('tab', { name: 'Raw' }).click();
      await answerAll(running, response);
      await raw(running.page).evaluate((element, to) => element.scrollTo(0, to), top);
      await settle(running.page);
    });
    // The rest comes later than the page is used to waiting.
    await again.page.waitForTimeout(1_500);
    await answerAll(again, response);
    await again.page.waitForFunction(
      ([element, wanted]) => Math.abs((element as Element).scrollTop - (wanted as number)) < 40,
      [await raw(again.page).elementHandle(), top] as const,
    );
    const state = await again.saved();
    await again.close();
    const third = await harness.open({ state });
    await raw(third.page).hover();
    await third.page.mouse.wheel(0, -400);
    await answerAll(third, response);
    await settle(third.page);
    ok((await raw(third.page).evaluate(({ scrollTop }) => scrollTop)) < top / 2);
    await third.close();
  });

  it('starts anew with a state that it does not understand', async () => {
    for (const state of [{ version: 2 }, 'text', [], { version: 1, response: {} }]) {
      const running = await harness.open({ state });
      deepEqual(await running.posted(), [{ type: 'ready', restored: false }]);
      deepEqual(running.faults, []);
      await running.close();
    }
  });
});

function manyHeaders() {
  return Array.from({ length: 100 }, (_, index) => ({ name: `x-header-${index}`, value: 'a' }));
}

describe('what is saved', () => {
  it('is the response itself where it is small', () => {
    deepEqual(bounded(samples.object), { response: samples.object, dropped: [] });
  });

  it('has a bound, whatever the response is', () => {
    const body = 'x'.repeat(MAX_SAVED_TEXT + 1);
    for (const response of [
      samples.large(5),
      samples.wide(),
      samples.deep(10_000),
      { ...samples.object, request: { headers: [], body } },
    ]) {
      const { response: kept, dropped } = bounded(response);
      ok(dropped.length > 0 || kept.moreRows !== undefined, response.id);
      ok(JSON.stringify(kept).length < 5_000_000, response.id);
    }
  });

  it('is read only in its own form', () => {
    const good = { version: 1, response: samples.object, dropped: [], tab: 'raw', folds: [] };
    deepEqual(readSaved(good), good);
    for (const bad of [
      undefined,
      null,
      1,
      {},
      { ...good, version: 0 },
      { ...good, tab: 'x' },
      { ...good, tab: 'toString' },
      { ...good, folds: {} },
      { ...good, scrolled: { raw: 'far' } },
      { ...good, sought: { object: 1 } },
      { ...good, sought: { raw: { search: 1 } } },
      { ...good, sought: [] },
    ]) {
      equal(readSaved(bad), undefined);
    }
  });
});
