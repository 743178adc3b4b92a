import type { Header, RequestBlock } from '../request/tree.ts';
import { addHeader, type HeaderValue, type SentBody } from './headerParts.ts';
import type { Problem } from './problem.ts';
import { fix, oneOf, problem } from './report.ts';

/** The media type of a request's body as the file gives it, in lower case, without parameters. */
export function mediaType(block: RequestBlock, textOf: HeaderValue): string | undefined {
  const header = block.headers.find(({ name }) => name.text.toLowerCase() === 'content-type');
  const value = header === undefined ? undefined : textOf(header);
  return value?.split(';', 1)[0]?.trim().toLowerCase();
}

/** Whether a media type is JSON (RFC 6839, section 3.1). */
export function isJsonType(type: string): boolean {
  return type === 'application/json' || type === 'text/json' || /^application\/[\w.-]+\+json$/.test(type);
}

/**
 * A `Content-Type` that does not say what the body is, or none.
 *
 * @param named names of the headers that there are, or were meant to be, in lower case
 */
export function checkContentType(
  block: RequestBlock,
  textOf: HeaderValue,
  body: SentBody | undefined,
  named: ReadonlySet<string>,
): Problem[] {
  const { method, url } = block.requestLine;
  const reads = method?.text.toUpperCase() === 'GET' || method?.text.toUpperCase() === 'HEAD';
  if (body === undefined || reads || url.text === '') return [];
  const header = block.headers.find(({ name }) => name.text.toLowerCase() === 'content-type');
  if (!body.json) {
    const isForm = method?.text.toUpperCase() === 'PATCH' && mediaType(block, textOf) === FORM;
    return isForm && header ? [formUpdate(header)] : [];
  }
  if (header === undefined) return checkMissing(block, named);
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

function checkMissing(block: RequestBlock, named: ReadonlySet<string>): Problem[] {
  const meant = named.has('content-type') || block.problems.some(({ code }) => code === 'header-malformed');
  if (meant) return [];
  const message =
    'The JSON body has no Content-Type. It is sent as application/json from here; other tools send none, and the service refuses that (415).';
  const line = 'Content-Type: application/json';
  const fixes = addHeader(block, `Add ${line}`, line, true);
  return [problem('content-type-missing', block.requestLine.method ?? block.requestLine, message, { fixes })];
}

const FORM = 'application/x-www-form-urlencoded';

function formUpdate(header: Header): Problem {
  const message =
    'An update is JSON, not the fields of a form: the service refuses it (415). Write the properties as { "name": value }, and application/json here.';
  return problem('content-type-wrong', header.value, message);
}

/** JSON is UTF-8 (RFC 8259, section 8.1), and so it is sent. */
function checkCharset(header: Header): Problem[] {
  const [, charset = 'utf-8'] = /;[ \t]*charset="?([\w-]+)/i.exec(header.value.text) ?? [];
  if (/^utf-?8$/i.test(charset)) return [];
  const message = `The body is sent as UTF-8, whatever the charset says. Leave ${charset} out.`;
  const fixes = fix('Change to application/json', header.value, 'application/json');
  return [problem('content-type-wrong', header.value, message, { fixes })];
}
