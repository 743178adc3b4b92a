import { isObject, ownValue } from '../change/json.ts';
import type { HeaderLine } from '../request/message.ts';
import type { JsonObject } from '../text/jsonValues.ts';
import { retryAfter } from './client/retry.ts';
import { headerOf } from './headers.ts';
import type { GraphError } from './outcome.ts';

/** Characters of a message that are kept; services have been seen to answer with whole pages. */
const LONGEST = 4_000;
const MOST_DETAILS = 50;
/** Characters of a redirect's host, and of its scheme, that are shown. */
const LONGEST_HOST = 100;
const LONGEST_SCHEME = 20;

type Detail = GraphError['details'][number];

/**
 * Reads what a service says about a refusal: Microsoft Graph's own form, the forms of the services behind it
 * (OAuth, older OData, problem details, JSON inside a message), a web page of a gateway, or plain text.
 * Whatever cannot be read is empty.
 *
 * @param body as text, or as the JSON object that it was read to
 */
export function parseGraphError(
  status: number,
  headers: readonly HeaderLine[],
  body: string | JsonObject,
): GraphError {
  const parsed = typeof body === 'string' ? parseObject(body) : body;
  const found = parsed === undefined ? textError(String(body)) : objectError(parsed);
  const challenge = challengeOf(status, headers);
  const wait = secondsToWait(headers);
  return {
    status,
    ...found,
    ...(challenge === undefined ? {} : { challenge }),
    ...(wait === undefined ? {} : { retryAfter: wait }),
  };
}

/** `Retry-After` in seconds: a number of them, or a date, which is held against the one of the answer. */
function secondsToWait(headers: readonly HeaderLine[]): number | undefined {
  const value = headerOf(headers, 'retry-after')?.trim() ?? '';
  if (/^\d+$/.test(value)) return value.length > 9 ? undefined : Number(value);
  const now = Date.parse(headerOf(headers, 'date') ?? '');
  const wait = Number.isNaN(now) ? undefined : retryAfter(value, now);
  return wait === undefined ? undefined : Math.ceil(wait / 1_000);
}

