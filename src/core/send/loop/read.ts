import type { ResourceSchema } from '../../catalog/schema.ts';
import { copyOwn, joined } from '../../change/exact.ts';
import { type Draft, isObject } from '../../change/json.ts';
import type { AccessToken, Clock } from '../../host.ts';
import type { HeaderLine } from '../../request/message.ts';
import type { JsonObject } from '../../text/jsonValues.ts';
import type { Client } from '../client/client.ts';
import { readAnsweredNoObject, readCollection, readFailed, readRefused } from '../failures.ts';
import { headerOf } from '../headers.ts';
import type { Outcome, TargetedRequest } from '../outcome.ts';
import type { Baseline, Unread } from './baseline.ts';
import { onlyOnSelect, selectFor } from './select.ts';

/** What reads an object with a token that is there already. */
export interface Reader {
  readonly client: Client;
  readonly token: AccessToken;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
  /** Milliseconds that one read may take. */
  readonly patience?: number;
}

/** Milliseconds that a read beside a change may take: it must not hold the change up. */
const PATIENCE = 10_000;

/** What an `If-Match` can carry: one line of Latin-1. A tag of anything else is as good as none. */
const ENTITY_TAG = /^[\x21-\x7e\x80-\xff][\x20-\x7e\x80-\xff]*$/;

/** Preferences that decide what an object looks like; whatever else a change prefers is about its answer. */
const SHAPING = /include-unknown-enum-members/i;

/**
 * Reads the current values of what a change touches: with `$select`, or whole where the service refuses that.
 * Never throws, and never asks anybody for anything.
 *
 * @param request the change, with its host; the read goes to the same URL
 */
export async function readTouched(
  reader: Reader,
  request: TargetedRequest,
  schema: ResourceSchema | undefined,
  patch: JsonObject,
): Promise<Baseline> {
  const selected = selectFor(schema, patch);
  if (selected.length === 0) return readOnce(reader, request, undefined);
  const read = await readOnce(reader, request, selected);
  return read.kind === 'unread' && selectRefused(read) ? readOnce(reader, request, undefined) : read;
}

/**
 * Reads an object as the service returns it, and with it what the change touches and the service returns only
 * where `$select` asks for it.
 */
export async function readWhole(
  reader: Reader,
  request: TargetedRequest,
  schema: ResourceSchema | undefined,
  patch: JsonObject,
): Promise<Baseline> {
  const whole = await readOnce(reader, request, undefined);
  const extra = onlyOnSelect(schema, patch);
  if (whole.kind === 'unread' || extra.length === 0) return whole;
  const more = await readOnce(reader, request, extra);
  return more.kind === 'unread'
    ? whole
    : { ...whole, object: joined(withoutControl(more.object), whole.object) };
}

async function readOnce(
  { client, token, clock, signal, patience }: Reader,
  request: TargetedRequest,
  selected: readonly string[] | undefined,
): Promise<Baseline> {
  const limit = AbortSignal.timeout(patience ?? PATIENCE);
  const outcome = await client.send(asRead(request, selected), token, {
    signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
    maxRetries: 0,
  });
  return baselineOf(outcome, request, selected, clock.now());
}

/** The GET of the object that a change is for: same place, no body, and no condition of the change. */
function asRead(request: TargetedRequest, selected: readonly string[] | undefined): TargetedRequest {
  const { body: _, ...rest } = request;
  const url = new URL(request.url.pathname, request.url.origin);
  if (selected !== undefined) url.search = `?$select=${selected.map(encodeURIComponent).join(',')}`;
  return { ...rest, method: 'GET', url, headers: readHeaders(request.headers) };
}

/** The headers that a read of the object of a change has, by those of the change. */
export function readHeaders(headers: readonly HeaderLine[]): readonly HeaderLine[] {
  const shaping = headers.some(({ name, value }) => name.toLowerCase() === 'prefer' && SHAPING.test(value));
  return [
    { name: 'Accept', value: 'application/json' },
    ...(shaping ? [{ name: 'Prefer', value: 'include-unknown-enum-members' }] : []),
  ];
}

function baselineOf(
  outcome: Outcome,
  request: TargetedRequest,
  selected: readonly string[] | undefined,
  time: number,
): Baseline {
  switch (outcome.kind) {
    case 'object': {
      const { answer } = outcome;
      const object = objectIn(outcome.object, request);
      if (object === undefined) return { kind: 'unread', ...readCollection() };
      const etag = object['@odata.etag'] ?? headerOf(answer.headers, 'etag');
      return {
        kind: 'read',
        object,
        time,
        ...(typeof etag === 'string' && ENTITY_TAG.test(etag) ? { etag } : {}),
        ...(selected === undefined ? {} : { selected }),
      };
    }
    case 'changed':
      return {
        kind: 'unread',
        ...readAnsweredNoObject(outcome.answer.status),
        status: outcome.answer.status,
      };
    case 'refused':
      return { kind: 'unread', ...readRefused(outcome.error), status: outcome.error.status };
    case 'not-sent':
    case 'unknown':
      return { kind: 'unread', ...readFailed(outcome) };
    default:
      return outcome satisfies never;
  }
}

/** What a service answers to a refused `$select`: no object of ours is the matter, so a plain read may do. */
function selectRefused({ status }: Unread): boolean {
  return status === 400 || status === 501;
}

/**
 * The object that a change of the URL would change: what was read; undefined for a collection. The URL of an API
 * page may name no object and be that of the collection: the sandbox changes the first one of it then.
 */
function objectIn(read: JsonObject, { environment }: TargetedRequest): JsonObject | undefined {
  if (!isCollection(read)) return read;
  const [first] = Array.isArray(read.value) ? read.value : [];
  return !environment.real && isObject(first) ? first : undefined;
}

/** A page of a collection (OData JSON Format 4.01, section 13): a list in `value`, and no key. */
function isCollection(object: JsonObject): boolean {
  return Array.isArray(object.value) && object.id === undefined && object.value.every(isObject);
}

function withoutControl(object: JsonObject): JsonObject {
  const kept: Draft = {};
  for (const name of Object.keys(object)) if (!name.startsWith('@')) copyOwn(kept, name, object);
  return kept;
}
