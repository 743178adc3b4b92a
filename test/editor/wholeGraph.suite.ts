import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { metadataCatalog } from '../../src/core/catalog/metadata/catalog.ts';
import { CsdlCompiler } from '../../src/core/csdl/compile.ts';
import { MetadataFile, writeMetadata } from '../../src/core/csdl/file.ts';
import type { ExtensionApi } from '../../src/extension.ts';
import type { ResponseView } from '../../src/webview/messages.ts';
import { eventually } from './support/eventually.ts';
import { closeAll, completionsAt, openRequest } from './support/requests.ts';
import { openSandbox, type SuiteSandbox } from './support/sandbox.ts';

const VEHICLE = 'https://graph.microsoft.com/v1.0/vehicles/Car-1';
const HEAD = 'Content-Type: application/json\n\n';

function send(text: string): Promise<ResponseView> {
  return openRequest(text).then(({ document }) =>
    vscode.commands.executeCommand<ResponseView>('graphHttp.send', document.uri),
  );
}

// The last suite: what it takes as metadata stays known to the editor.
describe('A resource that only metadata knows', () => {
  let sandbox: SuiteSandbox | undefined;

  before(async () => {
    const extension = vscode.extensions.getExtension<ExtensionApi>('graph-http.graph-http');
    const api = await extension?.activate();
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(extension && api?.useTokens && folder);
    const source = vscode.Uri.joinPath(extension.extensionUri, 'test/core/catalog/metadata/fleet.csdl');
    const document = vscode.Uri.joinPath(folder.uri, 'fleet.csdl');
    await vscode.workspace.fs.copy(source, document, { overwrite: true });
    const compiler = new CsdlCompiler();
    compiler.write(new TextDecoder().decode(await vscode.workspace.fs.readFile(document)));
    const file = MetadataFile.open(writeMetadata(compiler.end(), { address: 'test', checked: 0 }));
    assert.ok(file);
    sandbox = await openSandbox([metadataCatalog({ version: 'v1.0', file })]);
    api.useTokens(sandbox.tokens);
    await vscode.commands.executeCommand('graphHttp.useMetadataFile', document, 'v1.0');
  });

  after(async () => {
    await closeAll();
    await sandbox?.close();
  });

  const labels = async (marked: string) =>
    (await completionsAt(await openRequest(marked))).map(({ label }) =>
      typeof label === 'string' ? label : label.label,
    );

  it('is completed segment by segment', async () => {
    assert.ok((await labels('PATCH https://graph.microsoft.com/v1.0/|')).includes('vehicles'));
    assert.ok(
      (await labels('PATCH https://graph.microsoft.com/v1.0/vehicles/|')).includes('test.fleet.lorry'),
    );
    const below = await labels(`PATCH ${VEHICLE}/|`);
    assert.ok(below.includes('trips') && below.includes('insurance'), below.join());
  });

  it('has its body completed, and what is wrong with it shown', async () => {
    assert.ok((await labels(`PATCH ${VEHICLE}\n${HEAD}{\n  "|"\n}\n`)).includes('colour'));
    const values = await labels(`PATCH ${VEHICLE}\n${HEAD}{\n  "colour": "|"\n}\n`);
    assert.ok(values.includes('"blue"'), values.join());
    const { document } = await openRequest(`PATCH ${VEHICLE}\n${HEAD}{\n  "wheels": null\n}\n`);
    await eventually(() => {
      const codes = vscode.languages.getDiagnostics(document.uri).map(({ code }) => code);
      assert.match(JSON.stringify(codes), /value-null/);
    });
  });

  it('is made up by the sandbox, changed and found changed', async () => {
    const changed = await send(`PATCH ${VEHICLE}\n${HEAD}{\n  "colour": "blue"\n}\n`);
    assert.equal(changed.outcome, 'object', changed.error?.message);
    const row = (view: ResponseView, name: string) => view.rows?.find((each) => each.name === name);
    assert.deepEqual(row(changed, 'colour')?.value, { kind: 'text', text: 'blue', json: '"blue"' });
    assert.equal(row(changed, 'colour')?.change, 'sent');
    const read = await send(`GET ${VEHICLE}\n`);
    assert.deepEqual(row(read, 'colour')?.value, { kind: 'text', text: 'blue', json: '"blue"' });
    assert.deepEqual(row(read, 'name')?.value, row(changed, 'name')?.value);
  });

  it('is linked to another one, which is found behind the link, and linked back', async () => {
    const link = (person: string) => ({ '@odata.id': `https://graph.microsoft.com/v1.0/people/${person}` });
    const put = (person: string) =>
      send(`PUT ${VEHICLE}/driver/$ref\n${HEAD}${JSON.stringify(link(person))}\n`);
    const driver = async () => {
      const { rows } = await send(`GET ${VEHICLE}/driver\n`);
      const value = rows?.find(({ name }) => name === 'id')?.value;
      return value?.kind === 'text' ? value.text : undefined;
    };
    const first = await put('ada');
    assert.equal(first.outcome, 'changed', first.error?.message);
    assert.equal(await driver(), 'ada');
    await put('bea');
    assert.equal(await driver(), 'bea');
    const { document } = await openRequest(
      `PUT ${VEHICLE}/driver/$ref\n${HEAD}${JSON.stringify(link('cleo'))}\n`,
    );
    await vscode.commands.executeCommand('graphHttp.send', document.uri);
    const text = await vscode.commands.executeCommand<string>('graphHttp.undo', document.uri);
    assert.match(text, /# Sets the link again/);
    await vscode.commands.executeCommand('graphHttp.send', vscode.window.activeTextEditor?.document.uri);
    assert.equal(await driver(), 'bea');
  });

  it('is put back whole after a PUT, and found by another key than its own', async () => {
    const url = `${VEHICLE}/insurance`;
    await send(`PUT ${url}\n${HEAD}{ "number": "first" }\n`);
    const { document } = await openRequest(`PUT ${url}\n${HEAD}{}\n`);
    await vscode.commands.executeCommand('graphHttp.send', document.uri);
    const text = await vscode.commands.executeCommand<string>('graphHttp.undo', document.uri);
    assert.match(text, /^PUT .*\/insurance$/m);
    assert.match(text, /"number": "first"/);
    const found = await labels('GET https://graph.microsoft.com/v1.0/vehicles|');
    assert.ok(found.includes("vehicles(plate='{plate}')"), found.join());
  });

  it('is refused with the reason of the metadata', async () => {
    const view = await send(`PATCH ${VEHICLE}/inspection\n${HEAD}{\n  "number": "1"\n}\n`);
    assert.equal(view.status?.code, 405);
    assert.match(view.error?.message ?? '', /Inspectors write it/);
  });
});
