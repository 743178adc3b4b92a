import type { ApiVersion } from '../catalog/schema.ts';
import type { Environment } from '../environments.ts';
import type { AccessToken, Clock, Log, TokenSource } from '../host.ts';
import type { RequestOrigin } from '../journal/entry.ts';
import type { Journal } from '../journal/journal.ts';
import { requestScopes } from '../permissions/requestScopes.ts';
import type { ResolvedRequest, SentRequest } from '../request/message.ts';
import type { Client, Wait } from './client/client.ts';
import { notSent } from './client/reading.ts';
import { cancelled, declined, journalFailed } from './failures.ts';
import { composeHeaders } from './headers.ts';
import { inSlices } from './inSlices.ts';
import { type AroundOptions, askingForObject, changeText, readAfter, readBefore } from './loop/around.ts';
import type { Baseline } from './loop/baseline.ts';
import { type Echoes, echoesOf } from './mask/echoes.ts';
import type { Outcome, TargetedRequest } from './outcome.ts';
import { reasonOf } from './reason.ts';
import { type BeginFacts, beginOf, keptObject, resultOf } from './record/record.ts';
import { readClaims } from './signIn/claims.ts';
import { tokenFor } from './signIn/token.ts';
import { type TargetOptions, targetRequest } from './target.ts';

/** What a confirmation shows before a change of a real tenant. */
export interface Confirmation {
  readonly method: string;
  readonly url: string;
  readonly environment: Environment;
  readonly account: string;
  readonly tenant?: string;
  /** What the host knows the account by, where it has several. */
  readonly accountId?: string;
  /** Full names of the scopes that the token was asked for. */
  readonly scopes: readonly string[];
  /**
   * What would change, a line for each property (`displayName: "a" → "b"`), secrets masked; none where nothing
   * would; absent where the object could not be read.
   */
  readonly preview?: readonly string[];
}

/** Everything that one send needs. */
export interface DeliveryOptions extends AroundOptions {
  readonly request: ResolvedRequest;
  readonly environment: Environment;
  /** Where the environment is. */
  readonly base: URL;
  readonly tokens: TokenSource;
  readonly client: Client;
  readonly journal: Journal;
  readonly clock: Clock;
  /** The version of a path that names none. */
  readonly defaultVersion?: ApiVersion;
  /** The permission that the person chose in the place of the least one. */
  readonly permission?: string;
  readonly signal?: AbortSignal;
  readonly onWait?: (wait: Wait) => void;
  /** Where the request comes from, for the journal. */
  readonly origin?: RequestOrigin;
  /** Asked before anything is written or sent; `false` ends it there. */
  readonly confirm?: (confirmation: Confirmation) => Promise<boolean>;
  readonly log?: Log;
}

/** What came of one send, safe to show and keep: no token is in it. */
export interface Delivery {
  /** As it came, for what works on with it; without the token. */
  readonly outcome: Outcome;
  /** The same to be shown and kept: secrets that the answer holds, or repeats of the request, are masked. */
  readonly masked: Outcome;
  /** The request as it went out, or would have. */
  readonly sent: SentRequest;
  /** The scopes that the token was asked for. */
  readonly scopes: readonly string[];
  /** Who is signed in; absent where it did not come to that. */
  readonly account?: string;
  /** What the host knows the account by, where it has several. */
  readonly accountId?: string;
  /** Names of the permissions that the token carries, where it says so. */
  readonly granted?: readonly string[];
  readonly environment: Environment;
  /** What the change touched, before it was sent; absent where nobody asked for it. */
  readonly baseline?: Baseline;
  /** The object, read after a change that the service answered without it. */
  readonly readAfter?: Baseline;
  /** Id of its entry in the journal; absent where it did not come to one. */
  readonly entry?: string;
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
  const echoes = echoesOf(request, resource?.schema);
  const ended = ({ outcome, masked = outcome, sent, known = {} }: Ended): Delivery => ({
    outcome,
    masked,
    sent,
    scopes,
    ...known,
    environment,
    time: options.clock.now(),
  });
  const targeted = targetRequest(request, environment, options.base, scopes, targetOptions(options));
  if (!targeted.ok) return ended({ outcome: notSent(targeted), sent: echoes.request(request) });
  const aimed = askingForObject(options, targeted.request);
  const composed = composeHeaders(aimed, options.client.version, '');
  if (!composed.ok) return ended({ outcome: notSent(composed), sent: echoes.request(aimed) });

  const first = await attempt(options, aimed, echoes);
  if (first.challenge === undefined || options.signal?.aborted === true) return ended(first);
  options.log?.info('The service asked for a new sign-in (claims challenge).');
  const second = await attempt(options, aimed, echoes, {
    ...first.known,
    challenge: first.challenge,
  });
  // Without a second token the first answer is what there is to explain.
  return ended(second.answered ? second : first);
}

/** What an attempt found out on its way. */
type Known = Pick<Delivery, 'account' | 'accountId' | 'granted' | 'baseline' | 'readAfter' | 'entry'>;

/** How a delivery ends. */
interface Ended {
  readonly outcome: Outcome;
  /** Absent where nothing of it is secret. */
  readonly masked?: Outcome;
  readonly sent: SentRequest;
  readonly known?: Known;
}

/** One token and one send. */
interface Attempted extends Ended {
  readonly known: Known;
  /** Whether the request was given to the client. */
  readonly answered: boolean;
  /** The claims challenge of a 401. */
  readonly challenge?: string;
}

