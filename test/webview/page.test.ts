import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { type Running, settle } from './harness.ts';
import { sharedPage } from './pages.ts';
import { runningAnimations, shownText } from './reading.ts';
import * as samples from './samples.ts';

const tabs = (page: Page) => page.getByRole('tab').allTextContents();
const selectedTab = (page: Page) => page.getByRole('tab', { selected: true }).textContent();
const spoken = (page: Page) => page.locator('response-page > .hearing[role=status]').textContent();
const headline = (page: Page) => page.getByRole('heading', { level: 1 }).textContent();

describe('the response page', () => {
  let running: Running;
  let page: Page;
  const open = sharedPage((opened) => {
    running = opened;
    page = opened.page;
  });

  it('says that it is ready, and what to do while there is no response', async () => {
    deepEqual(await running.posted(), [{ type: 'ready', restored: false }]);
    equal(await headline(page), 'No response yet');
    match(await page.locator('.empty-state').innerText(), /\.graph\.http file and choose “Send”/);
  });

  it('shows what was sent where, how it went, and the facts about it', async () => {
    await running.show(samples.object);
    const head = await shownText(page.locator('response-summary'));
    for (const part of [
      '200 OK',
      'PATCH',
      '/v1.0/identity/apiConnectors/',
      'Sandbox',
      'adele@contoso.example',
    ]) {
      ok(head.includes(part), `${part} in ${head}`);
    }
    for (const part of ['312 ms', '1.8 KB', 'request-id', 'The object was changed.']) {
      ok(head.includes(part), `${part} in ${head}`);
    }
    // Of what went well the headline says all: what the status means is told by its tooltip.
    const { meaning = '' } = samples.object.status ?? {};
    ok(meaning !== '' && !head.includes(meaning), head);
    equal(await page.locator('response-summary .status').getAttribute('title'), meaning);
    deepEqual(await tabs(page), ['Object', 'Raw', 'Headers', 'Request']);
    equal(await selectedTab(page), 'Object');
    equal(await spoken(page), 'Finished: 200 OK. The object was changed. 312 ms.');
  });

  it('says where the history shows a response again', async () => {
    await running.show({ ...samples.object, id: 'kept', fromHistory: true });
    const head = await shownText(page.locator('response-summary'));
    ok(head.includes('From the history'), head);
    await running.show(samples.object);
    ok(!(await shownText(page.locator('response-summary'))).includes('From the history'));
  });

  it('keeps the head on one line at a normal width', async () => {
    const today = { ...samples.object, id: 'today', time: new Date().toISOString() };
    await running.show(today);
    await page.setViewportSize({ width: 1100, height: 720 });
    const height = await page
      .locator('response-summary .line')
      .evaluate((line) => line.getBoundingClientRect().height);
    ok(height < 30, `${height} px`);
    // Where it needs more than one, no end of the path is lost for it.
    await page.setViewportSize({ width: 560, height: 720 });
    const [wanted, room] = await page
      .locator('response-summary .request')
      .evaluate(({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth]);
    await page.setViewportSize({ width: 800, height: 720 });
    ok(Number(wanted) <= Number(room), `${wanted} px in ${room} px`);
  });

  it('copies the whole request-id', async () => {
    await running.show(samples.object);
    await page.getByRole('button', { name: 'Copy request-id' }).click();
    deepEqual((await running.posted()).at(-1), {
      type: 'copy',
      text: samples.object.requestId,
      what: 'request-id',
    });
    equal(await spoken(page), 'Copied request-id.');
  });

  it('opens documentation through the editor', async () => {
    await running.show(samples.object);
    await page.getByRole('link', { name: 'Documentation' }).click();
    deepEqual((await running.posted()).at(-1), { type: 'open', url: samples.object.documentation });
  });

  it('shows the answer, its headers and the request as it was sent', async () => {
    await running.show(samples.object);
    await page.getByRole('tab', { name: 'Raw' }).click();
    match(
      await page.getByRole('textbox', { name: 'Body of the answer' }).innerText(),
      /"displayName": "Invitation/,
    );
    await page.getByRole('tab', { name: 'Headers' }).click();
    equal(
      await page.getByRole('row', { name: /^etag/ }).getByRole('cell').first().innerText(),
      'W/"JzEtYXBpQ29ubmVjdG9yLzI="',
    );
    await page.getByRole('tab', { name: 'Request' }).click();
    const request = await shownText(page.locator('sent-request'));
    ok(request.includes(`PATCH ${samples.object.url}`), request);
    match(request, /Bearer •••/);
    match(await page.getByRole('textbox', { name: 'Request body' }).innerText(), /"password": "•••"/);
    await page.getByRole('button', { name: 'Copy the request body' }).click();
    equal((await running.posted()).at(-1)?.type, 'copy');
  });

  it('stays on the tab that the person chose, but puts an error first', async () => {
    await running.show(samples.object);
    await page.getByRole('tab', { name: 'Raw' }).click();
    await running.show({ ...samples.object, id: 'again' });
    equal(await selectedTab(page), 'Raw');
    await running.show(samples.badRequest);
    equal(await selectedTab(page), 'Error');
    await running.show(samples.object);
    equal(await selectedTab(page), 'Raw');
    await page.getByRole('tab', { name: 'Object' }).click();
  });

  it('says what to do where there is no object', async () => {
    await running.show(samples.changed);
    deepEqual(await tabs(page), ['Object', 'Headers', 'Request']);
    match(await shownText(page.getByRole('tabpanel', { name: 'Object' })), /send a GET to the same URL/);
  });

  it('shows of a long code and of long sentences of a service the beginning, and the rest when asked', async () => {
    const long = 'It is refused again. '.repeat(190);
    const error = {
      ...samples.badRequest.error,
      code: 'Code'.repeat(1_000),
      message: `${long}The end of it.`,
      cause: 'x',
      advice: [],
      actions: [],
      details: [{ code: 'C'.repeat(4_000), message: 'a\n'.repeat(400), target: 't'.repeat(4_000) }],
    };
    await running.show({ ...samples.badRequest, id: 'long', error });
    const explanation = page.locator('error-explanation');
    ok((await shownText(explanation)).length < 3_000);
    const more = explanation.getByRole('button', { name: 'Show more' });
    equal(await more.count(), 2);
    await more.first().click();
    ok((await shownText(explanation)).includes('The end of it.'));
    equal(await more.count(), 1);
    await explanation.getByRole('button', { name: 'Show less' }).click();
    ok(!(await shownText(explanation)).includes('The end of it.'));
    await more.first().click();
    await running.show({ ...samples.badRequest, id: 'long again', error });
    equal(await more.count(), 2);
  });

  it('explains a refusal before anything else, with its buttons', async () => {
    await running.show(samples.badRequest);
    deepEqual(await tabs(page), ['Error', 'Raw', 'Headers', 'Request']);
    const text = await shownText(page.getByRole('tabpanel', { name: 'Error' }));
    const order = [
      'a property that this type does not have',
      'What to do next',
      'Remove the property “colour”',
      'Show Request',
      'What the service said',
      'Request_BadRequest',
      'A value without a type name',
      'Details',
      'targetUrl',
    ].map((part) => text.indexOf(part));
    deepEqual(
      order,
      order.toSorted((a, b) => a - b),
    );
    ok(!order.includes(-1), text);
    await page.getByRole('button', { name: 'Show Request' }).click();
    deepEqual((await running.posted()).at(-1), { type: 'run', action: 'reveal-request' });
    await page.getByRole('button', { name: 'Send Again' }).focus();
    await page.keyboard.press('Enter');
    deepEqual((await running.posted()).at(-1), { type: 'run', action: 'send-again' });
  });

  it('leads from a refusal to the property in the request, from its button and from the detail', async () => {
    await running.show(samples.badRequest);
    const asked = { type: 'fix-property', property: 'colour' };
    await page.getByRole('button', { name: 'Go to colour' }).click();
    deepEqual((await running.posted()).at(-1), asked);
    const details = page.locator('.details');
    await page.getByRole('button', { name: 'Show Request' }).click();
    await details.getByRole('button', { name: 'colour', exact: true }).focus();
    await page.keyboard.press('Enter');
    deepEqual((await running.posted()).at(-1), asked);
    equal(await details.getByRole('button').count(), 1, 'a target that is not in the body leads nowhere');
    const { error } = samples.badRequest;
    const detail = { code: 'InvalidValue', message: error?.message ?? '', target: 'colour' };
    if (error)
      await running.show({ ...samples.badRequest, id: 'once', error: { ...error, details: [detail] } });
    equal(await shownText(details), 'colour InvalidValue', 'what was said is not said again');
  });

  it('tells a request that was not sent from one without an answer', async () => {
    await running.show(samples.notSent);
    deepEqual(await tabs(page), ['Error', 'Request']);
    match(await shownText(page.locator('response-summary')), /Not sent[\s\S]*Nothing was changed/);
    await running.show(samples.unknown);
    match(await shownText(page.locator('response-summary')), /No answer[\s\S]*not known whether/);
    await page.getByRole('button', { name: 'Copy client-request-id' }).click();
    const copied = (await running.posted()).at(-1);
    equal(copied?.type === 'copy' && copied.text, samples.unknown.clientRequestId);
  });

  it('keeps the last response while the next request is under way', async () => {
    await running.show(samples.object);
    await running.send({ type: 'sending', method: 'PATCH', url: '/v1.0/me', environment: 'Sandbox' });
    match((await headline(page)) ?? '', /Sending\s*PATCH \/v1\.0\/me\s*to Sandbox…/);
    ok(await page.getByRole('progressbar').isVisible());
    ok(await page.getByRole('row', { name: /displayName/ }).isVisible());
    await running.show(samples.object);
    equal(await page.getByRole('progressbar').count(), 0);
    await running.send({ type: 'sending', method: 'PATCH', url: '/v1.0/me', environment: 'Sandbox' });
    ok(await page.getByRole('progressbar').isVisible());
    await running.send({ type: 'settled' });
    equal(await page.getByRole('progressbar').count(), 0);
    ok(await page.getByRole('row', { name: /displayName/ }).isVisible());
  });

  it('goes from tab to tab by keyboard', async () => {
    await running.show(samples.object);
    await page.getByRole('tab', { name: 'Object' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    equal(await selectedTab(page), 'Raw');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press(' ');
    equal(await selectedTab(page), 'Headers');
    await page.getByRole('tab', { name: 'Object' }).click();
  });

  it('shows that something is under way', async () => {
    const busy = await open();
    await busy.send({ type: 'sending', method: 'PATCH', url: '/v1.0/me', environment: 'Sandbox' });
    ok((await runningAnimations(busy.page)) > 0);
    await busy.close();
  });

  it('moves nothing where less motion is asked for', async () => {
    const calm = await open({ reducedMotion: true });
    await calm.send({ type: 'sending', method: 'PATCH', url: '/v1.0/me', environment: 'Sandbox' });
    equal(await runningAnimations(calm.page), 0);
    await calm.close();
  });

  it('moves nothing where the editor is set to less motion', async () => {
    const calm = await open();
    await calm.page.evaluate(() => document.body.classList.add('vscode-reduce-motion'));
    await calm.send({ type: 'sending', method: 'PATCH', url: '/v1.0/me', environment: 'Sandbox' });
    equal(await runningAnimations(calm.page), 0);
    await calm.close();
  });

  it('ignores messages of others and of unknown kinds', async () => {
    await running.show(samples.object);
    await page.evaluate(() => {
      postMessage({ type: 'show' }, location.origin);
      postMessage('show', location.origin);
      postMessage(null, location.origin);
      dispatchEvent(
        new MessageEvent('message', {
          data: { type: 'sending', method: 'X', url: 'x', environment: 'x' },
          origin: 'https://evil.example',
        }),
      );
    });
    await settle(page);
    equal(await page.getByRole('progressbar').count(), 0);
    deepEqual(await tabs(page), ['Object', 'Raw', 'Headers', 'Request']);
  });

  it('breaks no rule of its policy and asks for nothing from elsewhere', () => {
    deepEqual(running.faults, []);
  });
});
