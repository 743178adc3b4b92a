import * as vscode from 'vscode';
import { LANGUAGE_ID } from '../../contributions.ts';
import type { FilePlace, Subject } from '../../core/assist/navigate/subject.ts';
import type { RequestFile } from '../../core/request/tree.ts';
import { LineIndex } from '../../core/text/lines.ts';
import { blockOf, type RequestDocuments, rangeOf } from '../documents.ts';
import type { EnvironmentChoice } from '../environment/environment.ts';
import { workspaceFiles } from '../host.ts';
import { workspaceRoots } from '../scopes.ts';

/** Go to definition, find references, highlights and rename of variables, placeholders and requests. */
export function registerNavigation(
  documents: RequestDocuments,
  choice: EnvironmentChoice,
): vscode.Disposable {
  const selector = { language: LANGUAGE_ID };
  const navigation = new Navigation(documents, choice);
  return vscode.Disposable.from(
    vscode.languages.registerDefinitionProvider(selector, navigation),
    vscode.languages.registerReferenceProvider(selector, navigation),
    vscode.languages.registerDocumentHighlightProvider(selector, navigation),
    vscode.languages.registerRenameProvider(selector, navigation),
  );
}

class Navigation
  implements
    vscode.DefinitionProvider,
    vscode.ReferenceProvider,
    vscode.DocumentHighlightProvider,
    vscode.RenameProvider
{
  readonly #documents: RequestDocuments;
  readonly #choice: EnvironmentChoice;

  constructor(documents: RequestDocuments, choice: EnvironmentChoice) {
    this.#documents = documents;
    this.#choice = choice;
  }

  async provideDefinition(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.LocationLink[]> {
    const found = await this.#subjectAt(document, position);
    if (!found) return [];
    const { file, subject, origin, authoring } = found;
    if (subject.kind === 'elsewhere') return this.#inEnvironment(document, subject.name, origin);
    return authoring.definitionsOf(file, subject).map((place) => {
      const range = placeRange(document, file, place);
      return {
        targetUri: document.uri,
        targetRange: range,
        targetSelectionRange: range,
        originSelectionRange: origin,
      };
    });
  }

  async provideReferences(
    document: vscode.TextDocument,
    position: vscode.Position,
    { includeDeclaration }: vscode.ReferenceContext,
  ): Promise<vscode.Location[]> {
    const found = await this.#subjectAt(document, position);
    if (!found) return [];
    const { file, subject, authoring } = found;
    return authoring
      .occurrences(file, subject)
      .filter(({ definition }) => includeDeclaration || !definition)
      .map((place) => new vscode.Location(document.uri, placeRange(document, file, place)));
  }

  async provideDocumentHighlights(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.DocumentHighlight[]> {
    const found = await this.#subjectAt(document, position);
    if (!found) return [];
    const { file, subject, authoring } = found;
    return authoring.occurrences(file, subject).map((place) => {
      const kind = place.definition ? vscode.DocumentHighlightKind.Write : vscode.DocumentHighlightKind.Read;
      return new vscode.DocumentHighlight(placeRange(document, file, place), kind);
    });
  }

  /** @throws Error with the plain reason where the name cannot be changed; the editor shows it. */
  async prepareRename(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<{ range: vscode.Range; placeholder: string }> {
    const { renamable, start } = await this.#renamableAt(document, position);
    return { range: rangeOf(document, renamable.span, start), placeholder: renamable.name };
  }

  /** @throws Error with the plain reason where the new name cannot be used; the editor shows it. */
  async provideRenameEdits(
    document: vscode.TextDocument,
    position: vscode.Position,
    newName: string,
  ): Promise<vscode.WorkspaceEdit> {
    const { file, renamable, authoring } = await this.#renamableAt(document, position);
    const name = newName.trim();
    const renaming = authoring.rename(file, renamable.subject, name);
    if (!renaming.ok) throw new Error(renaming.reason);
    const edit = new vscode.WorkspaceEdit();
    for (const place of renaming.places) edit.replace(document.uri, placeRange(document, file, place), name);
    return edit;
  }

  async #renamableAt(document: vscode.TextDocument, position: vscode.Position) {
    const authoring = await import('../../core/authoring.ts');
    const { file, block, start } = blockOf(this.#documents.get(document), document.offsetAt(position));
    const renamable = authoring.renamableAt(file, block, document.offsetAt(position) - start);
    if (!renamable.ok) throw new Error(renamable.reason);
    return { file, renamable, start, authoring };
  }

  /** What the name at a position means; the document is looked at as it is when everything is loaded. */
  async #subjectAt(document: vscode.TextDocument, position: vscode.Position) {
    const { version } = document;
    const authoring = await import('../../core/authoring.ts');
    if (document.version !== version) return undefined;
    const { file, block, start } = blockOf(this.#documents.get(document), document.offsetAt(position));
    const found = authoring.subjectAt(file, block, document.offsetAt(position) - start);
    if (!found) return undefined;
    const subject: Subject = found.subject;
    return { file, subject, origin: rangeOf(document, found.span, start), authoring };
  }

  async #inEnvironment(
    document: vscode.TextDocument,
    name: string,
    origin: vscode.Range,
  ): Promise<vscode.LocationLink[]> {
    const { findEnvironmentKey } = await import('../../core/authoring.ts');
    const key = await findEnvironmentKey(
      workspaceFiles(document.uri),
      document.uri.path,
      workspaceRoots(),
      this.#choice.variableNames,
      name,
    );
    if (!key) return [];
    const lines = new LineIndex(key.text);
    const [from, to] = [lines.positionAt(key.span.start), lines.positionAt(key.span.end)];
    const range = new vscode.Range(from.line, from.character, to.line, to.character);
    return [
      {
        targetUri: document.uri.with({ path: key.path }),
        targetRange: range,
        targetSelectionRange: range,
        originSelectionRange: origin,
      },
    ];
  }
}

function placeRange(
  document: vscode.TextDocument,
  file: RequestFile,
  { block, span }: FilePlace,
): vscode.Range {
  return rangeOf(document, span, file.starts[block] ?? 0);
}
