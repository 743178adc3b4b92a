import * as vscode from 'vscode';
import { LANGUAGE_ID } from '../../contributions.ts';
import type { SemanticToken } from '../../core/assist/semanticTokens.ts';
import type { Services } from '../../core/services.ts';
import { overlaps, type Span } from '../../core/text/span.ts';
import { type RequestDocuments, rangeOf } from '../documents.ts';
import type { DocumentScopes } from '../scopes.ts';

const TYPES: readonly SemanticToken['type'][] = ['property', 'variable'];
const MODIFIERS: readonly SemanticToken['modifier'][] = ['readonly', 'deprecated', 'unresolved'];
const LEGEND = new vscode.SemanticTokensLegend([...TYPES], [...MODIFIERS]);

/** Colours what only the schema or the environment knows: read-only and deprecated properties, unknown variables. */
export function registerSemanticTokens(
  services: Services,
  documents: RequestDocuments,
  scopes: DocumentScopes,
): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const provide = (document: vscode.TextDocument, wanted: Span, token: vscode.CancellationToken) =>
    tokensOf({ services, documents, scopes }, document, wanted, token);
  return vscode.Disposable.from(
    changed,
    scopes.onDidChange(() => changed.fire()),
    vscode.languages.registerDocumentSemanticTokensProvider(
      { language: LANGUAGE_ID },
      {
        onDidChangeSemanticTokens: changed.event,
        provideDocumentSemanticTokens: (document, token) =>
          provide(document, { start: 0, end: Number.MAX_SAFE_INTEGER }, token),
      },
      LEGEND,
    ),
    vscode.languages.registerDocumentRangeSemanticTokensProvider(
      { language: LANGUAGE_ID },
      {
        provideDocumentRangeSemanticTokens: (document, range, token) =>
          provide(
            document,
            { start: document.offsetAt(range.start), end: document.offsetAt(range.end) },
            token,
          ),
      },
      LEGEND,
    ),
  );
}

interface TokenParts {
  readonly services: Services;
  readonly documents: RequestDocuments;
  readonly scopes: DocumentScopes;
}

async function tokensOf(
  { services, documents, scopes }: TokenParts,
  document: vscode.TextDocument,
  wanted: Span,
  token: vscode.CancellationToken,
): Promise<vscode.SemanticTokens | undefined> {
  const { version } = document;
  const file = documents.get(document);
  const [{ semanticTokens }, catalog, scope] = await Promise.all([
    import('../../core/authoring.ts'),
    services.catalog(),
    scopes.scopeFor(document),
  ]);
  if (token.isCancellationRequested || document.version !== version) return undefined;
  const builder = new vscode.SemanticTokensBuilder(LEGEND);
  for (const [index, block] of file.blocks.entries()) {
    const start = file.starts[index] ?? 0;
    if (!overlaps({ start, end: start + block.text.length }, wanted)) continue;
    for (const found of semanticTokens({ block, file, catalog, scope })) {
      if (!overlaps({ start: start + found.start, end: start + found.end }, wanted)) continue;
      builder.push(rangeOf(document, found, start), found.type, [found.modifier]);
    }
  }
  return builder.build();
}
