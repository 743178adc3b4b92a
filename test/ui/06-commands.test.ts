import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { focusEditor, goTo, paste, save, type, visibleText } from '../support/ui/editor.ts';
import { journey } from '../support/ui/journey.ts';
import {
  answer,
  choices,
  commandsFor,
  openFile,
  pick,
  question,
  runCommand,
} from '../support/ui/quickInput.ts';

const CONNECTOR = 'https://graph.microsoft.com/v1.0/identity/apiConnectors';

/** Waits until the text of the active editor is as expected. */
async function waitForText(page: Page, expected: RegExp): Promise<void> {
  const end = Date.now() + 15_000;
  for (;;) {
    const text = await visibleText(page);
    if (expected.test(text)) return;
    if (Date.now() > end) assert.match(text, expected);
    await page.waitForTimeout(50);
  }
}

/** Waits until the palette knows a command: it does not look again once it is open. */
async function waitForCommand(page: Page, title: string): Promise<void> {
  const end = Date.now() + 30_000;
  while (!(await commandsFor(page, title)).includes(title)) {
    assert.ok(Date.now() < end, `${title} is not in the palette.`);
    await page.waitForTimeout(250);
  }
}

journey(
  '09-new-request',
  'A request is begun from the palette with nothing open, and filled in with Tab',
  { files: {} },
  async ({ page, shot }) => {
    await waitForCommand(page, 'Graph HTTP: New Request…');
    await runCommand(page, 'Graph HTTP: New Request…');
    const offered = await choices(page);
    assert.equal(offered.length, 5);
    assert.match(await question(page), /APIConnectors\.ReadWrite\.All/);
    await shot('offers');
    await page.keyboard.type('connector teapot');
    await page.getByText('Nothing is found by all of these words').waitFor();
    await shot('nothing-found');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('connector');
    await pick(page, 'identityApiConnector');
    await waitForText(page, /targetUrl/);
    await shot('inserted');

    await page.keyboard.type('7fd6431c-431c-7fd6-1c43-d67f1c43d67f');
    await page.locator('.suggest-widget.visible').waitFor({ state: 'hidden' });
    await page.keyboard.press('Tab');
    await page.keyboard.type('https://api.contoso.example/signup');
    await waitForText(
      page,
      /PATCH https:\/\/graph\.microsoft\.com\/v1\.0\/identity\/apiConnectors\/7fd6431c-431c-7fd6-1c43-d67f1c43d67f\nContent-Type: application\/json\n\n\{\n {2}"targetUrl": "https:\/\/api\.contoso\.example\/signup"\n\}/,
    );
    await page.keyboard.press('Escape');

    await runCommand(page, 'Graph HTTP: New Request…');
    await answer(page, 'agentIdentity');
    await waitForText(page, /### Update agentIdentity\nPATCH /);
    await shot('second');
  },
);

journey(
  '10-properties-and-fixes',
  'Properties are picked from a list, and every safe fix is applied when the file is saved',
  {
    files: {
      'connector.graph.http': `PATCH ${CONNECTOR}/7fd6431c-431c-7fd6-1c43-d67f1c43d67f\nContent-Type: application/json\n\n{\n  "displayName": "Loyalty"\n}\n`,
    },
    settings: { '[graph-http]': { 'editor.codeActionsOnSave': { 'source.fixAll.graphHttp': 'explicit' } } },
  },
  async ({ page, shot }) => {
    await openFile(page, 'connector.graph.http');
    for (const title of ['New Request…', 'Insert Property…', 'Convert to PATCH', 'Copy Request As…']) {
      const command = `Graph HTTP: ${title}`;
      assert.equal((await commandsFor(page, command))[0], command);
    }
    await goTo(page, 5, 3);
    await runCommand(page, 'Graph HTTP: Insert Property…');
    assert.match((await choices(page)).join('\n'), /targetUrl[\s\S]*authenticationConfiguration[\s\S]*id/);
    await page.keyboard.press('ArrowDown');
    await shot('properties');
    await page.keyboard.press('Enter');
    await waitForText(page, /"displayName": "Loyalty",\n {2}"targetUrl": ""\n\}/);
    await page.keyboard.type('https://api.contoso.example/signup');
    await shot('inserted');

    await goTo(page, 5, 12);
    await type(page, 'x');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+.');
    const menu = page.locator('.action-widget').first();
    await menu.getByText("Change to 'displayName'").first().waitFor();
    await shot('quick-fixes');
    await page.keyboard.press('Escape');
    await menu.waitFor({ state: 'hidden' });

    await goTo(page, 6, 200);
    await page.keyboard.type(',');
    await page.keyboard.press('Escape');
    await save(page);
    await waitForText(
      page,
      /\{\n {2}"displayName": "Loyalty",\n {2}"targetUrl": "https:\/\/api\.contoso\.example\/signup"\n\}/,
    );
    await shot('saved');
  },
);

journey(
  '11-paste',
  'A cURL command and a piece of an API page become requests when they are pasted',
  { files: { 'pasted.graph.http': '' } },
  async ({ page, shot }) => {
    await openFile(page, 'pasted.graph.http');
    await page.locator('.statusbar-item').filter({ hasText: 'Sandbox' }).waitFor();
    await focusEditor(page);
    await paste(
      page,
      `curl -X PATCH '${CONNECTOR}/1' \\\n  -H 'Authorization: Bearer eyJ0eXAi' \\\n  -H 'Content-Type: application/json' \\\n  -d '{"displayName":"Loyalty"}'`,
    );
    await waitForText(
      page,
      /^PATCH .*\/1\nContent-Type: application\/json\n\n\{\n {2}"displayName": "Loyalty"\n\}$/,
    );
    await shot('curl');
    await page.keyboard.press('Escape');
    await type(page, '\n\n');
    await paste(
      page,
      `<!-- {\n  "blockType": "request"\n}\n-->\n\`\`\` http\nGET ${CONNECTOR}/1\nContent-length: 3\n\`\`\`\n`,
    );
    await waitForText(page, /###\nGET .*\/1\n/);
    assert.doesNotMatch(await visibleText(page), /```|blockType|ength|eyJ/);

    await goTo(page, 1);
    await runCommand(page, 'Graph HTTP: Copy Request As…');
    await choices(page);
    await shot('copy-as');
    await pick(page, 'PowerShell');
    await page.locator('.statusbar-item').filter({ hasText: 'Copied as PowerShell' }).waitFor();
    const copied = await page.evaluate<string>('navigator.clipboard.readText()');
    assert.match(
      copied,
      /Connect-MgGraph -Scopes 'APIConnectors\.ReadWrite\.All'[\s\S]*Invoke-MgGraphRequest -Method PATCH/,
    );
  },
);
