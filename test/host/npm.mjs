// Runs npm from inside npm's own scripts. Built-ins only: it works before anything is installed.
import { spawn } from 'node:child_process';

/** Names that npm sets for the script it is running; a nested npm must not inherit them. */
const lifecycle =
  /^npm_(?:lifecycle|package|command|config_(?:local_prefix|global_prefix|node_gyp|npm_version))/;

/**
 * The environment for a nested npm: the caller's, without what npm says about the script that is running now.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {NodeJS.ProcessEnv}
 */
export function cleanEnvironment(env = process.env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !lifecycle.test(name)));
}

/**
 * Runs npm and resolves when it ends well; rejects with its output otherwise.
 * @param {string} cwd the folder that npm works in
 * @param {readonly string[]} args npm's arguments
 * @returns {Promise<void>}
 */
export function npm(cwd, args) {
  const own = process.env.npm_execpath;
  const [command, first] = own?.endsWith('npm-cli.js') ? [process.execPath, [own]] : ['npm', []];
  const child = spawn(command, [...first, ...args], {
    cwd,
    env: cleanEnvironment(),
    shell: command === 'npm' && process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', (cause) => reject(new Error(`npm could not be started: ${cause.message}`)));
    child.once('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`npm ${args[0]} ended with ${signal ?? `code ${code}`}.\n${output.trim()}`));
    });
  });
}
