import { basename } from 'node:path';
import * as vscode from 'vscode';
import { API_VERSIONS, type ApiVersion } from '../../core/catalog/schema.ts';
import type { Environment } from '../../core/environments.ts';
import { givenFile } from '../../core/metadata/given.ts';
import type { GivenDocument } from '../../core/metadata/intake.ts';
import type { MetadataLibrary } from '../../core/metadata/library.ts';
import { metadataLabel, versionInName } from '../../core/metadata/sources.ts';
import { showError } from '../notify.ts';
import { showWhatIsKnown, withDownloadProgress } from './download.ts';

/**
 * Takes a CSDL document of the person's own in the place of the downloaded one.
 *
 * @param uri the document; asked for where it is absent
 * @param version what it is of; asked for where it is absent
 */
export async function useMetadataFile(
  library: MetadataLibrary,
  environment: Environment,
  uri: vscode.Uri | undefined,
  version: ApiVersion | undefined,
): Promise<void> {
  const chosen = uri ?? (await pickDocument());
  const of = chosen && (version ?? (await pickVersion(environment, basename(chosen.path))));
  if (chosen === undefined || of === undefined) return;
  try {
    const document = await read(chosen);
    const cancelled = await withDownloadProgress(`Compiling ${document.name}`, async (step, signal) => {
      await library.take(environment, of, document, { signal, progress: step(of) });
    });
    if (cancelled) return;
    void showWhatIsKnown(
      `${document.name} now says what ${of} of ${metadataLabel(environment)} has, until you download that again.`,
    );
  } catch (error) {
    void showError(error instanceof Error ? error.message : String(error));
  }
}

async function pickDocument(): Promise<vscode.Uri | undefined> {
  const [picked] =
    (await vscode.window.showOpenDialog({
      title: 'Metadata to use (OData CSDL in XML)',
      openLabel: 'Use',
      filters: { 'OData CSDL': ['csdl', 'edmx', 'xml'], 'All files': ['*'] },
    })) ?? [];
  return picked;
}

/** Asks of which version a document is: the one that its name speaks of comes first, so that Enter takes it. */
async function pickVersion(environment: Environment, name: string): Promise<ApiVersion | undefined> {
  const named = versionInName(name);
  const picked = await vscode.window.showQuickPick(
    API_VERSIONS.toSorted((a, b) => Number(b === named) - Number(a === named)).map((version) => ({
      label: version,
      version,
      ...(version === named ? { description: 'as its name says' } : {}),
    })),
    {
      title: 'Which version does it describe?',
      placeHolder: `It takes the place of what was downloaded for ${metadataLabel(environment)}`,
    },
  );
  return picked?.version;
}

/** A document through the editor, so that remote and virtual workspaces work as well. */
async function read(uri: vscode.Uri): Promise<GivenDocument> {
  if (uri.scheme === 'file') return givenFile(uri.fsPath);
  const bytes = await vscode.workspace.fs.readFile(uri);
  return { address: uri.toString(), name: basename(uri.path), bytes };
}
