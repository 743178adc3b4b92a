import { headerFacts } from '../../core/assist/describe/headerFacts.ts';

/** Whether a header went out or came back: some mean something else then. */
export type Direction = 'request' | 'response';

/** What a header says, in one to three plain sentences; undefined where it is not known. */
export function headerMeaning(name: string, direction: Direction): string | undefined {
  const lower = name.toLowerCase();
  if (direction === 'response') return ownOf(ANSWER, lower);
  return ownOf(SENT, lower) ?? headerFacts(lower)?.documentation.replaceAll('`', '');
}

function ownOf(meanings: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(meanings, name) ? meanings[name] : undefined;
}

/**
 * Headers of answers: RFC 9110 (HTTP), RFC 9111 (caching), RFC 9745 and 8594 (deprecation), RFC 7240 (preferences),
 * OData 4.01 Protocol section 8, and Microsoft Graph's own.
 */
const ANSWER: Readonly<Record<string, string>> = {
  'request-id':
    'The name that the service gave to this request. Microsoft support finds the request by it, together with the time.',
  'client-request-id': 'The id that was sent with the request, as the service repeats it.',
  'x-ms-ags-diagnostic':
    'Which data centre and machine of Microsoft Graph has answered. Of use to Microsoft support only.',
  'retry-after': 'How long to wait before the request is sent again; sooner, it is turned away again.',
  etag: 'The version of the object. Sent as If-Match with a change, it has the service refuse the change if somebody else was faster.',
  location: 'Where what was created, or what is still being worked on, can be read.',
  'content-location': 'The address of the object that is in the answer.',
  'operation-location': 'Where the progress of work that goes on can be read.',
  deprecation:
    'This part of the API is being given up. It works until the date in Sunset; look for what takes its place.',
  sunset: 'The day from which this part of the API may no longer answer.',
  link: 'Related pages, such as the one that explains why something is being given up.',
  'preference-applied': 'Which of the wishes in Prefer the service has granted. The others had no effect.',
  'odata-version': 'The version of the OData protocol that the answer is written in.',
  'content-type': 'The format of the body. IEEE754Compatible tells whether long numbers are texts in it.',
  'content-length': 'Bytes of the body, as it was transferred.',
  'content-encoding': 'How the body was packed for its way. It is shown unpacked.',
  'transfer-encoding': 'The body came in pieces, so its length was not known at first.',
  'content-language': 'The language of the texts in the body.',
  date: 'When the service answered, by its own clock.',
  'last-modified': 'When the object was changed last.',
  expires: 'Until when a copy of the answer may be used.',
  'cache-control':
    'Whether a copy of the answer may be kept. Answers of Microsoft Graph are personal, so mostly not.',
  vary: 'Which headers of the request the answer depends on.',
  allow: 'The methods that this address takes.',
  'www-authenticate':
    'How to sign in, or what the token lacks. A claims challenge in it asks for another sign-in.',
  'strict-transport-security': 'Clients are to use https only with this host.',
  'x-content-type-options': 'Browsers are to believe the Content-Type.',
  'x-ms-throttle-limit-percentage':
    'How much of what is allowed was used. It comes only from 0.8 on; at 1 and more, requests are turned away.',
  'x-ms-throttle-scope': 'Whose limit it is: the application’s, the tenant’s, or that of both together.',
  'x-ms-throttle-information': 'Why requests are turned away.',
  'x-ms-resource-unit': 'What this request cost, in the units by which the service counts.',
  'ratelimit-limit': 'How much is allowed in a period.',
  'ratelimit-remaining': 'How much of it is left.',
  'ratelimit-reset': 'Seconds until the period begins anew.',
  connection: 'Whether the connection stays open for the next request.',
  'keep-alive': 'How long the connection stays open without a request.',
  'odata-entityid': 'The address of what was created or changed; it comes where the answer has no body.',
  'x-sandbox-fault': 'The trouble that was ordered from the sandbox.',
};

/** Headers of requests that Graph HTTP adds, besides those that a person may write. */
const SENT: Readonly<Record<string, string>> = {
  authorization: 'The token that says who is asking and what is allowed. It is never shown, kept or copied.',
  'accept-encoding': 'How the answer may be packed for its way.',
  'user-agent': 'Which program is asking.',
  'content-length': 'Bytes of the body.',
  'if-none-match': 'Answer only if the object has another version than this.',
};
