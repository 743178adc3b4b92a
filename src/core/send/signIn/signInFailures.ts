import type { Environment } from '../../environments.ts';
import { UserError } from '../../errors.ts';
import { maskPatterns } from '../../text/secrets.ts';
import { type SignInRemedy, signInFact } from './signInCodes.ts';

/** Why there is no token, and what helps, without the message. */
export interface SignInExplanation {
  readonly cause: string;
  /** Best first. */
  readonly advice: readonly string[];
  readonly remedy: SignInRemedy;
}

/** The person closed the sign-in or the consent dialog. */
export function signInCancelled(environment: Environment): UserError {
  return new UserError(
    'sign-in-cancelled',
    `Nothing was sent: the sign-in to ${environment.label} was cancelled. Send again to sign in.`,
  );
}

/** Nobody is signed in, and nobody may be asked now. */
export function signInNeeded(environment: Environment): UserError {
  return new UserError(
    'sign-in-needed',
    `There is no sign-in to ${environment.label} yet that allows this. Send the request to sign in.`,
  );
}

/** The editor's sovereign-cloud sign-in is set to another cloud. */
export function sovereignSettingDiffers(environment: Environment, what: string): UserError {
  return new UserError(
    'sovereign-setting',
    `Nothing was sent: the editor signs in to one sovereign cloud at a time, and not to ${environment.label} now. ${what} Then send again.`,
  );
}

/** A setting names a command for tokens, and the workspace is not trusted. */
export function tokenCommandUntrusted(environment: Environment): UserError {
  return new UserError(
    'token-command-untrusted',
    `Nothing was sent: the token for ${environment.label} comes from a command, and commands are not started in a workspace that is not trusted. Trust the workspace first.`,
  );
}

/** What a setting names as the command for tokens is none. */
export function tokenCommandInvalid(environment: Environment): UserError {
  return new UserError(
    'token-command-missing',
    `Nothing was sent: the token command for ${environment.label} is not a command. Write it as one line with its quotes closed, or as a list of words, in the setting graphHttp.tokenCommand.`,
  );
}

/** The environment names an authentication provider that no extension offers. */
export function providerMissing(environment: Environment): UserError {
  return new UserError(
    'sign-in-provider',
    `Nothing was sent: nothing in this editor offers the sign-in “${environment.authenticationProvider}” of ${environment.label}. Install or enable the extension that does, or correct the environment.`,
  );
}

/**
 * The authentication provider gave no session, and this is what it said. Its own words are kept (without
 * anything that looks like a token) behind our explanation.
 */
export function signInFailed(environment: Environment, words: string): UserError {
  if (/did not consent|cancell?ed|user_cancel/i.test(words)) return signInCancelled(environment);
  if (/authentication provider.*(?:register|not found|timed? ?out)|no authentication provider/i.test(words))
    return providerMissing(environment);
  const number = /AADSTS(\d{5,8})/.exec(words)?.[1];
  const fact = number === undefined ? undefined : signInFact(Number(number));
  const offline = number === undefined && /network|ENOTFOUND|ECONN|ETIMEDOUT|fetch failed/i.test(words);
  const code = number === undefined ? (offline ? 'sign-in-offline' : 'sign-in-failed') : `AADSTS${number}`;
  const { cause, advice } = fact ?? explanationOf(code) ?? OTHER;
  return new UserError(
    code,
    `Nothing was sent: the sign-in to ${environment.label} failed. ${cause} ${advice[0] ?? ''} The sign-in said: ${firstLine(words)}`,
  );
}

/** What is behind the code of a failed sign-in; undefined for every other code. */
export function explainSignIn(code: string): SignInExplanation | undefined {
  const number = /^AADSTS(\d+)$/.exec(code)?.[1];
  if (number === undefined) return explanationOf(code);
  return signInFact(Number(number)) ?? OTHER;
}

const OTHER: SignInExplanation = {
  cause: 'The sign-in service refused.',
  advice: ['Check the account and what the sign-in said, then send again.'],
  remedy: 'account',
};

function explanationOf(code: string): SignInExplanation | undefined {
  return Object.hasOwn(OURS, code) ? OURS[code] : undefined;
}

/** By our own codes. */
const OURS: Readonly<Record<string, SignInExplanation>> = {
  'sign-in-failed': OTHER,
  'sign-in-offline': {
    cause: 'The sign-in service could not be reached.',
    advice: ['Check that this computer is online, and the proxy setting, then send again.'],
    remedy: 'again',
  },
  'sign-in-cancelled': {
    cause: 'A request to Microsoft Graph needs a signed-in account, and nobody signed in.',
    advice: [
      'Send again, and sign in when the editor asks.',
      'Or select the sandbox as the environment: it needs no account of yours.',
    ],
    remedy: 'sign-in',
  },
  'sign-in-needed': {
    cause: 'The editor knows no account for this environment, or none that may do this.',
    advice: ['Send the request: the editor then asks for an account.'],
    remedy: 'sign-in',
  },
  'sign-in-provider': {
    cause: 'Each environment is signed in to by an authentication provider of the editor.',
    advice: ['The provider of Microsoft’s clouds is built into VS Code; other editors may not have it.'],
    remedy: 'environment',
  },
  'sovereign-setting': {
    cause: 'Which sovereign cloud the editor signs in to is a setting of the editor itself.',
    advice: ['Change it as it is said below, then send again. Other sovereign clouds then have to wait.'],
    remedy: 'settings',
  },
  'token-command-failed': tokenCommand('The command that should print the token did not do so.'),
  'token-command-missing': tokenCommand('The program of the token command cannot be started.'),
  'token-command-timeout': tokenCommand('The command that should print the token takes too long.'),
  'token-command-output': tokenCommand('What the token command printed is not a token.'),
  'token-command-untrusted': {
    cause: 'Programs are only started in workspaces that you trust.',
    advice: ['Trust the workspace, or sign in with the editor in place of the command.'],
    remedy: 'settings',
  },
};

function tokenCommand(cause: string): SignInExplanation {
  return {
    cause,
    advice: [
      'Run the command of graphHttp.tokenCommand in a terminal: it has to print the token, or JSON with accessToken, and nothing else.',
      'Without a command for this environment the editor signs in.',
    ],
    remedy: 'settings',
  };
}

/** The first line of a foreign message, at most 300 characters, without anything that looks like a token. */
function firstLine(message: string): string {
  const line = message.trim().split(/\r?\n/, 1)[0] ?? '';
  return maskPatterns(line.replace(/[\w-]{20,}\.[\w-]{20,}\.[\w-]+/g, '•••')).slice(0, 300);
}