async function attempt(
  options: DeliveryOptions,
  request: TargetedRequest,
  echoes: Echoes,
  before?: Known & { readonly challenge: string },
): Promise<Attempted> {
  const clientRequestId = globalThis.crypto.randomUUID();
  const sent = await asSent(options, request, echoes, clientRequestId);
  let known: Known = {};
  const stopped = (outcome: Outcome): Attempted => ({ outcome, sent, answered: false, known });
  const token = await tokenFor(options, request.scopes, before?.challenge);
  if ('kind' in token) return stopped(token);
  const { client, clock, signal, origin, environment } = options;
  const reader = { client, clock, token, ...(signal === undefined ? {} : { signal }) };
  const baseline =
    before?.baseline?.kind === 'read' ? before.baseline : await readBefore(options, request, reader);
  known = { ...identityOf(token), ...(baseline === undefined ? {} : { baseline }) };
  // The new sign-in may be another person's: what was agreed to for one account says nothing about another.
  const same = before?.account === token.account && before.accountId === token.accountId;
  if (!same && !(await confirmed(options, sent, { token, scopes: request.scopes, baseline }))) {
    return stopped(notSent(declined(environment)));
  }
  if (signal?.aborted === true) return stopped(notSent(cancelled()));
  const entry = await entered(options, {
    ...{ sent, echoes, environment, account: token.account, scopes: request.scopes },
    ...(origin === undefined ? {} : { origin }),
    ...(baseline === undefined ? {} : { baseline }),
  });
  if (typeof entry !== 'string') return stopped(entry);
  known = { ...known, entry };
  const outcome = await sendEntered(options, request, token, clientRequestId);
  const masked = await inSlices(echoes.outcome(outcome));
  await noted(options, options.journal.complete(entry, resultOf(masked)));
  const asked = outcome.kind === 'refused' ? outcome.error.challenge : undefined;
  const after = await readAfter(options, request, reader, outcome);
  if (after?.kind === 'read') await inSlices(echoes.prepare(after.object));
  await noteAfter(options, entry, after, echoes);
  return {
    outcome,
    masked,
    sent,
    known: after === undefined ? known : { ...known, readAfter: after },
    answered: true,
    ...(asked === undefined ? {} : { challenge: asked }),
  };
}

/** Id of the entry in the journal that a send begins with: what cannot be noted is not sent. */
async function entered({ journal }: DeliveryOptions, facts: BeginFacts): Promise<string | Outcome> {
  try {
    return await journal.begin(beginOf(facts));
  } catch (error) {
    return notSent(journalFailed(reasonOf(error)));
  }
}

/** The send itself, once its entry is in the journal. */
function sendEntered(
  { client, signal, onWait }: DeliveryOptions,
  request: TargetedRequest,
  token: AccessToken,
  clientRequestId: string,
): Promise<Outcome> {
  return client.send(request, token, {
    clientRequestId,
    ...(signal === undefined ? {} : { signal }),
    ...(onWait === undefined ? {} : { onWait }),
  });
}

/** What may be told of a token. */
function identityOf({ value, account, accountId }: AccessToken): Known & { readonly account: string } {
  const { permissions } = readClaims(value);
  return {
    account,
    ...(accountId === undefined ? {} : { accountId }),
    ...(permissions === undefined ? {} : { granted: permissions }),
  };
}

/** The scopes that a request asks its token for. */
export function scopesOf({
  environment,
  resource,
  request,
  permission,
}: Pick<DeliveryOptions, 'environment' | 'resource' | 'request' | 'permission'>): readonly string[] {
  return requestScopes(environment, resource, request, permission);
}

/** What aiming is told by the catalog. */
export function targetOptions({ defaultVersion }: Pick<DeliveryOptions, 'defaultVersion'>): TargetOptions {
  return defaultVersion === undefined ? {} : { defaultVersion };
}

/** The request as it goes out with all its headers, redacted; what stands for the token is masked too. */
function asSent(
  { client }: DeliveryOptions,
  request: TargetedRequest,
  echoes: Echoes,
  clientRequestId: string,
): Promise<SentRequest> {
  const composed = composeHeaders(request, client.version, clientRequestId);
  const headers = composed.ok
    ? [...composed.headers, { name: 'Authorization', value: 'Bearer token' }]
    : request.headers;
  return inSlices(echoes.requestInSteps({ ...request, headers }));
}

/** Who is about to change what. */
interface SignedIn {
  readonly token: AccessToken;
  readonly scopes: readonly string[];
  readonly baseline: Baseline | undefined;
}

async function confirmed(
  { confirm, environment, request, resource }: DeliveryOptions,
  { method, url }: SentRequest,
  { token, scopes, baseline }: SignedIn,
): Promise<boolean> {
  if (confirm === undefined) return true;
  const preview = changeText(request, resource, baseline);
  try {
    return await confirm({
      method,
      url,
      environment,
      account: token.account,
      scopes,
      ...(token.accountId === undefined ? {} : { accountId: token.accountId }),
      ...(token.tenant === undefined ? {} : { tenant: token.tenant }),
      ...(preview === undefined ? {} : { preview }),
    });
  } catch {
    return false;
  }
}

/** Puts the object that was read after a change into the journal. */
async function noteAfter(
  options: DeliveryOptions,
  entry: string,
  after: Baseline | undefined,
  echoes: Echoes,
): Promise<void> {
  const kept = after && keptObject(after, echoes);
  if (kept) await noted(options, options.journal.addReadAfter(entry, kept));
}

/** What cannot be noted after a send does not change what came of it. */
async function noted({ log }: DeliveryOptions, noting: Promise<void>): Promise<void> {
  try {
    await noting;
  } catch (error) {
    log?.warn(`The journal could not be completed: ${reasonOf(error)}`);
  }
}
