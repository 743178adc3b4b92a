import { isSecretName } from '../../text/secrets.ts';
import type { Span } from '../../text/span.ts';
import type { HeaderLine } from '../message.ts';

/** Where the values of references and placeholders come from, besides the file itself. */
export interface Scope {
  /** Answers to `# @prompt`, and values given for one send (`--var`); they win over everything else. */
  readonly prompts: ReadonlyMap<string, string>;
  /** Variables of the chosen environment; references inside them are resolved. */
  readonly environment: ReadonlyMap<string, string>;
  /** Names of the environments, other than the chosen one, that have a variable. */
  elsewhere(variable: string): readonly string[];
  /** Answers for `{placeholders}` of URLs, by name, not encoded. */
  readonly placeholders: ReadonlyMap<string, string>;
  /** The latest answer of each named request. */
  readonly responses: ReadonlyMap<string, EarlierResponse>;
  /** A variable of the process's environment. */
  processEnv(name: string): string | undefined;
  /** A variable of the `.env` file that counts for the request file. */
  dotenv(name: string): string | undefined;
  /** Milliseconds since 1970. */
  now(): number;
  /** Minutes that local time is ahead of UTC at a time (milliseconds since 1970). */
  timeZoneOffset(time: number): number;
  /** A random number, at least 0 and below 1. */
  random(): number;
  /** A new random UUID (RFC 9562, version 4). */
  guid(): string;
}

/** An answer that a later request can refer to. */
export interface EarlierResponse {
  readonly headers: readonly HeaderLine[];
  readonly body: string;
}

/** A scope of the given values; the rest is empty, or the real time and chance. */
export function createScope(values: Partial<Scope> = {}): Scope {
  return {
    prompts: new Map(),
    environment: new Map(),
    elsewhere: () => [],
    placeholders: new Map(),
    responses: new Map(),
    processEnv: () => undefined,
    dotenv: () => undefined,
    now: () => Date.now(),
    timeZoneOffset: (time) => -new Date(time).getTimezoneOffset(),
    random: () => Math.random(),
    guid: () => crypto.randomUUID(),
    ...values,
  };
}

/** What stands between a reference or placeholder and its value. */
export type MissingKind =
  /** No variable of that name anywhere. */
  | 'variable'
  /** A `# @prompt` that has not been answered. */
  | 'prompt'
  /** A `{placeholder}` that has not been answered. */
  | 'placeholder'
  /** An answer of another request that is not there, or does not have what is asked for. */
  | 'response'
  /** A system variable that does not exist, or is not written as it must be. */
  | 'system'
  /** The file of a body cannot be used. */
  | 'file'
  /** A variable that needs itself. */
  | 'circular'
  /** A value that must not be sent where it would stand, or no reference at all. */
  | 'invalid'
  /** A mistake in the request itself that must be settled first; `name` is its `SyntaxCode`. */
  | 'syntax';

/** Something that has no value yet. */
export interface Unresolved {
  readonly kind: MissingKind;
  /** The variable, placeholder, request or code that it is about. */
  readonly name: string;
  /** What is wrong and what to do, in a plain sentence or two. */
  readonly reason: string;
  /** Whether the value should be masked while it is typed. */
  readonly secret?: boolean;
  /** What the file says about the value (`# @prompt name description`). */
  readonly description?: string;
  /** Of a variable that needs itself: the names of the circle, each once, in order. */
  readonly circle?: readonly string[];
}

/** Something that a request lacks, and where. */
export interface Missing extends Unresolved {
  /** Relative to the block. */
  readonly span: Span;
}

/** A value, or everything that it is still in want of. */
export type Value =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly missing: readonly Unresolved[] };

const SECRET_WORDS: ReadonlySet<string> = new Set([
  'apikey',
  'credential',
  'credentials',
  'key',
  'passphrase',
  'passwd',
  'password',
  'pwd',
  'secret',
  'token',
]);
const SECRET_ENDING = /(?:password|passphrase|secret|token)s?$/;

/**
 * Whether the name of a variable says that its value is a secret: one of its words is `password`, `secret`,
 * `token`, `key`…, or a property of that name would hold one.
 */
export function isSecretVariable(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return (
    words.some((word) => SECRET_WORDS.has(word)) ||
    SECRET_ENDING.test(name.toLowerCase()) ||
    isSecretName(name)
  );
}
