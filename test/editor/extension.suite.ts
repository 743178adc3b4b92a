import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';

describe('The extension', () => {
  it('is found and activates', async () => {
    const extension = vscode.extensions.getExtension('graph-http.graph-http');
    assert.ok(extension, 'the extension under development is not installed');
    await extension.activate();
    assert.equal(extension.isActive, true);
  });
});
