import * as vscode from 'vscode';
import type { Services } from '../../core/services.ts';
import type { RequestDocuments } from '../documents.ts';
import type { EnvironmentChoice } from '../environment/environment.ts';
import type { DocumentScopes } from '../scopes.ts';
import { registerCompletion } from './completion.ts';
import { registerFolding } from './folding.ts';
import { registerFormatting } from './formatting.ts';
import { registerHover } from './hover.ts';
import { registerInlayHints } from './inlayHints.ts';
import { registerLinks } from './links.ts';
import { registerNavigation } from './navigation.ts';
import { registerPaste } from './pasteRequest.ts';
import { registerSelectionRanges } from './selectionRanges.ts';
import { registerSemanticTokens } from './semanticTokens.ts';
import { registerSlashes } from './slashes.ts';
import { registerSymbols } from './symbols.ts';

/**
 * Writing request files, and finding one's way in them: completion,
 * hover, navigation, outline, formatting, colours.
 */
export function registerLanguageFeatures(
  services: Services,
  documents: RequestDocuments,
  scopes: DocumentScopes,
  choice: EnvironmentChoice,
): vscode.Disposable {
  return vscode.Disposable.from(
    registerCompletion(services, documents, scopes, choice),
    registerSlashes(documents),
    registerHover(services, documents, scopes, choice),
    registerFolding(documents),
    registerPaste(services, documents),
    registerNavigation(documents, choice),
    registerSymbols(documents),
    registerSelectionRanges(documents),
    registerLinks(documents),
    registerFormatting(documents),
    registerInlayHints(documents, scopes),
    registerSemanticTokens(services, documents, scopes),
  );
}
