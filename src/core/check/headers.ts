import type { Endpoint } from '../catalog/schema.ts';
import type { Block, Header, RequestBlock } from '../request/tree.ts';
import { OURS, reasonAgainst } from '../send/headers.ts';
import { addHeader, checkEtag, checkNoneMatch } from './conditions.ts';
import { checkHeaderNames, misspeltHeaders } from './headerNames.ts';
import { removeLines } from './lines.ts';
import { checkPreferences } from './preferences.ts';
import type { Fix, Problem } from './problem.ts';
import { fix, fixAll, oneOf, problem, short } from './report.ts';

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

/** The value of a header with its references replaced, or undefined where one is not known yet. */
export type HeaderValue = (header: Header) => string | undefined;

/** What the rules of the headers need to know about the body. */
export interface SentBody {
  /** Whether the body is JSON, or was meant to be. */
  readonly json: boolean;
  /** Lengths in bytes that the body may have, by the line breaks it is sent with; undefined: not known yet. */
  readonly lengths: readonly number[] | undefined;
}

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

/** The media type of a request's body as the file gives it, in lower case, without parameters. */
export function mediaType(block: RequestBlock, textOf: HeaderValue): string | undefined {
  const header = block.headers.find(({ name }) => name.text.toLowerCase() === 'content-type');
  const value = header === undefined ? undefined : textOf(header);
  return value?.split(';', 1)[0]?.trim().toLowerCase();
}

/** Whether a request asks for the changed object as the answer (RFC 7240, section 4.2). */
export function wantsRepresentation(block: RequestBlock, textOf: HeaderValue): boolean {
  return block.headers.some(
    (header) =>
      header.name.text.toLowerCase() === 'prefer' &&
      /\breturn\s*=\s*"?representation/i.test(textOf(header) ?? ''),
  );
}

/** Whether a media type is JSON (RFC 6839, section 3.1). */
export function isJsonType(type: string): boolean {
  return type === 'application/json' || type === 'text/json' || /^application\/[\w.-]+\+json$/.test(type);
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

/** Cookies sign in to web pages; here they do nothing, and a real one is a credential. */
function checkCookie(block: RequestBlock, header: Header): Problem {
  const real = isCredential(`Cookie ${header.value.text}`);
  const message = real
    ? 'A cookie in a file leaks to everybody who gets the file, and Microsoft Graph reads none. Remove the header.'
    : 'Microsoft Graph reads no cookies. Remove the header.';
  const code = real ? 'token-literal' : 'token-not-needed';
  return problem(code, real ? header.value : header, message, { fixes: removeHeader(block, header) });
}

function checkAuthorization(block: RequestBlock, header: Header): Problem {
  const fixes = removeHeader(block, header);
  const value = header.value.text;
  if (!isCredential(value)) {
    const azure = /\{\{\s*\$aad(?:V2)?Token/.test(value);
    const message = azure
      ? 'Azure tokens of REST Client are not needed here: you are signed in when the request is sent. This header is left out.'
      : 'This header is not needed here and is left out: you are signed in when the request is sent.';
    return problem('token-not-needed', header, message, { fixes });
  }
  return problem(
    'token-literal',
    header.value,
    'A credential in a file leaks to everybody who gets the file. It is not needed: you are signed in when the request is sent. Remove the header.',
    { fixes },
  );
}

/** A token in a file, not a reference to one and not what stands for one (`{token}`, `<token>`). */
function isCredential(value: string): boolean {
  return !/\{\{|[{<][^{}<>]*[}>]\s*$/.test(value) && value.replace(/^\S+\s+/, '').length >= 16;
}

/** File variables that hold a bearer token: a JSON Web Token (RFC 7519) in the text of the file. */
export function checkTokenVariables(block: Block): Problem[] {
  return block.variables.flatMap(({ value }) =>
    /^(?:Bearer\s+)?eyJ[\w-]{10,}\.[\w-]+/i.test(value.text)
      ? [
          problem(
            'token-literal',
            value,
            'This looks like a token. In a file it leaks to everybody who gets the file, and it is not needed: you are signed in when the request is sent. Remove it.',
          ),
        ]
      : [],
  );
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

function checkContentType(
  block: RequestBlock,
  textOf: HeaderValue,
  body: SentBody | undefined,
  named: ReadonlySet<string>,
): Problem[] {
  const { method, url } = block.requestLine;
  const reads = method?.text.toUpperCase() === 'GET' || method?.text.toUpperCase() === 'HEAD';
  if (body === undefined || !body.json || reads || url.text === '') return [];
  const header = block.headers.find(({ name }) => name.text.toLowerCase() === 'content-type');
  if (header === undefined) {
    const meant = named.has('content-type') || block.problems.some(({ code }) => code === 'header-malformed');
    if (meant) return [];
    return [
      problem(
        'content-type-missing',
        block.requestLine.method ?? block.requestLine,
        'The JSON body has no Content-Type. It is sent as application/json from here; other tools send none, and the service refuses that (415).',
        {
          fixes: addHeader(
            block,
            'Add Content-Type: application/json',
            'Content-Type: application/json',
            true,
          ),
        },
      ),
    ];
  }
  const type = mediaType(block, textOf);
  if (type === undefined) return [];
  if (type === 'application/json') return checkCharset(header);
  const found = type === '' ? 'empty' : oneOf([type]);
  return [
    problem(
      'content-type-wrong',
      header.value.text === '' ? header : header.value,
      `The body is JSON, but its Content-Type is ${found}, not application/json. The service refuses that (415).`,
      {
        fixes: fix('Change to application/json', header, `${header.name.text}: application/json`),
      },
    ),
  ];
}

/** JSON is UTF-8 (RFC 8259, section 8.1), and so it is sent. */
function checkCharset(header: Header): Problem[] {
  const [, charset = 'utf-8'] = /;[ \t]*charset="?([\w-]+)/i.exec(header.value.text) ?? [];
  if (/^utf-?8$/i.test(charset)) return [];
  const message = `The body is sent as UTF-8, whatever the charset says. Leave ${charset} out.`;
  const fixes = fix('Change to application/json', header.value, 'application/json');
  return [problem('content-type-wrong', header.value, message, { fixes })];
}

function removeHeader(block: RequestBlock, header: Header): readonly Fix[] {
  return fixAll('Remove the header', [removeLines(block.text, header)]);
}
