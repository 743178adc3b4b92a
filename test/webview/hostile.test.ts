import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ResponseView } from '../../src/webview/messages.ts';
import { type Harness, settle, startHarness } from './harness.ts';
import { shownText } from './reading.ts';
import * as samples from './samples.ts';

/** Elements that the page makes by itself; anything else came from a value. */
const OWN = new Set(
  'bdi br button caption div h1 h2 header input li link main ol p slot span strong style table tbody td th time tr ul wbr'.split(
    ' ',
  ),
);

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
        const strange = await page.evaluate(
          (own) => {
            const found: string[] = [];
            const visit = (root: Document | ShadowRoot) => {
              for (const element of root.querySelectorAll('*')) {
                if (
                  root !== document &&
                  !element.localName.includes('-') &&
                  !own.includes(element.localName)
                ) {
                  found.push(element.localName);
                }
                for (const { name } of element.attributes)
                  if (/^on|^(href|src)$/.test(name)) found.push(name);
                if (element.shadowRoot) visit(element.shadowRoot);
              }
            };
            visit(document);
            return found;
          },
          [...OWN],
        );
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
