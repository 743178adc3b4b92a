import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { cache, node, root } from '../host/paths.ts';

/** Where bundles and peers are kept. */
export const benchCache = join(cache, 'bench');

/** The recipe of the release build. */
const recipe: {
  readonly commandLine: BuildOptions;
  readonly fewFiles: (first: readonly string[]) => Plugin;
} = await import(pathToFileURL(join(root, 'esbuild.mjs')).href);

/** Bundles as the extension is bundled; see `esbuild.mjs`. */
export const { fewFiles } = recipe;

const execute = promisify(execFile);
const child = fileURLToPath(new URL('child.ts', import.meta.url));
const shim =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/**
 * Bundles a contestant's module as the extension itself is bundled, and gives the file to load.
 *
 * @param name a file name for it, without extension
 * @param plugins besides those of the release build
 */
export async function bundle(name: string, module: URL, plugins: readonly Plugin[] = []): Promise<string> {
  const outdir = join(benchCache, 'bundles', name);
  await rm(outdir, { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: { [name]: fileURLToPath(module) },
    outdir,
    bundle: true,
    external: ['#schemas/*'],
    minify: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    mainFields: ['module', 'main'],
    outExtension: { '.js': '.mjs' },
    banner: { js: shim },
    plugins: [...(recipe.commandLine.plugins ?? []), ...plugins],
    logLevel: 'warning',
  });
  return join(outdir, `${name}.mjs`);
}

/**
 * What is measured: `cold` loading the module, making ready and the first call; `loaded` the same without loading
 * the module; `steady` one call when everything is warm; `slowest` what 95 of 100 such calls do not exceed; `peak` the
 * memory that a few calls need, in megabytes; `first-peak` that of one.
 */
export type Mode = 'cold' | 'loaded' | 'steady' | 'slowest' | 'peak' | 'first-peak';

/**
 * Measures one call of a contestant's module in a fresh process.
 *
 * @param environment variables for the process, besides those of this one
 * @throws where the contestant fails or takes more than five minutes
 */
export async function measureInChild(
  mode: Mode,
  module: string,
  name: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<number> {
  const { stdout } = await execute(node, [child, mode, module, name], {
    cwd: root,
    env: { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1', NODE_OPTIONS: '', ...environment },
    maxBuffer: 64 * 1024 * 1024,
    timeout: 300_000,
  }).catch((cause: unknown) => Promise.reject(new Error(messageOf(cause), { cause })));
  const time = Number(stdout.trimEnd().split('\n').at(-1));
  if (!Number.isFinite(time)) throw new Error(`No time was measured: ${stdout.slice(-200)}`);
  return time;
}

/** The error that a child ended with, without the paths around it. */
function messageOf(cause: unknown): string {
  const output = typeof cause === 'object' && cause !== null && 'stderr' in cause ? String(cause.stderr) : '';
  return /^(?:\w*Error): (.*)$/m.exec(output)?.[1] ?? 'it ended without a time';
}
