import type * as vscode from 'vscode';
import type { RequestFile } from '../../core/request/tree.ts';
import { showInformation } from '../notify.ts';
import { insertSnippet, requestEditor } from './newRequest.ts';

/**
 * Puts a GET request for a link of an answer behind the request at the cursor of the file in front, or into a
 * new file. Nothing is sent.
 *
 * @param fileOf the request tree of a document
 */
export async function insertRead(
  link: string,
  fileOf: (document: vscode.TextDocument) => RequestFile,
): Promise<void> {
  const [{ readRequest }, { placeForRequest }] = await Promise.all([
    import('../../core/assist/insert/readRequest.ts'),
    import('../../core/assist/insert/newRequest.ts'),
  ]);
  const read = readRequest(link);
  if (!read) {
    void showInformation('No request was inserted: this link does not lead to an object of Microsoft Graph.');
    return;
  }
  const editor = await requestEditor();
  const { document, selection } = editor;
  const place = placeForRequest(fileOf(document), document.offsetAt(selection.active), read.title);
  await insertSnippet(editor, place.at, `${place.before}${read.snippet}${place.after}`);
}
