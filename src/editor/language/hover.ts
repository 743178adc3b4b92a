import * as vscode from 'vscode';
import { LANGUAGE_ID } from '../../contributions.ts';
import type { Services } from '../../core/services.ts';
import { blockOf, type RequestDocuments, rangeOf } from '../documents.ts';
import type { EnvironmentChoice } from '../environment/environment.ts';
import type { DocumentScopes } from '../scopes.ts';

/** Explains properties, members, endpoints, headers and references. */
export function registerHover(
  services: Services,
  documents: RequestDocuments,
  scopes: DocumentScopes,
  choice: EnvironmentChoice,
): vscode.Disposable {
  return vscode.languages.registerHoverProvider(
    { language: LANGUAGE_ID },
    {
      async provideHover(document, position, token) {
        const { version } = document;
        const { file, block, start } = blockOf(documents.get(document), document.offsetAt(position));
        const [{ hover }, catalog, scope] = await Promise.all([
          import('../../core/authoring.ts'),
          services.catalog(),
          scopes.scopeFor(document),
        ]);
        if (token.isCancellationRequested || document.version !== version) return undefined;
        const found = hover(
          { block, file, catalog, scope, environment: choice.current },
          document.offsetAt(position) - start,
        );
        if (!found) return undefined;
        return new vscode.Hover(
          new vscode.MarkdownString(found.markdown),
          rangeOf(document, found.span, start),
        );
      },
    },
  );
}
