import * as vscode from 'vscode';

/** Milliseconds after which a file that was told of is whole. */
const SETTLE = 500;

/** Which files are meant. */
export interface FileChoice {
  /** Glob pattern of the files, in any folder of the workspace. */
  readonly pattern: string;
  /** Whether what happened to a file or folder may have happened to one of them. */
  readonly concerns: (uri: vscode.Uri) => boolean;
}

/**
 * Tells of what happens to files. The watcher hears what other programs do, and misses some of it, in a folder that was
 * only just made above all; what is done in the editor is heard from the editor itself. It may be told of a file before
 * all of it is written: it is told once more a moment later.
 */
export function watchFiles({ pattern, concerns }: FileChoice, tell: () => void): vscode.Disposable {
  let settling: NodeJS.Timeout | undefined;
  const heard = () => {
    tell();
    clearTimeout(settling);
    settling = setTimeout(tell, SETTLE);
  };
  const heardOf = (uris: readonly vscode.Uri[]) => {
    if (uris.some(concerns)) heard();
  };
  const watcher = vscode.workspace.createFileSystemWatcher(pattern);
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(heard),
    watcher.onDidCreate(heard),
    watcher.onDidDelete(heard),
    vscode.workspace.onDidChangeWorkspaceFolders(heard),
    vscode.workspace.onDidSaveTextDocument(({ uri }) => heardOf([uri])),
    vscode.workspace.onDidCreateFiles(({ files }) => heardOf(files)),
    vscode.workspace.onDidDeleteFiles(({ files }) => heardOf(files)),
    vscode.workspace.onDidRenameFiles(({ files }) =>
      heardOf(files.flatMap(({ oldUri, newUri }) => [oldUri, newUri])),
    ),
    new vscode.Disposable(() => clearTimeout(settling)),
  );
}

/** Tells whenever a person comes back to the window, from another program that may have changed files. */
export function onReturn(tell: () => void): vscode.Disposable {
  let focused = vscode.window.state.focused;
  return vscode.window.onDidChangeWindowState((state) => {
    const returned = state.focused && !focused;
    focused = state.focused;
    if (returned) tell();
  });
}