/** The `WWW-Authenticate` header, where it asks for claims that the token lacks. */
function challengeOf(status: number, headers: readonly HeaderLine[]): string | undefined {
  if (status !== 401) return undefined;
  const values = headers
    .filter(({ name }) => name.toLowerCase() === 'www-authenticate')
    .map(({ value }) => value);
  return values.find((value) => /\bclaims\s*=\s*"?[\w{]/i.test(value));
}

type Found = Pick<GraphError, 'code' | 'message' | 'details' | 'page'> & { readonly target?: string };

function objectError(root: JsonObject): Found {
  const error = propertyOf(root, 'error', 'odata.error');
  if (typeof error === 'string') {
    return found(error, textOf(propertyOf(root, 'error_description', 'message')), root);
  }
  const main = isObject(error) ? error : root;
  return found(
    codeOf(main),
    textOf(propertyOf(main, 'message', 'error_description', 'detail', 'title')),
    main,
  );
}

/** The code of an error; problem details have a type in its place, which may be an address that says nothing. */
function codeOf(main: JsonObject): string {
  const code = textOf(propertyOf(main, 'code', 'errorCode', 'type'));
  return /^(?:https?:|about:blank$)/i.test(code) ? '' : code;
}

function found(code: string, message: string, main: JsonObject): Found {
  const inner = innerErrors(main);
  const details = [
    ...inner.filter((each) => each.code !== code || each.message !== ''),
    ...listedDetails(main),
    ...mappedDetails(main),
  ];
  const unwrapped = unwrap(message);
  const target = textOf(propertyOf(main, 'target'));
  return {
    code: plain(code !== '' ? code : (inner.find((each) => each.code !== '')?.code ?? '')),
    message: plain(unwrapped !== '' ? unwrapped : (inner.find((each) => each.message !== '')?.message ?? '')),
    details: details
      .filter((each) => each.code !== '' || each.message !== '')
      .slice(0, MOST_DETAILS)
      .map((each) => ({ ...each, code: plain(each.code), message: plain(each.message) })),
    ...(target === '' ? {} : { target: plain(target) }),
  };
}

/** The codes and messages of nested `innerError` objects, outermost first; they may nest without an end. */
function innerErrors(main: JsonObject): readonly Detail[] {
  const all: Detail[] = [];
  let next = propertyOf(main, 'innerError');
  while (isObject(next) && all.length < MOST_DETAILS) {
    all.push(detailOf(next));
    next = propertyOf(next, 'innerError');
  }
  return all.filter(({ code, message }) => code !== '' || message !== '');
}

function listedDetails(main: JsonObject): readonly Detail[] {
  const list = propertyOf(main, 'details');
  return Array.isArray(list) ? list.slice(0, MOST_DETAILS).filter(isObject).map(detailOf) : [];
}

/** What ASP.NET says of single properties: their paths, each with a list of sentences. */
function mappedDetails(main: JsonObject): readonly Detail[] {
  const map = propertyOf(main, 'errors', 'modelState');
  if (!isObject(map)) return [];
  return Object.entries(map)
    .slice(0, MOST_DETAILS)
    .flatMap(([target, sentences]) => {
      const list: readonly unknown[] = Array.isArray(sentences)
        ? sentences.slice(0, MOST_DETAILS)
        : [sentences];
      return list.map((each) => ({
        code: '',
        message: textOf(each),
        ...(target.trim() === '' ? {} : { target: plain(target) }),
      }));
    });
}

function detailOf(each: JsonObject): Detail {
  const target = textOf(propertyOf(each, 'target'));
  return {
    code: textOf(propertyOf(each, 'code', 'errorCode')),
    message: unwrap(textOf(propertyOf(each, 'message'))),
    ...(target === '' ? {} : { target: plain(target) }),
  };
}

/** A message that is itself JSON, as Intune sends it: the sentence inside, however often it is wrapped. */
function unwrap(message: string): string {
  let text = message;
  for (let depth = 0; depth < 5; depth++) {
    const inside = parseObject(text);
    if (inside === undefined) return text;
    const error = propertyOf(inside, 'error');
    const holder = isObject(error) ? error : inside;
    const next = textOf(propertyOf(holder, 'message', 'error_description', 'detail', 'title'));
    const phrase = textOf(propertyOf(holder, 'CustomApiErrorPhrase'));
    if (next === '') return phrase === '' ? text : phrase;
    text = next;
  }
  return text;
}

/** What a gateway or a proxy answers: the heading of a web page, or the text itself. */
function textError(body: string): Found {
  const start = body.slice(0, 20_000);
  const isPage = /^\s*<(?:!doctype|html|head|body|\?xml)/i.test(start);
  const heading = isPage
    ? (/<(title|h1|message|m:message)\b[^>]*>([^<]*)</i.exec(start)?.[2] ?? '')
    : start.startsWith('{') || start.startsWith('[')
      ? ''
      : start;
  return {
    code: '',
    message: plain(heading).slice(0, 500),
    details: [],
    ...(isPage && !/^\s*<\?xml/i.test(start) ? { page: true } : {}),
  };
}

/** A JSON object in a text, or undefined. */
function parseObject(text: string): JsonObject | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The first of the named properties that the object has with a value, names compared without case. */
function propertyOf(object: JsonObject, ...names: readonly string[]): unknown {
  for (const name of names) {
    const exact = ownValue(object, name);
    if (exact !== undefined && exact !== null) return exact;
    const key = Object.keys(object).find((each) => each.toLowerCase() === name.toLowerCase());
    const value = key === undefined ? undefined : object[key];
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  const wrapped = isObject(value) ? ownValue(value, 'value') : undefined;
  return typeof wrapped === 'string' ? wrapped : '';
}

/** One line of text that can be shown anywhere: no control or direction characters, not endless. */
function plain(text: string): string {
  return text
    .slice(0, LONGEST * 2)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(/[\p{Cf}\p{Co}\p{Cs}]/gu, '')
    .trim()
    .slice(0, LONGEST);
}

/**
 * Where a redirect leads, for the message: a host, or what is odd
 * about it; undefined where the answer names no place.
 */
export function redirectPlace(headers: readonly HeaderLine[], from: URL): string | undefined {
  const location = headerOf(headers, 'location');
  if (location === undefined || !URL.canParse(location, from.href)) return undefined;
  const to = new URL(location, from.href);
  const host = to.host.slice(0, LONGEST_HOST);
  if (to.protocol === from.protocol) {
    return to.host === from.host ? 'another address on the same host' : host;
  }
  if (to.protocol === 'https:') return `https://${host}`;
  return to.protocol === 'http:'
    ? `http://${host}, where anybody could read along`
    : `an address that begins with ${to.protocol.slice(0, LONGEST_SCHEME)}`;
}
