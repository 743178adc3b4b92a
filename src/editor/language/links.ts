import * as vscode from 'vscode';
import { LANGUAGE_ID } from '../../contributions.ts';
import { bodyFilePath } from '../../core/request/values/bodyFilePath.ts';
import { type RequestDocuments, rangeOf } from '../documents.ts';
import { workspaceRoots } from '../scopes.ts';

/** Opens the file of a body (`< ./body.json`), where it is inside the workspace. */
export function registerLinks(documents: RequestDocuments): vscode.Disposable {
  return vscode.languages.registerDocumentLinkProvider(
    { language: LANGUAGE_ID },
    {
      async provideDocumentLinks(document, token) {
        const { version } = document;
        const file = documents.get(document);
        const { bodyFileOf } = await import('../../core/authoring.ts');
        if (token.isCancellationRequested || document.version !== version) return undefined;
        return file.blocks.flatMap((block, index) => {
          const path = bodyFileOf(block);
          const found = path && bodyFilePath(document.uri.path, workspaceRoots(), path.text);
          if (!path || !found?.ok) return [];
          const link = new vscode.DocumentLink(
            rangeOf(document, path, file.starts[index] ?? 0),
            document.uri.with({ path: found.path.startsWith('/') ? found.path : `/${found.path}` }),
          );
          link.tooltip = 'Open the body';
          return [link];
        });
      },
    },
  );
}
