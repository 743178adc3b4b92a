import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { JournalEntry } from '../../src/core/journal/entry.ts';
import type { ExtensionApi } from '../../src/extension.ts';
import type { ResponseView } from '../../src/webview/messages.ts';
import { eventually } from './support/eventually.ts';
import { closeAll, openRequest } from './support/requests.ts';
import { useSandbox } from './support/sandbox.ts';

const PATH = '/beta/identity/apiConnectors/7fd6431c-431c-7fd6-1c43-d67f1c43d67f';
const URL = `https://graph.microsoft.com${PATH}`;
const TITLE = 'PATCH apiConnectors/7fd6…';

function change(name: string): string {
  return `PATCH ${URL}\nContent-Type: application/json\n\n{ "displayName": "${name}" }\n`;
}

function run<T = void>(command: string, ...given: unknown[]): Thenable<T> {
  return vscode.commands.executeCommand<T>(`graphHttp.${command}`, ...given);
}

function go(to: 'back' | 'forward' | 'newest'): Thenable<ResponseView> {
  return run<ResponseView>(`response.${to}`);
}

async function send(text: string): Promise<{ view: ResponseView; document: vscode.TextDocument }> {
  const { document } = await openRequest(text);
  return { view: await run<ResponseView>('send', document.uri, 0), document };
}

/** The tabs of responses: their titles and columns, and whether they are in front. */
function pages() {
  return vscode.window.tabGroups.all.flatMap(({ tabs, viewColumn, activeTab }) =>
    tabs
      .filter(
        ({ input }) =>
          input instanceof vscode.TabInputWebview && input.viewType.endsWith('graphHttp.response'),
      )
      .map((tab) => ({ title: tab.label, column: viewColumn, inFront: tab === activeTab })),
  );
}

function isText({ input }: vscode.Tab): boolean {
  return input instanceof vscode.TabInputText;
}

function nameOf(view: ResponseView): string | undefined {
  const row = view.rows?.find(({ name }) => name === 'displayName');
  return row?.value.kind === 'text' ? row.value.text : undefined;
}

async function historyEntries(): Promise<readonly JournalEntry[]> {
  const extension = vscode.extensions.getExtension<ExtensionApi>('graph-http.graph-http');
  const journal = await extension?.exports.history?.();
  assert.ok(journal, 'the editor runs tests');
  return (await journal.entries()).entries;
}

/** Writes with the keyboard's own command: it goes where the focus is. */
async function typed(document: vscode.TextDocument, text: string): Promise<void> {
  await vscode.commands.executeCommand('type', { text });
  assert.ok(document.getText().includes(text), 'what is typed goes into the file');
}

async function closeEverything(): Promise<void> {
  await closeAll();
  await vscode.window.tabGroups.close(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs));
}

