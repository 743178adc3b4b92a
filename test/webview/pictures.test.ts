import { ok } from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { PagePlace, ResponseView, ToPage } from '../../src/webview/messages.ts';
import { cache } from '../host/paths.ts';
import { type Harness, settle, startHarness, type ThemeName, themes } from './harness.ts';
import * as samples from './samples.ts';
import { STATES } from './states.ts';

const FOLDER = join(cache, 'screenshots', 'webview');
const SIZES = [
  [300, 860],
  [600, 640],
  [1200, 640],
] as const;

/** Where the responses stand, unless a picture says another place. */
const PLACE: PagePlace = { type: 'place', position: 1, count: 1, pinned: false, earlier: false };

/** What is pictured: a response, or a request under way, and the tab to choose by its label. */
const SCENES: Readonly<Record<string, readonly [ResponseView | ToPage | undefined, string?]>> = {
  empty: [undefined],
  object: [samples.object, 'Object'],
  pinned: [{ ...PLACE, position: 3, count: 12, pinned: true, earlier: true }],
  place: [PLACE],
  sending: [{ type: 'sending', method: 'PATCH', url: samples.object.url, environment: 'Sandbox' }],
  many: [samples.many],
  page: [samples.page, 'Object'],
  hostile: [samples.hostile],
  raw: [samples.object, 'Raw'],
  headers: [samples.manyHeaders, 'Headers'],
  request: [samples.object, 'Request'],
  changed: [samples.changed, 'Object'],
  cut: [samples.cut, 'Raw'],
  'bad-request': [samples.badRequest],
  forbidden: [samples.forbidden],
  throttled: [samples.throttled],
  'not-sent': [samples.notSent],
  unknown: [samples.unknown],
  'read-after': [samples.readAfter, 'Object'],
  changes: [samples.readAfter, 'Changes'],
  unread: [samples.unread, 'Object'],
  compared: [samples.compared, 'Changes'],
  faster: [samples.faster, 'Changes'],
};

/** Pictures of every tab in every theme and width, to be looked at; nothing may stick out sideways. */
describe('pictures', () => {
  let harness: Harness;
  before(async () => {
    harness = await startHarness();
    await mkdir(FOLDER, { recursive: true });
  });
  after(() => harness.close());

  for (const theme of Object.keys(themes) as ThemeName[]) {
    it(`are taken in ${themes[theme].label}`, async () => {
      const running = await harness.open({ theme, reducedMotion: true });
      const { page } = running;
      for (const [scene, [shown, tab]] of Object.entries(SCENES)) {
        if (shown) await running.send('type' in shown ? shown : { type: 'show', response: shown });
        if (tab) await page.getByRole('tab', { name: tab }).click();
        for (const [width, height] of SIZES) {
          await page.setViewportSize({ width, height });
          await settle(page);
          await page.screenshot({ path: join(FOLDER, `${scene}-${theme}-${width}.png`) });
          const wide = await page.evaluate(
            () => document.querySelector('response-page')?.scrollWidth ?? Infinity,
          );
          ok(wide <= width, `${scene} at ${width} px is ${wide} px wide`);
        }
      }
      await page.setViewportSize({ width: 600, height: 640 });
      for (const [state, reach] of Object.entries(STATES)) {
        await reach(running);
        await settle(page);
        await page.screenshot({ path: join(FOLDER, `state-${state.replaceAll(' ', '-')}-${theme}.png`) });
      }
      await running.close();
    });
  }
});
