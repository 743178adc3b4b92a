import assert from 'node:assert/strict';
import { after, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { DRAFT } from '../core/pages/draft.ts';
import { eventually } from './support/eventually.ts';
import { closeAll, openRequest, problemsSettled } from './support/requests.ts';

const folder = (): vscode.Uri =>
  vscode.workspace.workspaceFolders?.[0]?.uri ?? assert.fail('No folder is open.');
const at = (path: string): vscode.Uri => vscode.Uri.joinPath(folder(), path);
const SCHEMA = '.graph-http/schemas/microsoft.graph.lab.gizmo.json';

const write = (path: string, text: string) =>
  vscode.workspace.fs.writeFile(at(path), new TextEncoder().encode(text));
const read = async (path: string) => new TextDecoder().decode(await vscode.workspace.fs.readFile(at(path)));
const codes = (uri: vscode.Uri) => vscode.languages.getDiagnostics(uri).map(({ code }) => code);

/** Changes the schema in the editor and saves it. */
async function saveAs(text: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(at(SCHEMA));
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  assert.ok(await vscode.workspace.applyEdit(edit));
  assert.ok(await document.save());
}

/** Imports a page, and does not wait for the answer to what the import says at its end. */
async function imported(path: string, done: string): Promise<void> {
  void vscode.commands.executeCommand('graphHttp.importPage', at(path));
  await eventually(async () => assert.ok(await read(done)));
}

describe('Import API page', () => {
  after(async () => {
    await closeAll();
    await vscode.workspace.fs.delete(at('.graph-http'), { recursive: true });
  });

  it('writes a request file beside the page and a schema, and lists what the page leaves open', async () => {
    await write('drafts/update-gizmo.md', DRAFT);
    await imported('drafts/update-gizmo.md', SCHEMA);
    assert.match(await read('drafts/update-gizmo.graph.http'), /^### Example 1: Rename a gizmo\n/);
    const page = at('drafts/update-gizmo.md');
    await eventually(() => assert.ok(codes(page).includes('page-description-missing')));
    const [problem] = vscode.languages
      .getDiagnostics(page)
      .filter(({ code }) => code === 'page-example-json');
    assert.equal(problem?.source, 'Graph HTTP');
    assert.equal(problem?.severity, vscode.DiagnosticSeverity.Warning);
    await eventually(() =>
      assert.equal(
        vscode.window.activeTextEditor?.document.uri.path.endsWith('update-gizmo.graph.http'),
        true,
      ),
    );
  });

  it('reads the permissions from the file that the page includes', async () => {
    const page = DRAFT.replace(
      /\|Permission type[\s\S]*?\n\n/,
      '[!INCLUDE [permissions-table](../parts/gizmo.md)]\n\n',
    );
    await write('parts/gizmo.md', '|Permission type|Permissions|\n|-|-|\n|Application|Gizmo.Included|\n');
    await write(
      'drafts/with-parts.md',
      page
        .replaceAll('lab.gizmo', 'lab.gizmoPart')
        .replaceAll('[gizmo](', '[gizmoPart](')
        .replaceAll('/lab/gizmos', '/lab/parts'),
    );
    const schema = '.graph-http/schemas/microsoft.graph.lab.gizmoPart.json';
    await imported('drafts/with-parts.md', schema);
    assert.match(await read(schema), /"Gizmo\.Included"/);
  });

  it('makes the endpoint known: its bodies are checked and completed', async () => {
    const open = await openRequest(
      'PATCH https://graph.microsoft.com/beta/lab/gizmos/7\nContent-Type: application/json\n\n{ "spin": "up" }\n',
    );
    const found = await problemsSettled(open, (all) =>
      all.some(({ code }) => typeof code === 'object' && code.value === 'value-enum'),
    );
    assert.match(found.map(({ message }) => message).join(), /'left' or 'right'/);
  });

  it('says what became better while the page is written on', async () => {
    const page = at('drafts/update-gizmo.md');
    const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(page));
    const place = DRAFT.indexOf('**TODO: Add Description**');
    const range = new vscode.Range(
      editor.document.positionAt(place),
      editor.document.positionAt(place + '**TODO: Add Description**'.length),
    );
    await editor.edit((edit) => edit.replace(range, 'How fast it turns.'));
    await eventually(() => assert.ok(!codes(page).includes('page-description-missing')));
  });

  it('tells at its place what is wrong with a schema, and uses it again when that is mended', async () => {
    const right = await read(SCHEMA);
    const open = await openRequest(
      'PATCH https://graph.microsoft.com/beta/lab/gizmos/8\nContent-Type: application/json\n\n{ "spin": "up" }\n',
    );
    const isKnown = (all: readonly vscode.Diagnostic[]) =>
      all.some(({ code }) => typeof code === 'object' && code.value === 'value-enum');
    await problemsSettled(open, isKnown);
    await saveAs(right.replace('"title": "gizmo"', '"titel": "gizmo"'));
    await problemsSettled(open, (all) => !isKnown(all));
    await eventually(() => assert.deepEqual(new Set(codes(at(SCHEMA))), new Set(['schema-invalid'])));
    assert.match(
      vscode.languages
        .getDiagnostics(at(SCHEMA))
        .map(({ message }) => message)
        .join(),
      /This schema is not used\. The schema cannot have 'titel'\./,
    );
    await saveAs(right);
    await problemsSettled(open, isKnown);
    await eventually(() => assert.deepEqual(codes(at(SCHEMA)), []));
  });

  it('reads a schema that another program changed, at the latest when requests are looked at again', async () => {
    const right = await read(SCHEMA);
    const open = await openRequest(
      'PATCH https://graph.microsoft.com/beta/lab/gizmos/9\nContent-Type: application/json\n\n{ "spin": "up" }\n',
    );
    const values = async (text: string, expected: RegExp) => {
      await write(SCHEMA, text);
      await vscode.window.showTextDocument(
        await vscode.workspace.openTextDocument(at('drafts/update-gizmo.md')),
      );
      await vscode.window.showTextDocument(open.document);
      await problemsSettled(open, (all) => expected.test(all.map(({ message }) => message).join()));
    };
    await values(right.replaceAll('"left"', '"leftwards"'), /'leftwards' or 'right'/);
    await values(right, /'left' or 'right'/);
  });
});
