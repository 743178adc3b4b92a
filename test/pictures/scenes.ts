import type { Page } from 'playwright-core';
import { allowSignIn } from '../support/ui/dialogs.ts';
import {
  acceptSuggestion,
  askFor,
  clickCodeLens,
  codeLenses,
  goTo,
  select,
  type,
} from '../support/ui/editor.ts';
import { openFile, runCommand } from '../support/ui/quickInput.ts';
import { webview } from '../support/ui/webview.ts';
import type { Stage } from './stage.ts';

/** The file that is worked on. */
export const SAMPLE = '1-api-connector.graph.http';

/** Lines of the sample, from 1: one without a word that would be marked elsewhere too, and one behind which to go on. */
const LINES = { blank: 10, value: 12 } as const;

/** Sizes of the window, in CSS pixels: what a picture shows has to be legible at two thirds of it. */
const SIZES = {
  one: { width: 760, height: 530 },
  list: { width: 760, height: 580 },
  two: { width: 1120, height: 640 },
  low: { width: 1120, height: 390 },
  whole: { width: 1360, height: 700 },
} as const;

/** A picture of the walkthrough, or of the README, each going on where the last one ended. */
type Scene = (stage: Stage) => Promise<void>;

/** Opens the sample, with the links above its requests. */
const open: Scene = async (stage) => {
  const { page } = stage;
  await page.setViewportSize(SIZES.one);
  await stage.clear();
  await openFile(page, SAMPLE);
  await goTo(page, LINES.blank);
  await codeLenses(page, 'Send PATCH → Sandbox').first().waitFor();
  await stage.takeAll('open');
};

/** Completes a property of the body; the comma before it is put in by that. */
const complete: Scene = async (stage) => {
  const { page } = stage;
  await goTo(page, LINES.value, 200);
  await page.keyboard.press('Enter');
  await stage.takeAll('complete', {}, async () => {
    const wanted = suggestion(page, 'targetUrl');
    await askFor(page, 'Control+Space', wanted);
    for (let steps = 0; steps < 5 && !(await wanted.and(page.locator('.focused')).count()); steps++) {
      await page.keyboard.press('ArrowDown');
    }
    await askFor(page, 'Control+Space', page.locator('.suggest-details-container'));
  });
  await acceptSuggestion(page, 'targetUrl');
  await type(page, 'https://api.contoso.com/loyalty');
  await page.keyboard.press('Escape');
};

/** Sends it, and shows the object that came back. */
const send: Scene = async (stage) => {
  const { page } = stage;
  await page.setViewportSize(SIZES.two);
  await clickCodeLens(page, 'Send PATCH → Sandbox');
  await allowSignIn(page);
  await webview(page).getByText('The object was changed.').first().waitFor();
  await stage.takeAll('send');
  await page.setViewportSize(SIZES.whole);
  await stage.wear('dark');
  await stage.take('response', { part: 'status' });
};

/** Previews another change. */
const undo: Scene = async (stage) => {
  const { page } = stage;
  await page.setViewportSize(SIZES.low);
  await runCommand(page, 'View: Close Editors in Other Groups');
  await select(page, 'Check loyalty number');
  await type(page, 'Look up the member');
  await clickCodeLens(page, 'Preview');
  await page
    .locator('.monaco-diff-editor .editor.modified')
    .getByText('Look up the member')
    .first()
    .waitFor();
  await stage.takeAll('undo');
};

/** Chooses where requests go. */
const signIn: Scene = async (stage) => {
  const { page } = stage;
  await page.setViewportSize(SIZES.list);
  await openFile(page, SAMPLE);
  await runCommand(page, 'Graph HTTP: Select Environment…');
  await page.getByText('Where should requests go?').waitFor();
  await stage.takeAll('signIn', { part: 'window' });
  await page.keyboard.press('Escape');
};

function suggestion(page: Page, label: string) {
  return page
    .locator('.suggest-widget.visible .monaco-list-row')
    .filter({ has: page.getByText(label, { exact: true }) })
    .first();
}

/** Every scene, in order. */
export const scenes: Readonly<Record<string, Scene>> = { open, complete, send, undo, signIn };
