import { readFile, realpath } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import type { Files, LineStore, Log } from '../core/host.ts';
import { readDotenvFiles, readEnvironmentFiles } from '../core/request/environmentFiles.ts';
import { createScope, type Scope } from '../core/request/scope.ts';

/** Says what it does on standard error, so that standard output has the result alone. */
export const stderrLog: Log = {
  info: () => {},
  warn: (message) => process.stderr.write(`${message}\n`),
  error: (message) => process.stderr.write(`${message}\n`),
};

/** A journal for one call: nothing of it is kept. */
export function memoryLines(): LineStore {
  let lines: readonly string[] = [];
  return {
    readLines: async () => lines,
    appendLine: async (line) => {
      lines = [...lines, line];
    },
    rewrite: async (next) => {
      lines = next;
    },
  };
}

/** Files by their absolute path with `/`. */
export const diskFiles: Files = {
  async read(path) {
    try {
      return decode(await readFile(path));
    } catch {
      return undefined;
    }
  },
};

/**
 * The text of a file of the command line.
 *
 * @throws Error of Node where it cannot be read.
 */
export async function readText(path: string): Promise<string> {
  return decode(await readFile(path));
}

/** The absolute path of a file of the command line, with `/`. */
export function absolutePath(file: string): string {
  return resolve(file).split(sep).join('/');
}

/** The text of a body's file; a symbolic link that leads out of the request file's folder is not followed. */
export async function readBeside(requestFile: string, path: string): Promise<string | undefined> {
  const [folder, real] = await Promise.all([
    realpath(dirname(requestFile)).catch(() => undefined),
    realpath(path).catch(() => undefined),
  ]);
  if (folder === undefined || real === undefined || !real.startsWith(`${folder}${sep}`)) return undefined;
  return diskFiles.read(real);
}

/** The scope of a request file: environment files beside it, `.env`, this process, and `--var` values. */
export async function scopeOf(
  path: string,
  environment: string,
  values: ReadonlyMap<string, string> = new Map(),
): Promise<Scope> {
  const [environments, dotenv] = await Promise.all([
    readEnvironmentFiles(diskFiles, path, [process.cwd().split(sep).join('/')]),
    readDotenvFiles(diskFiles, path, [process.cwd().split(sep).join('/')]),
  ]);
  for (const { path: broken, message } of environments.problems)
    process.stderr.write(`${broken}: ${message}\n`);
  return createScope({
    environment: environments.variables(environment),
    prompts: values,
    placeholders: values,
    processEnv: (name) => process.env[name],
    dotenv: (name) => dotenv.get(name),
  });
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes);
}
