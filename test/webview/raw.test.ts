import { deepEqual, equal, ok } from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import {
  FIRST_WINDOW,
  nextWindow,
  shownBody,
  withFirstWindow,
} from '../../src/editor/responses/responseBody.ts';
import type { ResponseView } from '../../src/webview/messages.ts';
import { answerAll } from './answering.ts';
import { type Running, settle } from './harness.ts';
import { freshPages } from './pages.ts';
import { elementCount, focused } from './reading.ts';
import * as samples from './samples.ts';

const view = (page: Page) => page.getByRole('textbox', { name: 'Body of the answer' });
const scroller = (page: Page) => page.locator('text-view .cm-scroller');
const lines = (page: Page) => page.locator('text-view .cm-line').allTextContents();
const numbers = (page: Page) =>
  page.locator('text-view .cm-lineNumbers .cm-gutterElement:visible').allTextContents();
const path = (page: Page) => page.locator('raw-panel .path').textContent();

/** Waits until that is the JSON path at the cursor. */
async function pathIs(page: Page, wanted: string): Promise<void> {
  await page.locator('raw-panel').getByText(wanted, { exact: true }).waitFor();
}

/** What Ctrl+C puts on the clipboard. */
async function copied(page: Page): Promise<string> {
  await page.evaluate(() => navigator.clipboard.writeText('nothing was copied'));
  await page.keyboard.press('Control+c');
  return page.evaluate(() => navigator.clipboard.readText());
}

