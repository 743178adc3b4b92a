import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';

/** The built command line. */
export const CLI = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));

/** What a call of the command line printed, and its exit code. */
export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder of its own for a test file, in which the command line is called; removed in the end. */
export interface CliFolder {
  readonly folder: string;
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Run>;
  /** Writes a file and gives its name. */
  file(name: string, text: string): Promise<string>;
}

/** Makes the folder. */
export async function cliFolder(): Promise<CliFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'graph-http-cli-'));
  after(() => rm(folder, { recursive: true, force: true }));
  return {
    folder,
    run: (args, env = {}) =>
      new Promise((resolve) => {
        execFile(
          process.execPath,
          [CLI, ...args],
          { cwd: folder, env: { ...process.env, ...env } },
          (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
        );
      }),
    async file(name, text) {
      await writeFile(join(folder, name), text);
      return name;
    },
  };
}

/** An object of the sandbox. */
export const URL_OF_ONE =
  'https://graph.microsoft.com/beta/identity/apiConnectors/7fd6431c-431c-7fd6-1c43-d67f1c43d67f';

/** A request that changes it. */
export const GOOD = `PATCH ${URL_OF_ONE}\nContent-Type: application/json\n\n{\n  "displayName": "From the command line"\n}\n`;

/** A request that the service refuses. */
export const BAD = `PATCH ${URL_OF_ONE}\nContent-Type: application/json\n\n{\n  "displayNam": "x"\n}\n`;
