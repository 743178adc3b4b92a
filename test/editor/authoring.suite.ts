import assert from 'node:assert/strict';
import { after, describe, it } from 'mocha';
import * as vscode from 'vscode';
import {
  closeAll,
  completionsAt,
  fixesAt,
  hoverAt,
  lensesOf,
  openRequest,
  problemsSettled,
  textOf,
} from './support/requests.ts';

const HEAD =
  'PATCH https://graph.microsoft.com/beta/identity/apiConnectors/7fd6431c\nContent-Type: application/json\n\n';

describe('Problems', () => {
  after(closeAll);

  it('name the property, with a stable code and a page that explains it', async () => {
    const open = await openRequest(`${HEAD}{\n  "displayNam": "a"\n}\n`);
    const [problem] = await problemsSettled(open, (found) => found.length > 0);
    assert.ok(problem);
    assert.equal(textOf(open, problem.range), '"displayNam"');
    assert.equal(problem.source, 'Graph HTTP');
    assert.ok(typeof problem.code === 'object');
    assert.equal(problem.code.value, 'property-unknown');
    assert.equal(problem.code.target.scheme, 'https');
    assert.match(problem.message, /displayName/);
  });

  it('go away when their quick fix is applied', async () => {
    const open = await openRequest(`${HEAD}{\n  "displayNam|": "a"\n}\n`);
    await problemsSettled(open, (found) => found.length > 0);
    const [fix] = await fixesAt(open);
    assert.ok(fix?.edit);
    await vscode.workspace.applyEdit(fix.edit);
    assert.match(open.document.getText(), /"displayName": "a"/);
    assert.deepEqual(await problemsSettled(open, (found) => found.length === 0), []);
  });

  it('follow edits in one request and leave the others as they are', async () => {
    const open = await openRequest(
      `${HEAD}{\n  "id": "1"\n}\n\n### Two\n${HEAD}{\n  "targetUrl": "https://a.example"\n}\n`,
    );
    const before = await problemsSettled(open, (found) => found.length === 1);
    assert.equal(textOf(open, before[0]?.range), '"id"');
    await open.editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '### One\n'));
    const after = await problemsSettled(open, (found) => found[0]?.range.start.line === 5);
    assert.equal(textOf(open, after[0]?.range), '"id"');
  });
});

describe('Completion', () => {
  after(closeAll);

  it('offers the properties of the resource behind the URL', async () => {
    const items = await completionsAt(await openRequest(`${HEAD}{\n  "|"\n}\n`));
    const labels = items.map(({ label }) => label);
    for (const name of ['displayName', 'targetUrl', 'authenticationConfiguration']) {
      assert.ok(labels.includes(name), `${name} is not among ${labels.join()}`);
    }
    const id = items.find(({ label }) => label === 'id');
    assert.match(id?.detail ?? '', /read-only/);
  });

  it('offers whole requests in an empty file', async () => {
    const items = await completionsAt(await openRequest('|'));
    assert.equal(items.filter(({ kind }) => kind === vscode.CompletionItemKind.Snippet).length, 5);
  });

  it('offers headers', async () => {
    const labels = (await completionsAt(await openRequest('PATCH /v1.0/me\n|\n'))).map(({ label }) => label);
    assert.ok(labels.includes('If-Match') && labels.includes('Prefer'));
  });
});

describe('Hover', () => {
  after(closeAll);

  it('explains a property', async () => {
    const [text] = await hoverAt(await openRequest(`${HEAD}{\n  "target|Url": "https://a.example"\n}\n`));
    assert.match(text ?? '', /\*\*targetUrl\*\*/);
  });

  it('explains an endpoint', async () => {
    const texts = await hoverAt(
      await openRequest(`PATCH https://graph.microsoft.com/beta/identity/api|Connectors/7\n`),
    );
    assert.ok(texts.some((text) => text.includes('APIConnectors.ReadWrite.All')));
  });
});

describe('Lenses and folding', () => {
  after(closeAll);

  it('stand above each request and say where it goes', async () => {
    const lenses = await lensesOf(await openRequest('PATCH /v1.0/me\n\n{}\n\n###\nGET /v1.0/me\n'));
    assert.deepEqual(
      lenses.map(({ command, range }) => [range.start.line, command?.title]),
      [
        [0, '$(play) Send PATCH → Sandbox'],
        [0, 'Copy as cURL'],
        [5, '$(play) Send GET → Sandbox'],
        [5, 'Copy as cURL'],
      ],
    );
  });

  it('fold requests and the values of bodies', async () => {
    const { document } = await openRequest('### One\nPATCH /v1.0/me\n\n{\n  "a": {\n    "b": 1\n  }\n}\n');
    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      document.uri,
    );
    assert.deepEqual(
      folds.map(({ start, end }) => [start, end]),
      [
        [0, 7],
        [3, 6],
        [4, 5],
      ],
    );
  });
});
