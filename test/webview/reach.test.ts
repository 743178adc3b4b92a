import { deepEqual, equal, ok } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { PagePlace, ResponseView } from '../../src/webview/messages.ts';
import { type Harness, type Running, settle, startHarness } from './harness.ts';
import { focused } from './reading.ts';
import * as samples from './samples.ts';
import { type Stop, stopsOf } from './stops.ts';

/** Each tab with what can be done on it. */
const TABS: readonly (readonly [tab: string, response: ResponseView])[] = [
  ['Object', samples.many],
  ['Object', samples.readAfter],
  ['Changes', samples.readAfter],
  ['Raw', samples.object],
  ['Headers', samples.object],
  ['Request', samples.object],
  ['Error', samples.badRequest],
  ['Error', samples.unknown],
];

/** Sizes of half a window and of a side column at 200 % zoom, and of a small window. */
const ZOOMED = [
  [640, 360],
  [300, 400],
  [320, 256],
] as const;

/** A response that has others before and after it. */
const PLACE: PagePlace = { type: 'place', position: 3, count: 12, pinned: false, earlier: true };

/** A stop below another one, or beside it on the same line. */
function follows(stop: Stop, before: Stop): boolean {
  return stop.top > before.top - 14 || stop.left > before.left;
}

describe('without a pointer', () => {
  let harness: Harness;
  let running: Running;
  before(async () => {
    harness = await startHarness();
    running = await harness.open({ reducedMotion: true });
    await running.send(PLACE);
  });
  after(() => harness.close());

  for (const [tab, response] of TABS) {
    it(`Tab goes through ${tab} of “${response.headline}” from top to bottom and out, each stop seen`, async () => {
      const { page } = running;
      await running.show(response);
      await page.getByRole('tab', { name: tab, exact: true }).click();
      const stops = await stopsOf(page);
      ok(stops.length > 3, stops.map(({ name }) => name).join(', '));
      deepEqual(
        stops.filter(({ visible }) => !visible).map(({ name }) => name),
        [],
        'every stop shows that it has the focus',
      );
      deepEqual(
        stops
          .filter((stop, index) => index > 0 && !follows(stop, stops[index - 1] as Stop))
          .map(({ name }) => name),
        [],
        'no stop is above the one before it',
      );
      const back = await stopsOf(page, 'Shift+Tab');
      deepEqual(
        back.map(({ name }) => name).reverse(),
        stops.map(({ name }) => name),
        'Shift+Tab goes the same way back',
      );
    });
  }

  it('Tab leaves the search of the raw body, and Escape gives the focus back to it', async () => {
    const { page } = running;
    await running.show(samples.object);
    await page.getByRole('tab', { name: 'Raw' }).click();
    await page.getByRole('button', { name: 'Find in the body' }).click();
    equal(await focused(page), 'Find');
    const stops = await stopsOf(page);
    ok(
      stops.some(({ name }) => /^button Close/.test(name)),
      'the search is on the way',
    );
    await page.getByRole('textbox', { name: 'Find' }).focus();
    await page.keyboard.press('Escape');
    equal(await focused(page), 'Body of the answer');
  });
});

describe('at 200 % zoom', () => {
  let harness: Harness;
  before(async () => {
    harness = await startHarness();
  });
  after(() => harness.close());

  for (const [width, height] of ZOOMED) {
    it(`everything can be reached at ${width} × ${height} px, and nothing is cut at the side`, async () => {
      const running = await harness.open({ width, height, reducedMotion: true });
      const { page } = running;
      await running.send(PLACE);
      for (const [tab, response] of TABS) {
        await running.show(response);
        await page.getByRole('tab', { name: tab, exact: true }).click();
        await settle(page);
        const wide = await page.evaluate(
          () => document.querySelector('response-page')?.scrollWidth ?? Infinity,
        );
        ok(wide <= width, `${tab} is ${wide} px wide`);
        const stops = await stopsOf(page);
        deepEqual(
          stops.filter(({ inside }) => !inside).map(({ name }) => name),
          [],
          `${tab}: every stop is inside of the window`,
        );
      }
      await running.close();
    });
  }
});

describe('screen readers', () => {
  let harness: Harness;
  let running: Running;
  before(async () => {
    harness = await startHarness();
    running = await harness.open();
  });
  after(() => harness.close());

  it('hear once that a send has finished, and find the head busy until then', async () => {
    const { page } = running;
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      const status = document.querySelector('response-page')?.shadowRoot?.querySelector('[role="status"]');
      if (!status) throw new Error('There is no live region.');
      const note = () => heard.push((status.textContent ?? '').trim());
      new MutationObserver(note).observe(status, { childList: true, characterData: true, subtree: true });
    });
    const sending = { type: 'sending', method: 'PATCH', url: '/v1.0/me', environment: 'Sandbox' } as const;
    await running.send(sending);
    equal(await page.locator('response-summary').getAttribute('aria-busy'), 'true');
    await running.show(samples.object);
    equal(await page.locator('response-summary').getAttribute('aria-busy'), 'false');
    await running.send({ type: 'settled' });
    await page.getByRole('tab', { name: 'Raw' }).click();
    const heard = await page.evaluate<readonly string[]>('heard');
    deepEqual(heard, ['Finished: 200 OK. The object was changed. 312 ms.']);
  });

  it('find a name at every control', async () => {
    const { page } = running;
    for (const [tab, response] of TABS) {
      await running.show(response);
      await page.getByRole('tab', { name: tab, exact: true }).click();
      const tree = await page.locator('body').ariaSnapshot();
      const nameless = tree
        .split('\n')
        .filter((line) => /^\s*- (button|link|textbox|tab|checkbox|menuitem)\s*:?$/.test(line));
      deepEqual(nameless, [], tab);
    }
  });
});

describe('forced colours', () => {
  let harness: Harness;
  before(async () => {
    harness = await startHarness();
  });
  after(() => harness.close());

  it('tell the chosen tab, links, what has the focus, and that something is under way', async () => {
    const { page, show, send, close } = await harness.open({ reducedMotion: true });
    await page.emulateMedia({ forcedColors: 'active' });
    await show(samples.object);
    const border = (name: string) =>
      page.getByRole('tab', { name }).evaluate((tab) => getComputedStyle(tab).borderBlockEndWidth);
    equal(await border('Object'), '3px');
    equal(await border('Raw'), '0px');
    const colourOf = (name: string) =>
      page.getByRole('link', { name }).evaluate((link) => {
        const own = getComputedStyle(link).color;
        link.style.color = 'LinkText';
        return [own, getComputedStyle(link).color];
      });
    const [colour, links] = await colourOf('Documentation');
    equal(colour, links, 'links have the colour of links');
    const stops = await stopsOf(page);
    deepEqual(
      stops.filter(({ visible }) => !visible),
      [],
    );
    await send({ type: 'sending', method: 'PATCH', url: '/v1.0/me', environment: 'Sandbox' });
    const shown = await page
      .getByRole('progressbar')
      .evaluate(
        (bar) => getComputedStyle(bar.shadowRoot?.querySelector('.indicator') ?? bar).backgroundColor,
      );
    ok(!/rgba\(0, 0, 0, 0\)|rgb\(0, 0, 0\)/.test(shown), shown);
    await close();
  });
});
