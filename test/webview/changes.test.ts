import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { changesOf } from './changeSamples.ts';
import type { Running } from './harness.ts';
import { sharedPage } from './pages.ts';
import { shownText } from './reading.ts';
import * as samples from './samples.ts';

const panel = (page: Page) => page.locator('change-panel');
const row = (page: Page, path: string) =>
  panel(page)
    .locator('tr')
    .filter({ has: page.getByRole('rowheader', { name: path }) });
/** What stands below a row: sent and stored. */
const difference = (page: Page, path: string) => row(page, path).locator('xpath=following-sibling::tr[1]');

describe('the Changes tab', () => {
  let running: Running;
  let page: Page;
  sharedPage(
    async (opened) => {
      running = opened;
      page = opened.page;
      await running.show(samples.readAfter);
      await page.getByRole('tab', { name: 'Changes' }).click();
    },
    { width: 1000, height: 900 },
  );

  it('has what was asked for, what changed besides and what cannot be told apart, under headings', async () => {
    const sections = await panel(page).getByRole('heading', { level: 2 }).allTextContents();
    deepEqual(
      sections.map((text) => text.replace(/\s+/g, ' ').trim()),
      [
        'Changed by this request 9 properties',
        'Sent, and not changed 1 property',
        'Changed besides 1 property',
        'Sent, and cannot be compared 1 property',
        'As before 1 property',
      ],
    );
    const names = async (section: string) =>
      (await page.getByRole('table', { name: section }).getByRole('rowheader').allTextContents()).map(
        (text) => text.trim(),
      );
    deepEqual(await names('Sent, and not changed'), ['state']);
    deepEqual(await names('Changed besides'), ['lastModifiedDateTime']);
    deepEqual(await names('Sent, and cannot be compared'), ['authenticationConfiguration.password']);
    ok((await names('Changed by this request')).includes('authenticationConfiguration.username'));
    match(await shownText(row(page, 'authenticationConfiguration.password')), /not known •••$/);
  });

  it('counts above them what became of the properties, in their order', async () => {
    deepEqual(
      await panel(page)
        .locator('.counts li')
        .evaluateAll((all) => all.map((each) => each.lastElementChild?.textContent)),
      [
        '6 as sent',
        '3 stored in another form',
        '1 not changed',
        '1 changed besides',
        '1 not returned',
        '1 as before',
      ],
    );
    equal(await panel(page).locator('.summary').count(), 0);
  });

  it('shows before and now with what differs marked, to the ear too', async () => {
    equal(await row(page, 'authenticationConfiguration.username').locator('del').innerText(), 'old');
    equal(await row(page, 'authenticationConfiguration.username').locator('ins').innerText(), 'new');
    const heard = await row(page, 'authenticationConfiguration.username').ariaSnapshot();
    match(heard, /removed: .*old.*, end\./);
    match(heard, /added: .*new.*, end\./);
    match(await row(page, 'tags').ariaSnapshot(), /removed: "?\\?"draft/);
    match(await shownText(row(page, 'quota')), /12345678901234567000 12345678901234567890 as sent/);
  });

  it('says in which form something was stored, sent above stored', async () => {
    match(await shownText(row(page, 'targetUrl')), /stored in another form$/);
    match(
      await shownText(difference(page, 'targetUrl')),
      /^Stored with other capital letters\. Sent "https:\/\/CONTOSO.* Stored "https:\/\/contoso/,
    );
    deepEqual(await difference(page, 'targetUrl').locator('mark').allInnerTexts(), [
      'CONTOSO.example',
      'contoso.example',
    ]);
    match(await shownText(difference(page, 'validFrom')), /^Stored as the same moment, in UTC\./);
    match(await shownText(difference(page, 'scopes')), /^Stored with the same items in another order\./);
    match(await shownText(row(page, 'state')), /enabled.* .*disabled/);
    equal(await difference(page, 'displayName').locator('dl').count(), 0);
  });

  it('shows of long values the part that differs, and the whole where it is asked for', async () => {
    const notes = row(page, 'notes');
    match(await shownText(notes), /number 9 of the notes was rewritten and stays/);
    ok(!(await shownText(notes)).includes('Sentence number 3'));
    const button = notes.getByRole('button', { name: 'Show whole values of notes' });
    equal(await button.getAttribute('aria-expanded'), 'false');
    await button.focus();
    await page.keyboard.press('Enter');
    match(await shownText(notes), /Sentence number 3 of/);
    await notes.getByRole('button', { name: 'Show less of notes' }).click();
    ok(!(await shownText(notes)).includes('Sentence number 3'));
  });

  it('is undone and read again from the head, which is there on every tab, and from nowhere else', async () => {
    await page.getByRole('button', { name: 'Undo…' }).click();
    deepEqual((await running.posted()).at(-1), { type: 'run', action: 'undo' });
    await page.getByRole('button', { name: 'Read Again' }).click();
    deepEqual((await running.posted()).at(-1), { type: 'run', action: 'read-again' });
  });

  it('says once that no object came', async () => {
    const text = await shownText(page.locator('response-summary'));
    ok(text.includes('returned no object') && !text.includes('no body'), text);
    const mark = await shownText(page.locator('.read-mark'));
    ok(mark.startsWith('Read after the change') && !mark.includes('no object'), mark);
  });

  it('copies what was sent and stored as it is, without what is only heard', async () => {
    await page.evaluate(() => {
      const root = document
        .querySelector('response-page')
        ?.shadowRoot?.querySelector('change-panel')?.shadowRoot;
      const cell = root?.querySelector('ins')?.closest('td');
      if (cell) getSelection()?.selectAllChildren(cell);
    });
    const text = await page.evaluate(() => getSelection()?.toString() ?? '');
    ok(!text.includes('added'), text);
  });

  it('is a card for each property where it is narrow, and fills the width where there is one', async () => {
    const widthOf = async (name: string) =>
      (await row(page, 'targetUrl').getByText(name).first().boundingBox())?.x ?? 0;
    await page.setViewportSize({ width: 1200, height: 900 });
    const wide = await panel(page).locator('table').first().boundingBox();
    ok((wide?.width ?? 0) > 1150);
    ok((await widthOf('stored in another form')) > 900);
    await page.setViewportSize({ width: 300, height: 900 });
    ok((await widthOf('stored in another form')) < 150);
    equal(await row(page, 'targetUrl').evaluate((element) => getComputedStyle(element).display), 'block');
    await page.setViewportSize({ width: 1000, height: 900 });
  });

  it('says once whether a change was made of which no answer came', async () => {
    await running.show(samples.compared);
    await page.getByRole('tab', { name: 'Changes' }).click();
    const said = samples.compared.detail ?? '';
    ok((await shownText(page.locator('response-summary'))).includes(said));
    ok(said !== '' && !(await shownText(panel(page))).includes(said));
    await running.show({ ...samples.compared, id: 'elsewhere', detail: 'Something else.' });
    ok((await shownText(panel(page))).includes(said));
  });

  it('shows hostile names and values as text', async () => {
    const evil = '<img src=x onerror="window.hacked = true">\u202e';
    const changes = changesOf(
      JSON.stringify({ [evil]: [evil, evil], __proto__x: evil, constructor: evil }),
      JSON.stringify({ [evil]: ['a'], constructor: `${evil}!` }),
      JSON.stringify({ [evil]: [evil], constructor: evil.toUpperCase() }),
    );
    await running.show({ ...samples.readAfter, id: 'hostile-changes', changes });
    equal(await panel(page).locator('img').count(), 0);
    equal(await page.evaluate(() => window.hacked), undefined);
    ok((await panel(page).locator('.hidden-character').count()) > 0);
    deepEqual(running.faults, []);
  });

  it('has what somebody else changed beside what the request wants, where that was refused', async () => {
    await running.show(samples.faster);
    equal(await page.getByRole('tab', { selected: true }).innerText(), 'Changes');
    const sections = await panel(page).getByRole('heading', { level: 2 }).allTextContents();
    deepEqual(
      sections.map((text) => text.replace(/\s+/g, ' ').trim()),
      [
        'Changed by somebody else, and by this request 2 properties',
        'Changed by this request only 2 properties',
        'Changed by somebody else only 1 property',
        'Changed alike 1 property',
        'Cannot be compared 1 property',
      ],
    );
    const name = row(page, 'displayName');
    match(
      await shownText(name),
      /"Invitation approval" "Invitation approval \(north\)" "Invitation approval for partners"$/,
    );
    deepEqual(await name.locator('ins').allInnerTexts(), [' (north)', 'for partners']);
    match(await shownText(row(page, 'tags')), /audited.*partners/);
    match(await shownText(row(page, 'authenticationConfiguration.password')), /not known not known •••$/);
    match(await shownText(page.locator('response-summary')), /Read after the refusal/);
    const headers = panel(page).getByRole('table').first().getByRole('columnheader');
    deepEqual(await headers.allInnerTexts(), ['Property', 'Before', 'Now', 'Yours']);
    await page.setViewportSize({ width: 300, height: 900 });
    equal(await name.evaluate((element) => getComputedStyle(element).display), 'block');
    await page.setViewportSize({ width: 1000, height: 900 });
    deepEqual(running.faults, []);
  });
});
