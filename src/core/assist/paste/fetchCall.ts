import { isRecord } from '../../text/jsonValues.ts';
import { type Imported, isJson, keptHeaders, UNKNOWN_BODY } from './imported.ts';
import { isPlausibleUrl } from './plausibleUrl.ts';
import { relaxedJson } from './relaxedJson.ts';

/** `fetch("…", {…});` as browsers copy it and as people write it. */
const CALL =
  /^\s*(?:(?:const|let|var)\s+\w+\s*=\s*)?(?:await\s+)?fetch\(\s*(["'`])((?:[^"'`\\\r\n]|\\.)*)\1\s*(?:,\s*(\{[\s\S]*\}))?\s*,?\s*\)\s*;?\s*$/;
/** A body that is made of an object, or of something that is not there. */
const STRINGIFIED = /JSON\.stringify\(\s*(?:([A-Za-z_$][\w.$]*)|(\{[\s\S]*?\}))\s*\)(?=\s*(?:[,}\r\n]|$))/;
/** A template's `${name}`, or `${user.id}`. */
const TEMPLATE = /\$\{\s*(\w+(?:\.\w+)*)\s*\}/g;

/** The request of one `fetch` call; undefined where a text is none. */
export function readFetch(text: string): Imported | undefined {
  if (!/^\s*(?:(?:const|let|var)\s+\w+\s*=\s*)?(?:await\s+)?fetch\(/.test(text)) return undefined;
  const [, , address = '', options] = CALL.exec(upToEnd(text) ?? '') ?? [];
  const url = referenced(address);
  const unknown = STRINGIFIED.exec(options ?? '')?.[1] !== undefined;
  const given = options === undefined ? {} : parsed(options);
  if (!isPlausibleUrl(url) || !isRecord(given)) return undefined;
  const { headers, dropped } = keptHeaders(
    Object.entries(isRecord(given.headers) ? given.headers : {}).map(([name, value]) => ({
      name,
      value: String(value),
    })),
  );
  const { method, body } = given;
  const sent = unknown
    ? '{}'
    : isRecord(body) && options?.includes('JSON.stringify(')
      ? JSON.stringify(body)
      : body;
  if (sent !== undefined && sent !== null && typeof sent !== 'string') return undefined;
  return {
    method: typeof method === 'string' ? method.toUpperCase() : 'GET',
    url,
    headers,
    ...(sent ? { body: { kind: 'text', text: sent } as const } : {}),
    dropped,
    ...(unknown ? { note: UNKNOWN_BODY } : {}),
  };
}

/** The options as a value, with what is given to `JSON.stringify` as it is. */
function parsed(options: string): unknown {
  const plain = options.replace(
    STRINGIFIED,
    (_, name?: string, object?: string) => object ?? JSON.stringify(name),
  );
  const text = isJson(plain) ? plain : relaxedJson(referenced(plain));
  return text === undefined ? undefined : JSON.parse(text);
}

/** A text whose templates are references of the file: `${user.id}` has both words, `${process.env.NAME}` the last. */
function referenced(text: string): string {
  return text.replace(TEMPLATE, (_, path: string) => {
    const [object = '', property, ...others] = path.split('.');
    if (others.length > 0) return `{{${others.at(-1)}}}`;
    return `{{${object}${property === undefined ? '' : property.charAt(0).toUpperCase() + property.slice(1)}}}`;
  });
}

/** The text up to the end of its call, where what follows is no other call. */
function upToEnd(text: string): string | undefined {
  const open = text.indexOf('fetch(') + 'fetch'.length;
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const unit = text[at] ?? '';
    if (QUOTES.has(unit)) {
      at++;
      while (at < text.length && text[at] !== unit) at += text[at] === '\\' ? 2 : 1;
    } else if (unit === '(') depth++;
    else if (unit === ')' && --depth === 0) {
      return /\bfetch\s*\(/.test(text.slice(at)) ? undefined : text.slice(0, at + 1);
    }
  }
  return undefined;
}

const QUOTES: ReadonlySet<string> = new Set(['"', "'", '`']);
