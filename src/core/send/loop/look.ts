import { type DeliveryOptions, scopesOf, targetOptions } from '../deliver.ts';
import { composeHeaders } from '../headers.ts';
import { tokenFor } from '../signIn/token.ts';
import { targetRequest } from '../target.ts';
import type { Baseline } from './baseline.ts';
import { readHeaders, readTouched, readWhole } from './read.ts';
import { objectOf } from './select.ts';

/** What looking at an object needs: as for the change itself, but nothing is written, so no journal. */
export type LookOptions = Pick<
  DeliveryOptions,
  | 'request'
  | 'resource'
  | 'environment'
  | 'permission'
  | 'base'
  | 'tokens'
  | 'client'
  | 'clock'
  | 'defaultVersion'
  | 'signal'
  | 'log'
> & {
  /** The whole object, where what the change touches is not enough. */
  readonly whole?: boolean;
};

/** An object as a look at it found it, and who looked. */
export interface Look {
  readonly baseline: Baseline;
  /** Absent where it did not come to a sign-in. */
  readonly account?: string;
}

/**
 * Reads the object of a change, without the change: aimed as the change would be, with the token that the change
 * would have, so that one sign-in serves both. Never throws.
 */
export async function look(options: LookOptions): Promise<Look> {
  const { environment, base, resource, client, clock, signal, whole } = options;
  // The headers of the change are not sent; those of one of the history are masked, and could not be.
  const request = { ...options.request, headers: readHeaders(options.request.headers) };
  const targeted = targetRequest(request, environment, base, scopesOf(options), targetOptions(options));
  if (!targeted.ok) return { baseline: unread(targeted) };
  const composed = composeHeaders(targeted.request, client.version, '');
  if (!composed.ok) return { baseline: unread(composed) };
  const token = await tokenFor(options, targeted.request.scopes, undefined);
  if ('kind' in token) return { baseline: unread(token) };
  const reader = { client, token, clock, ...(signal === undefined ? {} : { signal }) };
  const patch = objectOf(request.body) ?? {};
  // A PUT replaces more than its body names.
  const read = whole === true || request.method === 'PUT' ? readWhole : readTouched;
  const baseline = await read(reader, targeted.request, resource?.schema, patch);
  return { baseline, account: token.account };
}

function unread({ code, message }: { readonly code: string; readonly message: string }): Baseline {
  return { kind: 'unread', code, message };
}
