/** What the core asks of whatever it runs in: an editor, a command line, a test. */

/** Files of the workspace, read only. Paths are absolute and use `/`. */
export interface Files {
  /** The file as text (UTF-8, BOM removed), or undefined where there is none. */
  read(path: string): Promise<string | undefined>;
}

/** The time, so that tests can hold it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `ms` milliseconds; rejects with the signal's reason when it is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Where the extension says what it does. Never given tokens, secrets or bodies. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** What a token is asked for. */
export interface TokenRequest {
  /** The environment's id. */
  readonly environment: string;
  /** Full scope names (`https://graph.microsoft.com/User.ReadWrite.All`). */
  readonly scopes: readonly string[];
  /** Value of a `WWW-Authenticate` header that the service answered with, to be satisfied by a new sign-in. */
  readonly challenge?: string;
}

/** A signed-in account's token, for one send. */
export interface AccessToken {
  /** The bearer token: kept in memory only, never logged or shown. */
  readonly value: string;
  /** Who is signed in, as a person would say it (`adele@contoso.com`). */
  readonly account: string;
  /** The tenant, where the host knows it. */
  readonly tenant?: string;
}

/** Where tokens come from. */
export interface TokenSource {
  /**
   * A token that carries the scopes, asking the person to sign in where that is needed.
   *
   * @throws UserError where there is none: cancelled, refused, no provider.
   */
  getToken(request: TokenRequest, signal?: AbortSignal): Promise<AccessToken>;
}

/** A small append-only store, for the journal. */
export interface LineStore {
  /** All lines, oldest first; a torn last line is left out. */
  readLines(): Promise<readonly string[]>;
  /** Adds one line (without its line break) durably before it resolves. */
  appendLine(line: string): Promise<void>;
  /** Replaces everything by `lines`, atomically. */
  rewrite(lines: readonly string[]): Promise<void>;
}
