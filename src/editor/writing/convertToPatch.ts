import * as vscode from 'vscode';
import type { Converted, ReadObject } from '../../core/assist/convert/toPatch.ts';
import type { Services } from '../../core/services.ts';
import { blockOf, isRequestDocument, type RequestDocuments, rangeOf } from '../documents.ts';
import { showInformation } from '../notify.ts';
import type { DocumentScopes } from '../scopes.ts';
import { requestEditor } from './newRequest.ts';

/** An object that was read, and what its PATCH takes the place of; nothing: it becomes a new request. */
interface Source {
  readonly object: ReadObject;
  readonly replace?: vscode.Range;
  /** Only the body is replaced. */
  readonly isUpdate?: boolean;
}

const WHY: Readonly<Record<Extract<Converted, { ok: false }>['why'], string>> = {
  'not-json': 'The text is not JSON. Settle its problems first.',
  'not-object': 'An update takes one object in { }, and this is none.',
  several: 'The answer has several objects. Select the one that you want to update, with its braces.',
  'nothing-left': 'Nothing in this object can be set by an update.',
};

/**
 * Makes a PATCH of an object that was read: of the selected JSON, the body or pasted answer at the cursor,
 * else, when the person wants that, of the clipboard. What an update cannot set is left out.
 */
export async function convertToPatch(
  services: Services,
  documents: RequestDocuments,
  scopes: DocumentScopes,
): Promise<void> {
  const [{ toPatch }, catalog] = await Promise.all([
    import('../../core/assist/convert/toPatch.ts'),
    services.catalog(),
  ]);
  const active = vscode.window.activeTextEditor;
  const version = active?.document.version;
  const source =
    (active && isRequestDocument(active.document)
      ? await sourceIn(active, services, documents, scopes)
      : undefined) ?? (await sourceOnClipboard());
  if (!source) return;
  const converted = toPatch(catalog, source.object);
  if (!converted.ok) {
    void showInformation(`Nothing was converted. ${WHY[converted.why]}`);
    return;
  }
  if (active && active.document.version !== version) {
    void showInformation('Nothing was converted: the file changed meanwhile. Try again.');
    return;
  }
  if (source.replace && active) {
    const { replace } = source;
    const text = source.isUpdate ? converted.body : converted.request;
    if (await active.edit((edit) => edit.replace(replace, text))) {
      active.selection = new vscode.Selection(replace.start, replace.start);
    }
  } else await insertRequest(documents, converted.request, 'Update');
  tellLeftOut(converted);
}

function tellLeftOut({ leftOut, urlOpen }: Extract<Converted, { ok: true }>): void {
  if (urlOpen) {
    void showInformation(
      'The URL of this object is not known: put it in the place of {path} before you send.',
    );
  }
  if (leftOut.length === 0) return;
  const names = leftOut.slice(0, 4).join(', ');
  const more = leftOut.length > 4 ? ` and ${leftOut.length - 4} more` : '';
  vscode.window.setStatusBarMessage(`$(check) Left out what an update cannot set: ${names}${more}`, 8000);
}

async function sourceIn(
  editor: vscode.TextEditor,
  services: Services,
  documents: RequestDocuments,
  scopes: DocumentScopes,
): Promise<Source | undefined> {
  const { document, selection } = editor;
  const [{ readObjectFrom, readObjectOf }, catalog, scope] = await Promise.all([
    import('../../core/assist/convert/readObjects.ts'),
    services.catalog(),
    scopes.scopeFor(document),
  ]);
  const { file, block } = blockOf(documents.get(document), document.offsetAt(selection.active));
  const place = readObjectOf({ file, block, catalog, scope });
  const selected = document.getText(selection);
  if (/^\s*\{/.test(selected)) {
    const { answer: _, ...object } = readObjectFrom(selected);
    const answer = place?.object.answer ?? block.kind !== 'request';
    return { object: { ...object, ...(answer ? { answer } : {}), url: place?.object.url ?? {} } };
  }
  if (!place) return undefined;
  const replace = rangeOf(document, place.span, file.starts[place.block] ?? 0);
  return { object: place.object, replace, isUpdate: place.isUpdate };
}

async function sourceOnClipboard(): Promise<Source | undefined> {
  const text = await vscode.env.clipboard.readText();
  const { readObjectFrom } = await import('../../core/assist/convert/readObjects.ts');
  const object = readObjectFrom(text);
  if (!/^\s*[{[]/.test(object.json)) {
    void showInformation(
      'Put the cursor into a request with a body, or into an answer that you pasted below it; or copy the JSON of an object first.',
    );
    return undefined;
  }
  const convert = 'Convert the Clipboard';
  const answer = await showInformation(
    'There is no JSON at the cursor. Make a PATCH of the JSON on the clipboard?',
    convert,
  );
  return answer === convert ? { object } : undefined;
}

/** Puts a finished request behind the one at the cursor, or into a new file. */
export async function insertRequest(documents: RequestDocuments, text: string, title: string): Promise<void> {
  const { placeForRequest } = await import('../../core/assist/insert/newRequest.ts');
  const editor = await requestEditor();
  const { document } = editor;
  const place = placeForRequest(documents.get(document), document.offsetAt(editor.selection.active), title);
  const before = place.before.replace(/\\(.)/g, '$1');
  const position = document.positionAt(place.at);
  if (!(await editor.edit((edit) => edit.insert(position, `${before}${text}${place.after}`)))) return;
  const cursor = document.positionAt(place.at + before.length);
  editor.selection = new vscode.Selection(cursor, cursor);
  editor.revealRange(new vscode.Range(cursor, document.positionAt(place.at + before.length + text.length)));
}
