import * as vscode from 'vscode';

/** The scheme of the documents that a preview compares. */
export const PREVIEW_SCHEME = 'graph-http-preview';

/** Two texts to be compared, and what stands above both. */
export interface ComparedTexts {
  readonly title: string;
  /** What the object is called, for the names of the documents. */
  readonly name: string;
  readonly left: { readonly label: string; readonly json: string };
  readonly right: { readonly label: string; readonly json: string };
  /** Plain sentences. */
  readonly notes: readonly string[];
}

/** So many comparisons are kept; older ones say that they are gone. */
const MOST = 20;

/** Compares texts in the editor's own diff editor, in documents that exist in memory only. */
export class PreviewDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(PREVIEW_SCHEME, this);
  #count = 0;

  /**
   * Opens the comparison.
   *
   * @returns its id, by which `idOf` knows the documents again
   */
  async open({ title, name, left, right, notes }: ComparedTexts): Promise<number> {
    const id = ++this.#count;
    const head = notes.flatMap(commentLines).join('');
    const [before, after] = [left, right].map(({ label, json }) => {
      const uri = vscode.Uri.from({
        scheme: PREVIEW_SCHEME,
        path: `/${id}/${fileName(name)} (${label}).jsonc`,
      });
      this.#texts.set(uri.path, `${head}${json}\n`);
      return uri;
    });
    for (const path of [...this.#texts.keys()].slice(0, -2 * MOST)) this.#texts.delete(path);
    await vscode.commands.executeCommand('vscode.diff', before, after, title, { preview: true });
    return id;
  }

  provideTextDocumentContent({ path }: vscode.Uri): string {
    return this.#texts.get(path) ?? '// This preview is not kept any longer. Preview the request again.\n';
  }

  /** Closes the comparison where it is open. */
  async close(id: number): Promise<void> {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const own = tabs.filter(
      ({ input }) => input instanceof vscode.TabInputTextDiff && idOf(input.modified) === id,
    );
    await vscode.window.tabGroups.close(own, true);
  }

  dispose(): void {
    this.#registration.dispose();
  }
}

/** The comparison that a document belongs to; undefined for any other document. */
export function idOf(uri: vscode.Uri | undefined): number | undefined {
  if (uri?.scheme !== PREVIEW_SCHEME) return undefined;
  return Number(uri.path.split('/')[1]);
}

/** Columns of a line above the object: the two sides share the width of the editor. */
const COLUMNS = 44;

/** A sentence as the lines of a comment. */
function commentLines(sentence: string): readonly string[] {
  const lines: string[] = [];
  for (const word of sentence.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < COLUMNS)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line, index) => `// ${index === 0 ? '' : '  '}${line}\n`);
}

/** A name that stands in a path as one segment. */
function fileName(name: string): string {
  return (
    name
      .replace(/[/\\?#%\p{Cc}]+/gu, ' ')
      .trim()
      .slice(0, 60) || 'object'
  );
}
