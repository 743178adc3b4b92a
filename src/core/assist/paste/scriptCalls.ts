import { withQuery } from './curlOptions.ts';
import { type Imported, isJson, keptHeaders, UNKNOWN_BODY } from './imported.ts';
import { isPlausibleUrl } from './plausibleUrl.ts';
import {
  type ScriptArgument,
  type ScriptCall,
  ScriptReader,
  type ScriptValue,
  textOf,
  Unknown,
} from './scriptReader.ts';

/** Longer scripts are pasted as they are. */
const LONGEST = 200_000;
/** So many requests are read of one script. */
const MOST_CALLS = 50;

/** `axios.patch(…)`, `axios(…)`, `requests.patch(…)`, `requests.request(…)`, `client.api(…)`. */
const CALL =
  /\b(?:(axios|requests|httpx|session)(?:\.(get|post|put|patch|delete|request))?(?:<[\w<>[\], ]{1,80}>)?|\w+\.(api))(?=\()/g;
const VERB = /^(?:get|post|put|patch|delete)$/;

/** A request as a call says it. */
interface Said {
  method: string;
  url: ScriptValue | undefined;
  headers: ScriptValue | undefined;
  query: ScriptValue | undefined;
  body: ScriptValue | undefined;
  /** Whether the library makes JSON of the body, and says so. */
  asJson: boolean;
}

/**
 * The requests of a script that calls axios or the client library of Microsoft Graph in JavaScript, or requests or httpx
 * in Python. Undefined where there is none. Nothing of the script is run.
 */
export function readScriptCalls(text: string): readonly Imported[] | undefined {
  if (text.length > LONGEST) return undefined;
  const reader = new ScriptReader(text);
  const found: Imported[] = [];
  let behind = 0;
  let tried = 0;
  for (const match of text.matchAll(CALL)) {
    const [head, library, verb, api] = match;
    if (match.index < behind || (library !== undefined && library !== 'axios' && verb === undefined))
      continue;
    if (++tried > MOST_CALLS) break;
    const call = reader.call(match.index + head.length);
    if (call === undefined) continue;
    const said = api === undefined ? saidBy(library, verb, call.args) : ofClient(text, call, reader);
    const request = said && requestOf(said);
    if (request === undefined) continue;
    found.push(request);
    behind = call.end;
  }
  return found.length > 0 ? found : undefined;
}

function saidBy(
  library: string | undefined,
  verb: string | undefined,
  args: readonly ScriptArgument[],
): Said {
  return library === 'axios' ? ofAxios(verb, args) : ofPython(verb ?? 'request', args);
}

/** `axios.patch(url, body, options)`, `axios(options)`, `axios(url, options)`. */
function ofAxios(verb: string | undefined, args: readonly ScriptArgument[]): Said {
  const [first, second, third] = args.map(({ value }) => value);
  const isVerb = verb !== undefined && VERB.test(verb);
  const hasBody = isVerb && /^p/.test(verb);
  const options = isVerb ? (hasBody ? third : second) : first instanceof Map ? first : second;
  const url = first instanceof Map ? member(first, 'url') : first;
  const base = member(options, 'baseURL');
  return {
    method: isVerb ? verb : textOf(member(options, 'method') ?? 'get'),
    url:
      base === undefined || url === undefined
        ? url
        : `${textOf(base).replace(/\/$/, '')}/${textOf(url).replace(/^\//, '')}`,
    headers: member(options, 'headers'),
    query: member(options, 'params'),
    body: hasBody ? second : member(options, 'data'),
    asJson: true,
  };
}

/** `requests.patch(url, json=…, headers=…)`, `requests.request("PATCH", url, …)`. */
function ofPython(verb: string, args: readonly ScriptArgument[]): Said {
  const plain = args.filter(({ name }) => name === undefined).map(({ value }) => value);
  const named = (name: string) => args.find((each) => each.name === name)?.value;
  const [method, url, data] = verb === 'request' ? plain : [verb, ...plain];
  const json = named('json');
  return {
    method: textOf(method ?? named('method') ?? 'get'),
    url: url ?? named('url'),
    headers: named('headers'),
    query: named('params'),
    body: json ?? named('data') ?? named('content') ?? (/^p/.test(verb) ? data : undefined),
    asJson: json !== undefined,
  };
}

/** `client.api('/users/{id}').version('beta').update(change)`. */
function ofClient(text: string, { args, end }: ScriptCall, reader: ScriptReader): Said | undefined {
  const path = args[0]?.value;
  if (path === undefined) return undefined;
  let version = 'v1.0';
  const headers = new Map<string, ScriptValue>();
  const query = new Map<string, ScriptValue>();
  const next = /\s*\.\s*(\w+)(?=\()/y;
  next.lastIndex = end;
  for (let match = next.exec(text); match !== null; match = next.exec(text)) {
    const call = reader.call(match.index + match[0].length);
    if (call === undefined) return undefined;
    const [first, second] = call.args.map(({ value }) => value);
    const name = match[1] ?? '';
    const method = METHODS[name];
    if (method !== undefined) {
      return {
        method,
        url: urlOf(path, version),
        headers,
        query,
        body: method === 'get' ? undefined : first,
        asJson: true,
      };
    }
    if (name === 'version' && typeof first === 'string') version = first;
    else if (name === 'header' && first !== undefined && second !== undefined)
      headers.set(textOf(first), second);
    else if (name === 'headers' && first instanceof Map)
      for (const [each, value] of first) headers.set(each, value);
    else if (/^(?:select|expand|filter|top)$/.test(name) && first !== undefined)
      query.set(`$${name}`, listed(first));
    next.lastIndex = call.end;
  }
  return undefined;
}

const METHODS: Readonly<Record<string, string | undefined>> = Object.assign(Object.create(null), {
  get: 'get',
  post: 'post',
  create: 'post',
  put: 'put',
  patch: 'patch',
  update: 'patch',
  delete: 'delete',
  del: 'delete',
});

function urlOf(path: ScriptValue, version: string): string {
  const text = textOf(path);
  if (/^https?:/i.test(text)) return text;
  return `https://graph.microsoft.com/${version}/${text.replace(/^\//, '')}`;
}

function listed(value: ScriptValue): ScriptValue {
  return Array.isArray(value) ? value.map(textOf).join(',') : value;
}

function requestOf({ method, url, headers: given, query, body, asJson }: Said): Imported | undefined {
  if (url === undefined || !/^[A-Za-z]+$/.test(method)) return undefined;
  const options = pairs(query).map(([name, value]) => `${encoded(name)}=${encoded(value)}`);
  const address = options.length === 0 ? textOf(url) : withQuery(textOf(url), options.join('&'));
  // A variable alone may be anything.
  if (url instanceof Unknown || !isPlausibleUrl(address)) return undefined;
  const { headers, dropped } = keptHeaders(pairs(given).map(([name, value]) => ({ name, value })));
  const isUnknown = body instanceof Unknown;
  const text = body === undefined || body === null ? undefined : isUnknown ? '{}' : textOf(body);
  const needsType =
    text !== undefined && asJson && isJson(text) && !headers.some(({ name }) => /^content-type$/i.test(name));
  return {
    method: method.toUpperCase(),
    url: address,
    headers: needsType ? [...headers, { name: 'Content-Type', value: 'application/json' }] : headers,
    ...(text ? { body: { kind: 'text', text } as const } : {}),
    dropped,
    ...(isUnknown ? { note: UNKNOWN_BODY } : {}),
  };
}

function encoded(text: string): string {
  return encodeURIComponent(text)
    .replace(/%24/g, '$')
    .replace(/%2C/gi, ',')
    .replace(/%7B%7B(\w+)%7D%7D/g, '{{$1}}');
}

function member(value: ScriptValue | undefined, name: string): ScriptValue | undefined {
  return value instanceof Map ? (value as ReadonlyMap<string, ScriptValue>).get(name) : undefined;
}

function pairs(value: ScriptValue | undefined): readonly (readonly [string, string])[] {
  if (!(value instanceof Map)) return [];
  return [...(value as ReadonlyMap<string, ScriptValue>)].map(([name, each]) => [name, textOf(each)]);
}
