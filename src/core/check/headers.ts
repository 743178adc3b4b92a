import type { Endpoint } from '../catalog/schema.ts';
import type { Header, RequestBlock } from '../request/tree.ts';
import { OURS, reasonAgainst } from '../send/headers.ts';
import { checkEtag, checkNoneMatch } from './conditions.ts';
import { checkContentType } from './contentType.ts';
import { checkAuthorization, checkCookie } from './credentials.ts';
import { checkHeaderNames, misspeltHeaders } from './headerNames.ts';
import { type HeaderValue, removeHeader, type SentBody } from './headerParts.ts';
import { checkPreferences } from './preferences.ts';
import type { Problem } from './problem.ts';
import { fix, problem, short } from './report.ts';

/** Headers whose values are lists, so that two lines mean the same as one (RFC 9110, section 5.3). */
const LISTS: ReadonlySet<string> = new Set([
  'accept',
  'accept-language',
  'accept-encoding',
  'cache-control',
  'cookie',
  'if-match',
  'if-none-match',
  'prefer',
  'warning',
]);

/** Everything that is wrong with the headers of a request. */
export function checkHeaders(
  block: RequestBlock,
  textOf: HeaderValue,
  body: SentBody | undefined,
  endpoint: Endpoint | undefined,
): Problem[] {
  const misspelt = misspeltHeaders(block);
  const named = new Set(
    block.headers.map((header) => (misspelt.get(header) ?? header.name.text).toLowerCase()),
  );
  return [
    ...checkDuplicates(block),
    ...checkHeaderNames(misspelt),
    ...block.headers.flatMap((header) => checkHeader(block, header, textOf, body)),
    ...checkContentType(block, textOf, body, named),
    ...checkEtag(block, endpoint, named),
  ];
}

/** Whether a request asks for the changed object as the answer (RFC 7240, section 4.2). */
export function wantsRepresentation(block: RequestBlock, textOf: HeaderValue): boolean {
  return block.headers.some(
    (header) =>
      header.name.text.toLowerCase() === 'prefer' &&
      /\breturn\s*=\s*"?representation/i.test(textOf(header) ?? ''),
  );
}

function checkHeader(
  block: RequestBlock,
  header: Header,
  textOf: HeaderValue,
  body: SentBody | undefined,
): Problem[] {
  const name = header.name.text.toLowerCase();
  if (name === 'authorization') return [checkAuthorization(block, header)];
  if (name === 'content-length') return checkLength(block, header, textOf, body);
  if (name === 'cookie') return [checkCookie(block, header)];
  if (!OURS.has(name)) {
    const found = checkValue(header, textOf(header));
    if (found.length > 0) return found;
    return name === 'if-none-match' ? checkNoneMatch(block, header) : checkPreferences(header);
  }
  return [
    problem(
      'header-forbidden',
      header.name,
      `${header.name.text} follows from the connection and is not sent from here. Remove it.`,
      { fixes: removeHeader(block, header) },
    ),
  ];
}

/** A list of entity tags (RFC 9110, section 8.8.3), or any. */
const ENTITY_TAGS = /^(?:\*|(?:W\/)?"[^"]*"(?:[\t ]*,[\t ]*(?:W\/)?"[^"]*")*)$/;

function checkValue(header: Header, value: string | undefined): Problem[] {
  if (value === undefined) return [];
  const name = short(header.name.text);
  const span = header.value.text === '' ? header : header.value;
  const why = reasonAgainst(value);
  if (why !== undefined) {
    return [problem('header-value', span, `The header ${name} ${why}, so it would not be sent. Correct it.`)];
  }
  if (/^consistencylevel$/i.test(name)) return checkConsistency(header, value);
  if (!/^if-(?:none-)?match$/i.test(name) || ENTITY_TAGS.test(value.trim())) return [];
  const [, weak = '', bare = ''] = /^(W\/)?([\w.+/=-]+)$/.exec(header.value.text) ?? [];
  return [
    problem(
      'header-value',
      span,
      `${name} takes an entity tag in quotes, such as W/"…" from @odata.etag, or *. The service refuses anything else (400).`,
      { fixes: bare === '' ? [] : fix('Put it in quotes', span, `${weak}"${bare}"`) },
    ),
  ];
}

function checkConsistency(header: Header, value: string): Problem[] {
  if (/^(?:eventual|session)$/i.test(value.trim())) return [];
  const span = header.value.text === '' ? header : header.value;
  const written = header.value.text.includes('{{');
  return [
    problem('header-value', span, `${header.name.text} takes eventual. Change it.`, {
      severity: 'warning',
      fixes: written ? [] : fix('Change to eventual', header, `${header.name.text}: eventual`),
    }),
  ];
}

function checkLength(
  block: RequestBlock,
  header: Header,
  textOf: HeaderValue,
  body: SentBody | undefined,
): Problem[] {
  const value = textOf(header);
  const lengths = body === undefined ? [0] : body.lengths;
  if (value === undefined || lengths === undefined || lengths.some((each) => String(each) === value))
    return [];
  const real = lengths[0] ?? 0;
  return [
    problem(
      'content-length',
      header,
      `The body has ${real} ${real === 1 ? 'byte' : 'bytes'}, not ${value === '' ? 'nothing' : value}. Remove the header: the right length is sent by itself.`,
      { fixes: removeHeader(block, header) },
    ),
  ];
}

function checkDuplicates(block: RequestBlock): Problem[] {
  const seen = new Map<string, Header>();
  return block.headers.flatMap((header) => {
    const name = header.name.text.toLowerCase();
    if (LISTS.has(name) || (OURS.has(name) && name !== 'authorization')) return [];
    const first = seen.get(name);
    if (first === undefined) {
      seen.set(name, header);
      return [];
    }
    const message = `${header.name.text} stands twice, and only one can count. Remove one.`;
    return [
      problem('header-duplicate', header.name, message, {
        fixes: removeHeader(block, header),
        related: [{ span: first, message: 'It stands here first.' }],
      }),
    ];
  });
}
