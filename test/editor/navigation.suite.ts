import assert from 'node:assert/strict';
import { after, afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { eventually } from './support/eventually.ts';
import { closeAll, hoverAt, type OpenRequest, openRequest, textOf } from './support/requests.ts';

const HEAD =
  'PATCH https://graph.microsoft.com/beta/identity/apiConnectors/7fd6431c\nContent-Type: application/json\n\n';

/** Runs one of the editor's provider commands at the cursor. */
async function at<T>(command: string, { document, cursor }: OpenRequest, ...rest: unknown[]): Promise<T> {
  return vscode.commands.executeCommand<T>(`vscode.${command}`, document.uri, cursor, ...rest);
}

/** Applies text edits and gives the text that comes of them. */
async function applied({ document }: OpenRequest, edits: readonly vscode.TextEdit[]): Promise<string> {
  const edit = new vscode.WorkspaceEdit();
  edit.set(document.uri, [...edits]);
  await vscode.workspace.applyEdit(edit);
  return document.getText();
}

async function write(name: string, text: string): Promise<vscode.Uri> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(folder);
  const uri = vscode.Uri.joinPath(folder, name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

describe('Navigation', () => {
  after(closeAll);

  it('goes from a reference to its variable, and to the request of an answer', async () => {
    const open = await openRequest('@id = 1\n# @name one\nGET /v1.0/{{i|d}}\n');
    const [link] = await at<vscode.LocationLink[]>('executeDefinitionProvider', open);
    assert.equal(textOf(open, link?.targetSelectionRange), 'id');
    assert.equal(link?.targetRange.start.line, 0);
    const answer = await openRequest('# @name one\nGET /v1.0/me\n\n###\nGET /{{one.resp|onse.body.$.id}}\n');
    const [request] = await at<vscode.LocationLink[]>('executeDefinitionProvider', answer);
    assert.equal(request?.targetRange.start.line, 0);
  });

  it('goes from a reference to the key of an environment file', async () => {
    const uri = await write('http-client.env.json', '{\n  "sandbox": {\n    "place": "x"\n  }\n}\n');
    const [link] = await at<vscode.LocationLink[]>(
      'executeDefinitionProvider',
      await openRequest('GET /v1.0/{{pla|ce}}\n'),
    );
    assert.equal(link?.targetUri.toString(), uri.toString());
    assert.deepEqual([link?.targetRange.start.line, link?.targetRange.start.character], [2, 5]);
    await vscode.workspace.fs.delete(uri);
  });

  it('finds and highlights every place of a variable', async () => {
    const open = await openRequest('@id = 1\nGET /v1.0/{{i|d}}/{id}\n');
    const references = await at<vscode.Location[]>('executeReferenceProvider', open);
    assert.deepEqual(
      references.map(({ range }) => textOf(open, range)),
      ['id', 'id', 'id'],
    );
    const highlights = await at<vscode.DocumentHighlight[]>('executeDocumentHighlights', open);
    assert.equal(highlights.length, 3);
  });

  it('renames a variable everywhere, and says why another name stays', async () => {
    const open = await openRequest('@id = 1\nGET /v1.0/{{i|d}}/{id}\n');
    const prepared = await at<{ range: vscode.Range; placeholder: string }>('prepareRename', open);
    assert.equal(prepared.placeholder, 'id');
    const edit = await at<vscode.WorkspaceEdit>('executeDocumentRenameProvider', open, 'user');
    await vscode.workspace.applyEdit(edit);
    assert.equal(open.document.getText(), '@user = 1\nGET /v1.0/{{user}}/{user}\n');
    await assert.rejects(async () => at('prepareRename', await openRequest('GET /{{$gu|id}}\n')), /built in/);
    await assert.rejects(
      async () => at('executeDocumentRenameProvider', await openRequest('@i|d = 1\n'), 'a b'),
      /letters, digits/,
    );
  });
});

describe('Outline and selection', () => {
  after(closeAll);

  it('lists requests with their headers and the properties of their bodies', async () => {
    const { document } = await openRequest(
      `@a = 1\n\n### One\n${HEAD}{\n  "authenticationConfiguration": {\n    "username": "a"\n  }\n}\n\n### Two\nGET /v1.0/me\n`,
    );
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ['@a', 'One', 'Two'],
    );
    const [, one] = symbols;
    assert.deepEqual(
      one?.children.map(({ name }) => name),
      ['Content-Type', 'authenticationConfiguration'],
    );
    assert.deepEqual(
      one?.children[1]?.children.map(({ name }) => name),
      ['username'],
    );
    assert.deepEqual([one?.range.start.line, one?.range.end.line], [2, 10]);
  });

  it('grows the selection by the parts of a body', async () => {
    const open = await openRequest(`${HEAD}{ "displayName": "one t|wo" }\n`);
    const [selection] = await vscode.commands.executeCommand<vscode.SelectionRange[]>(
      'vscode.executeSelectionRangeProvider',
      open.document.uri,
      [open.cursor],
    );
    const texts: (string | undefined)[] = [];
    for (let range = selection; range; range = range.parent) texts.push(textOf(open, range.range));
    assert.ok(texts.indexOf('two') < texts.indexOf('one two'));
    assert.ok(texts.indexOf('"displayName": "one two"') < texts.indexOf('{ "displayName": "one two" }'));
    assert.equal(texts.at(-1), open.document.getText());
  });

  it('opens the file of a body', async () => {
    const { document } = await openRequest(
      'PATCH /v1.0/me\n\n< ./body.json\n\n###\nPATCH /v1.0/me\n\n< ../out.json\n',
    );
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      document.uri,
    );
    const own = links.filter(({ range }) => document.getText(range).endsWith('.json'));
    assert.equal(own.length, 1);
    assert.match(own[0]?.target?.path ?? '', /\/body\.json$/);
  });
});

