import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { stepSign, stepText } from '../../src/core/send/run.ts';
import type { EditorRun } from '../../src/editor/sending/runs.ts';
import type { ResponseView } from '../../src/webview/messages.ts';
import { eventually } from './support/eventually.ts';
import { lensesOf, type OpenRequest, openRequest } from './support/requests.ts';
import { useSandbox } from './support/sandbox.ts';

const URL = 'https://graph.microsoft.com/beta/identity/apiConnectors/7fd6431c-431c-7fd6-1c43-d67f1c43d67f';
const READ = `GET ${URL}\n`;
const SLOW = `GET ${URL}\nx-sandbox-fault: delay=20000\n`;

function rename(displayName: string, headers = ''): string {
  return `PATCH ${URL}\nContent-Type: application/json\n${headers}\n${JSON.stringify({ displayName })}\n`;
}

function file(...requests: readonly string[]): string {
  return requests.join('\n###\n');
}

function sendAll({ document }: OpenRequest): Thenable<EditorRun> {
  return vscode.commands.executeCommand<EditorRun>('graphHttp.sendAll', document.uri);
}

/** Each request of a run: its sign, its title, and its status. */
function stepsOf({ steps }: EditorRun): readonly string[] {
  return steps.map((step) => `${stepSign(step)} ${step.item.title} ${stepText(step).replace(/ · .*/, '')}`);
}

/** The lenses of one request, by the line of its request line. */
async function titlesAt(open: OpenRequest, text: string): Promise<readonly string[]> {
  const line = open.document.positionAt(open.document.getText().indexOf(text)).line;
  const lenses = await lensesOf(open);
  return lenses.filter(({ range }) => range.start.line === line).map(({ command }) => command?.title ?? '');
}