describe('Pages with responses', () => {
  useSandbox();
  beforeEach(closeEverything);

  it('open beside the file, named after the request, and leave the focus where it is', async () => {
    const { document } = await send(change('One'));
    await eventually(() => assert.deepEqual(pages(), [{ title: TITLE, column: 2, inFront: true }]));
    await typed(document, '# still here');
    await send(`GET ${URL}\n`);
    await eventually(() =>
      assert.deepEqual(pages(), [{ title: 'GET apiConnectors/7fd6…', column: 2, inFront: true }]),
    );
  });

  it('go back and forward, whole, and to the newest in one step', async () => {
    for (const name of ['One', 'Two', 'Three']) await send(change(name));
    assert.equal(nameOf(await go('back')), 'Two');
    const one = await go('back');
    assert.equal(nameOf(one), 'One');
    assert.equal(one.fromHistory, undefined, 'what this window has shown is whole');
    assert.equal(nameOf(await go('forward')), 'Two');
    await go('back');
    assert.equal(nameOf(await go('newest')), 'Three');
    assert.equal(nameOf(await go('forward')), 'Three', 'there is no newer one');
    await go('back');
    assert.equal(nameOf((await send(change('Four'))).view), 'Four');
    assert.equal(nameOf(await go('back')), 'Three', 'a new response is the newest');
  });

  it('show from the history what no page has shown', async () => {
    const { document } = await openRequest(`GET ${URL}\n\n###\n${change('Last of a run')}`);
    await run('sendAll', document.uri);
    assert.equal(nameOf(await go('newest')), 'Last of a run');
    const first = await go('back');
    assert.deepEqual([first.method, first.fromHistory], ['GET', true]);
    assert.equal((await go('forward')).fromHistory, undefined);
  });

  it('pass over what was deleted from the history', async () => {
    const [kept] = [await send(change('Kept')), await send(change('Deleted')), await send(change('Last'))];
    const deleted = await go('back');
    assert.equal(nameOf(deleted), 'Deleted');
    await go('newest');
    const entries = await historyEntries();
    const entry = entries.find(({ id }) => id === deleted.entry);
    assert.ok(entry);
    await run('history.delete', { kind: 'entry', entry });
    assert.equal(nameOf(await go('back')), nameOf(kept.view));
  });

  it('act on the response that they show, not on the last one', async () => {
    for (const name of ['Before', 'First', 'Second']) await send(change(name));
    assert.equal(nameOf(await go('back')), 'First');
    const files = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(isText);
    await vscode.window.tabGroups.close(files);
    await eventually(() => assert.equal(vscode.window.activeTextEditor, undefined));
    const undo = await run<string>('undo');
    assert.match(undo, /"displayName": "Before"/);
  });

  it('keep the response where they are pinned: the next one opens another page, in the same column', async () => {
    await send(change('Kept'));
    await run('response.pin');
    await send(`GET ${URL}\n`);
    await eventually(() =>
      assert.deepEqual(pages(), [
        { title: TITLE, column: 2, inFront: false },
        { title: 'GET apiConnectors/7fd6…', column: 2, inFront: true },
      ]),
    );
    const { document } = await send(change('Again'));
    await eventually(() => assert.deepEqual(pages().at(-1), { title: TITLE, column: 2, inFront: true }));
    assert.equal(pages().length, 2, 'one page that is not pinned is used again');
    await typed(document, '# still here');
  });

  it('are one again where the pin is taken back', async () => {
    await send(change('Kept'));
    await run('response.pin');
    await send(`GET ${URL}\n`);
    await eventually(() => assert.equal(pages().length, 2));
    await run('response.pin');
    await run('response.unpin');
    await send(change('Here'));
    await eventually(() => assert.equal(pages().length, 2));
  });

  it('never cover the file that is written in: the tab says that there is something new', async () => {
    const { document } = await send(change('One'));
    await eventually(() => assert.equal(pages().length, 1));
    await run('showResponse');
    await vscode.commands.executeCommand('workbench.action.moveEditorToFirstGroup');
    await eventually(() => assert.deepEqual(pages(), [{ title: TITLE, column: 1, inFront: true }]));
    await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    await run('send', document.uri, 0);
    await eventually(() => assert.deepEqual(pages(), [{ title: `● ${TITLE}`, column: 1, inFront: false }]));
    assert.equal(vscode.window.activeTextEditor?.document, document);
    await typed(document, '# still here');
    await run('showResponse');
    await eventually(() => assert.deepEqual(pages(), [{ title: TITLE, column: 1, inFront: true }]));
  });

  it('are opened again with the last response where all were closed', async () => {
    await send(change('Closed'));
    await eventually(() => assert.equal(pages().length, 1));
    await run('showResponse');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await eventually(() => assert.equal(pages().length, 0));
    await run('showResponse');
    await eventually(() => assert.deepEqual(pages(), [{ title: TITLE, column: 2, inFront: true }]));
  });

  it('come to the front of a column that nobody writes in', async () => {
    const { document } = await send(change('One'));
    await eventually(() => assert.equal(pages().length, 1));
    const other = await vscode.workspace.openTextDocument({ content: 'in front of the page' });
    await vscode.window.showTextDocument(other, vscode.ViewColumn.Two);
    await eventually(() => assert.equal(pages()[0]?.inFront, false));
    await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    await run('send', document.uri, 0);
    await eventually(() => assert.deepEqual(pages(), [{ title: TITLE, column: 2, inFront: true }]));
    await typed(document, '# still here');
  });

  it('open beside whichever of many columns is written in', async () => {
    const { document } = await openRequest(change('Right'));
    const other = await vscode.workspace.openTextDocument({ content: 'left' });
    await vscode.window.showTextDocument(other, vscode.ViewColumn.One);
    await vscode.window.showTextDocument(document, vscode.ViewColumn.Two);
    await run('send', document.uri, 0);
    await eventually(() => assert.deepEqual(pages(), [{ title: TITLE, column: 3, inFront: true }]));
    await typed(document, '# still here');
  });

  it('compare their response with the previous one of the same URL, in one step', async () => {
    await send(change('Before'));
    await send('GET https://graph.microsoft.com/beta/identity/apiConnectors\n');
    await send(change('After'));
    await run('response.comparePrevious');
    const input = await eventually(() => {
      const found = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      assert.ok(found instanceof vscode.TabInputTextDiff);
      return found;
    });
    const names = await Promise.all(
      [input.original, input.modified].map(async (uri) => {
        const shown = JSON.parse((await vscode.workspace.openTextDocument(uri)).getText());
        return shown.response.body.displayName;
      }),
    );
    assert.deepEqual(names, ['Before', 'After']);
  });
});
