import type { Environment } from '../../environments.ts';
import { UserError } from '../../errors.ts';
import type { AccessToken, Log, TokenSource } from '../../host.ts';
import { maskPatterns } from '../../text/secrets.ts';
import { cancelled, tokenFailed } from '../failures.ts';
import type { Outcome } from '../outcome.ts';
import { reasonOf } from '../reason.ts';

/** Where a token is asked for. */
export interface TokenFacts {
  readonly tokens: TokenSource;
  readonly environment: Environment;
  readonly signal?: AbortSignal;
  readonly log?: Log;
}

/** A token for the scopes, or why there is none. */
export async function tokenFor(
  { tokens, environment, signal, log }: TokenFacts,
  scopes: readonly string[],
  challenge: string | undefined,
): Promise<AccessToken | Extract<Outcome, { kind: 'not-sent' }>> {
  const question = { environment, scopes, ...(challenge === undefined ? {} : { challenge }) };
  try {
    signal?.throwIfAborted();
    return await unlessAborted(tokens.getToken(question, signal), signal);
  } catch (error) {
    if (signal?.aborted === true) return { kind: 'not-sent', ...cancelled() };
    if (error instanceof UserError) {
      return { kind: 'not-sent', code: error.code, message: maskPatterns(error.message) };
    }
    log?.error(`No token for ${environment.label}: ${reasonOf(error)}`);
    return { kind: 'not-sent', ...tokenFailed(environment) };
  }
}

/** A promise that the signal cuts short: sign-ins of an editor cannot be cancelled from outside. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
