import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { ChangePreview } from '../../src/core/send/loop/preview.ts';
import type { ExtensionApi } from '../../src/extension.ts';
import type { ResponseView } from '../../src/webview/messages.ts';
import { rowText, viewText } from '../support/changes.ts';
import { eventually } from './support/eventually.ts';
import { closeAll, lensesOf, type OpenRequest, openRequest } from './support/requests.ts';
import { useSandbox } from './support/sandbox.ts';

const URL = 'https://graph.microsoft.com/beta/identity/apiConnectors/7fd6431c-431c-7fd6-1c43-d67f1c43d67f';

function change(body: object, headers = ''): string {
  return `PATCH ${URL}\nContent-Type: application/json\n${headers}\n${JSON.stringify(body)}\n`;
}

function run<T>(command: string, { document }: OpenRequest, index = 0): Thenable<T> {
  return vscode.commands.executeCommand<T>(`graphHttp.${command}`, document.uri, index);
}

async function send(text: string): Promise<ResponseView> {
  return run<ResponseView>('send', await openRequest(text));
}

/** The value of a property of the object in the sandbox. */
async function stored(name: string): Promise<string | undefined> {
  const view = await send(`GET ${URL}\n`);
  const row = view.rows?.find((each) => each.name === name);
  return row?.value.kind === 'text' ? row.value.text : undefined;
}

/** The two sides of the comparison in front, and its title. */
function diff(): { readonly tab: vscode.Tab; readonly input: vscode.TabInputTextDiff } {
  const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
  assert.ok(tab?.input instanceof vscode.TabInputTextDiff, `in front is ${tab?.label}`);
  return { tab, input: tab.input };
}

async function textOf(uri: vscode.Uri): Promise<string> {
  return (await vscode.workspace.openTextDocument(uri)).getText();
}

