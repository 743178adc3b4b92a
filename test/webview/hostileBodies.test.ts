import { deepEqual, equal, ok } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { readObject } from '../../src/core/change/exact.ts';
import { withFirstWindow } from '../../src/editor/responses/responseBody.ts';
import { firstRows } from '../../src/editor/responses/responseRows.ts';
import type { ResponseView } from '../../src/webview/messages.ts';
import { answerAll } from './answering.ts';
import { BODIES, type HostileBody } from './bodies.ts';
import { changesOf } from './changeSamples.ts';
import { type Harness, type Running, settle, startHarness } from './harness.ts';
import { shownText } from './reading.ts';
import * as samples from './samples.ts';
import { strangeParts } from './strange.ts';

/** Longest that a message to the page may be, as JSON in UTF-16 units. */
const BOUND = 3_000_000;

/** A response that has the body wherever one can be, as the editor makes it. */
function responseOf({ text, everywhere }: HostileBody): ResponseView {
  const { rows: _, ...rest } = samples.object;
  const object = readObject(text) ?? {};
  const response = { ...rest, id: 'hostile', raw: text, ...firstRows(object, { sent: object }) };
  if (!everywhere) return response;
  const names = Object.keys(object);
  const [first = ''] = names;
  return {
    ...response,
    headline: text,
    detail: text,
    url: `https://graph.microsoft.com/v1.0/users/${first}?$select=${text}`,
    environment: first,
    account: text,
    typeName: first,
    documentation: first,
    requestId: text,
    changes: changesOf(text, '{"list":[1],"rate":1.1}', text),
    responseHeaders: names.map((name) => ({ name, value: text })),
    request: { headers: names.map((name) => ({ name, value: text })), body: text },
    error: {
      code: text,
      message: text,
      cause: text,
      advice: [text],
      details: [{ code: text, message: text, target: first }],
      documentation: first,
      actions: [{ action: 'send-again', label: first }],
    },
  };
}

describe('hostile bodies', () => {
  let harness: Harness;
  before(async () => {
    harness = await startHarness();
  });
  after(() => harness.close());

  /** Looks at every tab: nothing but text came from the body. */
  const visit = async (running: Running, response: ResponseView, body: HostileBody) => {
    const { page } = running;
    for (const tab of await page.getByRole('tab').all()) {
      const name = (await tab.textContent())?.trim() ?? '';
      await tab.click();
      await settle(page);
      for (const answer of await answerAll(running, response))
        ok(JSON.stringify(answer).length < BOUND, 'an answer is bounded');
      deepEqual(await strangeParts(page), ['href', 'src'], name);
      const panel = page.getByRole('tabpanel', { name });
      const expected = { Object: body.object, Raw: body.raw }[name] ?? [];
      for (const part of expected) await seen(running, panel, part);
    }
    equal(await page.getByRole('link').count(), 0, 'nothing became a link');
    equal(await page.evaluate(() => window.hacked), undefined);
    equal(await page.evaluate(() => ({}) as { hacked?: unknown }).then(({ hacked }) => hacked), undefined);
    deepEqual(running.faults, []);
  };

  const seen = async (running: Running, panel: Parameters<typeof shownText>[0], part: string) => {
    await running.page.waitForTimeout(0);
    const text = await shownText(panel);
    ok(text.includes(part.replace(/\s+/g, ' ')), `${part} in ${text.slice(0, 1500)}`);
  };

  for (const [name, body] of Object.entries(BODIES)) {
    it(`${name} stay text in every tab, and after a reload`, async () => {
      const response = responseOf(body);
      const shown = withFirstWindow(response);
      ok(JSON.stringify(shown).length < BOUND, 'the first message is bounded');
      const first = await harness.open();
      first.page.setDefaultTimeout(30_000);
      await first.show(shown);
      await visit(first, response, body);
      const state = await first.saved();
      ok(JSON.stringify(state).length < 2 * BOUND, 'what is saved is bounded');
      await first.close();
      const again = await harness.open({ state });
      again.page.setDefaultTimeout(30_000);
      await visit(again, response, body);
      await again.close();
    });
  }

  it('have their numbers as they were sent in what changed and in the request', async () => {
    const body = BODIES['of numbers beyond double precision'];
    ok(body);
    const running = await harness.open();
    await running.show(withFirstWindow(responseOf(body)));
    for (const tab of ['Changes', 'Request']) {
      await running.page.getByRole('tab', { name: tab }).click();
      await settle(running.page);
      const text = await shownText(running.page.getByRole('tabpanel', { name: tab }));
      for (const number of ['12345678901234567890', '1.10', '1e400'])
        ok(text.includes(number), `${number} in ${tab}: ${text}`);
    }
    await running.close();
  });

  it('show characters that hide in every tab', async () => {
    const body = BODIES['of characters that hide'];
    ok(body);
    const running = await harness.open();
    await running.show(withFirstWindow(responseOf(body)));
    for (const tab of await running.page.getByRole('tab').all()) {
      const name = (await tab.textContent())?.trim() ?? '';
      await tab.click();
      await settle(running.page);
      const text = await shownText(running.page.getByRole('tabpanel', { name }));
      ok(text.includes('U+202E'), `${name}: ${text}`);
      ok(
        !/[\u202e\u200b\u2066]/.test(text.replaceAll(/U\+202E|U\+200B/g, '')),
        `${name}: ${JSON.stringify(text)}`,
      );
    }
    await running.close();
  });
});
