import * as vscode from 'vscode';
import { DIAGNOSTICS_SOURCE } from '../../contributions.ts';
import type { ResourceSchema } from '../../core/catalog/schema.ts';
import type { SchemaFault } from '../../core/pages/readSchema.ts';
import { SCHEMA_FOLDER, schemaNames } from '../../core/pages/schemaFolder.ts';
import { LineIndex } from '../../core/text/lines.ts';
import { readFileAt } from '../host.ts';

/** Milliseconds after which a file that was told of is whole. */
const SETTLE = 500;

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
  #settling: NodeJS.Timeout | undefined;

  constructor() {
    const watcher = vscode.workspace.createFileSystemWatcher(`**/${SCHEMA_FOLDER}/*.json`);
    const tell = () => {
      this.#changed.fire();
      // A file may be told of before all of it is written: what is read then is read once more.
      clearTimeout(this.#settling);
      this.#settling = setTimeout(() => this.#changed.fire(), SETTLE);
    };
    this.#subscriptions = vscode.Disposable.from(
      this.#collection,
      this.#changed,
      watcher,
      watcher.onDidChange(tell),
      watcher.onDidCreate(tell),
      watcher.onDidDelete(tell),
      vscode.workspace.onDidChangeWorkspaceFolders(tell),
    );
  }

  /** Every schema that can be used, those of the first folder first. */
  async read(): Promise<readonly ResourceSchema[]> {
    const run = ++this.#reading;
    const found = await Promise.all((vscode.workspace.workspaceFolders ?? []).map(({ uri }) => filesOf(uri)));
    const files = found.flat();
    if (files.length === 0) {
      this.#collection.clear();
      return [];
    }
    const { readSchema } = await import('../../core/pages/readSchema.ts');
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
    clearTimeout(this.#settling);
    this.#subscriptions.dispose();
  }
}

interface SchemaFile {
  readonly uri: vscode.Uri;
  readonly text: string;
}

async function filesOf(folder: vscode.Uri): Promise<readonly SchemaFile[]> {
  const schemas = vscode.Uri.joinPath(folder, SCHEMA_FOLDER);
  const entries = await vscode.workspace.fs.readDirectory(schemas).then(
    (all) => all,
    () => [],
  );
  const names = entries.flatMap(([name, type]) => ((type & vscode.FileType.File) !== 0 ? [name] : []));
  const files = schemaNames(names).map((name) => readText(vscode.Uri.joinPath(schemas, name)));
  return (await Promise.all(files)).flatMap((file) => file ?? []);
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
