import { isRecord } from '../../text/jsonValues.ts';
import { type Imported, keptHeaders } from './imported.ts';
import { isPlausibleUrl } from './plausibleUrl.ts';

/** `fetch("…", {…});` as the network tools of browsers copy it: address and options are JSON. */
const CALL = /^\s*(?:await\s+)?fetch\(\s*("(?:[^"\\\r\n]|\\.)*")\s*(?:,\s*(\{[\s\S]*\}))?\s*\)\s*;?\s*$/;

/** The request of one `fetch` call that a browser copied; undefined where a text is none. */
export function readFetch(text: string): Imported | undefined {
  const [, address, options] = CALL.exec(text) ?? [];
  const url = parsed(address);
  const given = options === undefined ? {} : parsed(options);
  if (typeof url !== 'string' || !isPlausibleUrl(url) || !isRecord(given)) return undefined;
  const { headers, dropped } = keptHeaders(
    Object.entries(isRecord(given.headers) ? given.headers : {}).map(([name, value]) => ({
      name,
      value: String(value),
    })),
  );
  const { method, body } = given;
  if (body !== undefined && body !== null && typeof body !== 'string') return undefined;
  return {
    method: typeof method === 'string' ? method.toUpperCase() : 'GET',
    url,
    headers,
    ...(body ? { body: { kind: 'text', text: body } as const } : {}),
    dropped,
  };
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
