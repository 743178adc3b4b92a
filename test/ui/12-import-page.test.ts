import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { allowSignIn, answerNotification } from '../support/ui/dialogs.ts';
import { clickCodeLens, replaceAll, visibleText } from '../support/ui/editor.ts';
import { journey } from '../support/ui/journey.ts';
import { waitForProblem } from '../support/ui/problems.ts';
import { choices, openFile, pick, runCommand } from '../support/ui/quickInput.ts';
import { webview } from '../support/ui/webview.ts';

const CONNECTOR =
  'https://graph.microsoft.com/beta/identity/apiConnectors/7fd6431c-431c-7fd6-1c43-d67f1c43d67f';

/** A draft of a page for something that the sandbox has, with a property that no built-in schema knows. */
const PAGE = `---
title: "Update identityApiConnector"
description: "Change the web API that a user flow calls."
author: "**TODO: Provide GitHub name**"
---

# Update identityApiConnector

Namespace: microsoft.graph

Update the properties of an [identityApiConnector](../resources/identityapiconnector.md) object.

## Permissions

|Permission type|Permissions (from least to most privileged)|
|:---|:---|
|Delegated (work or school account)|APIConnectors.ReadWrite.All|
|Delegated (personal Microsoft account)|Not supported.|
|Application|**TODO: Provide applicable permissions.**|

## HTTP request

\`\`\` http
PATCH /identity/apiConnectors/{identityApiConnectorId}
\`\`\`

## Request body

|Property|Type|Description|
|:---|:---|:---|
|displayName|String|What the list of connectors calls it.|
|targetUrl|String|**TODO: Add Description**|
|retryPolicy|connectorRetryPolicy|How often a call is made again. The possible values are: \`never\`, \`once\`, \`thrice\`.|

## Examples

### Request

\`\`\` http
PATCH ${CONNECTOR}
Content-Type: application/json
Content-length: 231

{
  "displayName": "Check the loyalty number"
}
\`\`\`
`;

journey(
  '50-import-page',
  'A draft of an API page becomes a request and a schema, what it leaves open is listed, and its example is sent',
  { files: { 'update-identityapiconnector.md': PAGE } },
  async ({ page, shot, workspace }) => {
    await openFile(page, 'update-identityapiconnector.md');
    await runCommand(page, 'Graph HTTP: Import API Page…');
    assert.match(
      (await choices(page)).join('\n'),
      /update-identityapiconnector\.md[\s\S]*A file…[\s\S]*A link…/,
    );
    await shot('ways');
    await pick(page, 'update-identityapiconnector.md');
    await page.locator('.tab.active').filter({ hasText: 'update-identityapiconnector.graph.http' }).waitFor();
    await shot('imported');
    await answerNotification(page, 'became 1 request and a schema of 3 properties', 'Show Problems');
    await waitForProblem(page, "'targetUrl' has no description yet.");
    await waitForProblem(page, 'The permissions for use by an application are missing');
    await shot('problems');
    const schema = join(workspace, '.graph-http/schemas/microsoft.graph.identityApiConnector.json');
    assert.match(await readFile(schema, 'utf8'), /"retryPolicy"/);

    await openFile(page, 'update-identityapiconnector.graph.http');
    await clickCodeLens(page, 'Send PATCH');
    await allowSignIn(page);
    await webview(page).getByText('Check the loyalty number').first().waitFor();
    await shot('sent');

    await page.keyboard.press('Control+1');
    await replaceAll(
      page,
      `PATCH ${CONNECTOR}\nContent-Type: application/json\n\n{\n  "retryPolicy": "twice"\n}\n`,
    );
    await waitForProblem(page, "'twice' is not allowed here.");
    await shot('checked');
    assert.match(await visibleText(page), /retryPolicy/);
  },
);
