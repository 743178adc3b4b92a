/** A request header that means something to Microsoft Graph. */
export interface HeaderFacts {
  readonly name: string;
  /** Markdown, one to three sentences. */
  readonly documentation: string;
  readonly values: readonly HeaderValue[];
}

/** A value of a header, with what it does. */
export interface HeaderValue {
  readonly value: string;
  readonly documentation: string;
}

/**
 * Headers worth writing in an update, most useful first. Sources: OData 4.01 Protocol, section 8.2;
 * Microsoft Graph's overview of headers; RFC 9110 and RFC 7240.
 */
export const HEADER_FACTS: readonly HeaderFacts[] = [
  {
    name: 'Content-Type',
    documentation:
      'The format of the body. Microsoft Graph takes updates as JSON; without this header the body is refused (415).',
    values: [{ value: 'application/json', documentation: 'The body is JSON.' }],
  },
  {
    name: 'If-Match',
    documentation:
      'Update only if the object still has this ETag. Where it has changed meanwhile, the service answers 412 and changes nothing. Some resources (Planner among them) refuse an update without it.',
    values: [
      { value: '*', documentation: 'Any version: update whatever state the object is in.' },
      { value: 'W/"…"', documentation: 'The `@odata.etag` of the object, as it was read.' },
    ],
  },
  {
    name: 'Prefer',
    documentation: 'Asks for a kind of answer. What the service honoured is told in `Preference-Applied`.',
    values: [
      {
        value: 'return=representation',
        documentation: 'Answer with the changed object (200), not with an empty 204.',
      },
      { value: 'return=minimal', documentation: 'Answer without a body (204).' },
      {
        value: 'include-unknown-enum-members',
        documentation:
          'Take and return members of an enum that were added after `unknownFutureValue`. Without it they are neither accepted nor returned.',
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
];

/** The facts of a header, by its name without regard to case. */
export function headerFacts(name: string): HeaderFacts | undefined {
  const wanted = name.toLowerCase();
  return HEADER_FACTS.find((facts) => facts.name.toLowerCase() === wanted);
}
