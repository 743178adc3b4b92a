import type { Resource } from '../catalog/resource.ts';
import type { ApiVersion } from '../catalog/schema.ts';
import { UserError } from '../errors.ts';
import type { AccessToken, Clock, Log, TokenSource } from '../host.ts';
import type { Journal, JournalResult } from '../journal/journal.ts';
import { defaultScope, scopesFor, touchedProperties } from '../permissions/scopes.ts';
import type { Client, Wait } from './client.ts';
import { type Environment, GLOBAL } from './environments.ts';
import { cancelled, declined, journalFailed, tokenFailed } from './failures.ts';
import { composeHeaders } from './headers.ts';
import type { Outcome, ResolvedRequest, SentRequest, TargetedRequest } from './outcome.ts';
import { notSent } from './reading.ts';
import { redactRequest, redactText } from './redact.ts';
import { maskPatterns } from './secrets.ts';
import { type TargetOptions, targetRequest } from './target.ts';

/** What a confirmation shows before a change of a real tenant. */
export interface Confirmation {
  readonly method: string;
  readonly url: string;
  readonly environment: Environment;
  readonly account: string;
  readonly tenant?: string;
}

/** Everything that one send needs. */
export interface DeliveryOptions {
  readonly request: ResolvedRequest;
  /** What the URL means, where the catalog knows it: its permissions and secret properties. */
  readonly resource?: Resource;
  readonly environment: Environment;
  /** Where the environment is. */
  readonly base: URL;
  readonly tokens: TokenSource;
  readonly client: Client;
  readonly journal: Journal;
  readonly clock: Clock;
  /** The version of a path that names none. */
  readonly defaultVersion?: ApiVersion;
  readonly signal?: AbortSignal;
  readonly onWait?: (wait: Wait) => void;
  /** Asked before anything is written or sent; `false` ends it there. */
  readonly confirm?: (confirmation: Confirmation) => Promise<boolean>;
  readonly log?: Log;
}

/** What came of one send, safe to show and keep: no token is in it. */
export interface Delivery {
  readonly outcome: Outcome;
  /** The request as it went out, or would have. */
  readonly sent: SentRequest;
  /** The scopes that the token was asked for. */
  readonly scopes: readonly string[];
  /** Who is signed in; absent where it did not come to that. */
  readonly account?: string;
  readonly environment: Environment;
  /** When it was over, in milliseconds since 1970. */
  readonly time: number;
}

/**
 * The one road from a resolved request to its outcome: aim, scopes, token, confirmation, journal, send,
 * journal. The token lives in here only. A token that the service wants more of (a claims challenge) is asked
 * for once more. Never throws.
 */
export async function deliver(options: DeliveryOptions): Promise<Delivery> {
  const { environment, resource, request } = options;
  const scopes = scopesOf(options);
  const ended = (outcome: Outcome, sent: SentRequest, account?: string): Delivery => ({
    outcome,
    sent,
    scopes,
    ...(account === undefined ? {} : { account }),
    environment,
    time: options.clock.now(),
  });
  const targeted = targetRequest(request, environment, options.base, scopes, targetOptions(options));
  if (!targeted.ok) return ended(notSent(targeted), redactRequest(request, resource?.schema));
  const composed = composeHeaders(targeted.request, options.client.version, '');
  if (!composed.ok) return ended(notSent(composed), redactRequest(targeted.request, resource?.schema));

  const first = await attempt(options, targeted.request);
  if (first.challenge === undefined || options.signal?.aborted === true) {
    return ended(first.outcome, first.sent, first.account);
  }
  options.log?.info('The service asked for a new sign-in (claims challenge).');
  const second = await attempt(options, targeted.request, {
    challenge: first.challenge,
    account: first.account,
  });
  // Without a second token the first answer is what there is to explain.
  const { outcome, sent, account } = second.answered ? second : first;
  return ended(outcome, sent, account);
}

/** One token and one send. */
interface Attempted {
  readonly outcome: Outcome;
  readonly sent: SentRequest;
  readonly account?: string;
  /** Whether the request was given to the client. */
  readonly answered: boolean;
  /** The claims challenge of a 401. */
  readonly challenge?: string;
}