describe('Formatting', () => {
  after(closeAll);

  const UGLY = '###  One\nPATCH   /v1.0/me\nIf-Match:*\n\n\n{"a":{{n}},\n# c\n"b":"x  y"}\n';

  it('brings a document into its form, and finds nothing more to do', async () => {
    const open = await openRequest(UGLY);
    const format = () =>
      vscode.commands.executeCommand<vscode.TextEdit[] | undefined>(
        'vscode.executeFormatDocumentProvider',
        open.document.uri,
        { tabSize: 2, insertSpaces: true },
      );
    assert.equal(
      await applied(open, (await format()) ?? []),
      '### One\nPATCH /v1.0/me\nIf-Match: *\n\n{\n  "a": {{n}},\n  # c\n  "b": "x  y"\n}\n',
    );
    assert.deepEqual((await format()) ?? [], []);
  });

  it('formats a selection only', async () => {
    const open = await openRequest(UGLY);
    const edits = await vscode.commands.executeCommand<vscode.TextEdit[]>(
      'vscode.executeFormatRangeProvider',
      open.document.uri,
      new vscode.Range(2, 0, 2, 10),
      { tabSize: 2, insertSpaces: true },
    );
    assert.equal(await applied(open, edits), UGLY.replace('If-Match:*', 'If-Match: *'));
  });

  it('takes part in format on save', async () => {
    const settings = vscode.workspace.getConfiguration('editor');
    await settings.update('formatOnSave', true, vscode.ConfigurationTarget.Global);
    const open = await openRequest('GET  /v1.0/me\n');
    await open.editor.edit((edit) => edit.insert(new vscode.Position(1, 0), 'Prefer:x\n'));
    await open.document.save();
    await settings.update('formatOnSave', undefined, vscode.ConfigurationTarget.Global);
    assert.equal(open.document.getText(), 'GET /v1.0/me\nPrefer: x\n');
  });
});

describe('Hover of places', () => {
  after(closeAll);

  it('explains segments, types and variables', async () => {
    const [segment] = await hoverAt(await openRequest(HEAD.replace('7fd6', '7f|d6')));
    assert.match(segment ?? '', /Key: which object/);
    const [variable] = await hoverAt(await openRequest('@a = 5\nGET /v1.0/{{|a}}\n'));
    assert.match(variable ?? '', /`5`[\s\S]*line 1/);
  });
});

describe('Colours and hints', () => {
  after(closeAll);
  afterEach(() => hints(undefined));

  const hints = (on: boolean | undefined) =>
    vscode.workspace
      .getConfiguration('graphHttp')
      .update('inlayHints.references', on, vscode.ConfigurationTarget.Global);

  it('colour what only the schema and the environment know', async () => {
    const { document } = await openRequest(`${HEAD}{\n  "id": "{{nobody}}"\n}\n`);
    const legend = await vscode.commands.executeCommand<vscode.SemanticTokensLegend>(
      'vscode.provideDocumentSemanticTokensLegend',
      document.uri,
    );
    const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens>(
      'vscode.provideDocumentSemanticTokens',
      document.uri,
    );
    const read = Array.from({ length: tokens.data.length / 5 }, (_, index) =>
      Array.from(tokens.data.slice(index * 5, index * 5 + 5)),
    ).map(([, , length, type = 0, modifiers = 0]) => [
      length,
      legend.tokenTypes[type],
      legend.tokenModifiers.filter((_, bit) => modifiers & (1 << bit)).join(),
    ]);
    assert.deepEqual(read, [
      [2, 'property', 'readonly'],
      [6, 'variable', 'unresolved'],
    ]);
  });

  it('show the values of references where the setting asks for it', async () => {
    const { document } = await openRequest('@a = Adele\nGET /v1.0/users/{{a}}\n');
    const shown = () =>
      vscode.commands.executeCommand<vscode.InlayHint[]>(
        'vscode.executeInlayHintProvider',
        document.uri,
        new vscode.Range(0, 0, 2, 0),
      );
    assert.deepEqual(await shown(), []);
    await hints(true);
    await eventually(async () =>
      assert.deepEqual(
        (await shown()).map(({ label }) => label),
        ['Adele'],
      ),
    );
  });
});
