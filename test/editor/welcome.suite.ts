import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { RequestDocuments } from '../../src/editor/documents.ts';
import { START } from '../../src/editor/welcome/emptyFile.ts';
import { Samples } from '../../src/editor/welcome/samples.ts';
import { closeAll, lensesOf, type OpenRequest, openRequest } from './support/requests.ts';

/** What an empty file has to offer, in this order. */
const STARTS = [
  'graphHttp.newRequest',
  'graphHttp.pasteCurl',
  'graphHttp.openSample',
  'graphHttp.getStarted',
];

/** The extension under test. */
function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension('graph-http.graph-http');
  assert.ok(found);
  return found;
}

/** The commands that the lenses of a file run. */
async function lensCommands(open: OpenRequest): Promise<(string | undefined)[]> {
  return (await lensesOf(open)).map(({ command }) => command?.command);
}

/** The commands behind Ctrl+. that begin a file. */
async function startCommands({ document }: OpenRequest): Promise<(string | undefined)[]> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    new vscode.Range(0, 0, 0, 0),
    START.value,
  );
  return actions.map(({ command }) => command?.command);
}

describe('An empty request file', () => {
  before(() => extension().activate());
  afterEach(closeAll);

  it('offers ways to begin, above its first line and behind Ctrl+., all of which exist', async () => {
    const open = await openRequest('');
    assert.deepEqual(await lensCommands(open), STARTS);
    assert.deepEqual(await startCommands(open), STARTS);
    const known = await vscode.commands.getCommands(true);
    for (const command of STARTS) assert.ok(known.includes(command), command);
  });

  it('is opened by New Request File, also beside a file that has requests', async () => {
    const other = await openRequest('GET /v1.0/me\n');
    await vscode.commands.executeCommand('graphHttp.newFile');
    const { document } = vscode.window.activeTextEditor ?? {};
    assert.ok(document?.isUntitled === true && document !== other.document);
    assert.deepEqual([document.languageId, document.getText()], ['graph-http', '']);
    assert.equal(other.document.getText(), 'GET /v1.0/me\n');
  });

  it('offers nothing of it from the first character on, and again when that is taken back', async () => {
    const open = await openRequest('');
    await open.editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '#'));
    assert.deepEqual([await lensCommands(open), await startCommands(open)], [[], []]);
    await open.editor.edit((edit) => edit.delete(new vscode.Range(0, 0, 0, 1)));
    assert.deepEqual(await lensCommands(open), STARTS);
    assert.equal(open.document.getText(), '', 'nothing of it is ever part of the text');
  });

  for (const [what, text] of [
    ['a comment', '# What these requests are for'],
    ['a variable', '@id = 1\n'],
    ['a blank line', '\n'],
  ] as const) {
    it(`stays quiet where it has ${what}`, async () => {
      const open = await openRequest(text);
      assert.deepEqual([await lensCommands(open), await startCommands(open)], [[], []]);
    });
  }

  it('that was never saved offers the same', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'graph-http', content: '' });
    const editor = await vscode.window.showTextDocument(document);
    const open = { document, editor, cursor: editor.selection.active };
    assert.deepEqual(await lensCommands(open), STARTS);
  });
});

describe('Samples', () => {
  afterEach(closeAll);

  it('open as a file that is not saved, with the cursor in the first request', async () => {
    await vscode.commands.executeCommand('graphHttp.openSample', '1-api-connector');
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor?.document.isUntitled);
    assert.equal(editor.document.languageId, 'graph-http');
    assert.match(editor.document.lineAt(editor.selection.active).text, /^PATCH \/v1\.0\/identity/);
  });

  it('that are open already are shown as they are, with what was written', async () => {
    await vscode.commands.executeCommand('graphHttp.openSample', '1-api-connector');
    const first = vscode.window.activeTextEditor;
    await first?.edit((edit) => edit.insert(new vscode.Position(0, 0), '# mine\n'));
    await openRequest('GET /v1.0/me');
    await vscode.commands.executeCommand('graphHttp.openSample', '1-api-connector');
    assert.equal(vscode.window.activeTextEditor?.document, first?.document);
    assert.match(first?.document.getText() ?? '', /^# mine/);
  });

  it('that were closed open afresh', async () => {
    await vscode.commands.executeCommand('graphHttp.openSample', '3-autopilot-device');
    const first = vscode.window.activeTextEditor?.document;
    await closeAll();
    await vscode.commands.executeCommand('graphHttp.openSample', '3-autopilot-device');
    assert.notEqual(vscode.window.activeTextEditor?.document, first);
  });

  it('are listed by what they are about, and copied whole without touching what is there', async () => {
    const samples = new Samples(extension().extensionUri, new RequestDocuments());
    const titles = (await samples.list()).map(({ title }) => title);
    assert.deepEqual(titles.slice(0, 2), ['API connector', 'External group member']);
    const parent = await mkdtemp(join(tmpdir(), 'graph-http-copies-'));
    try {
      const first = await samples.copyInto(vscode.Uri.file(parent));
      const second = await samples.copyInto(vscode.Uri.file(parent));
      assert.notEqual(first.fsPath, second.fsPath);
      const original = await readdir(join(extension().extensionPath, 'media', 'samples'));
      assert.deepEqual((await readdir(second.fsPath)).sort(), original.sort());
    } finally {
      await rm(parent, { recursive: true });
    }
  });
});

describe('Get Started', () => {
  afterEach(closeAll);

  it('opens the walkthrough, whose commands all exist', async () => {
    await vscode.commands.executeCommand('graphHttp.getStarted');
    const { walkthroughs } = extension().packageJSON.contributes;
    const known = await vscode.commands.getCommands(true);
    const texts: string[] = walkthroughs[0].steps.map(
      ({ description }: { description: string }) => description,
    );
    const linked = texts
      .flatMap((text) => [...text.matchAll(/\(command:(?:toSide:)?([\w.]+)/g)])
      .map(([, command = '']) => command);
    assert.ok(linked.length >= 6);
    for (const command of linked) assert.ok(known.includes(command), command);
    assert.equal(vscode.window.activeTextEditor, undefined);
    assert.ok(vscode.window.tabGroups.activeTabGroup.activeTab, 'a tab is open');
  });
});

describe('A file of another name', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'graph-http-names-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('has the language where its first line asks Microsoft Graph, and only there', async () => {
    const languageOf = async (name: string, text: string) => {
      await writeFile(join(folder, name), text);
      return (await vscode.workspace.openTextDocument(vscode.Uri.file(join(folder, name)))).languageId;
    };
    const url = 'https://graph.microsoft.com/v1.0/me';
    assert.equal(await languageOf('a.http', `PATCH ${url}\n`), 'graph-http');
    assert.equal(await languageOf('b.rest', `@me = ${url}\n`), 'graph-http');
    assert.equal(await languageOf('c.http', 'GET https://contoso.example/\n'), 'plaintext');
    assert.equal(await languageOf('d.md', `GET ${url}\n`), 'markdown');
  });
});
