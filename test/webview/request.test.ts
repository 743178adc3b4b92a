import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { CODE_FORMS } from '../../src/core/assist/copy/forms.ts';
import { FIRST_WINDOW, wholeBody, withFirstWindow } from '../../src/editor/responses/responseBody.ts';
import { isFromPage } from '../../src/webview/messages.ts';
import { answerAll } from './answering.ts';
import type { Running } from './harness.ts';
import { sharedPage } from './pages.ts';
import { focused, shownText } from './reading.ts';
import * as samples from './samples.ts';

const panel = (page: Page) => page.locator('sent-request');
const { method, url, request } = samples.object;

describe('the Request tab', () => {
  let running: Running;
  let page: Page;
  sharedPage(async (opened) => {
    running = opened;
    page = opened.page;
    await running.show(samples.object);
    await page.getByRole('tab', { name: 'Request' }).click();
  });

  const last = async () => (await running.posted()).at(-1);

  it('copies what it shows in any form that the editor offers, by keyboard', async () => {
    const button = panel(page).getByRole('button', { name: 'Copy As…' });
    equal(await button.getAttribute('aria-haspopup'), 'menu');
    await button.focus();
    await page.keyboard.press('Enter');
    const menu = page.getByRole('menu', { name: 'Copy the request as' });
    await menu.waitFor();
    deepEqual(
      await menu.getByRole('menuitem').allInnerTexts(),
      CODE_FORMS.map(({ label, description }) => `${label}${description}`),
    );
    equal((await last())?.type, 'ready');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const message = await last();
    deepEqual(message, {
      type: 'copy-as',
      form: 'powershell',
      id: samples.object.id,
      request: { method, url, headers: request.headers, body: request.body },
    });
    ok(isFromPage(message));
    equal(await focused(page), 'Copy As…');
    equal(await page.locator('response-page > .hearing[role=status]').textContent(), 'Copied as PowerShell.');
  });

  it('closes the menu on Escape, and copies nothing', async () => {
    const before = (await running.posted()).length;
    await panel(page).getByRole('button', { name: 'Copy As…' }).click();
    await page.getByRole('menu').waitFor();
    await page.keyboard.press('Escape');
    equal(await page.getByRole('menu').count(), 0);
    equal((await running.posted()).length, before);
  });

  it('says that secrets are not in it, and where code of the sandbox goes', async () => {
    const text = await shownText(panel(page));
    match(
      text,
      /Copied code has placeholders where the token and secrets go\. It is aimed at Microsoft Graph/,
    );
    await running.show({ ...samples.object, id: 'real', url: 'https://graph.microsoft.com/v1.0/me' });
    match(await shownText(panel(page)), /secrets go\. GET|secrets go\. PATCH https/);
  });

  it('opens the request in its file and sends it again', async () => {
    await panel(page).getByRole('button', { name: 'Open Request' }).click();
    deepEqual(await last(), { type: 'run', action: 'reveal-request' });
    await panel(page).getByRole('button', { name: 'Send Again' }).click();
    deepEqual(await last(), { type: 'run', action: 'send-again' });
  });

  it('copies no code of a request of which the history kept a part', async () => {
    const said = {
      'without-end': 'The history kept the beginning of the body only.',
      'line-only': 'The history was off, so only the request line was kept.',
    } as const;
    for (const kept of ['without-end', 'line-only'] as const) {
      await running.show({ ...samples.object, id: kept, request: { headers: [], kept } });
      equal(await panel(page).getByRole('button', { name: 'Copy As…' }).count(), 0);
      const text = await shownText(panel(page));
      ok(text.includes(said[kept]), text);
      ok(!text.includes('had no body'), text);
    }
  });

  it('takes a long body window by window, and has the editor copy the whole', async () => {
    const body = JSON.stringify({
      list: Array.from({ length: 30_000 }, (_, id) => `item ${id} of the list`),
    });
    const response = { ...samples.object, id: 'long', request: { ...request, body } };
    const first = withFirstWindow(response);
    ok((first.request.body?.length ?? 0) <= FIRST_WINDOW);
    await running.show(first);
    await panel(page).getByRole('button', { name: 'Copy the request body' }).click();
    deepEqual(await last(), { type: 'copy-body', id: 'long', part: 'request' });
    equal(wholeBody(response, 'long', 'request'), body);
    await panel(page).getByRole('button', { name: 'Copy As…' }).click();
    await page.getByRole('menuitem', { name: 'cURL' }).click();
    deepEqual(await last(), { type: 'copy-as', form: 'curl', id: 'long' });
    equal((await answerAll(running, response)).length, 1);
    const shown = await panel(page)
      .locator('text-view')
      .evaluate((view) => (view as HTMLElement & { shown: string }).shown);
    equal(shown, body);
    await running.show({ ...first, id: 'gone' });
    await answerAll(running, response);
    match(await shownText(panel(page)), /Only the beginning of the body is left here: open the request/);
    equal(await panel(page).getByRole('button', { name: 'Copy As…' }).count(), 0);
  });

  it('gives the editor nothing that is no request', () => {
    for (const bad of [
      { form: 'curl', id: 1 },
      { form: 1, request: { method, url, headers: [] } },
      { form: 'curl', request: { method, url, headers: [{ name: 'a' }] } },
      { form: 'curl', request: { method, url: 5, headers: [] } },
      { form: 'curl', request: { method, url, headers: [], body: {} } },
    ])
      equal(isFromPage({ type: 'copy-as', id: 'a', ...bad }), false, JSON.stringify(bad));
    deepEqual(running.faults, []);
  });
});
