import type { Clock } from '../../host.ts';
import { Refusal } from '../answer.ts';

/** Who asks, and what they may do. */
export interface Grant {
  /** As they signed in: `adele@contoso.example`. */
  readonly account: string;
  /** Permission names in lower case, without the host of the scope: `apiconnectors.readwrite.all`. */
  readonly permissions: ReadonlySet<string>;
}

/** A token as `TokenBook.issue` hands it out. */
export interface IssuedToken {
  readonly value: string;
  /** Seconds. */
  readonly expiresIn: number;
}

/** Seconds that a token is good for, as at Entra: about an hour. */
const LIFETIME = 3_600;
/** Tokens that are remembered; the oldest is forgotten first. */
const CAPACITY = 1_000;
const BEARER = /^Bearer +([\w.~+/-]+=*) *$/i;

/** The access tokens that this sandbox has issued. They live in memory, and end with it. */
export class TokenBook {
  readonly #clock: Clock;
  readonly #grants = new Map<string, Grant & { readonly expires: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * A new token, not to be guessed.
   *
   * @param scopes short (`User.Read`) or full (`https://graph.microsoft.com/User.Read`); `.default` stands
   *   for every permission
   */
  issue(scopes: readonly string[], account: string): IssuedToken {
    const random = globalThis.crypto.getRandomValues(new Uint8Array(32));
    const value = `sandbox.${Buffer.from(random).toString('base64url')}`;
    const oldest = this.#grants.keys().next();
    if (this.#grants.size >= CAPACITY && !oldest.done) this.#grants.delete(oldest.value);
    this.#grants.set(value, {
      account,
      permissions: new Set(scopes.map(permissionOf)),
      expires: this.#clock.now() + LIFETIME * 1_000,
    });
    return { value, expiresIn: LIFETIME };
  }

  /**
   * What the bearer of a request's `Authorization` header may do.
   *
   * @throws Refusal 401 where the header is missing, or the token unknown or expired.
   */
  grantOf(authorization: string | undefined): Grant {
    if (authorization === undefined || authorization === '') {
      throw unauthenticated('Access token is empty.', 'Bearer realm="sandbox"');
    }
    const value = BEARER.exec(authorization)?.[1];
    const grant = value === undefined ? undefined : this.#grants.get(value);
    if (value === undefined || grant === undefined) {
      throw unauthenticated('The access token is not one that this sandbox issued. Sign in again.', INVALID);
    }
    if (grant.expires <= this.#clock.now()) {
      this.#grants.delete(value);
      throw unauthenticated('The access token has expired. Sign in again.', INVALID);
    }
    return grant;
  }
}

const INVALID = 'Bearer realm="sandbox", error="invalid_token"';

/** Whether the grant has the permission; names are compared without case. */
export function has(grant: Grant, permission: string): boolean {
  return grant.permissions.has(permission.toLowerCase()) || grant.permissions.has('.default');
}

function permissionOf(scope: string): string {
  return scope.slice(scope.lastIndexOf('/') + 1).toLowerCase();
}

function unauthenticated(message: string, challenge: string): Refusal {
  return new Refusal(401, 'InvalidAuthenticationToken', message, {
    headers: { 'www-authenticate': challenge },
  });
}
