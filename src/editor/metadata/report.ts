import * as vscode from 'vscode';
import { API_VERSIONS } from '../../core/catalog/schema.ts';
import type { Environment } from '../../core/environments.ts';
import type { MetadataLibrary } from '../../core/metadata/library.ts';
import { metadataReport, permissionsReport } from '../../core/metadata/report.ts';
import { metadataLabel } from '../../core/metadata/sources.ts';
import { showInformation } from '../notify.ts';

/** Scheme of the report's document, which nobody can edit. */
const SCHEME = 'graph-http-metadata';

/** Shows what is known of metadata as a document of its own, made anew each time. */
export class MetadataReport implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
  readonly #texts = new Map<string, string>();

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.path) ?? '';
  }

  /** Where there is nothing to report, the download is offered. */
  async show(library: MetadataLibrary, environment: Environment): Promise<void> {
    const text = await reportOf(library, environment);
    if (text === '') {
      void offerDownload(environment);
      return;
    }
    const path = `/Metadata of ${metadataLabel(environment).replaceAll('/', '-')}.md`;
    const uri = vscode.Uri.from({ scheme: SCHEME, path });
    this.#texts.set(path, text);
    this.#changed.fire(uri);
    await showLaidOut(uri);
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }
}

/** Opens a Markdown document laid out by the editor; its text where the editor's own Markdown support is switched off. */
async function showLaidOut(uri: vscode.Uri): Promise<void> {
  try {
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  } catch {
    await vscode.window.showTextDocument(uri, { preview: true });
  }
}

async function offerDownload(environment: Environment): Promise<void> {
  const download = 'Download';
  const message = `No metadata of ${metadataLabel(environment)} has been downloaded yet: the built-in schemas are in use.`;
  if ((await showInformation(message, download)) === download) {
    await vscode.commands.executeCommand('graphHttp.downloadMetadata');
  }
}

async function reportOf(library: MetadataLibrary, environment: Environment): Promise<string> {
  const parts: string[] = [];
  for (const version of API_VERSIONS) {
    const [file, { source }] = [
      await library.metadata(environment, version),
      await library.state(environment, version),
    ];
    if (file && source)
      parts.push(metadataReport(`${metadataLabel(environment)}, ${version}`, file.head, source.checked));
  }
  const permissions = await library.permissions();
  if (permissions) parts.push(permissionsReport(permissions));
  return parts.join('\n');
}
