import { GLOBAL, GRAPH_HOSTS } from '../../environments.ts';
import { escapeSnippet } from './snippet.ts';

/** Longest URL that a request is made of, in characters. */
const MAX_URL = 8_000;
const VERSION_PATH = /^\/(?:v1\.0|beta)(?:\/|$)/i;

/** A GET request for a link that an answer had. */
export interface ReadRequest {
  /** For its separator: `Read users/…`. */
  readonly title: string;
  /** The request, as a snippet without stops. */
  readonly snippet: string;
}

/**
 * The request that reads what a link of an answer leads to. The environment decides where a request goes, so a
 * link to the sandbox or to a service of one's own is written as one to Microsoft Graph; braces are encoded,
 * so that nothing in a link stands for a variable.
 *
 * @param link absolute, from an answer: not to be trusted
 * @returns undefined where the link has no path of Microsoft Graph
 */
export function readRequest(link: string): ReadRequest | undefined {
  if (link.length > MAX_URL || !URL.canParse(link)) return undefined;
  const url = new URL(link);
  const { protocol, host, pathname, search } = url;
  if ((protocol !== 'https:' && protocol !== 'http:') || !VERSION_PATH.test(pathname)) return undefined;
  if (url.username !== '' || url.password !== '') return undefined;
  const known = protocol === 'https:' && GRAPH_HOSTS.includes(host);
  const path = `${pathname}${search}`.replaceAll('{', '%7B').replaceAll('}', '%7D');
  return {
    title: titleOf(pathname, search),
    snippet: escapeSnippet(`GET https://${known ? host : GLOBAL.host}${path}`),
  };
}

function titleOf(pathname: string, search: string): string {
  const name =
    pathname.split('/').findLast((segment) => /^[A-Za-z][A-Za-z.]*$/.test(segment)) ?? 'the object';
  return /[?&](?:\$|%24)skip/i.test(search) ? `Next page of ${name}` : `Read ${name}`;
}
