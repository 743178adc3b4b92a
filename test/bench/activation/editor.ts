import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import type { Editor } from '../../host/editors.ts';
import { root } from '../../host/paths.ts';
import { quietSettings } from '../../host/settings.ts';
import { hostEnvironment } from '../../host/workbench.ts';
import { benchCache } from '../children.ts';
import type { ActivationTimes } from './suite.ts';

/** The extension under development. */
export const OURS = 'graph-http.graph-http';
/** An extension whose `activate` does nothing. */
export const EMPTY = 'graph-http-bench.empty';
/** Another one, which is activated first. */
const FIRST = 'graph-http-bench.first';

const suite = join(benchCache, 'activation-suite.cjs');

/** Bundles the suite that measures inside the editor. */
export async function buildSuite(): Promise<void> {
  await build({
    entryPoints: [fileURLToPath(new URL('suite.ts', import.meta.url))],
    outfile: suite,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  });
}

/**
 * Starts the editor once, activates the extensions in this order and gives what each took.
 *
 * @throws where the editor ends without a report; what it wrote is in the cache's `logs/activation.log`
 */
export async function activateInEditor(
  editor: Editor,
  order: readonly string[],
): Promise<Readonly<Record<string, ActivationTimes>>> {
  const scratch = await mkdtemp(join(tmpdir(), 'graph-http-bench-'));
  const report = join(scratch, 'times.json');
  await mkdir(join(benchCache, 'logs'), { recursive: true });
  const log = createWriteStream(join(benchCache, 'logs', 'activation.log'));
  try {
    for (const id of [FIRST, EMPTY]) await writeEmptyExtension(join(scratch, 'extensions'), id);
    await start(editor, scratch, report, [FIRST, ...order], log);
    return JSON.parse(await readFile(report, 'utf8'));
  } finally {
    await new Promise((resolve) => log.end(resolve));
    await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function start(
  editor: Editor,
  scratch: string,
  report: string,
  order: readonly string[],
  log: NodeJS.WritableStream,
): Promise<void> {
  const workspace = join(scratch, 'workspace');
  const userData = join(scratch, 'user-data');
  await mkdir(workspace);
  await mkdir(join(userData, 'User'), { recursive: true });
  await writeFile(join(userData, 'User', 'settings.json'), JSON.stringify(quietSettings));
  const kept = hostEnvironment(process.env);
  const foreign = Object.keys(process.env).filter((name) => !(name in kept));
  await runTests({
    vscodeExecutablePath: editor.executable,
    extensionDevelopmentPath: root,
    extensionTestsPath: suite,
    launchArgs: [`--user-data-dir=${userData}`, `--extensions-dir=${join(scratch, 'extensions')}`, workspace],
    extensionTestsEnv: {
      ...Object.fromEntries(foreign.map((name) => [name, undefined])),
      GRAPH_HTTP_ACTIVATION: order.join(','),
      GRAPH_HTTP_ACTIVATION_REPORT: report,
    },
    stdout: log,
    stderr: log,
  });
}

async function writeEmptyExtension(folder: string, id: string): Promise<void> {
  const [publisher, name] = id.split('.');
  const place = join(folder, `${id}-1.0.0`);
  await mkdir(place, { recursive: true });
  const manifest = {
    name,
    publisher,
    version: '1.0.0',
    type: 'module',
    main: './extension.js',
    engines: { vscode: '^1.105.0' },
    activationEvents: [],
  };
  await writeFile(join(place, 'package.json'), JSON.stringify(manifest));
  await writeFile(
    join(place, 'extension.js'),
    'export function activate() { const begun = performance.now(); return { activationMs: performance.now() - begun }; }\n',
  );
}
