import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { npm } from './npm.mjs';
import { provision } from './provision.ts';

/** code-server 4.139.1 carries VS Code 1.139.1. */
const version = '4.139.1';

/**
 * The stand-in editor's folder: a VS Code server with its workbench, from the npm package code-server. Installed
 * without its natives, of which only the file watcher is needed (about 460 MB).
 */
export async function standInEditor(): Promise<string> {
  const folder = await provision({
    name: 'editor',
    pin: `code-server@${version} with its file watcher`,
    label: `Installing the stand-in editor (code-server ${version}, about 460 MB, once)`,
    install: async (staging) => {
      await writeFile(join(staging, 'package.json'), '{ "private": true }\n');
      const bare = ['install', '--ignore-scripts', '--omit=optional', '--no-save', '--no-audit', '--no-fund'];
      await npm(staging, [...bare, `code-server@${version}`]);
      const editor = editorIn(staging);
      await npm(editor, [...bare, '--omit=dev', await fileWatcher(editor)]);
    },
  });
  return editorIn(folder);
}

function editorIn(folder: string): string {
  return join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
}

/** The package with the file watcher's binary for this machine, in the version that the editor asks for. */
async function fileWatcher(editor: string): Promise<string> {
  const { packages } = JSON.parse(await readFile(join(editor, 'npm-shrinkwrap.json'), 'utf8'));
  const platform =
    process.platform === 'linux' ? `linux-${process.arch}-glibc` : `${process.platform}-${process.arch}`;
  return `@parcel/watcher-${platform}@${packages['node_modules/@parcel/watcher'].version}`;
}
