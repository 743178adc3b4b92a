import * as vscode from 'vscode';
import { SETTINGS_SECTION } from '../../contributions.ts';
import { changesUnknownResource } from '../../core/assist/unknownResource.ts';
import type { Services } from '../../core/services.ts';
import { isRequestDocument, type RequestDocuments } from '../documents.ts';
import type { EnvironmentChoice } from '../environment/environment.ts';
import { showInformation } from '../notify.ts';
import type { DocumentScopes } from '../scopes.ts';
import * as settings from '../settings.ts';
import { knownMetadata } from './known.ts';

const STATE_KEY = 'metadataOffered';
/** How long “Not Now” holds, in milliseconds: two weeks. */
const QUIET = 14 * 24 * 3_600_000;

/** What the offer looks at. */
export interface OfferParts {
  readonly services: Services;
  readonly choice: EnvironmentChoice;
  readonly documents: RequestDocuments;
  readonly scopes: DocumentScopes;
}

/**
 * Offers the download of metadata, once, when a file is opened or saved that changes a resource which is not known.
 * While somebody types, every resource is unknown: that is no time to offer anything.
 *
 * @param state where the answer is kept, for all workspaces
 */
export function registerMetadataOffer(parts: OfferParts, state: vscode.Memento): vscode.Disposable {
  const { services, choice } = parts;
  let offered = false;
  const look = async (document: vscode.TextDocument | undefined) => {
    if (offered || !settings.offersMetadata() || !isRequestDocument(document)) return;
    if (Date.now() - state.get<number>(STATE_KEY, 0) < QUIET) return;
    if (
      !(await isUnknown(document, parts)) ||
      (await knownMetadata(services, choice.current)).text !== '' ||
      offered
    )
      return;
    offered = true;
    await offer(state);
  };
  void look(vscode.window.activeTextEditor?.document);
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor((editor) => void look(editor?.document)),
    vscode.workspace.onDidSaveTextDocument((document) => void look(document)),
  );
}

async function isUnknown(
  document: vscode.TextDocument,
  { services, documents, scopes }: OfferParts,
): Promise<boolean> {
  const [catalog, scope] = await Promise.all([services.catalog(), scopes.scopeFor(document)]);
  return changesUnknownResource({ file: documents.get(document), catalog, scope });
}

async function offer(state: vscode.Memento): Promise<void> {
  const [download, notNow, never] = ['Download', 'Not Now', 'Never'];
  const answer = await showInformation(
    'This file changes a resource that is not built in. Graph HTTP can know all of Microsoft Graph: download its metadata (a few megabytes, no sign-in).',
    download,
    notNow,
    never,
  );
  if (answer === download) await vscode.commands.executeCommand('graphHttp.downloadMetadata');
  else if (answer === never) {
    const section = vscode.workspace.getConfiguration(SETTINGS_SECTION);
    await section.update('metadata.offer', false, vscode.ConfigurationTarget.Global);
  } else await state.update(STATE_KEY, Date.now());
}
