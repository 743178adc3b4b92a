import { isObject } from '../change/json.ts';
import type { JsonObject } from '../text/jsonValues.ts';
import type { Refusal } from './answer.ts';
import { badRequest } from './resource/resourceRefusals.ts';
import { shortened } from './resource/sentences.ts';

/** One request of a JSON batch (https://learn.microsoft.com/graph/json-batching). */
export interface BatchRequest {
  readonly id: string;
  /** In upper case. */
  readonly method: string;
  /** Relative to the version: `/identity/apiConnectors?$top=1`. */
  readonly url: string;
  /** By name in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: unknown;
  /** Ids of the requests that have to succeed first. */
  readonly dependsOn: readonly string[];
}

/** Requests that one batch may have. */
const MOST_REQUESTS = 20;

/** Whether a path behind the version is that of batches. */
export function isBatch(path: string): boolean {
  return /^\/(?:\$|%24)batch$/i.test(path);
}

/**
 * The requests of a batch, in an order in which each comes after those that it depends on.
 *
 * @throws Refusal 400 where the batch as a whole cannot be carried out.
 */
export function readBatch(body: JsonObject): readonly BatchRequest[] {
  const { requests } = body;
  if (!Array.isArray(requests)) throw malformed("It needs 'requests', a list.");
  if (requests.length === 0) throw malformed("'requests' is empty.");
  if (requests.length > MOST_REQUESTS) {
    throw malformed(`It has ${requests.length} requests; ${MOST_REQUESTS} is the most that one may have.`);
  }
  const read = requests.map((each: unknown, index) => readRequest(each, index));
  const ids = new Set<string>();
  for (const { id } of read) {
    if (ids.has(id)) throw malformed(`Two requests have the id '${shortened(id, 40)}'.`);
    ids.add(id);
  }
  for (const { id, dependsOn } of read) {
    const strange = dependsOn.find((each) => !ids.has(each));
    if (strange !== undefined) {
      throw malformed(
        `Request '${shortened(id, 40)}' depends on '${shortened(strange, 40)}', which is not in the batch.`,
      );
    }
  }
  return inOrder(read);
}

function inOrder(requests: readonly BatchRequest[]): readonly BatchRequest[] {
  const ordered: BatchRequest[] = [];
  const done = new Set<string>();
  const waiting = new Set(requests);
  while (waiting.size > 0) {
    const next = [...waiting].find(({ dependsOn }) => dependsOn.every((id) => done.has(id)));
    if (next === undefined) throw malformed('Its requests depend on each other in a circle.');
    waiting.delete(next);
    done.add(next.id);
    ordered.push(next);
  }
  return ordered;
}

function readRequest(value: unknown, index: number): BatchRequest {
  if (!isObject(value)) throw malformed(`Request ${index + 1} is no object.`);
  const { id, method, url, headers = {}, body, dependsOn = [] } = value;
  if (typeof id !== 'string' || id === '') throw malformed(`Request ${index + 1} needs an 'id', a text.`);
  const name = `Request '${shortened(id, 40)}'`;
  if (typeof method !== 'string' || method === '') throw malformed(`${name} needs a 'method'.`);
  if (typeof url !== 'string' || url === '') throw malformed(`${name} needs a 'url'.`);
  if (/^[a-z][a-z\d+.-]*:|^[/\\]{2}/i.test(url)) {
    throw malformed(`${name} needs a 'url' that is relative to the version, without host: /me.`);
  }
  if (!isObject(headers) || !Object.values(headers).every((each) => typeof each === 'string')) {
    throw malformed(`'headers' of ${name.toLowerCase()} must be an object of texts.`);
  }
  if (!Array.isArray(dependsOn) || !dependsOn.every((each) => typeof each === 'string')) {
    throw malformed(`'dependsOn' of ${name.toLowerCase()} must be a list of ids.`);
  }
  const lower = Object.entries(headers).map(([key, each]) => [key.toLowerCase(), String(each)] as const);
  return { id, method: method.toUpperCase(), url, headers: new Map(lower), body, dependsOn };
}

function malformed(message: string): Refusal {
  return badRequest(`Invalid batch payload. ${message}`);
}
