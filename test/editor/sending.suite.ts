import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../src/extension.ts';
import type { ResponseView } from '../../src/webview/messages.ts';
import { closeAll, type OpenRequest, openRequest } from './support/requests.ts';
import { openSandbox, type SuiteSandbox } from './support/sandbox.ts';

const SYMBOLS = ['undici.globalDispatcher.1', 'undici.globalDispatcher.2'].map((name) => Symbol.for(name));
const dispatchers = () => SYMBOLS.map((symbol) => (globalThis as Record<symbol, unknown>)[symbol]);
const URL = 'https://graph.microsoft.com/beta/identity/apiConnectors/7fd6431c-431c-7fd6-1c43-d67f1c43d67f';

function send({ document }: OpenRequest): Thenable<ResponseView> {
  return vscode.commands.executeCommand<ResponseView>('graphHttp.send', document.uri);
}

describe('Sending to the sandbox', () => {
  let sandbox: SuiteSandbox | undefined;
  let untouched: unknown[];

  before(async () => {
    untouched = dispatchers();
    const extension = vscode.extensions.getExtension<ExtensionApi>('graph-http.graph-http');
    assert.ok(extension);
    const api = await extension.activate();
    assert.ok(api.useTokens, 'the editor runs tests');
    sandbox = await openSandbox();
    api.useTokens(sandbox.tokens);
  });

  after(async () => {
    await closeAll();
    await sandbox?.close();
  });

  it('shows the changed object', async () => {
    const view = await send(
      await openRequest(
        `PATCH ${URL}\nContent-Type: application/json\n\n{\n  "displayName": "Sent by a suite"\n}\n`,
      ),
    );
    assert.equal(view.outcome, 'object', view.error?.message);
    const row = view.rows?.find(({ name }) => name === 'displayName');
    assert.deepEqual(row?.value, { kind: 'text', text: 'Sent by a suite', json: '"Sent by a suite"' });
    assert.equal(row?.change, 'sent');
  });

  it('takes the request at the cursor when a menu of the editor sends', async () => {
    const open = await openRequest(
      `GET ${URL}\n\n### Two\nPATCH ${URL}\nContent-Type: application/json\n\n{\n  "display|Name": "By the menu"\n}\n`,
    );
    const view = await vscode.commands.executeCommand<ResponseView>('graphHttp.send', open.document.uri, {
      groupId: 0,
    });
    assert.equal(view.method, 'PATCH');
  });

  it('explains what is refused', async () => {
    const view = await send(
      await openRequest(`PATCH ${URL}\nContent-Type: application/json\n\n{ "id": "other" }\n`),
    );
    assert.equal(view.outcome, 'refused');
    assert.equal(view.status?.code, 400);
    assert.ok((view.error?.advice.length ?? 0) > 0);
  });

  it('lets a later request use the answer of a named one', async () => {
    const open = await openRequest(
      `### One\n# @name one\nGET ${URL}\n\n### Two\nPATCH ${URL}\nContent-Type: application/json\n\n{ "targetUrl": "{{one.response.body.$.targetUrl}}?2" }\n`,
    );
    const first = await vscode.commands.executeCommand<ResponseView>('graphHttp.send', open.document.uri, 0);
    assert.equal(first.outcome, 'object');
    const second = await vscode.commands.executeCommand<ResponseView>('graphHttp.send', open.document.uri, 1);
    const row = second.rows?.find(({ name }) => name === 'targetUrl');
    assert.ok(row?.value.kind === 'text' && row.value.text.endsWith('?2'));
  });

  it('copies a request as cURL for Microsoft Graph, and for no other host', async () => {
    const copy = async (text: string) => {
      await vscode.env.clipboard.writeText('before');
      const { document } = await openRequest(text);
      void vscode.commands.executeCommand('graphHttp.copyAsCurl', document.uri);
      await new Promise((resolve) => setTimeout(resolve, 800));
      return vscode.env.clipboard.readText();
    };
    assert.match(
      await copy(`GET ${URL}\n`),
      /^curl --globoff --request GET --url https:\/\/graph\.microsoft\.com\/beta\//,
    );
    for (const url of ['{{h}}/v1.0/me', 'https://evil.example/v1.0/me', '-K./curlrc', 'file:///etc/passwd']) {
      assert.equal(await copy(`@h = https://evil.example\n\nGET ${url}\n`), 'before', url);
    }
  });

  it('leaves the connections of everybody else in this process alone', () => {
    assert.deepEqual(dispatchers(), untouched);
  });
});
