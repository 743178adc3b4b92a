import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { closeAll, openRequest, problemsSettled } from './support/requests.ts';

const CONNECTOR = 'https://graph.microsoft.com/v1.0/identity/apiConnectors/7fd6431c';
const NAMES = ['http-client.env.json', 'http-client.private.env.json', '.env'];

const folder = (): string =>
  vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? assert.fail('No folder is open.');

describe('A hostile folder', () => {
  const made = ['hostile', '.graph-http/schemas/hostile.json'];

  after(async () => {
    await closeAll();
    for (const name of made) rmSync(join(folder(), name), { recursive: true, force: true });
  });

  it('has pipes and devices in the place of files, and nothing waits for them', async function () {
    if (process.platform === 'win32') this.skip();
    for (const [index, make] of [
      (path: string) => void execFileSync('mkfifo', [path]),
      (path: string) => symlinkSync('/dev/zero', path),
      (path: string) => mkdirSync(path),
    ].entries()) {
      const inside = join(folder(), `hostile/${index}`);
      mkdirSync(inside, { recursive: true });
      mkdirSync(join(folder(), '.graph-http/schemas'), { recursive: true });
      for (const name of NAMES) make(join(inside, name));
      make(join(folder(), '.graph-http/schemas/hostile.json'));
      const open = await openRequest(
        `PATCH ${CONNECTOR}\nContent-Type: application/json\n\n{\n  "displayNam": "{{$dotenv A}}"\n}\n`,
        `hostile/${index}/a.graph.http`,
      );
      await problemsSettled(open, (all) => all.some(({ message }) => message.includes('displayNam')));
      await closeAll();
      rmSync(join(folder(), '.graph-http/schemas/hostile.json'), { recursive: true });
    }
  });
});

describe('A command with other arguments than ours', () => {
  afterEach(closeAll);

  const ARGUMENTS: readonly (readonly unknown[])[] = [
    [{ language: 'graph-http', content: 'DELETE /v1.0/users/1\n' }],
    ['/etc/passwd'],
    [{ scheme: 'file', path: '/etc/passwd' }, 0, {}],
    [null, Number.NaN, { block: null }],
    [[], -1, []],
    [{ toString: null }, '0', 'mark'],
  ];
  for (const id of [
    'send',
    'sendAll',
    'preview',
    'undo',
    'compare',
    'cancelSend',
    'showResponse',
    'copyAsCurl',
  ]) {
    it(`opens and sends nothing: ${id}`, async () => {
      await closeAll();
      const before = vscode.workspace.textDocuments.length;
      for (const each of ARGUMENTS) await vscode.commands.executeCommand(`graphHttp.${id}`, ...each);
      assert.equal(vscode.window.activeTextEditor, undefined);
      assert.ok(vscode.workspace.textDocuments.length <= before);
      assert.ok(vscode.workspace.textDocuments.every((document) => !document.getText().includes('DELETE')));
    });
  }
});
