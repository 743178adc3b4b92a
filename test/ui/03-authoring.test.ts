import assert from 'node:assert/strict';
import { allowSignIn } from '../support/ui/dialogs.ts';
import {
  acceptSuggestion,
  askFor,
  focusEditor,
  goTo,
  hoverAt,
  openQuickFixes,
  suggest,
  type,
  visibleText,
  waitForSuggestions,
} from '../support/ui/editor.ts';
import { journey } from '../support/ui/journey.ts';
import { waitForProblem, waitForProblems } from '../support/ui/problems.ts';
import { openFile, runCommand } from '../support/ui/quickInput.ts';
import { setTheme } from '../support/ui/themes.ts';
import { webview } from '../support/ui/webview.ts';

journey(
  '07-authoring',
  'A request is written with completion, hover and quick fixes, and sent from the keyboard',
  { files: { 'agent.graph.http': '' } },
  async ({ page, shot }) => {
    await openFile(page, 'agent.graph.http');
    await focusEditor(page);
    const requests = await suggest(page);
    assert.ok(requests.includes('PATCH agentIdentity'), requests.join());
    await acceptSuggestion(page, 'PATCH agentIdentity');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    assert.match(
      await visibleText(page),
      /PATCH https:\/\/graph\.microsoft\.com\/v1\.0\/servicePrincipals\//,
    );
    await shot('request');

    await goTo(page, 4, 2);
    await type(page, '\n"dis');
    await waitForSuggestions(page);
    await askFor(page, 'Control+Space', page.locator('.suggest-details-container'));
    await shot('completion');
    await acceptSuggestion(page, 'displayName');
    await type(page, 'Contoso Expenses');
    await page.keyboard.press('Escape');

    const said = await hoverAt(page, 'displayName');
    assert.match(said, /String/);
    await shot('hover');
    await page.keyboard.press('Escape');
  },
);

journey(
  '08-quick-fix',
  'Problems are settled by quick fixes, the URL of the page among them',
  {
    files: {
      'device.graph.http':
        'PATCH https://graph.microsoft.com/beta/deviceManagement/importedDeviceIdentities\nContent-Type: application/json\n\n{\n  "platfrom": "andriod"\n}\n',
    },
  },
  async ({ page, shot }) => {
    await openFile(page, 'device.graph.http');
    await waitForProblem(page, "no property 'platfrom'");
    await fix(page, 5, 5, /Change to 'platform'/, () => shot('menu'));
    await waitForProblem(page, 'andriod');
    await fix(page, 5, 17, /Change to 'android'/);
    await fix(page, 1, 60, /Change to \/deviceManagement\/importedDeviceIdentities\/\{/);
    await waitForProblems(page, ['has no value yet']);
    assert.match(
      await visibleText(page),
      /importedDeviceIdentities\/\{importedDeviceIdentityId\}[\s\S]*"platform": "android"/,
    );
    await runCommand(page, 'View: Hide Panel');
    await setTheme(page, 'high-contrast-light');
    await shot('settled');

    await goTo(page, 5);
    await page.keyboard.press('Control+Alt+R');
    await page.locator('.quick-input-widget:visible').getByText('{importedDeviceIdentityId}').waitFor();
    await shot('question');
    await page.keyboard.type('255f6010-6010-255f-1060-5f2510605f25');
    await page.keyboard.press('Enter');
    await allowSignIn(page);
    await webview(page).getByText('Nothing had to be changed.').first().waitFor();
  },
);

/** Opens the quick fixes at a place with the keyboard and takes one. */
async function fix(
  page: Parameters<typeof goTo>[0],
  line: number,
  column: number,
  title: RegExp,
  look?: () => Promise<unknown>,
): Promise<void> {
  await goTo(page, line, column);
  const menu = await openQuickFixes(page, title);
  await look?.();
  await menu.getByText(title).first().click();
  await menu.waitFor({ state: 'hidden' });
}
