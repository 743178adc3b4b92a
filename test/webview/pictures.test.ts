import { ok } from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { ResponseView, ToPage } from '../../src/webview/messages.ts';
import { cache } from '../host/paths.ts';
import { type Harness, settle, startHarness, type ThemeName, themes } from './harness.ts';
import * as samples from './samples.ts';

const FOLDER = join(cache, 'screenshots', 'webview');
const SIZES = [
  [300, 860],
  [600, 640],
  [1200, 640],
] as const;

/** What is pictured: a response, or a request under way, and the tab to choose by its label. */
const SCENES: Readonly<Record<string, readonly [ResponseView | ToPage | undefined, string?]>> = {
  empty: [undefined],
  object: [samples.object, 'Object'],
  sending: [{ type: 'sending', method: 'PATCH', url: samples.object.url, environment: 'Sandbox' }],
  many: [samples.many],
  hostile: [samples.hostile],
  raw: [samples.object, 'Raw'],
  headers: [samples.object, 'Headers'],
  request: [samples.object, 'Request'],
  changed: [samples.changed, 'Object'],
  'bad-request': [samples.badRequest],
  forbidden: [samples.forbidden],
  'not-sent': [samples.notSent],
  unknown: [samples.unknown],
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
      await running.close();
    });
  }
});
