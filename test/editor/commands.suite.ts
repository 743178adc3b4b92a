import assert from 'node:assert/strict';
import { after, afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { eventually } from './support/eventually.ts';
import { closeAll, fixesAt, type OpenRequest, openRequest } from './support/requests.ts';

const CONNECTOR = 'https://graph.microsoft.com/v1.0/identity/apiConnectors/7fd6431c';
const HEAD = `PATCH ${CONNECTOR}\nContent-Type: application/json\n\n`;

/** Actions of one kind for the whole file, with their edits. */
async function actions({ document }: OpenRequest, kind: string): Promise<vscode.CodeAction[]> {
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  return vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, all, kind, 50);
}

describe('Quick fixes', () => {
  after(closeAll);

  it('are there at once after an edit, with the problem that they settle', async () => {
    const open = await openRequest(`${HEAD}{\n  "displayName|": "a"\n}\n`);
    for (const name of ['displayNam', 'targetUr', 'displayNme']) {
      const line = open.document.lineAt(4).range;
      await open.editor.edit((edit) => edit.replace(line, `  "${name}": "a"`));
      const [first] = await fixesAt({ ...open, cursor: new vscode.Position(4, 5) });
      assert.match(first?.title ?? '', /Change to '(displayName|targetUrl)'/, name);
      assert.equal(first?.isPreferred, true);
    }
  });

  it('of one kind can be applied to the whole file', async () => {
    const open = await openRequest(
      `${HEAD}{\n  "id|": "1",\n  "displayName": "a"\n}\n\n###\n${HEAD}{\n  "id": "2",\n  "displayName": "b"\n}\n`,
    );
    const each = await eventually(async () => {
      const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        open.document.uri,
        new vscode.Range(open.cursor, open.cursor),
        vscode.CodeActionKind.QuickFix.value,
        20,
      );
      const action = found.find(({ title }) => title.startsWith('Fix all 2 problems'));
      assert.ok(action?.edit);
      return action;
    });
    assert.ok(each.edit);
    await vscode.workspace.applyEdit(each.edit);
    assert.doesNotMatch(open.document.getText(), /"id"/);
  });
});

describe('Fix all', () => {
  after(closeAll);

  it('applies what is safe in every request of the file, in one edit', async () => {
    const open = await openRequest(
      `${HEAD}{\n  "displayNam": "a",\n}\n\n### Two\n${HEAD}{\n  "id": "1",\n  "targetUrl": 'https://a.example'\n}\n`,
    );
    const [action] = await actions(open, 'source.fixAll.graphHttp');
    assert.ok(action?.edit);
    await vscode.workspace.applyEdit(action.edit);
    assert.equal(
      open.document.getText(),
      `${HEAD}{\n  "displayName": "a"\n}\n\n### Two\n${HEAD}{\n  "id": "1",\n  "targetUrl": "https://a.example"\n}\n`,
    );
    assert.deepEqual(await actions(open, 'source.fixAll'), []);
  });

  it('runs when a file is saved, where the person wants that', async () => {
    const settings = vscode.workspace.getConfiguration('editor', { languageId: 'graph-http' });
    await settings.update(
      'codeActionsOnSave',
      { 'source.fixAll.graphHttp': 'explicit' },
      vscode.ConfigurationTarget.Global,
      true,
    );
    try {
      const open = await openRequest(`${HEAD}{\n  "targetUrl": "https://a.example"\n}\n`);
      await open.editor.edit((edit) => edit.replace(new vscode.Range(4, 3, 4, 12), 'targetUlr'));
      await open.document.save();
      assert.match(open.document.getText(), /"targetUrl": "https:\/\/a\.example"/);
    } finally {
      await settings.update('codeActionsOnSave', undefined, vscode.ConfigurationTarget.Global, true);
    }
  });
});

describe('Convert to PATCH', () => {
  after(closeAll);

  it('makes an update of a pasted answer, in its place', async () => {
    const open = await openRequest(
      `GET ${CONNECTOR}?$select=displayName\n\n###\nHTTP/1.1 200 OK\n\n{\n  "@odata.etag": "W/\\"1\\"",\n  "id": "7fd6431c",\n  "displayName": "a|"\n}\n`,
    );
    await vscode.commands.executeCommand('graphHttp.convertToPatch');
    assert.equal(
      open.document.getText(),
      `GET ${CONNECTOR}?$select=displayName\n\n###\nPATCH ${CONNECTOR}\nContent-Type: application/json\n# If-Match: W/"1"\n\n{\n  "displayName": "a"\n}\n`,
    );
  });

  it('is offered as a rewrite of a GET that carries a body', async () => {
    const open = await openRequest(`GET ${CONNECTOR}\n\n{\n  "displayName": "a"\n}\n`);
    const [action] = await actions(open, 'refactor.rewrite');
    assert.equal(action?.title, 'Convert to PATCH');
    assert.deepEqual(await actions(await openRequest(`${HEAD}{}\n`), 'refactor.rewrite'), []);
  });
});

describe('Paste as Request', () => {
  afterEach(closeAll);

  it('puts the request behind the one at the cursor', async () => {
    const open = await openRequest('GET /v1.0/me|\n');
    await vscode.env.clipboard.writeText(
      `curl -X PATCH '${CONNECTOR}' -H 'Authorization: Bearer abc' -d '{"displayName":"a"}'`,
    );
    await vscode.commands.executeCommand('graphHttp.pasteCurl');
    assert.equal(
      open.document.getText(),
      `GET /v1.0/me\n\n### Pasted request\n${HEAD}{\n  "displayName": "a"\n}\n`,
    );
  });

  it('opens a new file where no request file is open', async () => {
    await closeAll();
    await vscode.env.clipboard.writeText(`curl ${CONNECTOR}`);
    await vscode.commands.executeCommand('graphHttp.pasteCurl');
    const { document } = vscode.window.activeTextEditor ?? {};
    assert.equal(document?.languageId, 'graph-http');
    assert.equal(document?.getText(), `GET ${CONNECTOR}\n`);
  });
});
