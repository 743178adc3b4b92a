import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import type { Page } from 'playwright-core';
import { eventually } from '../editor/support/eventually.ts';
import { allowSignIn, answerDialog, dialog, notification, statusBarItem } from '../support/ui/dialogs.ts';
import { clickCodeLens, codeLenses } from '../support/ui/editor.ts';
import { microsoftProvider } from '../support/ui/fixtures.ts';
import { openGraphStandIn } from '../support/ui/graphStandIn.ts';
import { journey } from '../support/ui/journey.ts';
import { answer, choices, openFile, pick, runCommand } from '../support/ui/quickInput.ts';
import { webview, webviewText } from '../support/ui/webview.ts';

const AGENT = '/v1.0/servicePrincipals/46c58c0b-9f52-6295-c513-c514c1fd961a/microsoft.graph.agentIdentity';
const RENAME = `PATCH ${AGENT}\nContent-Type: application/json\n\n{\n  "displayName": "Renamed with more"\n}\n`;

journey(
  '08-signin-more',
  'A permission is chosen, turns out to be too little, and the sign-in with more sends the request again',
  { files: { 'agent.graph.http': RENAME } },
  async ({ page, shot }) => {
    await openFile(page, 'agent.graph.http');
    await codeLenses(page, 'Send PATCH → Sandbox').waitFor();
    await runCommand(page, 'Graph HTTP: Choose Permission for Request…');
    const offered = await choices(page);
    assert.match(offered[0] ?? '', /AgentIdentity\.ReadWrite\.All[\s\S]*least · selected[\s\S]*displayName/);
    await shot('permissions');
    await pick(page, 'Another permission…');
    await answer(page, 'AgentIdentity.EnableDisable.All');

    await clickCodeLens(page, 'Send PATCH');
    await allowSignIn(page);
    await webview(page).getByText('Missing: AgentIdentity.ReadWrite.All.').first().waitFor();
    await shot('forbidden');
    const refused = await webviewText(page);
    assert.match(refused, /AgentIdentity\.EnableDisable\.All/);

    await webview(page).getByRole('button', { name: 'Sign In with AgentIdentity.ReadWrite.All' }).click();
    await allowSignIn(page);
    await webview(page).getByText('Renamed with more').first().waitFor();
    await shot('sent-with-more');

    await backTo(page, 'agent.graph.http');
    await runCommand(page, 'Graph HTTP: Choose Permission for Request…');
    await shot('remembered');
    await pick(page, 'least');
    await runCommand(page, 'Graph HTTP: Sign Out…');
    await notification(page, 'You are signed out of the sandbox.');
    await clickCodeLens(page, 'Send PATCH');
    await allowSignIn(page);
    await webview(page).getByText('Nothing had to be changed.').first().waitFor();

    await statusBarItem(page, 'Sandbox').first().click();
    await answer(page, 'China');
    await codeLenses(page, 'Send PATCH → China (21Vianet)').waitFor();
    await clickCodeLens(page, 'Send PATCH');
    await webview(page).getByText('environment to ChinaCloud; it is set to nothing').first().waitFor();
    await shot('sovereign');
    await webview(page).getByRole('button', { name: 'Open Settings' }).click();
    await page.locator('.settings-editor .setting-item').first().waitFor();
    await shot('sovereign-setting');
  },
);

/** Gives a file that is open the focus again: keys that are pressed in the response page do not reach the editor. */
async function backTo(page: Page, file: string): Promise<void> {
  await page.locator('.tab').filter({ hasText: file }).first().click();
}

const PROVIDER_LOG = join(tmpdir(), `graph-http-signin-${process.pid}.jsonl`);
/** Changes that arrived; the object is read around each of them. */
const changes = () => graph.requests.filter(({ method }) => method === 'PATCH');

/** The object has one name for ever; changes are answered without it. */
const graph = await openGraphStandIn(({ method }) =>
  method === 'PATCH' ? { status: 204 } : { status: 200, body: { id: '1', displayName: 'Of nobody' } },
);
after(async () => {
  await graph.close();
  await rm(PROVIDER_LOG, { force: true });
});

