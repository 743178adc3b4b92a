import * as vscode from 'vscode';
import { type CommandId, LANGUAGE_ID } from '../contributions.ts';
import { type AssistContext, urlTextOf } from '../core/assist/context.ts';
import { type Lens, lensesOf } from '../core/assist/lens.ts';
import { type RequestDocuments, rangeOf } from './documents.ts';
import type { EnvironmentChoice } from './environment.ts';
import type { DocumentScopes } from './scopes.ts';

/** "Send PATCH → Sandbox" and "Copy as cURL" above each request. */
export function registerCodeLenses(
  documents: RequestDocuments,
  scopes: DocumentScopes,
  choice: EnvironmentChoice,
): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    changed,
    choice.onDidChange(() => changed.fire()),
    scopes.onDidChange(() => changed.fire()),
    vscode.languages.registerCodeLensProvider(
      { language: LANGUAGE_ID },
      {
        onDidChangeCodeLenses: changed.event,
        async provideCodeLenses(document) {
          const scope = await scopes.scopeFor(document);
          const file = documents.get(document);
          return file.blocks.flatMap((block, index) =>
            lensesOf(block, choice.current, urlOf({ block, file, scope })).map((lens) => {
              const range = rangeOf(document, lens.span, file.starts[index] ?? 0);
              return new vscode.CodeLens(range, commandOf(lens, document.uri, index));
            }),
          );
        },
      },
    ),
  );
}

function urlOf(context: Omit<AssistContext, 'catalog'>): string {
  return context.block.kind === 'request' ? urlTextOf(context.block, context) : '';
}

function commandOf(lens: Lens, uri: vscode.Uri, index: number): vscode.Command {
  const { title, tooltip } = lens;
  const command: CommandId = lens.action === 'copyAsCurl' ? 'graphHttp.copyAsCurl' : 'graphHttp.send';
  return { title, tooltip, command, arguments: [uri, index] };
}
