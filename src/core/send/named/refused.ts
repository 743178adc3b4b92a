import type { ResourceSchema } from '../../catalog/schema.ts';
import { batchAnswers } from '../batch.ts';
import { asksToRemove } from '../explain/badRequest.ts';
import { objectOf } from '../loop/select.ts';
import type { GraphError, Outcome } from '../outcome.ts';
import { type HeadPart, namedInHead, type SentHead } from './head.ts';
import type { BodyPath } from './locate.ts';
import { namedPlaces } from './named.ts';

/** A place of a body that a service refused, and what it said about it. */
export interface RefusedPlace {
  readonly path: BodyPath;
  readonly status: number;
  /** The service's own code, or `HTTP 400` where it gives none. */
  readonly code: string;
  /** The service's sentence; empty where it has none. */
  readonly message: string;
  /** Whether the property itself is not wanted, rather than its value. */
  readonly isUnwanted: boolean;
}

/** A header, a segment of the path or an option of the query that a service refused, and what it said about it. */
export interface RefusedPart {
  readonly part: HeadPart;
  readonly status: number;
  /** The service's own code, or `HTTP 400` where it gives none. */
  readonly code: string;
  /** The service's sentence; empty where it has none. */
  readonly message: string;
}

/** The parts of the head that the service named when it refused the request. */
export function refusedParts(outcome: Outcome, head: SentHead): readonly RefusedPart[] {
  if (outcome.kind !== 'refused') return [];
  const { error } = outcome;
  return namedInHead(error, head).map(({ part, code, message }) => ({
    part,
    status: error.status,
    code: codeText(code, error),
    message,
  }));
}

function codeText(code: string, { status }: GraphError): string {
  return code === '' ? `HTTP ${status}` : code;
}

/** A request that may have been refused, in whole or in part. */
export interface RefusedRequest {
  readonly outcome: Outcome;
  /** Where it was sent to. */
  readonly url: string;
  /** As it was sent. */
  readonly body: string | undefined;
  /** The schema of the resource at a URL; for the parts of a batch too, whose URLs are relative to the version. */
  schemaOf(url: string): ResourceSchema | undefined;
}

/** An error, and the part of the body that it is about. */
interface RefusedBody {
  readonly error: GraphError;
  /** Where the part stands in the body. */
  readonly at: BodyPath;
  readonly body: unknown;
  readonly schema: ResourceSchema | undefined;
}

/** The places of the body that the service named when it refused the request, or single requests of a batch. */
export function refusedPlaces(request: RefusedRequest): readonly RefusedPlace[] {
  const body = objectOf(request.body);
  return partsOf(request, body).flatMap(({ error, at, body: own, schema }) =>
    namedPlaces(error, own, schema).map(({ path, code, message }) => ({
      path: [...at, ...path],
      status: error.status,
      code: codeText(code, error),
      message,
      isUnwanted: asksToRemove(message),
    })),
  );
}

function partsOf(
  { outcome, url, body: text, schemaOf }: RefusedRequest,
  body: unknown,
): readonly RefusedBody[] {
  if (outcome.kind === 'refused') return [{ error: outcome.error, at: [], body, schema: schemaOf(url) }];
  if (outcome.kind !== 'object') return [];
  const { refused } = batchAnswers(url, text, outcome.object) ?? { refused: [] };
  return refused.map(({ error, index, url: own, body: part }) => ({
    error,
    at: ['requests', index, 'body'],
    body: part,
    schema: schemaOf(own),
  }));
}
