import { spawn } from 'node:child_process';
import type { Environment } from '../../environments.ts';
import { UserError } from '../../errors.ts';
import type { AccessToken, TokenRequest } from '../../host.ts';
import { maskPatterns } from '../../text/secrets.ts';
import { readClaims } from './claims.ts';

/** How a token command is run. */
export interface TokenCommandOptions {
  /** Milliseconds after which it is ended. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}

const TIMEOUT = 60_000;
/** Characters of output that are read at most: no token is longer. */
const MOST_OUTPUT = 64 * 1024;

/**
 * The words of a command line, as a shell without any expansion would take them: single and double quotes keep
 * words together, and within double quotes, and outside of quotes, a backslash stands before `"`, `'`, `\` or a
 * space that is meant as it is. Undefined where a quote is not closed, or there is no word.
 */
export function splitCommand(line: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < line.length; at++) {
    const character = line[at] ?? '';
    const next = line[at + 1] ?? '';
    if (character === '\\' && quote !== "'" && /["'\\ ]/.test(next)) {
      word = (word ?? '') + next;
      at++;
    } else if (quote !== '') {
      if (character === quote) quote = '';
      else word += character;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= '';
    } else if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + character;
  }
  if (quote !== '') return undefined;
  if (word !== undefined) words.push(word);
  return words.length > 0 ? words : undefined;
}

/** The words of a command as it is written: a line, or a list of words. Undefined where it is neither. */
export function readCommand(written: unknown): readonly string[] | undefined {
  if (typeof written === 'string') return splitCommand(written);
  if (!Array.isArray(written) || !written.every((word) => typeof word === 'string')) return undefined;
  return written.length > 0 && written[0] !== '' ? written : undefined;
}

/**
 * Runs a command that prints a token: Azure CLI, a script. No shell is involved; `{resource}` and `{scopes}` in
 * its words become what the token is for. What it prints is the token, or JSON with `accessToken` (Azure CLI)
 * or `access_token` (OAuth). The token is in no error.
 *
 * @param command program and arguments
 * @throws UserError `token-command-…` where there is no token; whatever the signal was aborted with.
 */
export async function runTokenCommand(
  command: readonly string[],
  { environment, scopes }: Pick<TokenRequest, 'environment' | 'scopes'>,
  options: TokenCommandOptions = {},
): Promise<AccessToken> {
  const [program = '', ...words] = command.map((word) =>
    word.replaceAll('{resource}', resourceOf(scopes)).replaceAll('{scopes}', scopes.join(' ')),
  );
  const output = await outputOf(program, words, environment, options);
  const value = tokenIn(output);
  if (value === undefined) throw outputInvalid(environment);
  const { tenant, account, expires } = readClaims(value);
  if (expires !== undefined && expires <= Date.now()) throw tokenExpired(environment);
  return {
    value,
    account: account ?? 'the token of a command',
    ...(tenant === undefined ? {} : { tenant }),
  };
}

/** What scopes are for: `https://graph.microsoft.com` of `https://graph.microsoft.com/User.Read`. */
function resourceOf(scopes: readonly string[]): string {
  const [first = ''] = scopes;
  return first.slice(0, Math.max(0, first.lastIndexOf('/')));
}

/** The token in what a command printed: all of it, or a member of a JSON object. */
function tokenIn(output: string): string | undefined {
  const text = output.trim();
  const token = text.startsWith('{') ? memberOf(text) : text;
  return token !== undefined && /^[\x21-\x7e]{6,}$/.test(token) ? token : undefined;
}

function memberOf(json: string): string | undefined {
  try {
    const { accessToken, access_token, token } = JSON.parse(json) as Readonly<Record<string, unknown>>;
    return [accessToken, access_token, token].find((each) => typeof each === 'string');
  } catch {
    return undefined;
  }
}

function outputOf(
  program: string,
  words: readonly string[],
  environment: Environment,
  { timeout = TIMEOUT, signal }: TokenCommandOptions,
): Promise<string> {
  signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    let out = '';
    let complaint = '';
    const child = spawn(program, words, {
      shell: false,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const end = (settle: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      child.kill();
      // One that does not end writes into nothing.
      child.stdout.destroy();
      child.stderr.destroy();
      settle();
    };
    const abort = () => end(() => reject(signal?.reason));
    const timer = setTimeout(() => end(() => reject(commandTimeout(environment, timeout))), timeout);
    signal?.addEventListener('abort', abort, { once: true });
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString('utf8');
      if (out.length > MOST_OUTPUT) end(() => reject(outputInvalid(environment)));
    });
    child.stderr.on('data', (chunk: Buffer) => {
      complaint = (complaint + chunk.toString('utf8')).slice(0, 4096);
    });
    child.on('error', () => end(() => reject(programMissing(environment, program))));
    child.on('close', (code) =>
      end(() => (code === 0 ? resolve(out) : reject(commandFailed(environment, code, complaint)))),
    );
  });
}

function commandFailed(environment: Environment, code: number | null, complaint: string): UserError {
  const line = complaint.trim().split(/\r?\n/, 1)[0] ?? '';
  // A careless command prints the token with its errors.
  const words = maskPatterns(line.replace(/[\w.~+/=-]{40,}/g, '•••')).slice(0, 200);
  return new UserError(
    'token-command-failed',
    `Nothing was sent: the token command for ${environment.label} failed${code === null ? '' : ` (exit code ${code})`}. ${words === '' ? 'It said nothing.' : `It said: ${words}`} Run it in a terminal to see more.`,
  );
}

function commandTimeout(environment: Environment, timeout: number): UserError {
  return new UserError(
    'token-command-timeout',
    `Nothing was sent: the token command for ${environment.label} was ended after ${Math.round(timeout / 1000)} s. It must not ask anything; run it in a terminal first, where it can.`,
  );
}

function programMissing(environment: Environment, program: string): UserError {
  const script =
    process.platform === 'win32'
      ? ' A .cmd script, such as Azure CLI, is started with cmd /d /c in front of its name.'
      : '';
  return new UserError(
    'token-command-missing',
    `Nothing was sent: the token command for ${environment.label} cannot be started: there is no program “${program.slice(0, 80)}”. Correct its name, or give its whole path.${script}`,
  );
}

function outputInvalid(environment: Environment): UserError {
  return new UserError(
    'token-command-output',
    `Nothing was sent: the token command for ${environment.label} printed no token. It has to print the token alone, or JSON with accessToken.`,
  );
}

function tokenExpired(environment: Environment): UserError {
  return new UserError(
    'token-command-output',
    `Nothing was sent: the token that the command for ${environment.label} printed has expired. Sign in again where the command takes it from.`,
  );
}