describe('The closed loop around a change', () => {
  useSandbox();

  beforeEach(async () => {
    await closeAll();
    await send(change({ displayName: 'As it was', targetUrl: 'https://contoso.example/one' }));
  });

  it('previews what a PATCH would change, in the diff editor, and changes nothing', async () => {
    const open = await openRequest(change({ displayName: 'New', targetUrl: 'https://contoso.example/one' }));
    const preview = await run<ChangePreview>('preview', open);
    assert.deepEqual(JSON.parse(preview.before), {
      displayName: 'As it was',
      targetUrl: 'https://contoso.example/one',
    });
    assert.equal(JSON.parse(preview.after).displayName, 'New');
    const { tab, input } = diff();
    assert.equal(tab.label, 'apiConnectors/7fd6431c…: now ↔ after the change (Sandbox)');
    const [left, right] = [await textOf(input.original), await textOf(input.modified)];
    assert.match(left, /^\/\/ Would not change, because the value is/);
    assert.match(left, /"displayName": "As it was"/);
    assert.match(right, /"displayName": "New"/);
    assert.equal((await vscode.workspace.openTextDocument(input.modified)).languageId, 'jsonc');
    assert.equal(await stored('displayName'), 'As it was');
  });

  it('sends the change as it was shown, once, with the entity tag that was read', async () => {
    await run('preview', await openRequest(change({ displayName: 'Shown' })));
    const { modified } = diff().input;
    const view = await vscode.commands.executeCommand<ResponseView>('graphHttp.sendPreviewed', modified);
    assert.equal(view.outcome, 'object', view.error?.message);
    assert.ok(view.request.headers.some(({ name, value }) => name === 'If-Match' && value.startsWith('W/')));
    assert.equal(await stored('displayName'), 'Shown');
    const again = await vscode.commands.executeCommand('graphHttp.sendPreviewed', modified);
    assert.equal(again, undefined, 'it is not sent twice');
  });

  it('does not send what was edited since its preview', async () => {
    const open = await openRequest(change({ displayName: 'Shown' }));
    await run('preview', open);
    const { modified } = diff().input;
    const edit = new vscode.WorkspaceEdit();
    const at = open.document.positionAt(open.document.getText().indexOf('Shown'));
    edit.insert(open.document.uri, at, 'Not ');
    await vscode.workspace.applyEdit(edit);
    assert.equal(await vscode.commands.executeCommand('graphHttp.sendPreviewed', modified), undefined);
    assert.equal(await stored('displayName'), 'As it was');
  });

  it('is refused where somebody else was faster, shows what they did, and sends on the new state then', async () => {
    await run('preview', await openRequest(change({ displayName: 'Mine' })));
    const { modified } = diff().input;
    await send(change({ displayName: 'Theirs' }));
    const refused = await vscode.commands.executeCommand<ResponseView>('graphHttp.sendPreviewed', modified);
    assert.equal(refused.status?.code, 412);
    assert.ok(refused.error?.actions.some(({ action }) => action === 'show-newer'));
    assert.deepEqual(
      refused.changes?.meanwhile?.map(({ path, state, ...views }) => [
        ...[path, state],
        ...[views.base, views.theirs, views.yours].map(viewText),
      ]),
      [['displayName', 'both', '["As it was"]', '["Theirs"]', '["Mine"]']],
    );
    assert.match(refused.detail ?? '', /overwrites what they set in displayName\.$/);
    const newer = diff().input;
    assert.notEqual(newer.modified.toString(), modified.toString());
    const text = await textOf(newer.original);
    assert.match(text, /^\/\/ Changed meanwhile by somebody else:/);
    assert.match(text, /"displayName": "Theirs"/);
    const view = await vscode.commands.executeCommand<ResponseView>(
      'graphHttp.sendPreviewed',
      newer.modified,
    );
    assert.equal(view.outcome, 'object');
    assert.equal(await stored('displayName'), 'Mine');
  });

  it('reads the object after a 204, and says what the change did', async () => {
    const view = await send(change({ displayName: 'Quiet' }, 'Prefer: return=minimal\n'));
    assert.equal(view.outcome, 'changed');
    assert.ok(view.readAfter && view.readAfter.failure === undefined);
    const row = view.rows?.find(({ name }) => name === 'displayName');
    assert.deepEqual([row?.value.kind === 'text' && row.value.text, row?.change], ['Quiet', 'sent']);
    assert.deepEqual(view.changes?.rows.map(rowText), [
      ['displayName', 'as-sent', '["As it was"]', '["Quiet"]'],
    ]);
    assert.deepEqual(
      view.actions?.map(({ action }) => action),
      ['undo', 'read-again'],
    );
  });

  it('says of a change that changed nothing that it did, and offers no undoing', async () => {
    const open = await openRequest(change({ displayName: 'As it was' }));
    const view = await run<ResponseView>('send', open);
    assert.equal(view.detail, 'Every value that was sent was there already.');
    const row = view.rows?.find(({ name }) => name === 'displayName');
    assert.deepEqual([row?.change, row?.since], ['sent', 'same']);
    assert.deepEqual(
      view.actions?.map(({ action }) => action),
      ['read-again'],
    );
    const titles = await eventually(async () => {
      const found = (await lensesOf(open)).map(({ command }) => command?.title ?? '');
      assert.ok(
        found.some((title) => title.includes('200')),
        found.join(),
      );
      return found;
    });
    assert.ok(!titles.includes('Undo…'), titles.join());
  });

  it('puts nothing back of a change that was refused', async () => {
    const open = await openRequest(change({ displayName: 'Other', id: 'another' }));
    assert.equal((await run<ResponseView>('send', open)).outcome, 'refused');
    assert.equal(await run<string | undefined>('undo', open), undefined);
    assert.equal(await stored('displayName'), 'As it was');
  });

  it('shows a secret neither in the preview nor in what the change did', async () => {
    const body = {
      authenticationConfiguration: {
        '@odata.type': '#microsoft.graph.basicAuthentication',
        username: 'me',
        password: 'hunter2-hunter2',
      },
    };
    const preview = await run<ChangePreview>('preview', await openRequest(change(body)));
    assert.doesNotMatch(JSON.stringify(preview), /hunter2/);
    assert.doesNotMatch(JSON.stringify(await send(change(body, 'Prefer: return=minimal\n'))), /hunter2/);
  });

  it('undoes a change by a request of its own, which is sent like any other', async () => {
    const open = await openRequest(change({ displayName: 'Wrong', targetUrl: null }));
    await run('send', open);
    const titles = await eventually(async () => {
      const found = (await lensesOf(open)).map(({ command }) => command?.title ?? '');
      assert.ok(found.includes('Undo…'), found.join());
      return found;
    });
    assert.ok(titles.includes('Preview'));
    const text = await run<string>('undo', open);
    assert.match(text, /^### Undo the change of apiConnectors\//);
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.getText(), text);
    assert.equal(document?.isUntitled, true);
    const view = await vscode.commands.executeCommand<ResponseView>('graphHttp.send', document?.uri, 0);
    assert.equal(view.outcome, 'object', view.error?.message);
    assert.equal(await stored('displayName'), 'As it was');
    assert.equal(await stored('targetUrl'), 'https://contoso.example/one');
  });

  it('tells of a change without an answer whether it was made', async () => {
    for (const [fault, name, verdict] of [
      ['reset-after', 'Made', /^The change was made/],
      ['reset-before', 'Not made', /^The change was not made so far/],
    ] as const) {
      const open = await openRequest(change({ displayName: name }, `x-sandbox-fault: ${fault}\n`));
      const unknown = await run<ResponseView>('send', open);
      assert.equal(unknown.outcome, 'unknown');
      assert.ok(unknown.error?.actions.some(({ action }) => action === 'compare'));
      const compared = await run<ResponseView>('compare', open);
      assert.match(compared.changes?.summary ?? '', verdict);
      assert.equal(compared.detail, compared.changes?.summary);
    }
  });

  it('tells of a change that the service failed at whether it was made', async () => {
    const open = await openRequest(change({ displayName: 'Failed' }, 'x-sandbox-fault: status=500\n'));
    const failed = await run<ResponseView>('send', open);
    assert.equal(failed.headline, 'The service failed. The change may have been made.');
    assert.equal(failed.error?.actions[0]?.action, 'compare');
    const compared = await run<ResponseView>('compare', open);
    assert.equal(compared.headline, 'The service failed; the object was read since.');
    assert.match(compared.changes?.summary ?? '', /^The change was not made so far/);
  });

  it('compares and undoes a change of the history', async () => {
    await send(change({ displayName: 'To be undone later' }));
    const extension = vscode.extensions.getExtension<ExtensionApi>('graph-http.graph-http');
    const journal = await extension?.exports.history?.();
    const entry = (await journal?.entries())?.entries.at(-1);
    await send(`GET ${URL}\n`);
    await closeAll();
    const view = await vscode.commands.executeCommand<ResponseView>('graphHttp.history.open', {
      kind: 'entry',
      entry,
    });
    assert.deepEqual(view.changes?.rows.map(rowText), [
      ['displayName', 'as-sent', '["As it was"]', '["To be undone later"]'],
    ]);
    const compared = await vscode.commands.executeCommand<ResponseView>('graphHttp.compare');
    assert.equal(compared.fromHistory, true);
    const text = await vscode.commands.executeCommand<string>('graphHttp.undo');
    assert.match(text, /"displayName": "As it was"/);
    await run('send', { document: vscode.window.activeTextEditor?.document } as OpenRequest);
    assert.equal(await stored('displayName'), 'As it was');
  });

  it('shows what somebody else did meanwhile also for a change of the history', async () => {
    const refused = await send(change({ displayName: 'Mine' }, 'If-Match: W/"none"\n'));
    assert.equal(refused.status?.code, 412);
    const extension = vscode.extensions.getExtension<ExtensionApi>('graph-http.graph-http');
    const journal = await extension?.exports.history?.();
    const entry = (await journal?.entries())?.entries.at(-1);
    await send(change({ displayName: 'Theirs' }));
    await closeAll();
    const view = await vscode.commands.executeCommand<ResponseView>('graphHttp.history.open', {
      kind: 'entry',
      entry,
    });
    assert.equal(view.fromHistory, true);
    assert.ok(view.error?.actions.some(({ action }) => action === 'show-newer'));
    const compared = await vscode.commands.executeCommand<ResponseView>('graphHttp.compare');
    assert.deepEqual(
      compared.changes?.meanwhile?.map(({ path, state, base, theirs }) => [
        path,
        state,
        base.kind,
        viewText(theirs),
      ]),
      [['displayName', 'both', 'text', '["Theirs"]']],
      `${compared.headline} ${compared.detail} ${JSON.stringify(compared.readAfter)}`,
    );
  });

  it('reads nothing before and after where the settings say so', async () => {
    const settings = vscode.workspace.getConfiguration('graphHttp');
    const set = async (value: boolean | undefined) => {
      await settings.update('send.readBefore', value, vscode.ConfigurationTarget.Global);
      await settings.update('send.readAfter', value, vscode.ConfigurationTarget.Global);
    };
    await set(false);
    const view = await send(change({ displayName: 'Alone' }, 'Prefer: return=minimal\n'));
    await set(undefined);
    assert.ok(!view.readAfter && !view.changes);
    assert.deepEqual(
      view.actions?.map(({ label }) => label),
      ['Read the Object'],
    );
  });
});
