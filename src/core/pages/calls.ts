import type { ApiVersion } from '../catalog/schema.ts';
import type { Token } from '../text/span.ts';
import type { MarkdownBlock } from './markdown.ts';
import type { PageCall } from './page.ts';
import { type PageProblem, pageProblem } from './problems.ts';

/** A URL of a page. */
export interface PageUrl {
  readonly version: ApiVersion | undefined;
  /** From `/`, with `{placeholders}` as in `PageCall`; undefined where there is none. */
  readonly path: string | undefined;
}

const METHOD = /^[ \t]*(GET|POST|PUT|PATCH|DELETE)[ \t]+(?=\S)/;
/** `HTTP/1.1` behind the URL. */
const PROTOCOL = /[ \t]HTTP\/[\d.]{1,5}$/;
const SEGMENT = /^(?:[A-Za-z][\w.]*|\{\w+\})$/;

/** The version and path of a URL: absolute, or from `/`, or without even that. */
export function readUrl(url: string): PageUrl {
  const bare = url.replace(/^https?:\/\/[^/?#\s]*/i, '').replace(/[?#].*$/s, '');
  const [, found] = /^\/(v1\.0|beta)(?=\/|$)/i.exec(bare) ?? [];
  const version = found?.toLowerCase() as ApiVersion | undefined;
  const segments = placeholders(found === undefined ? bare : bare.slice(found.length + 1))
    .split('/')
    .filter((segment) => segment !== '');
  return { version, path: segments.length > 0 ? `/${segments.join('/')}` : undefined };
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

function placeholderName(text: string): string {
  const [first = ''] = text.trim().split(/[|,\s]/);
  const [head = '', ...rest] = first.split(/\W+/).filter((word) => word !== '');
  return [head, ...rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join('') || 'id';
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
    const [head = '', method] = METHOD.exec(bare) ?? [];
    if (method !== undefined) {
      const url = bare.slice(head.length).replace(PROTOCOL, '').trimEnd();
      const from = at + (bare.length - bare.trimStart().length);
      found.push({ method, url, text: bare.trim(), start: from, end: from + bare.trim().length });
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
    if (block.kind !== 'code') continue;
    for (const line of requestLines(block.content)) {
      const { version, path } = readUrl(line.url);
      if (version !== undefined) versions.push(version);
      if (path === undefined || !isTemplate(path)) {
        problems.push(
          pageProblem(
            'page-path',
            line,
            'This path cannot be read: write names and {placeholders} between slashes. It is left out of the schema.',
          ),
        );
      } else if (!calls.some((call) => call.method === line.method && call.path === path)) {
        calls.push({ method: line.method, path, start: line.start, end: line.end });
      }
    }
  }
  return { calls, versions, problems };
}