const PATH = '/v1.0/identity/apiConnectors/7fd6431c-431c-7fd6-1c43-d67f1c43d67f';
const provider = microsoftProvider('token-of-the-journey', PROVIDER_LOG, {
  'Mail.ReadWrite': 'AADSTS65002: Consent between first party application and resource must be configured.',
});

journey(
  '08-signin-production',
  'A production environment of one’s own: chosen with its variables, confirmed each time, with another account',
  {
    files: {
      'connector.graph.http': `PATCH ${PATH}\nContent-Type: application/json\n\n{\n  "displayName": "{{name}}"\n}\n`,
      'http-client.env.json': JSON.stringify({ dev: { name: 'Of dev' }, live: { name: 'Of live' } }),
    },
    ...provider,
    env: { ...provider.env, NODE_EXTRA_CA_CERTS: graph.authority },
    settings: {
      'http.proxy': graph.proxy,
      'graphHttp.environments': [
        { id: 'contoso', label: 'Contoso live', cloud: 'global', production: true },
        { id: 'mine', baseUrl: 'http://graph.contoso.example' },
      ],
      'graphHttp.signIn.perEnvironment': { contoso: { tenant: 'contoso.example' } },
    },
  },
  async ({ page, shot }) => {
    await openFile(page, 'connector.graph.http');
    await (await notification(page, 'The environment “mine” is left out.')).waitFor();
    await shot('setting-refused');
    await statusBarItem(page, 'Sandbox').first().click();
    const offered = await choices(page);
    assert.ok(offered.some((row) => /Variables: live/.test(row)));
    await shot('environments');
    await pick(page, 'Contoso live');
    await statusBarItem(page, 'Contoso live').first().click();
    await pick(page, 'Variables: live');
    await statusBarItem(page, 'Contoso live · live').first().waitFor();
    await codeLenses(page, 'Contoso live').first().waitFor();
    await shot('production');

    const before = changes().length;
    for (const count of [1, 2]) {
      await clickCodeLens(page, 'Send PATCH');
      if (count === 1) await allowSignIn(page);
      await dialog(page).filter({ hasText: 'Change a production tenant?' }).waitFor();
      if (count === 1) await shot('confirmation');
      const asked = await dialog(page).innerText();
      for (const part of [PATH, 'Contoso live', 'AdeleV@contoso.example', 'contoso.example', 'production']) {
        assert.ok(asked.includes(part), `${part} is not in: ${asked}`);
      }
      assert.equal(
        await dialog(page)
          .getByRole('button', { name: /Don’t Ask|Never Ask/ })
          .count(),
        0,
      );
      await answerDialog(page, 'Change a production tenant?', 'Send PATCH');
      await eventually(() => assert.equal(changes().length - before, count), 20_000);
    }
    assert.match(changes()[before]?.body ?? '', /Of live/);

    await runCommand(page, 'Graph HTTP: Select Account…');
    await choices(page);
    await shot('accounts');
    await pick(page, 'Sign in with another account');
    await allowSignIn(page);
    await notification(page, 'AlexW@contoso.example signs in to Contoso live now.');
    await shot('another-account');

    await backTo(page, 'connector.graph.http');
    await runCommand(page, 'Graph HTTP: Choose Permission for Request…');
    await pick(page, 'Another permission…');
    await answer(page, 'Mail.ReadWrite');
    await clickCodeLens(page, 'Send PATCH');
    await allowSignIn(page);
    await webview(page).getByText('AADSTS65002').first().waitFor();
    await shot('refused-sign-in');
    assert.match(await webviewText(page), /graphHttp\.signIn\.clientId/);
    await webview(page).getByRole('button', { name: 'Open Settings' }).click();
    await page.locator('.settings-editor').getByText('Application (client) ID').first().waitFor();
    await shot('settings');
    const asked = (await readFile(PROVIDER_LOG, 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.ok(asked.every(({ scopes }) => !scopes || scopes.includes('VSCODE_TENANT:contoso.example')));
  },
);
