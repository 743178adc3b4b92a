// Installs the packages when they are missing or are not those of package-lock.json; says nothing otherwise.
// npm runs it before `npm start` and `npm test…` with the machine's own Node: built-ins only.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './lock.mjs';
import { npm } from './npm.mjs';
import { withProgress } from './progress.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** @typedef {{ version?: string; optional?: boolean; peer?: boolean }} Locked */

/**
 * The packages that a lock file lists, by folder.
 * @param {string} file
 * @returns {Promise<Record<string, Locked>>}
 */
async function packagesOf(file) {
  const { '': _root, ...packages } = JSON.parse(await readFile(file, 'utf8')).packages;
  return packages;
}

/**
 * Whether what npm recorded in node_modules is what the lock file asks for. Optional packages may be absent: they
 * are for other platforms.
 */
async function isInstalled() {
  const node = process.platform === 'win32' ? 'node.exe' : 'node';
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record) || !existsSync(join(root, 'node_modules', 'node', 'bin', node))) return false;
  const [wanted, installed] = await Promise.all([
    packagesOf(join(root, 'package-lock.json')),
    packagesOf(record),
  ]);
  return Object.entries(wanted).every(([folder, { version, optional }]) =>
    installed[folder] ? installed[folder].version === version : optional === true,
  );
}

async function install() {
  if (await isInstalled()) return;
  await withProgress('Installing the packages of package-lock.json', () =>
    npm(root, ['ci', '--include=dev']),
  );
}

/** @returns {Promise<number>} the exit code */
async function main() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 18)) {
    console.error(
      `Node ${process.versions.node} is too old. Install Node 20.18 or newer from https://nodejs.org.`,
    );
    return 1;
  }
  if (await isInstalled()) return 0;
  try {
    await withLock(join(root, '.vscode-test', 'packages.lock'), install);
    return 0;
  } catch (cause) {
    console.error(cause instanceof Error ? cause.message : cause);
    console.error(
      'The packages could not be installed. Check that the npm registry can be reached, then try again.',
    );
    return 1;
  }
}

process.exitCode = await main();
