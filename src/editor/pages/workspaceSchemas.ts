import { dirname } from 'node:path/posix';
import * as vscode from 'vscode';
import { DIAGNOSTICS_SOURCE } from '../../contributions.ts';
import type { ResourceSchema } from '../../core/catalog/schema.ts';
import type { SchemaFault } from '../../core/pages/schema/readSchema.ts';
import { SCHEMA_FOLDER, schemaNames } from '../../core/pages/schema/schemaFolder.ts';
import { LineIndex } from '../../core/text/lines.ts';
import { onReturn, watchFiles } from '../fileNews.ts';
import { readFileAt } from '../host.ts';

/**
 * The schemas that a person keeps in the workspace. They are data and decide nothing about where a request goes, so a
 * folder that is not trusted may have some too. What is wrong with one is shown at its file, and it is not used.
 */
export class WorkspaceSchemas implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('graph-http-schemas');
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable;
  /** Fires where a schema was added, changed or taken away. */
  readonly onDidChange = this.#changed.event;
  #reading = 0;
  /** What the files were when they were read last; absent before. */
  #seen: string | undefined;

  constructor() {
    const look = () => {
      this.#look().catch(() => this.changed());
    };
    this.#subscriptions = vscode.Disposable.from(
      this.#collection,
      this.#changed,
      watchFiles({ pattern: `**/${SCHEMA_FOLDER}/*.json`, concerns: mayHaveSchemas }, () => this.changed()),
      onReturn(look),
      vscode.window.onDidChangeActiveTextEditor(look),
    );
  }

  /** Says that a schema was added, changed or taken away. */
  changed(): void {
    this.#changed.fire();
  }

  /** Reads the schemas again where the files are not those that were read last. */
  async #look(): Promise<void> {
    if (this.#seen !== undefined && (await schemaFiles()).mark !== this.#seen) this.changed();
  }

  /** Every schema that can be used, those of the first folder first. */
  async read(): Promise<readonly ResourceSchema[]> {
    const run = ++this.#reading;
    const { uris, mark } = await schemaFiles();
    this.#seen = mark;
    const files = (await Promise.all(uris.map(readText))).flatMap((file) => file ?? []);
    if (files.length === 0) {
      this.#collection.clear();
      return [];
    }
    const { readSchema } = await import('../../core/pages/schema/readSchema.ts');
    const read = await Promise.all(
      files.map(async ({ uri, text }) => ({ uri, text, result: await readSchema(text) })),
    );
    if (run === this.#reading) {
      this.#collection.clear();
      for (const { uri, text, result } of read) {
        if (!result.ok) this.#collection.set(uri, diagnosticsOf(text, result.faults));
      }
    }
    return read.flatMap(({ result }) => (result.ok ? [result.schema] : []));
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}

/** Whether what happened to a file or folder may have happened to a schema: to it, or to a folder that it is in. */
function mayHaveSchemas({ path }: vscode.Uri): boolean {
  return `${path}/`.includes(`/${SCHEMA_FOLDER}/`) || path.endsWith(`/${dirname(SCHEMA_FOLDER)}`);
}

interface SchemaFile {
  readonly uri: vscode.Uri;
  readonly text: string;
}

/** The files that may be schemas, those of the first folder first, and a mark that changes with any of them. */
async function schemaFiles(): Promise<{ readonly uris: readonly vscode.Uri[]; readonly mark: string }> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const uris = (await Promise.all(folders.map(({ uri }) => filesOf(uri)))).flat();
  const marks = uris.map(async (uri) => [uri.toString(), await markOf(uri)]);
  return { uris, mark: JSON.stringify(await Promise.all(marks)) };
}

async function filesOf(folder: vscode.Uri): Promise<readonly vscode.Uri[]> {
  const schemas = vscode.Uri.joinPath(folder, SCHEMA_FOLDER);
  const entries = await vscode.workspace.fs.readDirectory(schemas).then(
    (all) => all,
    () => [],
  );
  const names = entries.flatMap(([name, type]) => ((type & vscode.FileType.File) !== 0 ? [name] : []));
  return schemaNames(names).map((name) => vscode.Uri.joinPath(schemas, name));
}

/** Changes when the file does; empty where it has gone. */
async function markOf(uri: vscode.Uri): Promise<string> {
  try {
    const { mtime, size } = await vscode.workspace.fs.stat(uri);
    return `${mtime} ${size}`;
  } catch {
    return '';
  }
}

/** Undefined where the file has gone meanwhile, or is far too large. */
async function readText(uri: vscode.Uri): Promise<SchemaFile | undefined> {
  const text = await readFileAt(uri);
  return text === undefined ? undefined : { uri, text };
}

function diagnosticsOf(text: string, faults: readonly SchemaFault[]): vscode.Diagnostic[] {
  const lines = new LineIndex(text);
  return faults.map(({ start, end, message }) => {
    const from = lines.positionAt(start);
    const to = lines.positionAt(end);
    const range = new vscode.Range(from.line, from.character, to.line, to.character);
    const diagnostic = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Error);
    diagnostic.source = DIAGNOSTICS_SOURCE;
    diagnostic.code = 'schema-invalid';
    return diagnostic;
  });
}
