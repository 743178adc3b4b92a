import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npm } from './npm.mjs';
import { provision } from './provision.ts';

/** code-server 4.139.1 carries VS Code 1.139.1. */
const version = '4.139.1';

/**
 * The stand-in editor's folder: a VS Code server with its workbench, from the npm package code-server. Installed
 * without building its natives (about 460 MB): the file watcher comes built, logging is replaced.
 */
export async function standInEditor(): Promise<string> {
  const folder = await provision({
    name: 'editor',
    pin: `code-server@${version} with file watcher and logs`,
    label: `Installing the stand-in editor (code-server ${version}, about 460 MB, once)`,
    install: async (staging) => {
      await writeFile(join(staging, 'package.json'), '{ "private": true }\n');
      const bare = ['install', '--ignore-scripts', '--omit=optional', '--no-save', '--no-audit', '--no-fund'];
      await npm(staging, [...bare, `code-server@${version}`]);
      const editor = editorIn(staging);
      await npm(editor, [...bare, '--omit=dev', await fileWatcher(editor)]);
      await replaceNatives(editor);
    },
  });
  return editorIn(folder);
}

function editorIn(folder: string): string {
  return join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
}

/** Puts plain JavaScript in the place of natives that the editor would miss. */
async function replaceNatives(editor: string): Promise<void> {
  const places = {
    'spdlog.cjs': 'spdlog/index.js',
    'watchdog.cjs': 'native-watchdog/build/Release/watchdog.js',
  };
  for (const [name, path] of Object.entries(places)) {
    const target = join(editor, 'node_modules', '@vscode', path);
    await mkdir(dirname(target), { recursive: true });
    await copyFile(fileURLToPath(new URL(`natives/${name}`, import.meta.url)), target);
  }
}

/** The package with the file watcher's binary for this machine, in the version that the editor asks for. */
async function fileWatcher(editor: string): Promise<string> {
  const { packages } = JSON.parse(await readFile(join(editor, 'npm-shrinkwrap.json'), 'utf8'));
  const platform =
    process.platform === 'linux' ? `linux-${process.arch}-glibc` : `${process.platform}-${process.arch}`;
  return `@parcel/watcher-${platform}@${packages['node_modules/@parcel/watcher'].version}`;
}
