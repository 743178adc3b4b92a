import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { root } from './paths.ts';
import { type Running, start } from './processes.ts';
import { quietSettings } from './settings.ts';
import { hostEnvironment } from './workbench.ts';

/** A desktop VS Code that this process opened. */
export type Desktop = {
  /** Resolves when the person closes it. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
};

/** The desktop VS Code to open: `VSCODE_EXECUTABLE`, or a `code` on the PATH; none where `GRAPH_HTTP_EDITOR` is `stand-in`. */
export function desktopExecutable(): string | undefined {
  if (process.env.GRAPH_HTTP_EDITOR === 'stand-in') return undefined;
  if (process.env.VSCODE_EXECUTABLE) return process.env.VSCODE_EXECUTABLE;
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).find(existsSync);
}

/**
 * Opens desktop VS Code on a folder with the extension under development, apart from the person's own VS Code: with
 * settings, extensions and storage of its own.
 */
export async function openDesktop(
  executable: string,
  workspace: string,
  settings: Readonly<Record<string, unknown>>,
): Promise<Desktop> {
  const data = await mkdtemp(join(tmpdir(), 'graph-http-desktop-'));
  await mkdir(join(data, 'User'));
  await writeFile(join(data, 'User', 'settings.json'), JSON.stringify({ ...quietSettings, ...settings }));
  const running = start(
    executable,
    [
      `--user-data-dir=${data}`,
      `--extensions-dir=${join(data, 'extensions')}`,
      `--extensionDevelopmentPath=${root}`,
      '--disable-workspace-trust',
      '--skip-release-notes',
      '--new-window',
      '--wait',
      workspace,
    ],
    { env: hostEnvironment(process.env), shell: executable.endsWith('.cmd') },
  );
  return {
    closed: ended(running),
    close: async () => {
      await endMain(data);
      await running.end();
      await rm(data, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
    },
  };
}

/** Resolves when the process ends; rejects when it could not be started or ended badly. */
function ended({ child, output }: Running): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0 || code === null) resolve();
      else reject(new Error(`VS Code ended with code ${code}.\n${output()}`));
    });
  });
}

/** `code` hands over to a process that outlives it; that one writes its id into its data folder. */
async function endMain(data: string): Promise<void> {
  const id = Number(await readFile(join(data, 'code.lock'), 'utf8').catch(() => undefined));
  if (!(id > 0)) return;
  try {
    process.kill(id, 'SIGTERM');
  } catch {
    // It is already gone.
  }
}
