import type { Environment } from './environments.ts';

/** What the core asks of whatever it runs in: an editor, a command line, a test. */

/** Files of the workspace, read only. Paths are absolute and use `/`. */
export interface Files {
  /** The file as text (UTF-8, BOM removed); undefined where there is none, or it is no file or far too large. */
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
  /** Where it will be sent. */
  readonly environment: Environment;
  /** Full scope names (`https://graph.microsoft.com/User.ReadWrite.All`). */
  readonly scopes: readonly string[];
  /** Value of a `WWW-Authenticate` header that the service answered with, to be satisfied by a new sign-in. */
  readonly challenge?: string;
  /** Where there is no session yet, or a person would have to be asked, there is no token (`sign-in-needed`). */
  readonly silent?: true;
}

/** A signed-in account's token, for one send. */
export interface AccessToken {
  /** The bearer token: kept in memory only, never logged or shown. */
  readonly value: string;
  /** Who is signed in, as a person would say it (`adele@contoso.com`). */
  readonly account: string;
  /** What the host knows the account by, where it has several. */
  readonly accountId?: string;
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

/** Something that goes on until it is ended. */
export interface Ending {
  dispose(): void;
}

/** What one process wrote to the journal. */
export interface JournalPart {
  readonly name: string;
  /** Oldest first; a torn last line is left out. */
  readonly lines: readonly string[];
  /** `own`: this process. `live`: another one that may write on. `ended`: one that is gone for certain. */
  readonly writer: 'own' | 'live' | 'ended';
  /** Whether a process that is `live` said lately that it is sending. */
  readonly busy: boolean;
}

/** How far a part of the journal was read; only its store knows what that means. */
export interface PartMark {
  readonly file: string;
  readonly end: number;
}

/** What one process wrote to the journal since it was read before. */
export interface JournalTail extends JournalPart {
  /** Whether `lines` are behind those that were read before; otherwise they are all of the part. */
  readonly goesOn: boolean;
  readonly mark: PartMark;
}

/** Where the journal is kept: lines of any number of processes, of which each appends to its own part only. */
export interface JournalStore {
  read(): Promise<readonly JournalPart[]>;
  /**
   * Reads on where each part was read to; of other parts everything.
   *
   * @param known marks of earlier readings, by the part's name
   */
  readOn(known: ReadonlyMap<string, PartMark>): Promise<readonly JournalTail[]>;
  /** Adds one line (without its line break) to this process's part; it is stored for good when this resolves. */
  append(line: string): Promise<void>;
  /** Takes lines out of a part, atomically: of this process, or of one that ended. */
  keepOnly(name: string, keeps: (line: string) => boolean): Promise<void>;
  /** Says whether this process is at something whose end it will still write. */
  setBusy(busy: boolean): void;
  /** Calls back after changes that another process made, as far as they can be seen. */
  watch(listener: () => void): Ending;
}
