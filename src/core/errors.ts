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

/** The environment variable that should hold the token has none. */
export function tokenVariableEmpty(variable: string): UserError {
  return new UserError(
    'token-missing',
    `Nothing was sent: the variable ${variable} holds no token. Set it, then send again.`,
  );
}
