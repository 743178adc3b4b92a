import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { TOOLS } from '../../src/contributions.ts';

async function answer(name: keyof typeof TOOLS, text: string): Promise<string> {
  const { content } = await vscode.lm.invokeTool(name, { input: { text }, toolInvocationToken: undefined });
  return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
}

describe('Tools of language models', () => {
  it('are known to the editor', () => {
    const names = vscode.lm.tools.map(({ name }) => name);
    for (const name of Object.keys(TOOLS)) assert.ok(names.includes(name), name);
  });

  it('check requests as the editor does', async () => {
    const said = await answer(
      'graph-http_check_requests',
      'PATCH /beta/identity/apiConnectors/7\nContent-Type: application/json\n\n{ "displayNam": "a" }\n',
    );
    assert.match(said, /^- 4:3 \w+ \(property-unknown\): .*displayName/m);
  });

  it('describe what an update can set', async () => {
    const said = await answer('graph-http_describe_update', '/beta/identity/apiConnectors/{id}');
    assert.match(said, /^- `displayName` · String: /m);
  });
});
