import * as vscode from 'vscode';
import { LANGUAGE_ID } from '../../contributions.ts';
import type { Pasted } from '../../core/assist/paste/pasted.ts';
import type { Services } from '../../core/services.ts';
import { blockOf, type RequestDocuments } from '../documents.ts';
import { showInformation } from '../notify.ts';
import { insertRequest } from '../writing/convertToPatch.ts';

/** The kind of the paste option, for the `editor.pasteAs` settings. */
const PASTE_KIND = vscode.DocumentDropOrPasteEditKind.Text.append('graphHttp', 'request');

const TITLES: Readonly<Record<Pasted['form'], string>> = {
  curl: 'Paste cURL as request',
  az: 'Paste Azure CLI command as request',
  m365: 'Paste CLI for Microsoft 365 command as request',
  postman: 'Paste Postman collection as requests',
  fetch: 'Paste fetch call as request',
  script: 'Paste JavaScript or Python as request',
  explorer: 'Paste Graph Explorer link as request',
  powershell: 'Paste PowerShell as request',
  note: 'Paste PowerShell as a comment: its URL is not known',
  page: 'Paste request of an API page',
};

/** Pasting a command or a piece of an API page into a request file gives a request; plain text stays an option. */
export function registerPaste(services: Services, documents: RequestDocuments): vscode.Disposable {
  return vscode.languages.registerDocumentPasteEditProvider(
    { language: LANGUAGE_ID },
    {
      async provideDocumentPasteEdits(document, ranges, dataTransfer, _context, token) {
        const { version } = document;
        const text = await dataTransfer.get('text/plain')?.asString();
        const [range] = ranges;
        if (!text || !range || ranges.length > 1) return undefined;
        const lead = leadFor(documents, document, range);
        if (lead === undefined) return undefined;
        const pasted = await read(services, text);
        if (!pasted || token.isCancellationRequested || document.version !== version) return undefined;
        const title = TITLES[pasted.form] + (pasted.leftOut === undefined ? '' : ' (secrets left out)');
        const ending = /[\r\n]$/.test(text) ? '\n' : '';
        return [new vscode.DocumentPasteEdit(`${lead}${pasted.text}${ending}`, title, PASTE_KIND)];
      },
    },
    { providedPasteEditKinds: [PASTE_KIND], pasteMimeTypes: ['text/plain'] },
  );
}

/** The request in a text; for cmdlets, which are named after paths, with what the metadata of the environment knows. */
async function read(services: Services, text: string): Promise<Pasted | undefined> {
  const [{ readPasted }, catalog] = await Promise.all([
    import('../../core/assist/paste/pasted.ts'),
    /-Mg/i.test(text) ? services.catalog() : undefined,
  ]);
  return readPasted(text, catalog && ((version, path) => catalog.steps(version, path)));
}

/**
 * What has to stand before a request that is pasted there: a separator, where another request is above it.
 * Undefined inside a line or a body, where a person wants the text itself.
 */
function leadFor(
  documents: RequestDocuments,
  document: vscode.TextDocument,
  { start }: vscode.Range,
): string | undefined {
  const before = document.lineAt(start.line).text.slice(0, start.character);
  if (before.trim() !== '') return undefined;
  const placed = blockOf(documents.get(document), document.offsetAt(start));
  const offset = document.offsetAt(start) - placed.start;
  const { block } = placed;
  if (block.kind !== 'request' || offset <= block.requestLine.start) return '';
  if (block.body && offset <= block.body.end) return undefined;
  const above = start.line > 0 ? document.lineAt(start.line - 1).text.trim() : '';
  return above === '' ? '###\n' : '\n###\n';
}

/** Makes a request of the command on the clipboard. */
export async function pasteClipboard(services: Services, documents: RequestDocuments): Promise<void> {
  const text = await vscode.env.clipboard.readText();
  const pasted = await read(services, text);
  if (!pasted) {
    void showInformation(
      'There is no request on the clipboard that can be read. Copy a whole command (cURL, PowerShell, Azure CLI), a call in JavaScript or Python, a link of Graph Explorer or the block of an API page, and run this again.',
    );
    return;
  }
  await insertRequest(documents, pasted.text, 'Pasted request');
  if (pasted.leftOut !== undefined) void showInformation(pasted.leftOut);
}
