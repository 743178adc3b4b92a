/** What each status means when Microsoft Graph answers with it, in a few words of our own. */
const MEANINGS: Readonly<Record<number, string>> = {
  200: 'Done; the object is in the answer.',
  201: 'Created; the new object is in the answer.',
  202: 'Accepted; the service is still working on it.',
  204: 'Done; the answer has no body.',
  206: 'Part of what was asked for.',
  207: 'Several results, each with its own status.',
  301: 'It lives at another address.',
  302: 'It is at another address for now.',
  303: 'The result is at another address.',
  304: 'Not changed since you last read it.',
  307: 'It is at another address for now.',
  308: 'It lives at another address.',
  400: 'The request is malformed, or a value in it is not allowed.',
  401: 'The token is missing, expired or not accepted.',
  402: 'The feature needs to be paid for.',
  403: 'You are signed in, but not allowed to do this.',
  404: 'There is no such object, or you may not see it.',
  405: 'This URL does not take this method.',
  406: 'The service cannot answer in the format asked for.',
  408: 'The service waited too long for the request.',
  409: 'The change conflicts with the current state of the object.',
  410: 'It was there once, and is gone.',
  411: 'The length of the body is missing.',
  412: 'The object has changed since you read it.',
  413: 'The body is too large.',
  414: 'The URL is too long.',
  415: 'The service does not take this type of body.',
  416: 'The range asked for does not exist.',
  422: 'The request is well-formed, but cannot be carried out.',
  423: 'The object is locked.',
  424: 'Another request that this one depends on failed.',
  428: 'The service wants a condition (If-Match) with this change.',
  429: 'Too many requests; the service asks you to slow down.',
  431: 'The headers of the request are too large.',
  500: 'The service failed.',
  501: 'The service does not have this feature.',
  502: 'A gateway got no proper answer from the service.',
  503: 'The service is not available for now.',
  504: 'A gateway waited too long for the service.',
  507: 'The storage is full.',
  509: 'The bandwidth is used up for now.',
};

/** A short meaning of an HTTP status, as a sentence. */
export function statusMeaning(status: number): string {
  const meaning = MEANINGS[status];
  if (meaning !== undefined) return meaning;
  if (status >= 200 && status < 300) return 'The service accepted the request.';
  if (status >= 300 && status < 400) return 'It is at another address.';
  if (status >= 400 && status < 500) return 'The service refused the request.';
  return status >= 500 && status < 600 ? 'The service failed.' : 'A status that HTTP does not define.';
}
