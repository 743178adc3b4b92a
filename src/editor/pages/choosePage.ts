import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import type { Services } from '../../core/services.ts';
import { withQuietProgress } from '../progress.ts';
import type { ImportedPages } from './importedPages.ts';

/** A page that somebody chose to import. */
export interface ChosenPage {
  readonly document: vscode.TextDocument;
  /** The name of its file. */
  readonly name: string;
  /** Where it came from, where that is a link. */
  readonly url?: string;
}

type Way = vscode.QuickPickItem & { readonly choose: () => Promise<ChosenPage | undefined> };

/**
 * The page to import: the one that a menu was opened on, or the one that the person names. Undefined where they
 * changed their mind.
 *
 * @throws UserError where a link cannot be read
 */
export async function choosePage(
  services: Services,
  pages: ImportedPages,
  uri: vscode.Uri | undefined,
): Promise<ChosenPage | undefined> {
  if (uri !== undefined) return pageOf(await vscode.workspace.openTextDocument(uri));
  const active = vscode.window.activeTextEditor?.document;
  const ways: Way[] = [
    ...(active?.languageId === 'markdown'
      ? [
          {
            label: `$(markdown) ${nameOf(active.uri)}`,
            description: 'the page in the editor',
            choose: async () => pageOf(active),
          },
        ]
      : []),
    {
      label: '$(folder-opened) A file…',
      description: 'a Markdown page on this computer',
      choose: chooseFile,
    },
    {
      label: '$(link) A link…',
      description: 'a page of learn.microsoft.com, or a Markdown file such as one on GitHub',
      choose: () => chooseLink(services, pages),
    },
  ];
  const way = await vscode.window.showQuickPick(ways, {
    title: 'Import API Page',
    placeHolder: 'Where is the page? It becomes a request file, and a schema for this workspace.',
  });
  return way?.choose();
}

function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

function pageOf(document: vscode.TextDocument): ChosenPage {
  return { document, name: nameOf(document.uri) };
}

async function chooseFile(): Promise<ChosenPage | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      title: 'Import API Page',
      openLabel: 'Import',
      filters: { Markdown: ['md', 'markdown'] },
    })) ?? [];
  return uri === undefined ? undefined : pageOf(await vscode.workspace.openTextDocument(uri));
}

async function chooseLink(services: Services, pages: ImportedPages): Promise<ChosenPage | undefined> {
  const [{ isWebPage, pageLink }, { LARGEST_PAGE }] = await Promise.all([
    import('../../core/pages/link.ts'),
    import('../../core/pages/importPage.ts'),
  ]);
  const text = await vscode.window.showInputBox({
    title: 'Import API Page',
    prompt: 'Address on learn.microsoft.com, or of a Markdown file. It is read without signing in.',
    placeHolder: 'https://learn.microsoft.com/graph/api/user-update',
    ignoreFocusOut: true,
    validateInput: (value) => {
      const link = pageLink(value);
      return value.trim() === '' || link.ok ? undefined : link.message;
    },
  });
  const link = text === undefined || text.trim() === '' ? undefined : pageLink(text);
  if (link?.ok !== true) return undefined;
  const { url, name } = link;
  const read = await withQuietProgress(`Reading ${url.host}`, ({ signal }) =>
    services.downloadText({ url, limit: LARGEST_PAGE, signal }),
  );
  if (isWebPage(read)) {
    throw new UserError(
      'page-not-markdown',
      `Nothing was imported: ${url.host} gave a web page and no Markdown. Use the link of the .md file itself.`,
    );
  }
  return { document: await pages.documentOf(name, read), name, url: url.href };
}
