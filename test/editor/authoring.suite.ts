import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
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

  it('of a variable that is not there begin it, with the cursor where its value belongs', async () => {
    const open = await openRequest(
      '### One\nPATCH https://graph.microsoft.com/v1.0/users/{{wh|o}}\nContent-Type: application/json\n\n{ "city": "Oslo" }\n',
    );
    await problemsSettled(open, (found) => found.length > 0);
    const fix = (await fixesAt(open)).find(({ title }) => title.includes('"@who ="'));
    assert.ok(fix?.edit);
    await vscode.workspace.applyEdit(fix.edit);
    assert.match(open.document.getText(), /^### One\n@who = \nPATCH /);
    const empty = await problemsSettled(open, (found) =>
      found.some(({ message }) => /no value yet/.test(message)),
    );
    assert.match(empty.map(({ message }) => message).join('\n'), /Write it after "@who ="/);
    assert.deepEqual(open.editor.selection.active, new vscode.Position(1, '@who = '.length));
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

describe('A slash that a proposal brought', () => {
  after(closeAll);

  /** Puts texts in at the cursor of a new file, one after the other, as the editor does. */
  async function written(...texts: readonly string[]): Promise<() => string> {
    const { document, editor } = await openRequest('');
    for (const text of texts) {
      const end = document.positionAt(document.getText().length);
      assert.ok(await editor.edit((edit) => edit.insert(end, text)));
    }
    return () => document.getText();
  }

  it('is typed over', async () => {
    const text = await written('PATCH ', '/v1.0/users/', '/');
    for (let tries = 0; text().endsWith('//') && tries < 100; tries++) await delay(20);
    assert.equal(text(), 'PATCH /v1.0/users/');
  });

  it('stays with those that are no second one, and with what is no URL', async () => {
    for (const texts of [
      ['PATCH ', 'https:/', '/'],
      ['PATCH ', '/v1.0/users', '/'],
      ['PATCH ', '/v1.0/users', '/', '/'],
      ['# see ', 'https://contoso.com/', '/'],
    ]) {
      const text = await written(...texts);
      await delay(60);
      assert.equal(text(), texts.join(''));
    }
  });
});

describe('Problems of one’s own severity', () => {
  const configuration = () => vscode.workspace.getConfiguration('graphHttp.diagnostics');
  const choose = (value: unknown) =>
    configuration().update('severity', value, vscode.ConfigurationTarget.Global);
  after(async () => {
    await choose(undefined);
    await closeAll();
  });

  it('change with the setting, whatever it holds', async () => {
    const open = await openRequest(`${HEAD}{\n  "id": "1",\n  "displayName": "a"\n}\n`);
    const [usual] = await problemsSettled(open, (found) => found.length === 1);
    assert.equal(usual?.severity, vscode.DiagnosticSeverity.Warning);
    await choose({ 'property-key': 'error', nothing: 'off', 'value-type': 5 });
    await problemsSettled(open, (found) => found[0]?.severity === vscode.DiagnosticSeverity.Error);
    await choose({ 'property-key': 'off' });
    await problemsSettled(open, (found) => found.length === 0);
    await choose(undefined);
    await problemsSettled(open, (found) => found.length === 1);
  });

  it('follow what another request says about a name', async () => {
    const open = await openRequest('@id = 1\n\n###\nGET /v1.0/users/{{id}}\n');
    await problemsSettled(open, (found) => found.length === 0);
    const place = open.document.getText().indexOf('{{id}}');
    const range = new vscode.Range(open.document.positionAt(place), open.document.positionAt(place + 6));
    await open.editor.edit((edit) => edit.replace(range, '2'));
    const [unused] = await problemsSettled(open, (found) => found.length === 1);
    assert.equal(textOf(open, unused?.range), 'id');
    assert.deepEqual(unused?.tags, [vscode.DiagnosticTag.Unnecessary]);
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

  it('explains a property when a person looks at it, not before', async () => {
    const open = await openRequest(`${HEAD}{\n  "|"\n}\n`);
    const before = (await completionsAt(open)).find(({ label }) => label === 'targetUrl');
    assert.equal(before?.documentation, undefined);
    const after = (await completionsAt(open, 100)).find(({ label }) => label === 'targetUrl');
    assert.ok(after?.documentation instanceof vscode.MarkdownString);
    assert.match(after.documentation.value, /\*\*targetUrl\*\*/);
  });

  it('brings a value, and the comma that is missing before', async () => {
    const open = await openRequest(`${HEAD}{\n  "displayName": "a"\n  |\n}\n`);
    const item = (await completionsAt(open)).find(({ label }) => label === 'targetUrl');
    assert.ok(item?.insertText instanceof vscode.SnippetString);
    assert.equal(item.insertText.value, '"targetUrl": "$1"');
    assert.deepEqual(
      item.additionalTextEdits?.map(({ range, newText }) => [range.start.line, newText]),
      [[4, ',']],
    );
  });

  it('offers the next segment of a URL, and asks on', async () => {
    const open = await openRequest('PATCH https://graph.microsoft.com/beta/ident|\n');
    const item = (await completionsAt(open)).find(({ label }) => label === 'identity');
    assert.equal(item?.command?.command, 'editor.action.triggerSuggest');
    assert.equal(item.insertText, 'identity/');
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
        [0, '$(run-all)\u00a0Send all (2) → Sandbox'],
        [0, '$(play)\u00a0Send PATCH → Sandbox'],
        [0, 'Preview'],
        [0, 'Copy as cURL'],
        [5, '$(play)\u00a0Send GET → Sandbox'],
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
