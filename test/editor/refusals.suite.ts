import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { SANDBOX } from '../../src/core/environments.ts';
import { markRequest } from '../../src/core/request/follow.ts';
import { parseFile } from '../../src/core/request/parse.ts';
import { WaitAndSend } from '../../src/editor/refusals/waitAndSend.ts';
import type { Shown } from '../../src/editor/responses/response.ts';
import type { SendEvent } from '../../src/editor/sending/requestSender.ts';
import type { ResponseView } from '../../src/webview/messages.ts';
import { eventually } from './support/eventually.ts';
import {
  fixesAt,
  hoverAt,
  type OpenRequest,
  openRequest,
  problemsSettled,
  textOf,
} from './support/requests.ts';
import { useSandbox } from './support/sandbox.ts';

const PATH = '/identity/apiConnectors/7fd6431c-431c-7fd6-1c43-d67f1c43d67f';
const URL = `https://graph.microsoft.com/beta${PATH}`;
const HEAD = `PATCH ${URL}\nContent-Type: application/json\n`;
const SOURCE = 'Answer of Sandbox';

function send({ document }: OpenRequest, index?: number): Thenable<ResponseView> {
  return vscode.commands.executeCommand<ResponseView>('graphHttp.send', document.uri, index);
}

/** What the service refused in a file: code, place and sentence. */
function refusedIn({ document }: Pick<OpenRequest, 'document'>): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === SOURCE);
}

/** The problems of the service once there are so many. */
async function refused(open: OpenRequest, count: number): Promise<readonly vscode.Diagnostic[]> {
  await problemsSettled(open, () => refusedIn(open).length === count);
  return refusedIn(open);
}

async function edit({ document }: OpenRequest, what: string, by: string): Promise<void> {
  const at = document.getText().indexOf(what);
  const change = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(at), document.positionAt(at + what.length));
  change.replace(document.uri, range, by);
  assert.ok(at >= 0 && (await vscode.workspace.applyEdit(change)), what);
}

