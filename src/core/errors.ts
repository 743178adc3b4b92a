/**
 * Every message about a failure that a person can see, as named factories: what happened, and what to do
 * next. Messages never carry a token, a secret or a stack.
 */

/** A failure with a message for a person. `code` is stable, for tests and the command line. */
export class UserError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'UserError';
    this.code = code;
  }
}

/** The person closed the sign-in or the consent dialog. */
export function signInCancelled(environment: string): UserError {
  return new UserError(
    'sign-in-cancelled',
    `Nothing was sent: the sign-in to ${environment} was cancelled. Send again to sign in.`,
  );
}

/**
 * The authentication provider gave no session. Its own message is kept (it never holds a token), behind an
 * explanation where the Entra error code in it is one that people meet.
 */
export function signInFailed(environment: string, message: string): UserError {
  const known = SIGN_IN_CODES.find(({ code }) => message.includes(code));
  const advice = known?.advice ?? 'Check the network and the account, then send again.';
  return new UserError(
    known?.code ?? 'sign-in-failed',
    `Nothing was sent: the sign-in to ${environment} failed. ${advice} The sign-in said: ${firstLine(message)}`,
  );
}

/** Entra sign-in errors (learn.microsoft.com/entra/identity-platform/reference-error-codes). */
const SIGN_IN_CODES: readonly { readonly code: string; readonly advice: string }[] = [
  {
    code: 'AADSTS65002',
    advice:
      "The editor's own application may not ask for this permission. Register an application of your own and set its ID in the setting graphHttp.signIn.clientId.",
  },
  {
    code: 'AADSTS50011',
    advice:
      'The application does not allow the address that the sign-in returns to. Add the redirect URIs https://vscode.dev/redirect and http://localhost to its mobile and desktop platform.',
  },
  {
    code: 'AADSTS65001',
    advice:
      'Nobody has consented to this permission for the application. Ask an administrator of the tenant to grant it.',
  },
];

/** The first line of a foreign message, at most 300 characters, without anything that looks like a token. */
function firstLine(message: string): string {
  const line = message.split(/\r?\n/, 1)[0] ?? '';
  return line.replace(/[\w-]{20,}\.[\w-]{20,}\.[\w-]+/g, '•••').slice(0, 300);
}

/** The environment variable that should hold the token has none. */
export function tokenVariableEmpty(variable: string): UserError {
  return new UserError(
    'token-missing',
    `Nothing was sent: the variable ${variable} holds no token. Set it, then send again.`,
  );
}
