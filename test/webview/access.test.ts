import { deepEqual, equal } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { ResponseView } from '../../src/webview/messages.ts';
import { type Harness, loadAxe, settle, startHarness, type ThemeName, themes } from './harness.ts';
import * as samples from './samples.ts';
import { STATES } from './states.ts';

/** What axe-core reports, as far as it is used here. */
interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly help: string;
    readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
  }[];
  readonly passes: readonly { readonly id: string }[];
}

/** The first few things that axe-core finds on the page, one line each. */
async function findings(page: Page): Promise<readonly string[]> {
  const results: AxeResults = await page.evaluate('axe.run()');
  equal(
    results.passes.some(({ id }) => id === 'color-contrast'),
    true,
    'colours were checked',
  );
  const found = results.violations.flatMap(({ id, impact, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${impact} ${id}: ${help} ${JSON.stringify(target)} ${failureSummary}`,
    ),
  );
  return found.slice(0, 5);
}

type Scenes = Readonly<Record<string, ResponseView>>;

/** Looked at in every theme. */
const SCENES: Scenes = {
  'an object': samples.object,
  'a page of objects': samples.page,
  'no object': samples.changed,
  'an object that was read after the change': samples.readAfter,
  'a refusal': samples.badRequest,
};

/** Looked at in one theme: their colours are those of the others. */
const MORE_SCENES: Scenes = {
  'many properties': samples.many,
  'a request that was not sent': samples.notSent,
  'no answer': samples.unknown,
  'no answer, compared': samples.compared,
  'somebody was faster': samples.faster,
  'an object that could not be read': samples.unread,
  'hostile values': samples.hostile,
};

describe('accessibility', () => {
  let harness: Harness;
  before(async () => {
    harness = await startHarness();
  });
  after(() => harness.close());

  for (const theme of Object.keys(themes) as ThemeName[]) {
    it(`axe-core finds nothing in ${themes[theme].label}, on any tab`, async () => {
      const running = await harness.open({ theme, reducedMotion: true });
      const { page, show, send, close } = running;
      await loadAxe(page);
      deepEqual(await findings(page), [], 'empty');
      await send({ type: 'place', position: 3, count: 12, pinned: true, earlier: true });
      const scenes = theme === 'dark' ? { ...SCENES, ...MORE_SCENES } : SCENES;
      for (const [name, response] of Object.entries(scenes)) {
        await show(response);
        for (const tab of await page.getByRole('tab').all()) {
          await tab.click();
          await settle(page);
          deepEqual(await findings(page), [], `${name}, ${await tab.textContent()}`);
        }
      }
      for (const [state, reach] of Object.entries(STATES)) {
        await reach(running);
        await settle(page);
        deepEqual(await findings(page), [], state);
      }
      await send({ type: 'sending', method: 'PATCH', url: samples.object.url, environment: 'Sandbox' });
      deepEqual(await findings(page), [], 'sending');
      await close();
    });
  }
});
