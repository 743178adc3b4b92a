import { isObject } from '../change/json.ts';
import type { JsonObject } from '../text/jsonValues.ts';
import { parseGraphError } from './error.ts';
import { objectOf } from './loop/select.ts';
import type { GraphError } from './outcome.ts';

/** A request of a batch that was refused. */
export interface RefusedInBatch {
  readonly id: string;
  readonly method: string;
  /** Relative to the version. */
  readonly url: string;
  /** Its place among the requests of the batch. */
  readonly index: number;
  readonly body: unknown;
  readonly error: GraphError;
}

/** What came of the requests of a batch. */
export interface BatchAnswers {
  /** How many requests were answered. */
  readonly count: number;
  /** In the order of the requests. */
  readonly refused: readonly RefusedInBatch[];
}

/**
 * What came of the single requests of a JSON batch, which itself is answered with 200 whatever came of them.
 *
 * @param url that was sent to
 * @param body that was sent
 * @param answer in which the answers may stand in any order
 * @returns undefined where it was no batch
 * @see https://learn.microsoft.com/graph/json-batching
 */
export function batchAnswers(
  url: string,
  body: string | undefined,
  answer: JsonObject,
): BatchAnswers | undefined {
  const { responses } = answer;
  if (!/\/(?:\$|%24)batch\/?(?:[?#]|$)/i.test(url) || !Array.isArray(responses)) return undefined;
  const requests = objectOf(body)?.requests;
  const sent: readonly unknown[] = Array.isArray(requests) ? requests : [];
  const refused = responses.flatMap((response: unknown) => refusedIn(response, sent));
  return { count: responses.length, refused: refused.sort((a, b) => a.index - b.index) };
}

/** How many requests of a batch were refused, as a sentence. */
export function batchSummary({ count, refused }: BatchAnswers): string {
  if (refused.length === 0)
    return count === 1
      ? 'The request of the batch was done.'
      : `All ${count} requests of the batch were done.`;
  if (count === 1) return 'The request of the batch was refused.';
  const were = refused.length === 1 ? 'was' : 'were';
  return `${refused.length} of ${count} requests of the batch ${were} refused.`;
}

function refusedIn(response: unknown, requests: readonly unknown[]): readonly RefusedInBatch[] {
  if (!isObject(response)) return [];
  const { id, status, body: answer, headers } = response;
  const index = requests.findIndex((each) => isObject(each) && each.id === id);
  const request = requests[index];
  if (typeof status !== 'number' || status < 400 || typeof id !== 'string' || !isObject(request)) return [];
  const { url, body, method } = request;
  const lines = Object.entries(isObject(headers) ? headers : {}).map(([name, value]) => ({
    name,
    value: String(value),
  }));
  const error = parseGraphError(
    status,
    lines,
    typeof answer === 'string' ? answer : JSON.stringify(answer ?? ''),
  );
  return [{ id, method: String(method).toUpperCase(), url: String(url), index, body, error }];
}
