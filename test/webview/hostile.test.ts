import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { prettyJson } from '../../src/core/text/prettyJson.ts';
import { nextWindow, withFirstWindow } from '../../src/editor/responses/responseBody.ts';
import type { ResponseView } from '../../src/webview/messages.ts';
import { type Harness, settle, startHarness } from './harness.ts';
import { shownText } from './reading.ts';
import * as samples from './samples.ts';
import { strangeParts } from './strange.ts';

describe('hostile values', () => {
  let harness: Harness;
  before(async () => {
    harness = await startHarness();
  });
  after(() => harness.close());

  for (const [name, response] of [
    ['in an answer', samples.hostile],
    ['in an error', samples.hostileError],
  ] as const) {
    it(`${name} stay text on every tab`, async () => {
      const running = await harness.open();
      const { page } = running;
      await running.show(response);
      for (const tab of await page.getByRole('tab').all()) {
        await tab.click();
        await settle(page);
        const strange = await strangeParts(page);
        // The shell's own link and script.
        deepEqual(strange, ['href', 'src'], (await tab.textContent()) ?? '');
      }
      equal(await page.evaluate(() => window.hacked), undefined);
      deepEqual(running.faults, []);
      await running.close();
    });
  }

  it('become no links', async () => {
    const running = await harness.open();
    await running.show(samples.hostile);
    equal(await running.page.getByRole('link').count(), 0);
    await running.show(samples.hostileError);
    equal(await running.page.getByRole('link').count(), 0);
    await running.close();
  });

  it('show hidden characters inside of their chips, also where long lines wrap', async () => {
    const { page, show, close } = await harness.open();
    await show(samples.hostile);
    await page.getByRole('tab', { name: 'Raw' }).click();
    await page.getByRole('button', { name: 'Wrap long lines' }).click();
    await settle(page);
    const outside = await page.locator('text-view .chip').evaluateAll(
      (chips) =>
        chips.filter((chip) => {
          const text = document.createRange();
          text.selectNodeContents(chip);
          const { left, right } = text.getBoundingClientRect();
          const box = chip.getBoundingClientRect();
          return left < box.left || right > box.right;
        }).length,
    );
    ok((await page.locator('text-view .chip').count()) > 2, 'there are chips');
    equal(outside, 0);
    await close();
  });

  it('show characters that hide', async () => {
    const running = await harness.open();
    await running.show(samples.hostile);
    const table = await shownText(running.page.locator('property-table'));
    for (const part of [
      'userU+202Egnp.exe',
      'U+200B ×297',
      'bellU+0007 nullU+0000 line\\nbreak tab\\t end',
      'half U+D83D of',
    ]) {
      ok(table.includes(part), `${part} in ${table.slice(0, 3000)}`);
    }
    ok(table.includes('family 👩‍👩‍👧 flag 🏳️‍🌈'), 'emoji stay whole');
    match(await shownText(running.page.locator('response-summary')), /was changedU\+202E\./);
    await running.page.getByRole('tab', { name: 'Headers' }).click();
    match(await shownText(running.page.locator('header-table')), /x-bidiU\+202E aU\+202Eb/);
    await running.close();
  });

  it('of any size do not push the page out of shape', async () => {
    const running = await harness.open({ width: 300 });
    await running.show(samples.hostile);
    for (const scroller of ['response-page', 'property-table .scroller']) {
      const [width = 0, scrollWidth = 1] = await running.page
        .locator(scroller)
        .evaluate((element) => [element.clientWidth, element.scrollWidth]);
      ok(scrollWidth <= width, `${scroller}: ${scrollWidth} > ${width}`);
    }
    await running.close();
  });

  it('of a depth that no stack holds are folded and unfolded', async () => {
    const depth = 10_000;
    const running = await harness.open();
    // As text the depth would not survive the way to the page: it is made there.
    await running.page.evaluate(
      ([text, levels]) => {
        const view = JSON.parse(text) as { rows: unknown };
        let row: unknown = { name: 'bottom', path: '$', value: { kind: 'null' }, change: 'sent' };
        for (let level = levels; level > 0; level--) {
          row = { name: `level${level}`, path: `$.${level}`, value: { kind: 'object', rows: [row] } };
        }
        view.rows = [row];
        dispatchEvent(new MessageEvent('message', { data: { type: 'show', response: view }, origin }));
      },
      [JSON.stringify(samples.object), depth] as const,
    );
    await settle(running.page);
    equal(await running.page.getByRole('treegrid').getAttribute('aria-rowcount'), String(depth + 2));
    await running.page.getByRole('button', { name: 'Fold all', exact: true }).click();
    equal(await running.page.getByRole('treegrid').getAttribute('aria-rowcount'), '2');
    const kept = (await running.saved()) as { dropped: unknown };
    deepEqual(kept.dropped, ['rows']);
    deepEqual(running.faults, []);
    await running.close();
  });

  for (const [name, raw, shown] of [
    ['of a depth that no stack holds', prettyJson('['.repeat(10_000) + ']'.repeat(10_000)), '['],
    ['of brackets that never close', '[{'.repeat(50_000), '{'],
    ['of enormous keys', prettyJson(`{"${'k'.repeat(2_000_000)}": 1}`), '"kkk'],
    [
      'of 100,000 properties',
      `{\n${Array.from({ length: 100_000 }, (_, at) => `  "p${at}": ${at}`).join(',\n')}\n}`,
      '"p1": 1',
    ],
    ['of quotes and backslashes only', `{"a": "${'\\\\'.repeat(500_000)}`, '"a": "'],
    ['that were no UTF-8', `{\n  "a": "\ufffd\ufffd"\n}`, '\ufffd\ufffd'],
    ['that read backwards', `{\n  "a": "${'\u202e\u2066'.repeat(20_000)}"\n}`, 'U+202E'],
  ] as const) {
    it(`${name} are drawn raw without a freeze`, async () => {
      const running = await harness.open();
      const { page } = running;
      const response = { ...samples.object, raw };
      const first = withFirstWindow(response);
      await running.show(first);
      // A freeze lasts minutes; a busy machine takes seconds.
      page.setDefaultTimeout(30_000);
      await page.getByRole('tab', { name: 'Raw' }).click();
      await page.locator('text-view .cm-content', { hasText: shown }).waitFor();
      for (let place = first.rawNext; place; ) {
        const next = nextWindow(response, { id: response.id, part: 'answer', place });
        await running.send(next);
        place = next.next;
      }
      await page.getByRole('textbox', { name: 'Body of the answer' }).focus();
      await page.keyboard.press('Control+End');
      await settle(page);
      await page.waitForFunction(() => true);
      equal(await page.evaluate(() => window.hacked), undefined);
      deepEqual(running.faults, []);
      await running.close();
    });
  }

  it('in headers are cut and counted', async () => {
    const responseHeaders = Array.from({ length: 700 }, (_, index) => ({
      name: `x-${index}`,
      value: 'v'.repeat(9000),
    }));
    const response: ResponseView = { ...samples.object, responseHeaders };
    const running = await harness.open();
    await running.show(response);
    await running.page.getByRole('tab', { name: 'Headers' }).click();
    ok((await running.page.locator('header-table tr').count()) <= 501);
    match(await shownText(running.page.locator('header-table')), /200 more headers: copy to see them/);
    await running.close();
  });
});
