import * as vscode from 'vscode';
import type { MetadataCommandId } from '../../contributions.ts';
import type { ApiVersion } from '../../core/catalog/schema.ts';
import type { MetadataLibrary } from '../../core/metadata/library.ts';
import type { EditorLog } from '../log.ts';
import { type OfferParts, registerMetadataOffer } from './offer.ts';
import { MetadataReport } from './report.ts';
import { registerMetadataStatus } from './status.ts';

/** Downloading metadata, using a file instead, and saying what is in use. */
export function registerMetadata(
  { globalState }: vscode.ExtensionContext,
  { log, ...parts }: OfferParts & { readonly log: EditorLog },
): vscode.Disposable {
  const { services, choice } = parts;
  const report = new MetadataReport();
  const withLibrary = async (work: (library: MetadataLibrary) => Promise<unknown>) => {
    const library = await services.library();
    return library && work(library);
  };
  const handlers: Readonly<Record<MetadataCommandId, (uri?: unknown, version?: unknown) => unknown>> = {
    'graphHttp.downloadMetadata': () =>
      withLibrary(async (library) => {
        const { downloadMetadata } = await import('./download.ts');
        return downloadMetadata(library, choice.current, log);
      }),
    'graphHttp.useMetadataFile': (uri, version) =>
      withLibrary(async (library) => {
        const { useMetadataFile } = await import('./useFile.ts');
        return useMetadataFile(library, choice.current, uriOf(uri), versionOf(version));
      }),
    'graphHttp.showMetadataReport': () => withLibrary((library) => report.show(library, choice.current)),
  };
  return vscode.Disposable.from(
    report,
    registerMetadataOffer(parts, globalState),
    registerMetadataStatus(services, choice),
    ...Object.entries(handlers).map(([id, handler]) => vscode.commands.registerCommand(id, handler)),
  );
}

/** What a menu or another extension hands over, where it is a document. */
function uriOf(value: unknown): vscode.Uri | undefined {
  return value instanceof vscode.Uri ? value : undefined;
}

function versionOf(value: unknown): ApiVersion | undefined {
  return value === 'v1.0' || value === 'beta' ? value : undefined;
}
