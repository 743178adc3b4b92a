import { deepEqual, equal, match } from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { PagePlace } from '../../src/webview/messages.ts';
import { directionOf } from '../../src/webview/state/keys.ts';
import { type Harness, type Running, startHarness } from './harness.ts';
import { shownText } from './reading.ts';
import * as samples from './samples.ts';

const MIDDLE: PagePlace = { type: 'place', position: 3, count: 1_204, pinned: false, earlier: true };
const spoken = ({ page }: Running) => page.locator('response-page > .hearing[role=status]').textContent();

describe('the bar above a response', () => {
  let harness: Harness;
  let running: Running;
  before(async () => {
    harness = await startHarness();
  });
  after(() => harness.close());
  beforeEach(async () => {
    running = await harness.open();
    await running.show(samples.object);
  });
  afterEach(async () => {
    deepEqual(running.faults, []);
    await running.close();
  });

  const button = (name: RegExp | string) => running.page.locator('page-bar').getByRole('button', { name });
  /** What the page asked for, besides saying that it is ready. */
  const asked = async () => (await running.posted()).filter(({ type }) => type !== 'ready');

  /** The button of the bar that has the focus. */
  const focused = () =>
    running.page.evaluate(() => {
      const page = document.querySelector('response-page')?.shadowRoot;
      return page?.querySelector('page-bar')?.shadowRoot?.activeElement?.ariaLabel;
    });

  it('is there when the editor says where the response stands', async () => {
    equal(await running.page.locator('page-bar').count(), 0);
    await running.send(MIDDLE);
    match(await shownText(running.page.locator('page-bar')), /3 of 1,204/);
  });

  it('goes back, forward and to the newest', async () => {
    await running.send(MIDDLE);
    await button(/^Previous response/).click();
    await button(/^Next response/).click();
    await button('Newest').click();
    deepEqual(await asked(), [
      { type: 'go', to: 'back' },
      { type: 'go', to: 'forward' },
      { type: 'go', to: 'newest' },
    ]);
  });

  it('offers nothing that leads nowhere, and keeps the focus where it was', async () => {
    await running.send(MIDDLE);
    await button(/^Next response/).focus();
    await running.send({ ...MIDDLE, position: 1, count: 1, earlier: false });
    equal(await focused(), 'Next response (Alt+Right)');
    await running.page.keyboard.press('Enter');
    for (const name of [
      /^Previous response/,
      /^Next response/,
      /^There is no earlier/,
      /^There is no other/,
    ]) {
      equal(await button(name).getAttribute('aria-disabled'), 'true', String(name));
      await button(name).click({ force: true });
    }
    equal(await button('Newest').count(), 0);
    deepEqual(await asked(), []);
  });

  it('keeps the focus when its button for the newest goes', async () => {
    await running.send(MIDDLE);
    await button('Newest').focus();
    await running.page.keyboard.press('Enter');
    await running.send({ ...MIDDLE, position: 1_204 });
    equal(await focused(), 'Previous response (Alt+Left)');
  });

  it('pins the response, and says that it is pinned', async () => {
    await running.send(MIDDLE);
    equal(await button(/^Pin:/).getAttribute('aria-pressed'), 'false');
    await button(/^Pin:/).click();
    await running.send({ ...MIDDLE, pinned: true });
    equal(await button(/^Pinned:/).getAttribute('aria-pressed'), 'true');
    await button(/^Pinned:/).click();
    deepEqual(await asked(), [
      { type: 'pin', pinned: true },
      { type: 'pin', pinned: false },
    ]);
  });

  it('compares with the previous response of the URL, or with another', async () => {
    await running.send(MIDDLE);
    await button(/^Compare with the previous/).click();
    await button(/^Compare with another/).click();
    deepEqual(await asked(), [
      { type: 'compare-with', which: 'previous' },
      { type: 'compare-with', which: 'chosen' },
    ]);
  });

  it('answers to Alt with the arrows wherever the focus is, once, and the browser stays', async () => {
    await running.send(MIDDLE);
    const heard = await running.page.evaluateHandle(() => {
      const keys: string[] = [];
      addEventListener('keydown', ({ key }) => keys.push(key));
      return keys;
    });
    const { keyboard } = running.page;
    await keyboard.press('Alt+ArrowLeft');
    await running.page.getByRole('tab', { selected: true }).focus();
    await keyboard.press('Alt+ArrowRight');
    await running.page.getByRole('tab', { name: 'Raw' }).click();
    await running.page.locator('text-view .cm-content').focus();
    await keyboard.press('Alt+ArrowLeft');
    deepEqual(await asked(), [
      { type: 'go', to: 'back' },
      { type: 'go', to: 'forward' },
      { type: 'go', to: 'back' },
    ]);
    const keys: readonly string[] = await heard.jsonValue();
    deepEqual(
      keys.filter((key) => key.startsWith('Arrow')),
      [],
      'the editor, which listens behind the page, does not hear them too',
    );
  });

  it('tells a response that somebody went back to from one that has just come', async () => {
    await running.send({ type: 'show', response: { ...samples.changed, id: 'earlier' }, again: true });
    match((await spoken(running)) ?? '', /^PATCH of .*: 204 No Content\. The object was changed\./);
    await running.show({ ...samples.object, id: 'new' });
    match((await spoken(running)) ?? '', /^Finished: 200 OK/);
  });
});

describe('the keys of the bar', () => {
  const press = (key: string, more: Partial<KeyboardEvent> = {}) =>
    directionOf({ key, altKey: true, ctrlKey: false, metaKey: false, shiftKey: false, ...more });

  it('are Alt with the arrows alone', () => {
    equal(press('ArrowLeft'), 'back');
    equal(press('ArrowRight'), 'forward');
    equal(press('ArrowUp'), undefined);
    equal(press('ArrowLeft', { altKey: false }), undefined);
    for (const more of [{ ctrlKey: true }, { metaKey: true }, { shiftKey: true }]) {
      equal(press('ArrowLeft', more), undefined);
    }
  });
});
