import * as vscode from 'vscode';
import { LANGUAGE_ID } from '../../contributions.ts';
import type { RequestOffer } from '../../core/assist/insert/newRequest.ts';
import type { PathUpdate } from '../../core/catalog/resource.ts';
import type { Services } from '../../core/services.ts';
import { isRequestDocument, type RequestDocuments } from '../documents.ts';

interface OfferItem extends vscode.QuickPickItem {
  /** Absent where the row says that nothing was found. */
  readonly offer?: RequestOffer;
}

/** What a search for several words shows that no update has: the editor itself would show an empty list. */
const NOTHING_FOUND: OfferItem = {
  label: 'Nothing is found by all of these words',
  detail: 'Use fewer of them: the name of a type, a part of the URL or a permission.',
  alwaysShow: true,
};

/** Milliseconds that filling the list may keep the editor's extension host at a time. */
const STRETCH = 10;

/**
 * Asks what to update and begins a request for it: in the active request file behind the request at the
 * cursor, else in a new file. The values to fill in are selected one after the other with Tab.
 */
export async function newRequest(services: Services, documents: RequestDocuments): Promise<void> {
  const [module, { offersFound }, catalog] = await Promise.all([
    import('../../core/assist/insert/newRequest.ts'),
    import('../../core/assist/insert/offerSearch.ts'),
    services.catalog(),
  ]);
  const picked = await pickOffer(module.offersOf(catalog.updates(), STRETCH), offersFound);
  if (picked) await begin(documents, picked, module);
}

/** Begins the request of an update in the same way. */
export async function beginRequest(documents: RequestDocuments, update: PathUpdate): Promise<void> {
  const module = await import('../../core/assist/insert/newRequest.ts');
  await begin(documents, module.offerOf(update), module);
}

async function begin(
  documents: RequestDocuments,
  offer: RequestOffer,
  { placeForRequest }: typeof import('../../core/assist/insert/newRequest.ts'),
): Promise<void> {
  const editor = await requestEditor();
  const { document } = editor;
  const file = documents.get(document);
  const title = `Update ${offer.title}`;
  const place = placeForRequest(file, document.offsetAt(editor.selection.active), title);
  await insertSnippet(editor, place.at, `${place.before}${offer.snippet()}${place.after}`);
}

/** A list that fills while it is open: metadata has thousands of updates. */
async function pickOffer(
  stretches: Iterable<readonly RequestOffer[]>,
  offersFound: typeof import('../../core/assist/insert/offerSearch.ts').offersFound,
): Promise<RequestOffer | undefined> {
  const pick = vscode.window.createQuickPick<OfferItem>();
  pick.title = 'New Request';
  pick.placeholder = 'What should the request update? Type a name, a part of the URL or a permission.';
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  let open = true;
  const chosen = new Promise<RequestOffer | undefined>((resolve) => {
    pick.onDidAccept(() => {
      const offer = pick.selectedItems[0]?.offer;
      if (offer) resolve(offer);
    });
    pick.onDidHide(() => {
      open = false;
      resolve(undefined);
    });
  });
  pick.show();
  pick.busy = true;
  const all: RequestOffer[] = [];
  const show = (search: string) => {
    const found = searchesWords(search) ? offersFound(all, search) : undefined;
    if (found === undefined) pick.items = all.map(toItem);
    else if (found.length === 0 && !pick.busy) pick.items = [NOTHING_FOUND];
    else pick.items = found.map((offer) => ({ ...toItem(offer), alwaysShow: true }));
  };
  let searched = false;
  pick.onDidChangeValue((search) => {
    if (searched || searchesWords(search)) show(search);
    searched = searchesWords(search);
  });
  for (const offers of stretches) {
    all.push(...offers);
    if (pick.items.length === 0) show(pick.value);
    await new Promise((resolve) => setImmediate(resolve));
    if (!open) break;
  }
  if (open) {
    pick.busy = false;
    show(pick.value);
  }
  return chosen.finally(() => pick.dispose());
}

/** Whether a search has several words: the editor would look for them as they stand, which no name has. */
function searchesWords(search: string): boolean {
  return /\S\s+\S/.test(search);
}

function toItem(offer: RequestOffer): OfferItem {
  const { title, method, path, version, description, permission } = offer;
  return {
    label: title,
    description: `${method} /${version}${path}`,
    detail: [permission && `$(key) ${permission}`, description].filter(Boolean).join(' · '),
    offer,
  };
}

/** The active editor of a request file, or that of a new, untitled one. */
export async function requestEditor(): Promise<vscode.TextEditor> {
  const active = vscode.window.activeTextEditor;
  return active && isRequestDocument(active.document) ? active : newRequestFile();
}

/** Opens a new, untitled request file, which says how to begin. */
export async function newRequestFile(): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ language: LANGUAGE_ID, content: '' });
  return vscode.window.showTextDocument(document);
}

/** Puts a snippet in as it is written and shows its first stop. */
export async function insertSnippet(editor: vscode.TextEditor, at: number, snippet: string): Promise<void> {
  const position = editor.document.positionAt(at);
  await editor.insertSnippet(new vscode.SnippetString(snippet), position, {
    undoStopBefore: true,
    undoStopAfter: true,
    keepWhitespace: true,
  });
  editor.revealRange(new vscode.Range(position, editor.selection.active));
}