async function attempt(
  options: DeliveryOptions,
  request: TargetedRequest,
  before?: { readonly challenge: string; readonly account: string | undefined },
): Promise<Attempted> {
  const clientRequestId = globalThis.crypto.randomUUID();
  const sent = asSent(options, request, clientRequestId);
  const stopped = (outcome: Outcome, account?: string): Attempted => ({
    outcome,
    sent,
    answered: false,
    ...(account === undefined ? {} : { account }),
  });
  const token = await tokenFor(options, request.scopes, before?.challenge);
  if ('kind' in token) return stopped(token);
  const { account } = token;
  // The new sign-in may be another person's: what was agreed to for one account says nothing about another.
  if (before?.account !== account && !(await confirmed(options, sent, token))) {
    return stopped(notSent(declined(options.environment)), account);
  }
  if (options.signal?.aborted === true) return stopped(notSent(cancelled()), account);
  let entry: string;
  try {
    entry = await options.journal.begin({ request: sent, environment: options.environment.id, account });
  } catch (error) {
    return stopped(notSent(journalFailed(reasonOf(error))), account);
  }
  const outcome = await options.client.send(request, token, {
    clientRequestId,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(options.onWait === undefined ? {} : { onWait: options.onWait }),
  });
  await completeEntry(options, entry, outcome);
  const asked = outcome.kind === 'refused' ? outcome.error.challenge : undefined;
  return { outcome, sent, account, answered: true, ...(asked === undefined ? {} : { challenge: asked }) };
}

function scopesOf({ environment, resource, request }: DeliveryOptions): readonly string[] {
  const host = environment.host ?? GLOBAL.host ?? '';
  if (resource === undefined) return [defaultScope(host)];
  const scopes = scopesFor(resource.endpoint, touchedProperties(request.body), resource.schema, host);
  return scopes.length === 0 ? [defaultScope(host)] : scopes;
}

function targetOptions({ defaultVersion }: DeliveryOptions): TargetOptions {
  return defaultVersion === undefined ? {} : { defaultVersion };
}

/** The request as it goes out with all its headers, redacted; what stands for the token is masked too. */
function asSent(options: DeliveryOptions, request: TargetedRequest, clientRequestId: string): SentRequest {
  const composed = composeHeaders(request, options.client.version, clientRequestId);
  const headers = composed.ok
    ? [...composed.headers, { name: 'Authorization', value: 'Bearer token' }]
    : request.headers;
  return redactRequest({ ...request, headers }, options.resource?.schema);
}

async function tokenFor(
  { tokens, environment, signal, log }: DeliveryOptions,
  scopes: readonly string[],
  challenge: string | undefined,
): Promise<AccessToken | Extract<Outcome, { kind: 'not-sent' }>> {
  const question = { environment: environment.id, scopes, ...(challenge === undefined ? {} : { challenge }) };
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

async function confirmed(
  { confirm, environment }: DeliveryOptions,
  { method, url }: SentRequest,
  { account, tenant }: AccessToken,
): Promise<boolean> {
  if (confirm === undefined) return true;
  try {
    return await confirm({ method, url, environment, account, ...(tenant === undefined ? {} : { tenant }) });
  } catch {
    return false;
  }
}

async function completeEntry(
  { journal, log }: DeliveryOptions,
  entry: string,
  outcome: Outcome,
): Promise<void> {
  try {
    await journal.complete(entry, resultOf(outcome));
  } catch (error) {
    log?.warn(`The journal could not be completed: ${reasonOf(error)}`);
  }
}

function resultOf(outcome: Outcome): JournalResult {
  if (outcome.kind === 'not-sent' || outcome.kind === 'unknown')
    return { kind: outcome.kind, code: outcome.code };
  const { status, requestId, clientRequestId, duration } = outcome.answer;
  return {
    kind: outcome.kind,
    status,
    clientRequestId,
    duration: Math.round(duration),
    ...(requestId === undefined ? {} : { requestId }),
    ...(outcome.kind === 'refused' && outcome.error.code !== '' ? { code: outcome.error.code } : {}),
  };
}

/** The first line of an error that is not meant for people, without anything secret. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return redactText(message.split('\n', 1)[0] ?? '').slice(0, 200);
}
