import { type Imported, isJson, keptHeaders } from './imported.ts';
import { isPlausibleUrl } from './plausibleUrl.ts';

/** A link that Graph Explorer makes for somebody else, alone in a text. */
const LINK = /^\s*(https:\/\/developer\.microsoft\.com\/\S{0,20}\bgraph\/graph-explorer\S*)\s*$/i;

/** Layers of JSON text that a shared body may have around it. */
const MOST_LAYERS = 4;

/**
 * The request of a link that Graph Explorer shares: path, method, version and host in its query, body and headers as
 * base64 of JSON. Undefined where a text is no such link, or a part of it cannot be read.
 */
export function readExplorerLink(text: string): Imported | undefined {
  const address = LINK.exec(text)?.[1];
  if (address === undefined || !URL.canParse(address)) return undefined;
  const query = new URL(address).searchParams;
  const path = query.get('request')?.replace(/^\/+/, '');
  const method = (query.get('method') ?? 'GET').toUpperCase();
  const host = query.get('GraphUrl')?.replace(/\/+$/, '') ?? 'https://graph.microsoft.com';
  const url = `${host}/${query.get('version') ?? 'v1.0'}/${path ?? ''}`;
  if (!path || !/^[A-Z]+$/.test(method) || !/^https:\/\//i.test(host) || !isPlausibleUrl(url))
    return undefined;
  const body = layered(query.get('requestBody'));
  const lines = layered(query.get('headers'));
  if (body === 'unreadable' || lines === 'unreadable') return undefined;
  const { headers, dropped } = keptHeaders(headerLines(lines));
  const hasType = headers.some(({ name }) => name.toLowerCase() === 'content-type');
  const sent = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
  const needsType = sent !== undefined && !hasType && isJson(sent);
  return {
    method,
    url,
    headers: needsType ? [{ name: 'Content-Type', value: 'application/json' }, ...headers] : headers,
    ...(sent === undefined || sent === '' ? {} : { body: { kind: 'text', text: sent } as const }),
    dropped,
  };
}

/** What base64 of JSON holds, texts of JSON inside it opened too. */
function layered(base64: string | null): unknown {
  if (base64 === null || base64 === '') return undefined;
  let value: unknown;
  try {
    // A plus sign of the link was read as a blank.
    const bytes = Uint8Array.from(atob(base64.replaceAll(' ', '+')), (unit) => unit.charCodeAt(0));
    value = JSON.parse(new TextDecoder('utf-8').decode(bytes));
  } catch {
    return 'unreadable';
  }
  for (let layer = 0; layer < MOST_LAYERS && typeof value === 'string'; layer++) {
    try {
      value = JSON.parse(value);
    } catch {
      break;
    }
  }
  return value;
}

/** The headers of a link: `[{ "name": …, "value": … }]`. */
function headerLines(value: unknown): readonly { readonly name: string; readonly value: string }[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((each: unknown) => {
    if (typeof each !== 'object' || each === null || !('name' in each) || !('value' in each)) return [];
    const name = String(each.name).trim();
    return /^[\w-]+$/.test(name) ? [{ name, value: String(each.value) }] : [];
  });
}
