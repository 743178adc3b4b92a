import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { bounded, MAX_SAVED_TEXT, readSaved } from '../../src/webview/state/saved.ts';
import { type Harness, startHarness } from './harness.ts';
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
    match(await again.page.getByRole('region', { name: /^Body/ }).innerText(), /Invitation approval/);
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
    match(await again.page.getByRole('region', { name: /^Body/ }).innerText(), /"value"/);
    equal((await again.page.locator('response-page > .hearing').textContent())?.trim(), '');
    await again.close();
  });

  it('says that a large object and a large request body were not kept', async () => {
    const body = `"${'x'.repeat(MAX_SAVED_TEXT)}"`;
    const again = await reload({ ...samples.wide(30_000), request: { headers: [], body } });
    match(
      await shownText(again.page.getByRole('tabpanel', { name: 'Object' })),
      /object was too large to keep/,
    );
    await again.page.getByRole('tab', { name: 'Request' }).click();
    match(await shownText(again.page.locator('sent-request')), /body was too large to keep/);
    await again.close();
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
      ok(dropped.length > 0, response.id);
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
    ]) {
      equal(readSaved(bad), undefined);
    }
  });
});
