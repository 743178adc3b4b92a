import { deepEqual, equal, ok } from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { JsonObject } from '../../src/core/text/jsonValues.ts';
import { firstRows } from '../../src/editor/responses/responseRows.ts';
import type { ResponseView } from '../../src/webview/messages.ts';
import { answerAll } from './answering.ts';
import { type Running, settle } from './harness.ts';
import { freshPages } from './pages.ts';
import { focused, shownText } from './reading.ts';
import * as samples from './samples.ts';

const row = (page: Page, name: string) =>
  page.locator('property-table .row').filter({ has: page.getByText(name, { exact: true }) });
const rest = (page: Page) => page.locator('property-table .row.rest');
const count = (page: Page) => page.getByRole('treegrid').getAttribute('aria-rowcount');
/** Longest that a message may be, as JSON in UTF-16 units. */
const BOUND = 2_000_000;

/** A response with an object as the editor sends it. */
function responseOf(object: JsonObject, id = 'grown'): ResponseView {
  const { rows: _, ...rest } = samples.object;
  return { ...rest, id, ...firstRows(object, {}) };
}

const wide = (length: number): JsonObject =>
  Object.fromEntries(Array.from({ length }, (_, index) => [`property${index}`, `value ${index}`]));

describe('an object that does not fit into one message', () => {
  let running: Running;
  let page: Page;
  const open = freshPages((opened) => {
    running = opened;
    page = opened.page;
  });
  /** Shows an object with a list of 900 items, open, down to where the page has no more of it. */
  const showListToTheEnd = async (): Promise<ResponseView> => {
    const response = responseOf({ list: Array.from({ length: 900 }, (_, index) => index) });
    await running.show(response);
    await row(page, 'list').locator('.name').click();
    await row(page, '[0]').focus();
    await page.keyboard.press('End');
    await restIsWanted();
    return response;
  };
  /** Waits until the page has asked for what is not there. */
  const restIsWanted = async (): Promise<void> => {
    await rest(page).waitFor();
    await settle(page);
  };

  it('of 100,000 properties comes as it is scrolled, each message bounded', async () => {
    const response = responseOf(wide(100_000));
    ok(JSON.stringify(response).length < BOUND);
    await running.show(response);
    equal(await count(page), '502');
    equal((await answerAll(running, response)).length, 0, 'nothing is asked for that nobody sees');
    for (let pages = 1; pages <= 3; pages++) {
      await page.locator('property-table .row[tabindex="0"]').focus();
      await page.keyboard.press('End');
      await restIsWanted();
      const answers = await answerAll(running, response);
      equal(answers.length, 1);
      for (const answer of answers) ok(JSON.stringify(answer).length < BOUND);
      equal(await count(page), String(502 + 500 * pages));
      equal(await focused(page), `property${500 * pages}`, 'the focus is on what came');
    }
    deepEqual(running.faults, []);
  });

  it('is filtered as a whole, up to a bound that is told', async () => {
    const response = responseOf(wide(100_000));
    await running.show(response);
    await page.getByRole('textbox').fill('property1999');
    await settle(page);
    await answerAll(running, response);
    equal(await shownText(page.locator('object-panel .found')), '11 of the first 20,000');
    await page.getByRole('textbox').fill('nothing of that');
    await page.getByText('None of the first 20,000 properties matches “nothing of that”.').waitFor();
    await running.show(responseOf({ ...wide(3_000), last: 'needle' }, 'other'));
    await page.getByRole('textbox').fill('needle');
    await settle(page);
    await answerAll(running, responseOf({ ...wide(3_000), last: 'needle' }, 'other'));
    await row(page, 'last').waitFor();
    deepEqual(running.faults, []);
  });

  it('opens any depth level by level', async () => {
    const depth = 10_000;
    const response = responseOf(JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`) as JsonObject);
    ok(JSON.stringify(response).length < BOUND);
    await running.show(response);
    await page.getByRole('button', { name: 'Unfold all' }).click();
    await settle(page);
    const levels = Number(await count(page));
    ok(levels > 20);
    await page.locator('.row').nth(1).focus();
    await page.keyboard.press('End');
    await restIsWanted();
    await answerAll(running, response);
    ok(Number(await count(page)) >= levels);
    deepEqual(running.faults, []);
  });

  it('has its parts copied by the editor', async () => {
    const response = responseOf({
      list: Array.from({ length: 900 }, (_, index) => index),
      text: 'x'.repeat(50_000),
    });
    await running.show(response);
    for (const name of ['list', 'text']) {
      await row(page, name).hover();
      await page.getByRole('button', { name: `Copy the value of ${name}` }).click();
      deepEqual((await running.posted()).at(-1), {
        type: 'copy-value',
        id: 'grown',
        path: `$.${name}`,
        what: `the value of ${name}`,
      });
    }
  });

  it('says so where the editor does not have the rest any more', async () => {
    const response = await showListToTheEnd();
    await answerAll(running, { ...response, id: 'another' });
    await rest(page).getByText('800 more items: send the request again to see them').waitFor();
    equal((await answerAll(running, response)).length, 0, 'it is not asked for again');
  });

  it('comes back after a reload with what it had, and goes on from there', async () => {
    const response = await showListToTheEnd();
    await answerAll(running, response);
    equal(await count(page), '603');
    const state = await running.saved();
    await running.close();
    running = await open({ state });
    page = running.page;
    equal(await count(page), '603');
    await page.locator('property-table .scroller').evaluate((each) => each.scrollTo(0, each.scrollHeight));
    await restIsWanted();
    await answerAll(running, response);
    await page.locator('property-table .scroller').evaluate((each) => each.scrollTo(0, each.scrollHeight));
    await row(page, '[899]').waitFor();
    equal(await count(page), '902');
    deepEqual(running.faults, []);
  });
});