describe('What a service refuses', () => {
  useSandbox();

  it('is a problem at its property, which moves with the request and goes with the body', async () => {
    const open = await openRequest(`### Other\nGET ${URL}\n\n### Bad\n${HEAD}\n{\n  "displayName": |5\n}\n`);
    const view = await send(open, 1);
    assert.equal(view.status?.code, 400);
    const [problem] = await refused(open, 1);
    assert.ok(problem);
    assert.equal(textOf(open, problem.range), '5');
    assert.equal(problem.severity, vscode.DiagnosticSeverity.Error);
    assert.match(problem.message, /Invalid value specified for property 'displayName'/);
    assert.ok(typeof problem.code === 'object' && problem.code.value === 'InvalidValue');
    assert.match(problem.code.target.toString(), /^https:\/\/learn\.microsoft\.com\//);
    assert.deepEqual(view.error?.actions[0], {
      action: 'fix-property',
      label: 'Go to displayName',
      property: 'displayName',
    });
    assert.match((await hoverAt(open)).join('\n'), /Refused by Sandbox with 400 on [^.]*\d{2}:\d{2}/);

    await edit(open, '### Other\n', '### Other\n# one line more\n# and another\n');
    const [moved] = await refused(open, 1);
    assert.equal(textOf(open, moved?.range), '5');
    assert.equal(moved?.range.start.line, problem.range.start.line + 2);

    await edit(open, 'Content-Type', 'Prefer: return=minimal\nContent-Type');
    assert.equal(textOf(open, (await refused(open, 1))[0]?.range), '5');

    await edit(open, ' 5\n', ' "x"\n');
    await refused(open, 0);
  });

  it('goes when the request succeeds, and comes again when it does not', async () => {
    const open = await openRequest(`@name = 5\n\n${HEAD}\n{\n  "displayName": {{name}}\n}\n`);
    await send(open);
    const [problem] = await refused(open, 1);
    assert.equal(textOf(open, problem?.range), '{{name}}');
    await edit(open, '@name = 5', '@name = "x"');
    await refused(open, 1);
    assert.equal((await send(open)).outcome, 'object');
    await refused(open, 0);
    await edit(open, '@name = "x"', '@name = 6');
    await send(open);
    await refused(open, 1);
  });

  it('stays at what is still wrong when one of several places is corrected', async () => {
    const body = '{\n  "displayName": |5,\n  "wrong": 1,\n  "targetUrl": 7\n}\n';
    const open = await openRequest(`### Bad\n${HEAD}\n${body}`);
    const view = await send(open);
    const names = (view.error?.actions ?? []).flatMap((each) =>
      each.action === 'fix-property' ? [each.property] : [],
    );
    assert.deepEqual(names.toSorted(), ['displayName', 'targetUrl', 'wrong']);
    await refused(open, 3);
    await edit(open, ' 5,', ' "longer than it was",');
    assert.deepEqual((await refused(open, 2)).map(({ range }) => textOf(open, range)).toSorted(), [
      '"wrong"',
      '7',
    ]);
    // A request that was edited, and is moved then, is still the same one.
    await edit(open, '### Bad', `### Before\nGET ${URL}\n\n### Bad`);
    await refused(open, 2);
    await edit(open, '  "wrong": 1,\n', '');
    assert.equal(textOf(open, (await refused(open, 1))[0]?.range), '7');
    await edit(open, ' 7\n', ' "https://example.com"\n');
    await refused(open, 0);
  });

  it('is a problem at the header and at the part of the URL that it names, until that is changed', async () => {
    const open = await openRequest(`### Bad\n${HEAD}If-Match: |no tag\n\n{ "displayName": "x" }\n`);
    await send(open);
    const [header] = await refused(open, 1);
    assert.equal(textOf(open, header?.range), 'If-Match: no tag');
    assert.match(header?.message ?? '', /If-Match header is no list of entity tags/);
    assert.match((await hoverAt(open)).join('\n'), /Refused by Sandbox with 400/);
    await edit(open, '"x"', '"another"');
    await refused(open, 1);
    await edit(open, '### Bad\n', '### Bad\n# one line more\n');
    assert.equal(textOf(open, (await refused(open, 1))[0]?.range), 'If-Match: no tag');
    await edit(open, 'If-Match: no tag\n', '');
    await refused(open, 0);

    const missing = PATH.replace(/.$/, '0');
    const other = await openRequest(
      `@id = ${missing.split('/').at(-1)}\nPATCH https://graph.microsoft.com/beta/identity/apiConnectors/{{|id}}\nContent-Type: application/json\n\n{}\n`,
    );
    assert.equal((await send(other)).status?.code, 404);
    const [segment] = await refused(other, 1);
    assert.equal(textOf(other, segment?.range), '{{id}}');
    await edit(other, '{{id}}', '1');
    await refused(other, 0);
  });

  it('is found in the parts of a batch, with a quick fix for what is not wanted', async () => {
    const parts = [
      { id: 'one', method: 'PATCH', url: PATH, body: { displayName: 'x' } },
      { id: 'two', method: 'PATCH', url: PATH, body: { displayName: 'x', wrong: 1 } },
    ].map((part) => ({ ...part, headers: { 'Content-Type': 'application/json' } }));
    const text = JSON.stringify({ requests: parts }, undefined, 2).replace('"wrong"', '"wro|ng"');
    const open = await openRequest(
      `POST https://graph.microsoft.com/beta/$batch\nContent-Type: application/json\n\n${text}\n`,
    );
    const view = await send(open);
    assert.equal(view.status?.code, 200);
    assert.equal(view.headline, '1 of 2 requests of the batch was refused.');
    assert.equal(view.status?.meaning, 'Several results, each with its own status.');
    assert.ok(view.error?.actions.some((each) => each.action === 'fix-property'));
    const [problem] = await refused(open, 1);
    assert.equal(textOf(open, problem?.range), '"wrong"');
    const fixes = (await fixesAt(open)).filter(({ title }) => title.startsWith('Remove'));
    assert.equal(fixes.length, 1, fixes.map(({ title }) => title).join());
    const [fix] = fixes;
    assert.ok(fix?.edit);
    await vscode.workspace.applyEdit(fix.edit);
    const body = JSON.parse(open.document.getText().split('\n\n')[1] ?? '') as {
      requests: { body: unknown }[];
    };
    assert.deepEqual(body.requests.at(1)?.body, { displayName: 'x' });
    await refused(open, 0);
  });

  it('is not offered for removal twice', async () => {
    const open = await openRequest(`${HEAD}\n{\n  "displayName": "x",\n  "wr|ong": 1\n}\n`);
    await send(open);
    await refused(open, 1);
    const removals = (await fixesAt(open)).filter(({ title }) => title.startsWith('Remove'));
    assert.equal(removals.length, 1, removals.map(({ title }) => title).join());
  });

  it('is found by a run, of each request for itself', async () => {
    const bad = (value: string) => `${HEAD}\n{\n  "displayName": ${value}\n}\n`;
    const open = await openRequest(`### One\n${bad('"x"')}\n### Two\n${bad('5')}\n### Three\n${bad('6')}`);
    await vscode.commands.executeCommand('graphHttp.sendAll', open.document.uri);
    assert.equal(textOf(open, (await refused(open, 1))[0]?.range), '5');
    await send(open, 2);
    assert.deepEqual(
      (await refused(open, 2)).map(({ range }) => textOf(open, range)),
      ['5', '6'],
    );
    await edit(open, ' 5\n', ' "y"\n');
    assert.equal(textOf(open, (await refused(open, 1))[0]?.range), '6');
  });

  it('can be compared with the object as it is', async () => {
    const conflict = await openRequest(
      `PATCH ${URL}\nx-sandbox-fault: status=409\nContent-Type: application/json\n\n{ "displayName": "x" }\n`,
    );
    const view = await send(conflict);
    assert.equal(view.error?.actions[0]?.action, 'read-again');
    const uri = conflict.document.uri;
    const read = await vscode.commands.executeCommand<ResponseView>('graphHttp.compare', uri, 0);
    assert.equal(read.outcome, 'refused');
    assert.ok(read.rows?.some(({ name }) => name === 'displayName') && read.readAfter);
  });

  it('is shown in the file that the body stands in, until that is changed', async () => {
    const file = await openRequest('{\n  "displayName": 5\n}\n', 'refused-body.json');
    const open = await openRequest(`${HEAD}\n< ./refused-body.json\n`);
    await send(open);
    const [problem] = await refused(file, 1);
    assert.equal(textOf(file, problem?.range), '5');
    assert.deepEqual(refusedIn(open), []);
    await send(open);
    await refused(file, 1);
    await edit(file, '{\n', '{\n  "more": 1,\n');
    assert.equal(textOf(file, (await refused(file, 1))[0]?.range), '5');
    await edit(file, '  "more": 1,\n', '');
    await edit(file, '5', '"x"');
    await refused(file, 0);
    await file.document.save();
    assert.equal((await send(open)).outcome, 'object');
    await edit(file, '"x"', '6');
    await file.document.save();
    await send(open);
    await refused(file, 1);
    await edit(open, '< ./refused-body.json', '{}');
    await refused(file, 0);
  });

  it('goes when its file is closed', async () => {
    const open = await openRequest(`${HEAD}\n{ "displayName": 5 }\n`);
    await send(open);
    await refused(open, 1);
    // The editor keeps a file for minutes after its tab; another language closes and opens it at once.
    await vscode.languages.setTextDocumentLanguage(open.document, 'plaintext');
    await eventually(() => assert.deepEqual(refusedIn(open), []));
  });
});

/** A request of a file that was just refused with 429, to be sent again after some seconds. */
function throttled({ document }: OpenRequest, index: number, retryAfter: number): Shown {
  const mark = markRequest(parseFile(document.getText()), index);
  assert.ok(mark);
  const request = { method: 'PATCH', url: URL, headers: [] };
  const error = { status: 429, code: 'x', message: 'x', details: [], retryAfter };
  const answer = { status: 429, headers: [], body: '', size: 0, duration: 1, clientRequestId: 'x' };
  const outcome: Shown['sent']['delivery']['outcome'] = { kind: 'refused', answer, error };
  const delivery = {
    outcome,
    masked: outcome,
    sent: request,
    scopes: [],
    environment: SANDBOX,
    time: Date.now(),
  };
  return { ready: { document, mark, title: `Request ${index}`, request }, sent: { delivery } };
}

describe('The wait for a second send', () => {
  const sends = new vscode.EventEmitter<SendEvent>();
  const known: Shown[] = [];
  let again: number[] = [];
  const waiting = new WaitAndSend({
    documents: { get: (document) => parseFile(document.getText()) },
    requests: { indexOf: ({ mark }) => mark.index },
    choice: { current: SANDBOX },
    sending: {
      onDidSend: sends.event,
      sentFrom: async (_uri, index) => known.find(({ ready }) => ready.mark.index === index),
      send: async (_uri, index = -1) => {
        again.push(index);
        return undefined;
      },
    },
  });

  async function twoRefused(seconds: number): Promise<readonly [Shown, Shown]> {
    const open = await openRequest(`### One\n${HEAD}\n{}\n\n### Two\n${HEAD}\n{"a": 1}\n`);
    const pair = [throttled(open, 0, seconds), throttled(open, 1, seconds)] as const;
    known.splice(0, known.length, ...pair);
    again = [];
    return pair;
  }

  it('is one of each request: another one waits beside it, the same does not wait twice', async () => {
    const [one, two] = await twoRefused(1);
    await Promise.all([waiting.run(one), waiting.run(two), waiting.run({ ...one })]);
    assert.deepEqual(again.toSorted(), [0, 1]);
  });

  it('ends when that request is sent by hand, and that of another one does not', async () => {
    const [one, two] = await twoRefused(600);
    const over: string[] = [];
    const first = waiting.run(one).then(() => over.push('one'));
    const second = waiting.run(two).then(() => over.push('two'));
    sends.fire(one);
    await first;
    assert.deepEqual(over, ['one']);
    waiting.dispose();
    await second;
    assert.deepEqual(again, []);
  });
});
