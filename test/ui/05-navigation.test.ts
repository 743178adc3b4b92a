import assert from 'node:assert/strict';
import { goTo, hoverAt, select, visibleText } from '../support/ui/editor.ts';
import { journey } from '../support/ui/journey.ts';
import { openFile, runCommand } from '../support/ui/quickInput.ts';
import { setTheme } from '../support/ui/themes.ts';

const AGENT = `@agentId = 46c58c0b-9f52-6295-c513-c514c1fd961a
@since = 2026-01-31T08:30:00Z

### Describe the agent
# @name describe
PATCH https://graph.microsoft.com/v1.0/servicePrincipals/{{agentId}}/microsoft.graph.agentIdentity
Content-Type:application/json
Prefer: return=representation


{
  "accountEnabled": true, "description": "Answers questions",
  # The service sets these.
  "appId": "{{nobody}}",
    "createdDateTime": "2026-01-31T08:30:00Z",
  "errorUrl": null,
  "info": { "supportUrl": "https://www.contoso.com/support", "marketingUrl": null },
  "passwordCredentials": [
    { "displayName": "one" }
  ]
}

### Read it again
GET /v1.0/servicePrincipals/{{agentId}}

### What came back
HTTP/1.1 412 Precondition Failed
`;

journey(
  '09-navigation',
  'A person finds their way in a request file: hover, definition, rename, outline, formatting',
  { files: { 'agent.graph.http': AGENT } },
  async ({ page, shot }) => {
    await openFile(page, 'agent.graph.http');
    await page.locator('.codelens-decoration').first().waitFor();
    await shot('colours');

    const property = await hoverAt(page, 'passwordCredentials');
    assert.match(property, /Read-only/);
    await shot('property');
    await page.keyboard.press('Escape');
    assert.match(await hoverAt(page, 'servicePrincipals/{{agentId}}/m'), /Permissions/);
    await shot('segment');
    await page.keyboard.press('Escape');
    assert.match(await hoverAt(page, '2026-01-31T08:30:00Z",'), /local time/);
    await shot('time');
    await page.keyboard.press('Escape');
    assert.match(
      await hoverAt(page, 'PATCH'),
      /Changes the properties in the body[\s\S]*AgentIdentity\.ReadWrite\.All/,
    );
    await shot('method');
    await page.keyboard.press('Escape');
    assert.match(await hoverAt(page, '412'), /Read the object again/);
    await shot('status');
    await page.keyboard.press('Escape');

    await select(page, '{{agentId}}');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('F12');
    await page
      .locator('.part.statusbar')
      .getByText(/Ln 1, Col 2/)
      .waitFor();
    await shot('definition');

    await page.keyboard.press('F2');
    const box = page.locator('.rename-box input');
    await box.waitFor();
    await shot('rename');
    await box.fill('agent');
    await page.keyboard.press('Enter');
    await page.locator('.view-line').filter({ hasText: '@agent =' }).waitFor();
    assert.match(await visibleText(page), /@agent = [\s\S]*\/\{\{agent\}\}\//);

    await runCommand(page, 'Format Document');
    await page.locator('.view-line').filter({ hasText: 'Content-Type: application/json' }).waitFor();
    assert.match(await visibleText(page), /\{\n {2}"accountEnabled": true,\n {2}"description"/);
    await goTo(page, 17, 8);
    await shot('formatted');

    await runCommand(page, 'Explorer: Focus on Outline View');
    await page.locator('.outline-tree, .outline-pane').getByText('Describe the agent').first().waitFor();
    await shot('outline');
    await setTheme(page, 'light');
    await goTo(page, 16, 5);
    await shot('light');
  },
);