describe('Sending several requests', () => {
  useSandbox();

  it('sends all in order up to the first that is refused, and leaves out what is disabled', async () => {
    const open = await openRequest(
      file(
        `# @name one\n${READ}`,
        `# @name off\n# @disabled\n${rename('Never')}`,
        `# @name two\n${rename('Renamed by a run')}`,
        `# @name bad\n${rename('x').replace('displayName', 'id')}`,
        `# @name last\n${rename('Never')}`,
      ),
    );
    const run = await sendAll(open);
    assert.deepEqual(stepsOf(run), ['✓ one 200', '✓ two 200', '✗ bad 400 Bad Request', '– last left out']);
    const read = await vscode.commands.executeCommand<ResponseView>('graphHttp.send', open.document.uri, 0);
    const row = read.rows?.find(({ name }) => name === 'displayName');
    assert.ok(row?.value.kind === 'text' && row.value.text === 'Renamed by a run');
  });

  it('gives the answers of named requests to others, whichever stands first', async () => {
    const open = await openRequest(
      file(
        `@name = {{read.response.body.$.displayName}}\n\n# @name change\n${rename('{{name}} II')}`,
        `# @name read\n${READ}`,
        `# @name again\nGET ${URL}?x={{change.response.body.$.displayName}}\n`,
      ),
    );
    assert.deepEqual(stepsOf(await sendAll(open)), ['✓ read 200', '✓ change 200', '✓ again 200']);
    const changed = await vscode.commands.executeCommand<ResponseView>(
      'graphHttp.send',
      open.document.uri,
      1,
    );
    const row = changed.rows?.find(({ name }) => name === 'displayName');
    assert.ok(row?.value.kind === 'text' && row.value.text.endsWith(' II'));
  });

  it('sends nothing where requests need one another', async () => {
    const needs = (name: string, other: string) =>
      `# @name ${name}\nGET ${URL}?x={{${other}.response.body.$.id}}\n`;
    assert.equal(await sendAll(await openRequest(file(needs('a', 'b'), needs('b', 'a')))), undefined);
  });

  it('sends the requests that the selection touches', async () => {
    const open = await openRequest(file(`# @name a\n${READ}`, `# @name b\n${READ}`, `# @name c\n${READ}`));
    const lineOf = (name: string) =>
      open.document.positionAt(open.document.getText().indexOf(`@name ${name}`));
    open.editor.selection = new vscode.Selection(lineOf('c'), lineOf('b'));
    const run = await vscode.commands.executeCommand<EditorRun>('graphHttp.sendSelected');
    assert.deepEqual(stepsOf(run), ['✓ b 200', '✓ c 200']);
    open.editor.selections = ['a', 'c'].map((name) => new vscode.Selection(lineOf(name), lineOf(name)));
    const two = await vscode.commands.executeCommand<EditorRun>('graphHttp.sendSelected');
    assert.deepEqual(stepsOf(two), ['✓ a 200', '✓ c 200']);
    open.editor.selection = new vscode.Selection(lineOf('b'), lineOf('b'));
    const one = await vscode.commands.executeCommand<ResponseView>('graphHttp.sendSelected');
    assert.equal(one.outcome, 'object');
  });

  it('says above each request what came of it, and that it was edited since', async () => {
    const open = await openRequest(
      file(`# @name ok\n${READ}`, `# @name bad\n${rename('x').replace('displayName', 'id')}`),
    );
    await sendAll(open);
    assert.match((await titlesAt(open, 'GET'))[1] ?? '', /^\$\(pass\)\s200 · \d+ ms$/);
    assert.match((await titlesAt(open, 'PATCH'))[1] ?? '', /^\$\(error\)\s400 Bad Request · \d+ ms$/);
    await open.editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '# a comment\n\n'));
    await open.editor.edit((edit) =>
      edit.insert(open.document.positionAt(open.document.getText().indexOf('"x"') + 1), 'y'),
    );
    await eventually(async () => {
      assert.match(
        (await titlesAt(open, 'PATCH'))[1] ?? '',
        /^\$\(error\)\s400 Bad Request · \d+ ms · edited since$/,
      );
    });
  });

  it('cancels a request by its lens, and with it the rest of the run', async () => {
    const open = await openRequest(file(`# @name slow\n${SLOW}`, `# @name next\n${READ}`));
    const running = sendAll(open);
    const cancel = await eventually(async () => {
      const lens = (await lensesOf(open)).find(({ command }) => command?.title.includes('Cancel'));
      assert.ok(lens?.command);
      return lens.command;
    });
    await vscode.commands.executeCommand(cancel.command, ...(cancel.arguments ?? []));
    const [slow, next] = (await running).steps;
    assert.deepEqual([slow?.brief?.state, next?.brief], ['unknown', undefined]);
    assert.match((await titlesAt(open, 'GET'))[1] ?? '', /outcome unknown/);
  });

  it('does not send a request a second time while it is under way', async () => {
    const open = await openRequest(SLOW);
    const send = () =>
      vscode.commands.executeCommand<ResponseView | undefined>('graphHttp.send', open.document.uri, 0);
    const first = send();
    await eventually(async () => assert.match((await titlesAt(open, 'GET'))[0] ?? '', /Sending…/));
    assert.equal(await send(), undefined);
    await vscode.commands.executeCommand('graphHttp.cancelSend');
    assert.equal((await first)?.outcome, 'unknown');
  });

  it('lists the last run, with a link to each request wherever it stands by now', async () => {
    const open = await openRequest(
      file(`# @name a\n${READ}`, `# @name b\n${rename('x').replace('displayName', 'id')}`),
    );
    await sendAll(open);
    await open.editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '# one\n# two\n\n'));
    await vscode.commands.executeCommand('graphHttp.showSummary');
    const page = await eventually(() => {
      const found = vscode.window.activeTextEditor?.document;
      assert.equal(found?.uri.scheme, 'graph-http-run');
      return found;
    });
    assert.match(page.getText(), /→ Sandbox\n1 of 2 requests was done\. “b”: 400 Bad Request/);
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      page.uri,
      10,
    );
    const text = open.document.getText();
    const lines = ['GET', 'PATCH'].map((word) => open.document.positionAt(text.indexOf(word)).line + 1);
    assert.deepEqual(
      links.map(({ target, range }) => [page.getText(range), target?.fragment]),
      [
        ['a', `L${lines[0]}`],
        ['b', `L${lines[1]}`],
      ],
    );
  });
});
