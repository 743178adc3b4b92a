import { randomUUID } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killExtensionHosts } from './extensionHosts.ts';
import { node } from './paths.ts';
import { endWithParent, outputOf, type Running, start } from './processes.ts';
import { quietSettings } from './settings.ts';
import { standInEditor } from './standIn.ts';

/** What a stand-in editor is started with. */
export type WorkbenchOptions = {
  /** Folder of the extension: installed as a person has it, or under development where there are `tests`. */
  readonly extension: string;
  /** Folder that the editor opens. */
  readonly workspace?: string;
  /** Module with the suites to run in the extension host, absolute. */
  readonly tests?: string;
  /** User settings beside the quiet defaults. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Folders of unpacked extensions to install. */
  readonly fixtureExtensions?: readonly string[];
  /** Whether workspace trust is in force, so that the folder opens in restricted mode; off by default. */
  readonly trust?: boolean;
  /** Folder names of built-in extensions to leave out, such as `microsoft-authentication`. */
  readonly withoutBuiltIn?: readonly string[];
  /** Environment variables for the extension host, beside this process's. */
  readonly env?: Readonly<Record<string, string>>;
  /** Port to listen on; a free one by default. */
  readonly port?: number;
};

/** A running editor. */
export type Workbench = {
  /** The page to open in a browser; it carries a secret, so that nobody else on the machine can use the editor. */
  readonly url: string;
  /** Temporary folder with the editor's settings, storage and logs; removed by `close`. */
  readonly dataDir: string;
  /** Kills the process that runs the extensions, as a crash does; gives how many there were. */
  killExtensionHosts(): Promise<number>;
  /** What the server wrote and the extension host's log files, as one text. */
  logs(): Promise<string>;
  close(): Promise<void>;
};

/** How long the server may take to listen, in milliseconds; it is slow when the machine is busy. */
const startTimeout = 60_000;

/** Starts the stand-in editor on a loopback port with fresh data; installs it first when it is not there. */
export async function startWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const shared = await standInEditor();
  const dataDir = await mkdtemp(join(tmpdir(), 'graph-http-editor-'));
  let server: Running | undefined;
  const close = async () => {
    await server?.end();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await writeData(dataDir, options);
    const editor = options.withoutBuiltIn?.length
      ? await editorWithout(shared, dataDir, options.withoutBuiltIn)
      : shared;
    const token = randomUUID();
    await writeFile(join(dataDir, 'token'), token);
    server = startServer(editor, dataDir, options);
    const [, port] = await outputOf(server, /Extension host agent listening on (\d+)/, startTimeout);
    const { output, child } = server;
    return {
      url: pageUrl(Number(port), token, options),
      dataDir,
      killExtensionHosts: () => killExtensionHosts(child.pid ?? 0),
      logs: () => collectLogs(dataDir, output()),
      close,
    };
  } catch (cause) {
    await close();
    throw cause;
  }
}

async function writeData(dataDir: string, options: WorkbenchOptions): Promise<void> {
  const text = JSON.stringify({ ...quietSettings, ...options.settings }, undefined, 2);
  // Machine-scoped settings are read from the server's own file, the others from the person's.
  for (const place of ['User', 'Machine']) {
    await mkdir(join(dataDir, 'data', place), { recursive: true });
    await writeFile(join(dataDir, 'data', place, 'settings.json'), text);
  }
  await mkdir(join(dataDir, 'extensions'));
  const installed = options.tests ? [] : [options.extension];
  for (const folder of [...installed, ...(options.fixtureExtensions ?? [])]) {
    const { publisher, name, version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    await symlink(folder, join(dataDir, 'extensions', `${publisher}.${name}-${version}`));
  }
}

/** A copy of the editor made of links, so that built-in extensions can be left out of it. */
async function editorWithout(editor: string, dataDir: string, leftOut: readonly string[]): Promise<string> {
  const copy = join(dataDir, 'editor');
  await mkdir(join(copy, 'extensions'), { recursive: true });
  for (const name of await readdir(editor)) {
    // The server finds its root from its own file, so its code is copied and the rest linked.
    if (name === 'out') await cp(join(editor, name), join(copy, name), { recursive: true });
    else if (name !== 'extensions') await symlink(join(editor, name), join(copy, name));
  }
  for (const name of await readdir(join(editor, 'extensions'))) {
    if (!leftOut.includes(name))
      await symlink(join(editor, 'extensions', name), join(copy, 'extensions', name));
  }
  return copy;
}

function startServer(
  editor: string,
  dataDir: string,
  { tests, trust, port = 0, env }: WorkbenchOptions,
): Running {
  const args = [
    '--host=127.0.0.1',
    `--port=${port}`,
    `--connection-token-file=${join(dataDir, 'token')}`,
    '--accept-server-license-terms',
    `--server-data-dir=${dataDir}`,
    '--disable-telemetry',
    // Only with this flag is `payload` obeyed; it also hides notifications, so that people's journeys go without.
    ...(tests ? ['--enable-smoke-test-driver'] : []),
    ...(trust ? [] : ['--disable-workspace-trust']),
  ];
  return start(node, [...endWithParent, join(editor, 'out', 'server-main.js'), ...args], {
    cwd: editor,
    env: { ...hostEnvironment(process.env), ...env },
  });
}

/** The environment without what an outer editor, npm or test runner says about itself. */
export function hostEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const foreign = /^(?:npm_|VSCODE_(?!EXECUTABLE)|ELECTRON_|NODE_OPTIONS$|NODE_TEST_CONTEXT$)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !foreign.test(name)));
}

function pageUrl(port: number, token: string, { extension, workspace, tests }: WorkbenchOptions): string {
  const url = new URL(`http://127.0.0.1:${port}/`);
  url.searchParams.set('tkn', token);
  if (workspace) url.searchParams.set('folder', workspace);
  else url.searchParams.set('ew', 'true');
  if (tests) {
    const remote = `vscode-remote://127.0.0.1:${port}`;
    const payload = Object.entries({ extensionDevelopmentPath: extension, extensionTestsPath: tests });
    url.searchParams.set('payload', JSON.stringify(payload.map(([key, path]) => [key, remote + path])));
  }
  return url.href;
}

async function collectLogs(dataDir: string, output: string): Promise<string> {
  const folder = join(dataDir, 'data', 'logs');
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const parts = [`== server output ==\n${output}`];
  for (const name of names.filter((each) => each.endsWith('.log')).sort()) {
    const text = await readFile(join(folder, name), 'utf8').catch(() => '');
    if (text) parts.push(`== ${name} ==\n${text}`);
  }
  return parts.join('\n');
}
