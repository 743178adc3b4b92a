import { Refusal } from '../answer.ts';
import type { Call } from '../call.ts';
import type { HeaderReader } from '../guard.ts';

/** The entity tags of `If-Match` or `If-None-Match`, without weakness marks; `*` is any. */
export type ETagList = '*' | readonly string[];

const ETAG = /[\t ,]*(?:W\/)?("[\x21\x23-\x7e\x80-\xff]*")[\t ]*(?=,|$)/y;
const REST = /[\t ,]*$/y;

/**
 * Reads a list of entity tags (RFC 9110, section 8.8.3). `W/"a"` and `"a"` are the same here: Graph hands out
 * weak tags and takes them in `If-Match` (OData 4.01 Protocol, section 8.2.4).
 *
 * @returns undefined where the text is no such list
 */
export function parseETags(text: string): ETagList | undefined {
  if (text.trim() === '*') return '*';
  const tags: string[] = [];
  let at = 0;
  for (;;) {
    ETAG.lastIndex = at;
    const tag = ETAG.exec(text)?.[1];
    if (tag === undefined) break;
    tags.push(tag);
    at = ETAG.lastIndex;
  }
  REST.lastIndex = at;
  return tags.length > 0 && REST.test(text) ? tags : undefined;
}

/**
 * Holds the conditions of a request against the object's entity tag.
 *
 * A header that is no list of entity tags is refused, never passed over: whoever sends it wants to be
 * protected from overwriting a change that they have not seen.
 *
 * @param etag the object's, `W/"…"`
 * @returns whether a read may answer 304
 * @throws Refusal 412 where a condition does not hold, 400 where it cannot be read.
 */
export function checkConditions(
  header: HeaderReader,
  etag: string,
  reading: boolean,
): { readonly unchanged: boolean } {
  const own = etag.replace(/^W\//, '');
  const match = conditionOf(header, 'If-Match');
  if (match !== undefined && match !== '*' && !match.includes(own)) throw failed('If-Match');
  const noneMatch = conditionOf(header, 'If-None-Match');
  const same = noneMatch !== undefined && (noneMatch === '*' || noneMatch.includes(own));
  if (same && !reading) throw failed('If-None-Match');
  return { unchanged: same };
}

/**
 * Insists on `If-Match` before a change, where the endpoint or the sandbox's behaviour needs it.
 *
 * @throws Refusal 428 without the header.
 */
export function requireCondition({ request, resource }: Pick<Call, 'request' | 'resource'>): void {
  const required = request.behaviour.etag === 'required' || resource.endpoint.etag === 'required';
  if (!required || request.header('if-match') !== undefined) return;
  throw new Refusal(
    428,
    'PreconditionRequired',
    'A change of this object needs an If-Match header with its entity tag. Read the object to get it; * takes any.',
  );
}

function conditionOf(header: HeaderReader, name: string): ETagList | undefined {
  const text = header(name.toLowerCase());
  if (text === undefined) return undefined;
  const tags = parseETags(text);
  if (tags === undefined) {
    throw new Refusal(
      400,
      'BadRequest',
      `The ${name} header is no list of entity tags: write * or "…" in quotes.`,
    );
  }
  return tags;
}

function failed(name: string): Refusal {
  const message =
    name === 'If-Match'
      ? 'The object has changed since the entity tag in If-Match was read. Read it again and repeat the change.'
      : 'The object exists already as If-None-Match describes it, so it was not changed.';
  return new Refusal(412, 'PreconditionFailed', message);
}
