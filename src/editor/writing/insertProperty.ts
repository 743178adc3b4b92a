import * as vscode from 'vscode';
import type { NoPlace, PropertyOffer } from '../../core/assist/insert/insertProperty.ts';
import type { Services } from '../../core/services.ts';
import {
  askForRequest,
  blockOf,
  isRequestDocument,
  type RequestDocuments,
  rangeOf,
  requestEditorInView,
} from '../documents.ts';
import { showInformation } from '../notify.ts';
import type { DocumentScopes } from '../scopes.ts';

interface PropertyItem extends vscode.QuickPickItem {
  readonly name: string;
}

const REASONS: Readonly<Record<NoPlace, string>> = {
  'no-request': 'Put the cursor into a request first.',
  'unknown-resource':
    'Nothing is known about the resource behind this URL, so no property can be offered. Check the URL first.',
  'not-json': 'The body of this request is no JSON object that could be added to.',
  'no-object': 'Nothing is known about the object at the cursor. Put the cursor into another one.',
};

/** Asks for properties that the object at the cursor does not have yet, and puts them in with values to fill in. */
export async function insertProperty(
  services: Services,
  documents: RequestDocuments,
  scopes: DocumentScopes,
): Promise<void> {
  const editor = await requestEditorInView();
  if (!editor || !isRequestDocument(editor.document)) {
    askForRequest();
    return;
  }
  const { document } = editor;
  const { version } = document;
  const [{ propertyPlaceAt }, catalog, scope] = await Promise.all([
    import('../../core/assist/insert/insertProperty.ts'),
    services.catalog(),
    scopes.scopeFor(document),
  ]);
  const offset = document.offsetAt(editor.selection.active);
  const { file, block, start } = blockOf(documents.get(document), offset);
  const place = propertyPlaceAt({ file, block, catalog, scope }, offset - start);
  if (typeof place === 'string') {
    void showInformation(REASONS[place]);
    return;
  }
  if (place.offers.length === 0) {
    void showInformation(`This ${place.type} has every property already.`);
    return;
  }
  const names = await pickNames(place.type, place.offers);
  if (names.length === 0) return;
  if (document.version !== version) {
    void showInformation('Nothing was inserted: the file changed meanwhile. Try again.');
    return;
  }
  const { span, newText } = place.insert(names);
  await editor.insertSnippet(new vscode.SnippetString(newText), rangeOf(document, span, start), {
    undoStopBefore: true,
    undoStopAfter: true,
    keepWhitespace: true,
  });
}

/** The properties that the person chose, in the order of the list. */
async function pickNames(type: string, offers: readonly PropertyOffer[]): Promise<readonly string[]> {
  const settable = offers.filter(({ readOnly }) => !readOnly);
  const others = offers.filter(({ readOnly }) => readOnly);
  const items: (PropertyItem | vscode.QuickPickItem)[] = settable.map(toItem);
  if (others.length > 0) {
    items.push({ label: 'An update cannot set these', kind: vscode.QuickPickItemKind.Separator });
    items.push(...others.map(toItem));
  }
  return new Promise((resolve) => {
    const pick = vscode.window.createQuickPick<PropertyItem | vscode.QuickPickItem>();
    pick.title = `Insert Property · ${type}`;
    pick.placeholder = 'Which properties should be added?';
    pick.items = items;
    pick.canSelectMany = true;
    pick.matchOnDescription = true;
    pick.matchOnDetail = true;
    pick.onDidAccept(() => {
      // Enter without a tick takes the one that is highlighted.
      const chosen = new Set(pick.selectedItems.length > 0 ? pick.selectedItems : pick.activeItems);
      resolve(items.flatMap((item) => (chosen.has(item) && 'name' in item ? [item.name] : [])));
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve([]);
      pick.dispose();
    });
    pick.show();
  });
}

function toItem({ name, type, description, caution }: PropertyOffer): PropertyItem {
  const marks = caution === undefined ? type : `${type} · ${CAUTIONS[caution]}`;
  return { label: name, description: marks, detail: firstSentence(description), name };
}

/** The first sentence of a text; a list has room for no more. */
function firstSentence(text: string): string {
  const end = text.search(/[.:;](?:\s|$)/);
  return end < 0 ? text : text.slice(0, end + (text[end] === '.' ? 1 : 0));
}

const CAUTIONS: Readonly<Record<NonNullable<PropertyOffer['caution']>, string>> = {
  deprecated: 'deprecated',
  draft: 'only on the draft page',
};
