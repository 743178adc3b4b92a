import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { LARGEST_FILE } from '../core/catalog/limits.ts';
import type { Files, JournalStore, Log } from '../core/host.ts';
import { readDotenvFiles, readEnvironmentFiles } from '../core/request/values/environmentFiles.ts';
import { createScope, type Scope } from '../core/request/values/scope.ts';
import { terminalText } from '../core/text/terminalText.ts';

/** Says something on standard error. Names and texts of files and answers in it give the terminal no orders. */
export function say(text: string): void {
  process.stderr.write(`${terminalText(text)}\n`);
}

/** Prints a result on standard output: JSON, which stays the same JSON, or a text for people. */
export function print(text: string): void {
  process.stdout.write(`${terminalText(text)}\n`);
}

/** Says what it does on standard error, so that standard output has the result alone. */
export const stderrLog: Log = { info: () => {}, warn: say, error: say };

/** A journal for one call: nothing of it is kept. */
export function memoryJournal(): JournalStore {
  let lines: readonly string[] = [];
  const part = () => ({ name: 'memory', lines, writer: 'own', busy: false }) as const;
  return {
    read: async () => [part()],
    readOn: async () => [{ ...part(), goesOn: false, mark: { file: 'memory', end: 0 } }],
    append: async (line) => {
      lines = [...lines, line];
    },
    keepOnly: async (_name, keeps) => {
      lines = lines.filter(keeps);
    },
    setBusy: () => {},
    watch: () => ({ dispose: () => {} }),
  };
}

/** Files by their absolute path with `/`. */
export const diskFiles: Files = {
  async read(path) {
    try {
      // A pipe or a device may never end.
      const file = await stat(path);
      return file.isFile() && file.size <= LARGEST_FILE ? decode(await readFile(path)) : undefined;
    } catch {
      return undefined;
    }
  },
};

/**
 * The text of a file of the command line.
 *
 * @throws Error of Node where it cannot be read, or with a sentence where it is not saved as UTF-8.
 */
export async function readText(path: string): Promise<string> {
  const bytes = await readFile(path);
  if (isUtf16(bytes)) throw new Error('it is saved as UTF-16. Save it as UTF-8.');
  return decode(bytes);
}

/** By its byte order mark, or by an ASCII letter in two bytes where it starts without one. */
function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if (first === undefined || second === undefined) return false;
  return (
    (first === 0xff && second === 0xfe) ||
    (first === 0xfe && second === 0xff) ||
    (first === 0) !== (second === 0)
  );
}

/** Why a file cannot be read, without Node's own wording where it is a common case. */
export function unreadableReason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'there is no such file.';
  if (code === 'EISDIR') return 'it is a folder.';
  if (code === 'EACCES') return 'this account may not read it.';
  return error instanceof Error ? error.message : String(error);
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
  environment: { readonly id: string; readonly variables?: string },
  values: ReadonlyMap<string, string> = new Map(),
): Promise<Scope> {
  const [environments, dotenv] = await Promise.all([
    readEnvironmentFiles(diskFiles, path, [process.cwd().split(sep).join('/')]),
    readDotenvFiles(diskFiles, path, [process.cwd().split(sep).join('/')]),
  ]);
  for (const { path: broken, message } of environments.problems) say(`${broken}: ${message}`);
  return createScope({
    environment: environments.variables(environment.variables, environment.id),
    elsewhere: environments.having,
    prompts: values,
    placeholders: values,
    processEnv: (name) => process.env[name],
    dotenv: (name) => dotenv.get(name),
  });
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes);
}
