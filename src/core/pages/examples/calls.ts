import type { ApiVersion } from '../../catalog/schema.ts';
import { placeholderName } from '../../request/values/placeholderName.ts';
import type { Token } from '../../text/span.ts';
import type { MarkdownBlock } from '../markdown/markdown.ts';
import type { PageCall } from '../page.ts';
import { type PageProblem, pageProblem } from '../problems.ts';

/** A URL of a page. */
export interface PageUrl {
  readonly version: ApiVersion | undefined;
  /** From `/`, with `{placeholders}` as in `PageCall`; undefined where there is none. */
  readonly path: string | undefined;
}

const METHOD =
  /^[ \t]*(?:(GET|POST|PUT|PATCH|DELETE)[ \t]+(?=\S)|([Gg]et|[Pp]ost|[Pp]ut|[Pp]atch|[Dd]elete)[ \t]+(?=\/|https?:))/;
/** `HTTP/1.1` behind the URL. */
const PROTOCOL = /[ \t]HTTP\/[\d.]{1,5}$/;
const SEGMENT = /^(?:[A-Za-z][\w.]*|\{\w+\})$/;
/** `applications(appId='{appId}')`, `range(address='A1:B2')`. */
const CALL = /^([A-Za-z][\w.]*)\((?:(\w+)=)?('(?:[^']|'')*'|[^'(),]+)\)$/;

/** The version and path of a URL: absolute, or from `/`, or without even that. */
export function readUrl(url: string): PageUrl {
  const bare = url.replace(/^https?:\/\/[^/?#\s]*/i, '').replace(/[?#].*$/s, '');
  const [, found] = /^\/(v1\.0|beta)(?=\/|$)/i.exec(bare) ?? [];
  const version = found?.toLowerCase() as ApiVersion | undefined;
  // Some pages have a slash before the key: `groups/(uniqueName='{uniqueName}')`.
  const segments = placeholders(found === undefined ? bare : bare.slice(found.length + 1))
    .replace(/\/(?=\(\w+=)/g, '')
    .split('/')
    .flatMap((segment) => (segment === '' ? [] : keySegments(segment)));
  return { version, path: segments.length > 0 ? `/${segments.join('/')}` : undefined };
}

/** A key in parentheses as a segment of its own: what can be said of a path does not depend on the form. */
function keySegments(segment: string): readonly string[] {
  const [, name, , value = ''] = CALL.exec(segment) ?? [];
  return name === undefined ? [segment] : [name, value.replace(/^'|'$/g, '')];
}

/** Whether every segment is a name or a placeholder: a schema has no other paths. */
function isTemplate(path: string): boolean {
  return path
    .split('/')
    .slice(1)
    .every((segment) => SEGMENT.test(segment));
}

/** `{id | userPrincipalName}`, `{user-id}`, `<id>` as `{id}`, `{userId}`, `{id}`. */
function placeholders(path: string): string {
  return path
    .replace(/&lt;|</g, '{')
    .replace(/&gt;|>/g, '}')
    .replace(/\{([^{}/]{0,200})\}/g, (_, text: string) => `{${placeholderName(text)}}`);
}

/** A request line, with its place. */
export interface RequestLine extends Token {
  readonly method: string;
  readonly url: string;
}

/** The request lines of a text, each with its place in the page. */
export function requestLines({ text, start }: Token): readonly RequestLine[] {
  const found: RequestLine[] = [];
  let at = start;
  for (const line of text.split(/(?<=\n|\r(?!\n))/)) {
    const bare = line.trimEnd();
    const [head = '', upper, lower] = METHOD.exec(bare) ?? [];
    const method = upper ?? lower;
    if (method !== undefined) {
      const url = bare.slice(head.length).replace(PROTOCOL, '').trimEnd();
      const from = at + (bare.length - bare.trimStart().length);
      found.push({
        method: method.toUpperCase(),
        url,
        text: bare.trim(),
        start: from,
        end: from + bare.trim().length,
      });
    }
    at += line.length;
  }
  return found;
}

/** Whether a request changes what its body names. */
export function isUpdate({ method }: Pick<PageCall, 'method'>): boolean {
  return method === 'PATCH' || method === 'PUT';
}

/** What the part of the page with its request lines has. */
export interface Calls {
  readonly calls: readonly PageCall[];
  readonly versions: readonly ApiVersion[];
  readonly problems: readonly PageProblem[];
}

/** Reads the request lines of the page itself. */
export function readCalls(blocks: readonly MarkdownBlock[]): Calls {
  const calls: PageCall[] = [];
  const versions: ApiVersion[] = [];
  const problems: PageProblem[] = [];
  for (const block of blocks) {
    const text = block.kind === 'code' ? block.content : block.kind === 'text' ? bareLine(block) : undefined;
    for (const line of text === undefined ? [] : requestLines(text)) {
      const { version, path } = readUrl(line.url);
      if (version !== undefined) versions.push(version);
      if (path === undefined || !isTemplate(path)) problems.push(unreadable(line, path));
      else if (!calls.some((call) => call.method === line.method && sameTemplate(call.path, path))) {
        calls.push({ method: line.method, path, start: line.start, end: line.end });
      }
    }
  }
  return { calls, versions, problems };
}

/** A request line that stands in no code block: by itself, in a list, or as code within a line. */
function bareLine({ text, start }: Token): Token | undefined {
  const [, before = '', line] =
    /^([\s>*+-]*`?)((?:GET|POST|PUT|PATCH|DELETE)[ \t]+(?:\/|https:)[^\s`]*)`?\s*$/.exec(text) ?? [];
  if (line === undefined) return undefined;
  const from = start + before.length;
  return { text: line, start: from, end: from + line.length };
}

function unreadable(line: RequestLine, path: string | undefined): PageProblem {
  if (path?.endsWith('/$ref')) {
    const message =
      'This URL links objects to one another, and no schema is needed for that. It is left out of the schema.';
    return pageProblem('page-path', line, message, 'information');
  }
  if (path?.includes('/$')) {
    const message =
      'This URL stands for content that is sent as it is, and no schema describes that. It is left out of the schema.';
    return pageProblem('page-path', line, message, 'information');
  }
  if (path?.includes(':')) {
    const message =
      'A schema has no items by their path, as in root:/folder/file:. This line is left out of it; such a request can be sent all the same.';
    return pageProblem('page-path', line, message, 'information');
  }
  const message =
    'This path cannot be read: write names and {placeholders} between slashes. It is left out of the schema.';
  return pageProblem('page-path', line, message);
}

/** Whether two templates are the same but for the names of their placeholders. */
function sameTemplate(one: string, other: string): boolean {
  const bare = (path: string) => path.toLowerCase().replace(/\{\w*\}/g, '{}');
  return bare(one) === bare(other);
}
