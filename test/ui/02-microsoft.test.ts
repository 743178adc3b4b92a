import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { eventually } from '../editor/support/eventually.ts';
import { allowSignIn, answerDialog, dialog, statusBarItem } from '../support/ui/dialogs.ts';
import { clickCodeLens, codeLenses } from '../support/ui/editor.ts';
import { microsoftProvider } from '../support/ui/fixtures.ts';
import { openGraphStandIn } from '../support/ui/graphStandIn.ts';
import { journey } from '../support/ui/journey.ts';
import { openFile, pick, runCommand } from '../support/ui/quickInput.ts';
import { openWalkthrough, waitUntilDone } from '../support/ui/walkthrough.ts';
import { webview, webviewText } from '../support/ui/webview.ts';

const TOKEN = `token-${randomBytes(24).toString('hex')}`;
const CLIENT = '11111111-2222-3333-4444-555555555555';
const PROVIDER_LOG = join(tmpdir(), `graph-http-microsoft-${process.pid}.jsonl`);
const PATH = '/beta/identity/apiConnectors/7fd6431c-431c-7fd6-1c43-d67f1c43d67f';
const REQUEST = `PATCH https://graph.microsoft.com${PATH}\nContent-Type: application/json\n\n{\n  "displayName": "Check the loyalty number"\n}\n`;

/** Changes that arrived; the object is read around each of them. */
const changes = () => graph.requests.filter(({ method }) => method === 'PATCH');

/**
 * Lets the object be read until it is changed, answers the first change with 204, and refuses all else, saying the
 * token as a careless service might.
 */
const graph = await openGraphStandIn(({ authorization, method }) => {
  if (method === 'PATCH' && changes().length === 1) return { status: 204 };
  if (method === 'GET' && changes().length === 0)
    return { status: 200, body: { id: '1', displayName: 'Before' } };
  return {
    status: 403,
    body: {
      error: {
        code: 'Authorization_RequestDenied',
        message: `Insufficient privileges for ${authorization}.`,
        innerError: { 'request-id': 'stand-in' },
      },
    },
  };
});
after(async () => {
  await graph.close();
  await rm(PROVIDER_LOG, { force: true });
});

const provider = microsoftProvider(TOKEN, PROVIDER_LOG);

journey(
  '06-microsoft',
  'The Microsoft token reaches graph.microsoft.com over verified TLS, and nothing else',
  {
    files: { 'connector.graph.http': REQUEST },
    ...provider,
    env: { ...provider.env, NODE_EXTRA_CA_CERTS: graph.authority },
    settings: {
      'http.proxy': graph.proxy,
      'graphHttp.signIn.clientId': CLIENT,
      'graphHttp.signIn.tenant': 'contoso.example',
    },
  },
  async ({ page, shot, workbench }) => {
    await openFile(page, 'connector.graph.http');
    await statusBarItem(page, 'Sandbox').click();
    await shot('environments');
    await pick(page, 'Microsoft Graph (global)');
    await codeLenses(page, 'Send PATCH → Microsoft Graph (global)').waitFor();

    await clickCodeLens(page, 'Send PATCH');
    assert.match(await allowSignIn(page), /'Graph HTTP' wants to sign in using Microsoft/);
    await dialog(page).filter({ hasText: 'Change a real tenant?' }).waitFor();
    await shot('confirmation');
    assert.equal(changes().length, 0, 'nothing is changed before the person agrees');
    const asked = await dialog(page).innerText();
    for (const part of [
      PATH,
      'Microsoft Graph (global)',
      'AdeleV@contoso.example',
      'contoso.example',
      'displayName: "Before" → "Check the loyalty number"',
    ]) {
      assert.ok(asked.includes(part), `${part} is not in: ${asked}`);
    }
    await answerDialog(page, 'Change a real tenant?', 'Send, Don’t Ask in This Window');
    await webview(page).getByText('The change was made; the service returned no object.').first().waitFor();
    await webview(page)
      .getByText('The object could not be read (403, Authorization_RequestDenied)')
      .waitFor();
    await webview(page).getByRole('button', { name: 'Read the Object' }).waitFor();
    await shot('changed');

    await clickCodeLens(page, 'Send PATCH');
    await webview(page).getByText('The change was refused.').first().waitFor();
    await shot('refused');
    const shown = await webviewText(page);
    assert.match(shown, /APIConnectors\.ReadWrite\.All/);

    await runCommand(page, 'Graph HTTP: Ask Before Changes Again');
    await clickCodeLens(page, 'Send PATCH');
    await answerDialog(page, 'Change a real tenant?', 'Send, Never Ask for This Account');
    await eventually(() => assert.equal(changes().length, 3), 20_000);
    await clickCodeLens(page, 'Send PATCH');
    await eventually(() => assert.equal(changes().length, 4), 20_000);

    assert.deepEqual(
      changes().map(({ url }) => url),
      Array(4).fill(PATH),
    );
    for (const { host, authorization } of graph.requests) {
      assert.deepEqual([host, authorization], ['graph.microsoft.com', `Bearer ${TOKEN}`]);
    }
    // The editor itself may ask for its gallery; the proxy lets nothing through but Microsoft Graph.
    assert.ok(graph.tunnels.includes('graph.microsoft.com:443'));
    const created = (await readFile(PROVIDER_LOG, 'utf8'))
      .split('\n')
      .filter((line) => line.includes('"create"'));
    assert.deepEqual(
      created.map((line) => JSON.parse(line).scopes.toSorted()),
      [
        [
          `VSCODE_CLIENT_ID:${CLIENT}`,
          'VSCODE_TENANT:contoso.example',
          'https://graph.microsoft.com/APIConnectors.ReadWrite.All',
        ].toSorted(),
      ],
    );

    await openWalkthrough(page);
    await shot('walkthrough');
    await waitUntilDone(page, 'signIn');
    await runCommand(page, 'View: Close Editor');
    for (const tab of ['Raw', 'Headers', 'Request']) {
      await webview(page).getByRole('tab', { name: tab }).click();
      assert.ok(!(await webviewText(page)).includes(TOKEN), `the token is in the ${tab} tab`);
    }
    await runCommand(page, 'Graph HTTP: Show Log');
    assert.ok(!(await page.content()).includes(TOKEN), 'the token is on the screen');
    assert.ok(!(await workbench.logs()).includes(TOKEN), 'the token is in a log');
    assert.deepEqual(await filesWith(workbench.dataDir, TOKEN), []);
  },
);

/** The files below a folder that contain a text. */
async function filesWith(folder: string, text: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    if ((await readFile(path)).includes(text)) found.push(path);
  }
  return found;
}
