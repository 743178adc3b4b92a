import * as vscode from 'vscode';
import { LANGUAGE_ID } from '../../contributions.ts';
import { type RequestDocuments, rangeOf } from '../documents.ts';
import { exists } from '../files.ts';
import { showInformation } from '../notify.ts';

/** A file of sample requests in the extension. */
export interface Sample {
  readonly uri: vscode.Uri;
  /** Its file name without its ending: `1-api-connector`. */
  readonly name: string;
  /** The same in words: `API connector`. */
  readonly title: string;
}

interface SampleItem extends vscode.QuickPickItem {
  readonly run: () => Promise<unknown>;
}

const ENDING = '.graph.http';

/** Samples that need a file beside them: they are of use in a folder only. */
const NEEDS_FILES = /^\s*<@? \.|http-client\.env\.json/m;

/** The sample requests that come with the extension, opened where nothing of a person's own can be overwritten. */
export class Samples {
  readonly #folder: vscode.Uri;
  readonly #documents: RequestDocuments;
  readonly #open = new Map<string, vscode.TextDocument>();

  constructor(extension: vscode.Uri, documents: RequestDocuments) {
    this.#folder = vscode.Uri.joinPath(extension, 'media', 'samples');
    this.#documents = documents;
  }

  /**
   * Opens a sample as a new file that is not saved, or shows it where it is open already.
   *
   * @param name of the sample; without it, or where there is none of that name, a list asks
   */
  async open(name?: string): Promise<void> {
    const all = await this.list();
    const named = all.find((each) => each.name === name);
    if (named) await this.#show(named);
    else await this.#ask(all);
  }

  /** Every sample, in the order of their names. */
  async list(): Promise<readonly Sample[]> {
    const entries = await vscode.workspace.fs.readDirectory(this.#folder);
    return entries
      .map(([file]) => file)
      .filter((file) => file.endsWith(ENDING))
      .sort()
      .map((file) => {
        const name = file.slice(0, -ENDING.length);
        return { uri: vscode.Uri.joinPath(this.#folder, file), name, title: titleOf(name) };
      });
  }

  /**
   * Copies all samples, and the files that they need, into a new folder.
   *
   * @param parent where the new folder is made; nothing in it is overwritten
   * @returns the new folder
   */
  async copyInto(parent: vscode.Uri): Promise<vscode.Uri> {
    for (let count = 1; ; count++) {
      const folder = vscode.Uri.joinPath(parent, `graph-http-samples${count === 1 ? '' : `-${count}`}`);
      if (await exists(folder)) continue;
      await vscode.workspace.fs.copy(this.#folder, folder, { overwrite: false });
      return folder;
    }
  }

  async #ask(all: readonly Sample[]): Promise<void> {
    const items = await Promise.all(
      all.map(async (sample): Promise<SampleItem | undefined> => {
        const text = await textOf(sample.uri);
        if (NEEDS_FILES.test(text)) return undefined;
        const detail = /^# (.+)$/m.exec(text)?.[1] ?? '';
        return { label: `$(file-code) ${sample.title}`, detail, run: () => this.#show(sample) };
      }),
    );
    const everything: SampleItem = {
      label: '$(folder) All samples, in a folder of your own…',
      detail: 'Copies them into a new folder, with environments and bodies in files.',
      run: () => this.#copy(),
    };
    const picked = await vscode.window.showQuickPick(
      [
        ...items.filter((item) => item !== undefined),
        { label: '', kind: vscode.QuickPickItemKind.Separator },
        everything,
      ],
      { title: 'Open Sample', placeHolder: 'Requests to try in the sandbox, which needs no account' },
    );
    if (picked && 'run' in picked) await picked.run();
  }

  /** With the cursor in the first request, so that commands for the request at the cursor mean that one. */
  async #show({ uri, name }: Sample): Promise<void> {
    const known = this.#open.get(name);
    const document =
      known && !known.isClosed
        ? known
        : await vscode.workspace.openTextDocument({ language: LANGUAGE_ID, content: await textOf(uri) });
    this.#open.set(name, document);
    const editor = await vscode.window.showTextDocument(document);
    if (document === known) return;
    const { blocks, starts } = this.#documents.get(document);
    const index = blocks.findIndex(({ kind }) => kind === 'request');
    const block = blocks[index];
    if (block?.kind !== 'request') return;
    const { start } = rangeOf(document, block.requestLine, starts[index] ?? 0);
    editor.selection = new vscode.Selection(start, start);
  }

  async #copy(): Promise<void> {
    const [parent] =
      (await vscode.window.showOpenDialog({
        title: 'Where should the folder of samples be made?',
        openLabel: 'Copy Samples Here',
        canSelectFiles: false,
        canSelectFolders: true,
      })) ?? [];
    if (!parent) return;
    const folder = await this.copyInto(parent);
    const [first] = await this.list();
    if (first) await vscode.window.showTextDocument(vscode.Uri.joinPath(folder, `${first.name}${ENDING}`));
    const open = 'Open Folder';
    const message = `The samples are in ${vscode.workspace.asRelativePath(folder)}.`;
    if ((await showInformation(message, open)) !== open) return;
    await vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: true });
  }
}

/** `1-api-connector` in words: the number orders files and is left out. */
function titleOf(name: string): string {
  const words = name
    .replace(/^\d+-/, '')
    .replaceAll('-', ' ')
    .replace(/\bapi\b/, 'API');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

async function textOf(uri: vscode.Uri): Promise<string> {
  return new TextDecoder('utf-8').decode(await vscode.workspace.fs.readFile(uri));
}
