import assert from 'node:assert/strict';
import { after, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { closeAll, openRequest } from './support/requests.ts';

describe('The extension', () => {
  after(closeAll);

  it('is found and activates', async () => {
    const extension = vscode.extensions.getExtension('graph-http.graph-http');
    assert.ok(extension, 'the extension under development is not installed');
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('takes charge of request files', async () => {
    const { document, cursor } = await openRequest('PATCH https://graph.microsoft.com/v1.0/|me\n');
    assert.equal(document.languageId, 'graph-http');
    assert.equal(document.getText(new vscode.Range(cursor, cursor.translate(0, 2))), 'me');
  });
});
