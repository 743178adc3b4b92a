import type { KnownHeader } from '../../check/headerNames.ts';

/** A request header that means something to Microsoft Graph. */
export interface HeaderFacts {
  /** One that the checks know too, or one that only the sandbox reads. */
  readonly name: KnownHeader | `x-sandbox-${string}`;
  /** Markdown, one to three sentences. */
  readonly documentation: string;
  readonly values: readonly HeaderValue[];
  /** It takes several values, separated by commas. */
  readonly list?: true;
  /** It means something for reads, or for writes, alone. */
  readonly only?: HeaderUse;
}

/** What a request does with a resource. */
export type HeaderUse = 'read' | 'write';

/** A value of a header, with what it does. */
export interface HeaderValue {
  readonly value: string;
  readonly documentation: string;
  /** The value with `${1:stops}`, where a part of it is the person's to say. */
  readonly snippet?: string;
  readonly only?: HeaderUse;
}

/**
 * Headers worth writing in an update, most useful first. Sources: OData 4.01 Protocol, section 8.2;
 * Microsoft Graph's overview of headers; RFC 9110 and RFC 7240.
 */
export const HEADER_FACTS: readonly HeaderFacts[] = [
  {
    name: 'Content-Type',
    only: 'write',
    documentation:
      'The format of the body. Microsoft Graph takes updates as JSON; without this header the body is refused (415).',
    values: [{ value: 'application/json', documentation: 'The body is JSON.' }],
  },
  {
    name: 'If-Match',
    only: 'write',
    documentation:
      'Update only if the object still has this ETag. Where it has changed meanwhile, the service answers 412 and changes nothing. Some resources (Planner among them) refuse an update without it.',
    values: [
      { value: '*', documentation: 'Any version: update whatever state the object is in.' },
      {
        value: 'W/"…"',
        documentation: 'The `@odata.etag` of the object, as it was read.',
        snippet: 'W/"$1"',
      },
    ],
  },
  {
    name: 'Prefer',
    list: true,
    documentation: 'Asks for a kind of answer. What the service honoured is told in `Preference-Applied`.',
    values: [
      {
        value: 'return=representation',
        documentation:
          'Answer with the changed object (200), not with an empty 204. Planner, open shifts and some security resources do, and are asked for it without this header too; most services answer as ever.',
      },
      { value: 'return=minimal', documentation: 'Answer without a body (204).' },
      {
        value: 'include-unknown-enum-members',
        documentation:
          'Take and return members of an enum that were added after `unknownFutureValue`. Without it they are neither accepted nor returned.',
      },
      {
        value: 'IdType="ImmutableId"',
        documentation: 'Ids of Outlook items that stay the same when an item moves to another folder.',
      },
      {
        value: 'outlook.timezone="UTC"',
        documentation: 'The time zone of calendar times in the answer.',
        snippet: 'outlook.timezone="${1:UTC}"',
      },
      {
        value: 'outlook.body-content-type="text"',
        documentation: 'Bodies of messages and events as plain text, not HTML.',
      },
      {
        value: 'odata.maxpagesize=50',
        documentation: 'At most so many objects in a page of the answer.',
        snippet: 'odata.maxpagesize=${1:50}',
        only: 'read',
      },
      {
        value: 'odata.track-changes',
        documentation: 'Answer with a delta link that later tells what has changed.',
        only: 'read',
      },
      {
        value: 'respond-async',
        documentation: 'Answer 202 at once and go on with the work, where the service offers that.',
        only: 'write',
      },
    ],
  },
  {
    name: 'ConsistencyLevel',
    documentation:
      'Asks for the advanced query index of directory objects. It matters for reads, not for updates.',
    values: [{ value: 'eventual', documentation: 'Read from the index, which lags behind a little.' }],
  },
  {
    name: 'client-request-id',
    documentation:
      'A GUID of your own that the service logs and returns, for support cases. One is sent with every request if you write none.',
    values: [{ value: '{{$guid}}', documentation: 'A fresh GUID for each send.' }],
  },
  {
    name: 'Accept',
    documentation: 'The format of the answer.',
    values: [
      { value: 'application/json', documentation: 'JSON, as the service does by itself.' },
      {
        value: 'application/json;odata.metadata=full',
        documentation: 'JSON with the type and links of every value.',
      },
      { value: 'application/json;odata.metadata=none', documentation: 'JSON without control information.' },
    ],
  },
  {
    name: 'Accept-Language',
    documentation: 'The language in which the service should write messages.',
    values: [{ value: 'en-US', documentation: 'English (United States).' }],
  },
  {
    name: 'x-sandbox-behaviour',
    documentation:
      'For the sandbox only: how it behaves towards this request, where services differ. Several items are joined by `;`.',
    values: [
      { value: 'answer=204', documentation: 'Answer a PATCH without the object, as many services do.' },
      {
        value: 'read-only=ignore',
        documentation: 'Pass over read-only values of the body; `refuse` is usual.',
      },
      { value: 'etag=required', documentation: 'Refuse a change without `If-Match` (428).' },
      {
        value: 'latency=500',
        documentation: 'Wait so many milliseconds first.',
        snippet: 'latency=${1:500}',
      },
    ],
  },
  {
    name: 'x-sandbox-fault',
    documentation:
      'For the sandbox only: what goes wrong with this request, to see what comes of it. Several items are joined by `;`.',
    values: [
      {
        value: 'status=429;retry-after=5',
        documentation: 'Answer with this status, and say when to come back. Nothing is changed.',
        snippet: 'status=${1:429};retry-after=${2:5}',
      },
      { value: 'status=503', documentation: 'Answer 503. Nothing is changed.' },
      { value: 'reset-before', documentation: 'Cut the connection before the change.' },
      { value: 'reset-after', documentation: 'Make the change, and cut the connection without an answer.' },
      { value: 'truncated-body', documentation: 'Cut the connection in the middle of the answer.' },
      { value: 'broken-json', documentation: 'Send half of the body, so that it is no JSON.' },
      { value: 'slow-body', documentation: 'Send the body in pieces, for about a second.' },
      {
        value: 'huge-body=20000000',
        documentation: 'Add so many characters to the answer.',
        snippet: 'huge-body=${1:20000000}',
      },
      { value: 'delay=2000', documentation: 'Wait so many milliseconds first.', snippet: 'delay=${1:2000}' },
    ],
  },
];

/** The facts of a header, by its name without regard to case. */
export function headerFacts(name: string): HeaderFacts | undefined {
  const wanted = name.toLowerCase();
  return HEADER_FACTS.find((facts) => facts.name.toLowerCase() === wanted);
}