describe('the raw view', () => {
  let running: Running;
  let page: Page;
  freshPages((opened) => {
    running = opened;
    page = opened.page;
  });
  const show = async (response: ResponseView) => {
    await running.show(response);
    await page.getByRole('tab', { name: 'Raw' }).click();
    await settle(page);
  };
  const showRaw = (raw: string) => show({ ...samples.object, id: raw, raw });
  const answer = async (response: ResponseView) => (await answerAll(running, response)).length;

  it('numbers and colours the lines of JSON', async () => {
    await showRaw('{\n  "a": [1.50, true],\n  "b": "x: 1"\n}');
    deepEqual(await lines(page), ['{', '  "a": [1.50, true],', '  "b": "x: 1"', '}']);
    deepEqual(await numbers(page), ['1', '2', '3', '4']);
    for (const [kind, texts] of Object.entries({
      name: ['"a"', '"b"'],
      number: ['1.50'],
      word: ['true'],
      string: ['"x: 1"'],
    })) {
      deepEqual(await page.locator(`text-view .${kind}`).allTextContents(), texts);
    }
    const colours = await page
      .locator('text-view :is(.name, .number, .word, .string)')
      .evaluateAll((all) => all.map((part) => getComputedStyle(part).color));
    equal(new Set(colours).size, 4);
    deepEqual(running.faults, []);
  });

  it('shows numbers as they were sent', async () => {
    await showRaw('[\n  12345678901234567890,\n  1.50,\n  1e999,\n  -0\n]');
    deepEqual((await lines(page)).slice(1, 5), ['  12345678901234567890,', '  1.50,', '  1e999,', '  -0']);
  });

  it('draws only the lines in view of 5 MB, coloured wherever it is scrolled to', async () => {
    const response = samples.large(5);
    await show(withFirstWindow(response));
    equal((await lines(page))[0], '{');
    equal(await answer(response), 6);
    for (const part of [0.5, 1]) {
      await scroller(page).evaluate((element, by) => element.scrollTo(0, element.scrollHeight * by), part);
      await settle(page);
      ok((await elementCount(page)) < 3000, `${await elementCount(page)} elements`);
      ok((await page.locator('text-view .name').count()) > 20);
    }
    equal((await lines(page)).at(-1), '}');
    equal((await numbers(page)).at(-1), '259984');
    deepEqual(running.faults, []);
  });

  it('asks for the rest of a body window by window, and only when it is looked at', async () => {
    const response = samples.large(2);
    await running.show(withFirstWindow(response));
    equal(
      (await running.posted()).some(({ type }) => type === 'body'),
      false,
    );
    await page.getByRole('tab', { name: 'Raw' }).click();
    await settle(page);
    const asked = (await running.posted()).at(-1);
    ok(asked?.type === 'body' && asked.id === 'large' && asked.place.at > 150 * 1024);
    await running.send(nextWindow({ ...response, id: 'other' }, { ...asked, id: 'other' }));
    await running.send({ type: 'body', id: 'large', part: 'answer', at: 5, text: 'again' });
    await page.getByRole('button', { name: 'Copy the body' }).click();
    deepEqual((await running.posted()).at(-1), { type: 'copy-body', id: 'large', part: 'answer' });
    await answer(response);
    await page.getByRole('button', { name: 'Copy the body' }).click();
    const message = (await running.posted()).at(-1);
    ok(message?.type === 'copy' && message.text === shownBody(response.raw ?? ''), 'exactly the body');
  });

  it('starts anew for another body that begins alike', async () => {
    const response = samples.large(1);
    for (const id of ['first', 'second']) {
      await show(withFirstWindow({ ...response, id }));
      await answer({ ...response, id });
    }
    await page.getByRole('button', { name: 'Copy the body' }).click();
    const message = (await running.posted()).at(-1);
    ok(message?.type === 'copy' && message.text === shownBody(response.raw ?? ''), 'once');
  });

  it('says so where the editor does not have the rest any more', async () => {
    const response = samples.large(1);
    await show(withFirstWindow(response));
    const asked = (await running.posted()).at(-1);
    ok(asked?.type === 'body');
    await running.send(nextWindow(undefined, asked));
    await page
      .getByText(/[MK]B, of which only the beginning is left: send the request again to see all$/)
      .waitFor();
    await page.getByRole('button', { name: 'Copy the shown part of the body' }).click();
    const message = (await running.posted()).at(-1);
    ok(message?.type === 'copy' && shownBody(response.raw ?? '').startsWith(message.text));
    equal(message.text.length, FIRST_WINDOW);
  });

  it('shows the beginning of a body of 50 MB, and offers it as a file', async () => {
    await show(withFirstWindow(samples.large(50)));
    await page.getByText(/^49\.9 MB, more than is shown here$/).waitFor();
    await page.getByRole('button', { name: 'Open as File' }).click();
    deepEqual((await running.posted()).at(-1), { type: 'run', action: 'open-file' });
    equal(
      (await running.posted()).some(({ type }) => type === 'body'),
      false,
    );
  });

  it('offers the whole of an answer that was read in part', async () => {
    const offer = page.getByRole('button', { name: 'Open as File' });
    await show(samples.cut);
    await page.getByText('120.2 MB, more than is shown here').waitFor();
    await offer.click();
    deepEqual((await running.posted()).at(-1), { type: 'run', action: 'open-file' });
    await running.show({ ...samples.cut, id: 'lost', cut: 'lost' });
    await page.getByText('120.2 MB, cut off here: the answer is longer').waitFor();
    equal(await offer.count(), 0);
    await page.getByRole('tab', { name: 'Object' }).click();
    await page
      .getByText('The answer is too large to be shown as an object. “Raw” shows its beginning.')
      .waitFor();
  });

  it('cannot be changed', async () => {
    await showRaw('{\n  "a": 1\n}');
    await view(page).focus();
    await page.keyboard.type('x');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Control+v');
    deepEqual(await lines(page), ['{', '  "a": 1', '}']);
    equal(await view(page).getAttribute('aria-readonly'), 'true');
  });

  it('moves by keyboard, and lets Tab go on', async () => {
    await show(samples.large(1));
    await view(page).focus();
    await page.keyboard.press('Control+End');
    await page.locator('text-view .cm-line:last-child', { hasText: /^}$/ }).waitFor();
    await page.keyboard.press('PageUp');
    ok((await scroller(page).evaluate(({ scrollTop }) => scrollTop)) > 1000);
    await page.keyboard.press('Shift+Tab');
    equal(await focused(page), 'Copy the body');
  });

  it('folds and unfolds by keyboard and by pointer', async () => {
    await showRaw('{\n  "a": {\n    "b": "}"\n  },\n  "c": 1\n}');
    await page.getByText('"a"').click();
    await page.keyboard.press('Control+Shift+[');
    deepEqual(await lines(page), ['{', '  "a": {…},', '  "c": 1', '}']);
    await page.keyboard.press('Control+Shift+]');
    equal((await lines(page)).length, 6);
    await page.locator('text-view .cm-foldGutter .icon:visible').first().click();
    deepEqual(await lines(page), ['{…}']);
    await page.locator('text-view .folded').click();
    equal((await lines(page)).length, 6);
  });

  it('finds text, also in lines that are not drawn', async () => {
    await show(samples.large(0.2));
    await page.getByRole('button', { name: 'Find in the body' }).click();
    equal(await focused(page), 'Find');
    await page.keyboard.type('"n1500"');
    await page.keyboard.press('Enter');
    await page.locator('text-view .cm-searchMatch-selected').waitFor();
    ok((await lines(page)).some((line) => line.includes('"n1500"')));
    await page.keyboard.press('Escape');
    equal(await page.locator('text-view .cm-search').count(), 0);
    equal(await focused(page), 'Body of the answer');
    deepEqual(running.faults, []);
  });

  it('counts what it finds, in the whole of the body, and says at which one it is', async () => {
    const response = samples.large(1);
    await show(withFirstWindow(response));
    const all = (response.raw ?? '').split('"enabled"').length - 1;
    await page.getByRole('button', { name: 'Find in the body' }).click();
    await page.keyboard.type('ENABLED');
    const matches = page.locator('text-view .matches');
    const total = all.toLocaleString('en-US');
    await answer(response);
    await matches.getByText(`${total} found`).waitFor();
    await page.keyboard.press('Enter');
    await matches.getByText(`1 of ${total}`).waitFor();
    await page.keyboard.press('Shift+Enter');
    await matches.getByText(`${total} of ${total}`).waitFor();
    await page.getByText('Match case').click();
    await matches.getByText('No results').waitFor();
    await page.getByText('Regular expression').click();
    const type = async (text: string) => {
      await page.getByRole('textbox', { name: 'Find', exact: true }).focus();
      await page.keyboard.press('Control+a');
      await page.keyboard.type(text);
    };
    await type('"name": "n1?7"');
    await page.keyboard.press('Enter');
    await matches.getByText('1 of 2').waitFor();
    await type('"name": (');
    await matches.getByText(/./).waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Find in the body' }).click();
    await type('"count": \\d+');
    await matches.getByText(`${total} found`).waitFor();
    deepEqual(running.faults, []);
  });

  it('finds text that stands across the end of a part', async () => {
    const part = 256 * 1024;
    await showRaw(`"${'x'.repeat(part - 3)}needle${'x'.repeat(part)}needle"`);
    await page.getByRole('button', { name: 'Find in the body' }).click();
    await page.keyboard.type('needle');
    await page.locator('text-view .matches').getByText('2 found').waitFor();
  });

  it('goes to a line, and gives the focus back', async () => {
    await show(samples.large(0.2));
    await page.getByRole('button', { name: 'Go to a line' }).click();
    equal(await focused(page), 'Line, from 1 to 1,738');
    await page.keyboard.type('1500');
    await page.keyboard.press('Enter');
    equal(await focused(page), 'Body of the answer');
    await pathIs(page, '$.value[1497]');
    ok((await numbers(page)).includes('1500'));
    await page.keyboard.press('Control+Alt+g');
    await page.keyboard.press('Escape');
    equal(await page.locator('text-view .cm-goto-line').count(), 0);
    equal(await focused(page), 'Body of the answer');
    deepEqual(running.faults, []);
  });

  it('folds everything inside, level by level to be unfolded, and unfolds all', async () => {
    await showRaw('{\n  "a": {\n    "b": [\n      1\n    ]\n  },\n  "c": [\n    2\n  ],\n  "d": {}\n}');
    await page.getByRole('button', { name: 'Fold all', exact: true }).click();
    deepEqual(await lines(page), ['{', '  "a": {…},', '  "c": […],', '  "d": {}', '}']);
    await page.locator('text-view .folded').first().click();
    deepEqual((await lines(page)).slice(1, 4), ['  "a": {', '    "b": […]', '  },']);
    await page.getByRole('button', { name: 'Unfold all' }).click();
    equal((await lines(page)).length, 11);
    await view(page).focus();
    await page.keyboard.press('Control+Alt+[');
    equal((await lines(page)).length, 5);
    deepEqual(running.faults, []);
  });

  it('folds as much of a large body as can be folded at a time', async () => {
    const response = samples.large(5);
    await show(withFirstWindow(response));
    await answer(response);
    await page.getByRole('button', { name: 'Fold all', exact: true }).click();
    await settle(page);
    deepEqual((await lines(page)).slice(0, 4), ['{', '  "value": […]', '}']);
    await page.getByRole('button', { name: 'Unfold all' }).click();
    await settle(page);
    ok((await lines(page)).length > 20);
    deepEqual(running.faults, []);
  });

  it('tells and copies the JSON path at the cursor', async () => {
    await showRaw('{\n  "value": [\n    {\n      "@odata.id": "x"\n    }\n  ]\n}');
    await page.getByText('"x"').click();
    await page.getByText('$.value[0]["@odata.id"]').waitFor();
    await page.keyboard.press('ArrowUp');
    await pathIs(page, '$.value[0]');
    equal((await path(page))?.trim(), '$.value[0]');
    await page.getByRole('button', { name: 'Copy the JSON path at the cursor' }).click();
    deepEqual((await running.posted()).at(-1), { type: 'copy', text: '$.value[0]', what: 'the JSON path' });
    await showRaw('no JSON');
    await view(page).click();
    equal(await page.locator('raw-panel .path').count(), 0);
  });

  it('wraps long lines when asked to', async () => {
    await showRaw(`"${'word '.repeat(1000)}"`);
    const height = () => page.locator('text-view .cm-line').evaluate((line) => line.clientHeight);
    const one = await height();
    const wrap = page.getByRole('button', { name: 'Wrap long lines' });
    equal(await wrap.getAttribute('aria-pressed'), 'false');
    await wrap.click();
    await settle(page);
    ok((await height()) > 5 * one, `${await height()} px`);
    equal(await wrap.getAttribute('aria-pressed'), 'true');
  });

  it('indents what a long line wraps into as the line itself', async () => {
    await showRaw(`{\n    "a": "${'word '.repeat(200)}"\n}`);
    await page.getByRole('button', { name: 'Wrap long lines' }).click();
    await settle(page);
    const lefts = await page.locator('text-view .cm-line .string').evaluate((string) => {
      const lines = new Map<number, number>();
      for (const { left, top } of string.getClientRects())
        lines.set(top, Math.min(Math.round(left), lines.get(top) ?? Number.POSITIVE_INFINITY));
      return [...lines.values()];
    });
    const start = await page
      .locator('text-view .cm-line .name')
      .evaluate((name) => Math.round(name.getBoundingClientRect().left));
    ok(lefts.length > 3);
    for (const left of lefts.slice(1)) ok(Math.abs(left - start) < 3, `${left} is not ${start}`);
    deepEqual(running.faults, []);
  });

  it('copies everything, drawn or not', async () => {
    const response = samples.large(0.2);
    await show(response);
    await view(page).focus();
    await page.keyboard.press('Control+a');
    ok((await copied(page)) === response.raw, 'all of the body');
  });

  it('copies a selection as the service sent it, without line numbers and chips', async () => {
    await showRaw('first\r\nwi\u202eth\nthird');
    await page.locator('text-view .cm-line').nth(1).getByText('U+202E').waitFor();
    await view(page).focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+Control+End');
    await page.keyboard.press('Shift+ArrowLeft');
    equal(await copied(page), 'irst\r\nwi\u202eth\nthir');
  });

  it('keeps its place when the tab is left and chosen again', async () => {
    await show(samples.large(0.2));
    await scroller(page).evaluate((element) => element.scrollTo(0, 3000));
    await settle(page);
    await page.getByRole('tab', { name: 'Headers' }).click();
    await page.getByRole('tab', { name: 'Raw' }).click();
    await settle(page);
    ok(Math.abs((await scroller(page).evaluate(({ scrollTop }) => scrollTop)) - 3000) < 40);
    ok((await lines(page)).length > 20);
  });
});
