import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { JournalEntry } from '../../src/core/journal/entry.ts';
import type { Journal } from '../../src/core/journal/journal.ts';
import type { ExtensionApi } from '../../src/extension.ts';
import type { ResponseView } from '../../src/webview/messages.ts';
import { eventually } from './support/eventually.ts';
import { closeAll, openRequest } from './support/requests.ts';
import { openSandbox, type SuiteSandbox } from './support/sandbox.ts';

const CONNECTOR = '/beta/identity/apiConnectors/7fd6431c-431c-7fd6-1c43-d67f1c43d67f';
const URL = `https://graph.microsoft.com${CONNECTOR}`;

function change(name: string, password = ''): string {
  const secret =
    password === ''
      ? ''
      : `,\n  "authenticationConfiguration": {\n    "@odata.type": "#microsoft.graph.basicAuthentication",\n    "username": "a",\n    "password": "${password}"\n  }`;
  return `### Rename\nPATCH ${URL}\nContent-Type: application/json\n\n{\n  "displayName": "${name}"${secret}\n}\n`;
}

describe('The history', () => {
  let sandbox: SuiteSandbox | undefined;
  let journal: Journal;

  const entries = async () => (await journal.entries()).entries;
  const last = async (): Promise<JournalEntry> => {
    const entry = (await entries()).at(-1);
    assert.ok(entry);
    return entry;
  };
  const run = <T>(command: string, entry: JournalEntry) =>
    vscode.commands.executeCommand<T>(`graphHttp.history.${command}`, { kind: 'entry', entry });
  const send = (document: vscode.TextDocument) =>
    vscode.commands.executeCommand<ResponseView>('graphHttp.send', document.uri, 0);

  before(async () => {
    const extension = vscode.extensions.getExtension<ExtensionApi>('graph-http.graph-http');
    const api = await extension?.activate();
    assert.ok(api?.useTokens && api.history, 'the editor runs tests');
    sandbox = await openSandbox();
    api.useTokens(sandbox.tokens);
    journal = await api.history();
  });

  after(async () => {
    await closeAll();
    await sandbox?.close();
  });

  it('keeps a send with its file, its permissions and its answer, without secrets', async () => {
    const { document } = await openRequest(change('Kept', 'p4ssw0rd-of-a-suite'), 'kept.graph.http');
    await send(document);
    const entry = await last();
    assert.equal(entry.state, 'object');
    assert.deepEqual([entry.origin?.title, entry.origin?.line], ['Rename', 1]);
    assert.ok(entry.origin?.uri.endsWith('/kept.graph.http'));
    assert.deepEqual(entry.scopes, ['https://graph.microsoft.com/APIConnectors.ReadWrite.All']);
    assert.match(entry.result?.answer?.body ?? '', /"Kept"/);
    assert.match(entry.request.body ?? '', /"password": "•••"/);
    assert.ok(!JSON.stringify(await entries()).includes('p4ssw0rd-of-a-suite'));
  });

  it('shows a kept answer again as the page of its own', async () => {
    await send((await openRequest(change('Shown again'))).document);
    const entry = await last();
    await send((await openRequest(change('Newer'))).document);
    const view = await run<ResponseView>('open', entry);
    assert.equal(view.fromHistory, true);
    assert.equal(view.outcome, 'object');
    assert.equal(view.environment, 'Sandbox');
    const row = view.rows?.find(({ name }) => name === 'displayName');
    assert.ok(row?.value.kind === 'text' && row.value.text === 'Shown again');
    assert.equal(row.change, 'sent');
    assert.deepEqual(
      view.actions?.map(({ action }) => action),
      ['undo', 'read-again'],
      'its buttons are about its own change',
    );
  });

  it('explains a kept refusal as it did when it came', async () => {
    const { document } = await openRequest(`PATCH ${URL}\nContent-Type: application/json\n\n{ "id": "x" }\n`);
    const live = await send(document);
    const kept = await run<ResponseView>('open', await last());
    assert.deepEqual({ ...kept.error, actions: [] }, { ...live.error, actions: [] });
    const actions = new Set(kept.error?.actions.map(({ action }) => action));
    assert.ok(actions.has('reveal-request') && !actions.has('choose-permission'));
    assert.deepEqual(kept.status, live.status);
  });

  it('opens the request in its file while it is there as it was sent', async () => {
    const { document, editor } = await openRequest(change('Opened'));
    await send(document);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '### Other\nGET /v1.0/me\n\n'));
    await document.save();
    await closeAll();
    await run('openRequest', await last());
    const active = vscode.window.activeTextEditor;
    assert.equal(active?.document.uri.toString(), document.uri.toString());
    assert.equal(active?.selection.active.line, 4);
  });

  it('opens it as the history has it where it was edited since, asking for what was masked', async () => {
    const { document, editor } = await openRequest(change('Before the edit', 'a-secret-value'));
    await send(document);
    await editor.edit((edit) =>
      edit.insert(new vscode.Position(5, 2), '"targetUrl": "https://contoso.com",\n  '),
    );
    await document.save();
    void run('openRequest', await last());
    const text = await eventually(() => {
      const opened = vscode.window.activeTextEditor?.document;
      assert.ok(opened?.isUntitled && opened.languageId === 'graph-http');
      return opened.getText();
    });
    assert.match(text, /^### Rename\n# @prompt password\nPATCH https:\/\/graph\.microsoft\.com\/beta\//);
    assert.match(text, /"displayName": "Before the edit"/);
    assert.match(text, /"password": "\{\{password\}\}"/);
    await closeAll();
  });

  it('sends a request of a file again', async () => {
    const { document } = await openRequest(change('Twice'));
    await send(document);
    const before = (await entries()).length;
    await closeAll();
    await run('sendAgain', await last());
    const all = await entries();
    assert.equal(all.length, before + 1);
    assert.deepEqual(all.at(-1)?.request.body, all.at(-2)?.request.body);
  });

  it('copies a request without its secrets', async () => {
    await send((await openRequest(change('Copied', 'never-on-the-clipboard'))).document);
    await run('copyRequest', await last());
    const text = await vscode.env.clipboard.readText();
    assert.match(text, /^### Rename\n# @prompt password\nPATCH /);
    assert.ok(!text.includes('never-on-the-clipboard'));
  });

  it('compares two entries, the earlier one on the left', async () => {
    await send((await openRequest(change('Left'))).document);
    const left = await last();
    await send((await openRequest(change('Right'))).document);
    const right = await last();
    const nodes = [right, left].map((entry) => ({ kind: 'entry', entry }));
    await vscode.commands.executeCommand('graphHttp.history.compare', nodes[0], nodes);
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof vscode.TabInputTextDiff);
    const texts = await Promise.all(
      [input.original, input.modified].map(async (uri) =>
        JSON.parse((await vscode.workspace.openTextDocument(uri)).getText()),
      ),
    );
    assert.deepEqual(
      texts.map(({ request }) => request.body.displayName),
      ['Left', 'Right'],
    );
    assert.equal(texts[0].response.status, 200);
    await closeAll();
  });

  it('deletes an entry', async () => {
    await send((await openRequest(change('Deleted'))).document);
    const entry = await last();
    await run('delete', entry);
    assert.ok(!(await entries()).some(({ id }) => id === entry.id));
  });

  it('keeps nothing of a request that is over while it is off', async () => {
    const settings = vscode.workspace.getConfiguration('graphHttp');
    const before = (await entries()).length;
    await settings.update('history.enabled', false, vscode.ConfigurationTarget.Global);
    try {
      const view = await send((await openRequest(change('Not kept'))).document);
      assert.equal(view.outcome, 'object');
      assert.equal((await entries()).length, before);
    } finally {
      await settings.update('history.enabled', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
