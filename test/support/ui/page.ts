import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { root } from '../../host/paths.ts';
import { assertAccessible } from './axe.ts';
import { allowSignIn } from './dialogs.ts';
import { clickCodeLens, goTo, replaceAll } from './editor.ts';
import { journey } from './journey.ts';
import { waitForProblem, waitForProblems } from './problems.ts';
import { answer, openFile, question, runCommand } from './quickInput.ts';
import { setTheme, type Theme, themes } from './themes.ts';
import { webview, webviewText } from './webview.ts';

/** What a journey over an API page's example does. */
export type PageJourney = {
  /** Number and short name, for pictures. */
  readonly name: string;
  /** File of the page's example in `test/core/check/pages`, without its ending. */
  readonly example: string;
  /** Problems that the example must have. */
  readonly problems: readonly (string | RegExp)[];
  /** The request as a person corrects it. */
  readonly corrected: string;
  /** What is left to say about the corrected request. */
  readonly left?: string;
  /** Answers to the questions for `{placeholders}`, in order. */
  readonly answers?: readonly (readonly [name: string, value: string])[];
  /** What the response page must say. */
  readonly shows: readonly string[];
};

const FILE = 'request.graph.http';

/**
 * A person pastes a page's example unchanged, sees what is wrong with it, corrects it, clicks Send PATCH, signs in
 * and sees the changed object.
 */
export function pageJourney(travel: PageJourney): void {
  journey(
    travel.name,
    `The example of ${travel.example} is flagged, corrected, sent to the sandbox and shown`,
    { files: { [FILE]: '' } },
    async ({ page, shot, messages }) => {
      const example = await readFile(
        join(root, 'test/core/check/pages', `${travel.example}.graph.http`),
        'utf8',
      );
      await openFile(page, FILE);
      await replaceAll(page, example);
      for (const problem of travel.problems) await waitForProblem(page, problem);
      await shot('pasted');

      await replaceAll(page, travel.corrected);
      await waitForProblems(page, travel.left === undefined ? [] : [travel.left]);
      await shot('corrected');

      await runCommand(page, 'View: Hide Panel');
      await goTo(page, 1);
      await clickCodeLens(page, 'Send PATCH → Sandbox');
      for (const [name, value] of travel.answers ?? []) {
        await page.locator('.quick-input-widget:visible').getByText(`{${name}}`).waitFor();
        assert.match(await question(page), new RegExp(`\\{${name}\\}`));
        await answer(page, value);
      }
      assert.match(await allowSignIn(page), /'Graph HTTP' wants to sign in using Graph HTTP Sandbox/);
      await webview(page).getByText('The object was changed.').first().waitFor();
      await assertShown(page, travel.shows);
      for (const theme of Object.keys(themes) as Theme[]) {
        await setTheme(page, theme);
        await shot(`answer-${theme}`);
        await assertAccessible(page);
      }
      assert.deepEqual(
        messages.filter((message) => /Content Security Policy|Trusted/i.test(message)),
        [],
      );
    },
  );
}

async function assertShown(page: Page, texts: readonly string[]): Promise<void> {
  const text = await webviewText(page);
  for (const each of texts) assert.ok(text.includes(each), `${each} is not in:\n${text}`);
}
