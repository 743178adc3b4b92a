import { isRecord } from '../../text/jsonValues.ts';
import { type Imported, isJson, keptHeaders } from './imported.ts';
import { isPlausibleUrl } from './plausibleUrl.ts';

/** What tells a collection of Postman from other JSON: its own address of the format. */
const SCHEMA = /"https:\/\/schema\.(?:getpostman|postman)\.com\/json\/collection\/v2\.\d/;
/** So many requests are taken of one collection. */
const MOST_REQUESTS = 500;

/** The requests of a collection as Postman exports it (format 2.0 and 2.1); undefined where a text is none. */
export function readPostman(text: string): readonly Imported[] | undefined {
  if (!/^\s*\{/.test(text) || !SCHEMA.test(text) || !isJson(text)) return undefined;
  const found: Imported[] = [];
  // Folders hold items as the collection does; the first of all stands last.
  const pending: unknown[] = [JSON.parse(text)];
  while (pending.length > 0 && found.length < MOST_REQUESTS) {
    const item = pending.pop();
    if (!isRecord(item)) continue;
    if (Array.isArray(item.item)) {
      for (const each of item.item.toReversed()) pending.push(each);
      continue;
    }
    const request = requestOf(item.request);
    if (request !== undefined)
      found.push(typeof item.name === 'string' ? { ...request, title: item.name } : request);
  }
  return found.length > 0 ? found : undefined;
}

function requestOf(given: unknown): Imported | undefined {
  const request = typeof given === 'string' ? { url: given } : given;
  if (!isRecord(request)) return undefined;
  const { method = 'GET', url, header, body } = request;
  const address = isRecord(url) ? url.raw : url;
  if (typeof method !== 'string' || !/^[a-z]+$/i.test(method) || typeof address !== 'string')
    return undefined;
  // `:id` is what Postman asks for in a path.
  const written = address.replace(/(?<=\/):(\w{1,80})(?=[/?#]|$)/g, '{$1}');
  if (!isPlausibleUrl(written)) return undefined;
  const { headers, dropped } = keptHeaders(linesOf(header));
  const raw = isRecord(body) && body.mode === 'raw' && typeof body.raw === 'string' ? body.raw : '';
  const isForm =
    isRecord(body) && typeof body.mode === 'string' && /^(?:formdata|urlencoded)$/.test(body.mode);
  const needsType = isJson(raw) && !headers.some(({ name }) => /^content-type$/i.test(name));
  return {
    method: method.toUpperCase(),
    url: written,
    headers: needsType ? [...headers, { name: 'Content-Type', value: 'application/json' }] : headers,
    ...(raw.trim() === '' ? {} : { body: { kind: 'text', text: raw } as const }),
    dropped: isForm ? [...dropped, 'form'] : dropped,
  };
}

function linesOf(header: unknown): readonly { readonly name: string; readonly value: string }[] {
  return (Array.isArray(header) ? header : []).flatMap((each: unknown) => {
    if (!isRecord(each) || each.disabled === true || typeof each.key !== 'string') return [];
    return /^[\w!#$%&'*+.^`|~-]+$/.test(each.key)
      ? [{ name: each.key, value: String(each.value ?? '') }]
      : [];
  });
}
