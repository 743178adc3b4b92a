import type { HeaderLine } from '../../request/message.ts';
import { type Dropped, type Imported, type ImportedBody, keptHeaders, UNKNOWN_BODY } from './imported.ts';
import { isPlausibleUrl } from './plausibleUrl.ts';
import type { PowerShellReader } from './powershellReader.ts';
import { asText, jsonOf, type Value } from './powershellValues.ts';

/** Parameters that say what is sent. */
const SENT = ['method', 'custommethod', 'uri', 'body', 'headers', 'contenttype', 'infile', 'inputfilepath'];
/** Parameters that hold a secret or sign in. */
const SIGN_IN = 'token credential proxycredential authentication certificate certificatethumbprint'.split(
  ' ',
);
/** Parameters that say nothing about the request; switches take no value. */
const OTHER =
  'outputfilepath outfile outputtype statuscodevariable responseheadersvariable sessionvariable websession graphrequestsession useragent timeoutsec connectiontimeoutseconds operationtimeoutseconds maximumretrycount retryintervalsec erroraction warningaction informationaction progressaction errorvariable warningvariable outvariable maximumredirection maximumfollowrellink sslprotocol proxy httpversion'.split(
    ' ',
  );
const SWITCHES =
  'passthru inferoutputfilename skipheadervalidation skiphttperrorcheck usebasicparsing verbose debug usedefaultcredentials skipcertificatecheck disablekeepalive followrellink resume allowunencryptedauthentication preserveauthorizationonredirect noproxy proxyusedefaultcredentials'.split(
    ' ',
  );
const KNOWN = [...SENT, ...SIGN_IN, ...OTHER, ...SWITCHES];

const SIGN_IN_URL = /^https:\/\/login\./i;
const METHOD = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/i;

/**
 * The request of a command, the reader standing behind its name; undefined where a part of it is not known for
 * sure, 'signIn' where it gets a token. Only `Invoke-MgGraphRequest` (isGraph) sends a table as JSON and takes more
 * than a URL without a name.
 */
export function readCommand(reader: PowerShellReader, isGraph: boolean): Imported | 'signIn' | undefined {
  const given = parametersOf(reader, isGraph);
  if (!given) return undefined;
  const url = knownText(given.get('uri'));
  const method = knownText(given.get('custommethod') ?? given.get('method')) ?? 'GET';
  if (url === undefined || !isPlausibleUrl(url, isGraph) || !/^[a-z]+$/i.test(method)) return undefined;
  if (['method', 'custommethod', 'contenttype'].some((name) => isUnsure(given.get(name)))) return undefined;
  if (SIGN_IN_URL.test(url)) return 'signIn';
  const unknownHeaders = given.get('headers')?.kind === 'reference';
  const lines = unknownHeaders ? [] : headerLines(given.get('headers'));
  const read = bodyOf(given, isGraph);
  if (!lines || read === 'unsure') return undefined;
  const body: ImportedBody | undefined = read === 'elsewhere' ? { kind: 'text', text: '{}' } : read;
  const notes = [
    ...(read === 'elsewhere' ? [UNKNOWN_BODY] : []),
    ...(unknownHeaders ? ['Headers that the script sets elsewhere are left out.'] : []),
  ];
  const { headers, dropped } = keptHeaders(lines);
  const hasType = headers.some(({ name }) => name.toLowerCase() === 'content-type');
  const type = knownText(given.get('contenttype')) ?? 'application/json';
  return {
    method: method.toUpperCase(),
    url: /^(?:[a-z]+:\/\/|\/|\{\{)/i.test(url) ? url : `${isGraph ? '/' : 'https://'}${url}`,
    headers: body && !hasType ? [{ name: 'Content-Type', value: type }, ...headers] : headers,
    ...(body ? { body } : {}),
    dropped: [...dropped, ...secretsOf(given)],
    ...(notes.length > 0 ? { note: notes.join(' ') } : {}),
  };
}

/** Values by the full name of their parameter in lower case; undefined where one is not known by name. */
function parametersOf(reader: PowerShellReader, isGraph: boolean): Map<string, Value> | undefined {
  const given = new Map<string, Value>();
  const unnamed: Value[] = [];
  for (;;) {
    reader.skipBlanks();
    if (reader.unit === '' || /[\r\n;|)}>]/.test(reader.unit)) break;
    const parameter = reader.match(/-([A-Za-z]+)(:[ \t]*)?/y);
    const splat = parameter ? undefined : reader.match(/@(\w+)(?![\w:.([])/y);
    if (parameter) {
      const name = fullName(parameter[1] ?? '');
      if (name === undefined || given.has(name)) return undefined;
      if (SWITCHES.includes(name)) {
        if (parameter[2] !== undefined) reader.argument();
        continue;
      }
      reader.skipBlanks();
      given.set(name, reader.argument());
    } else if (splat) {
      if (!addSplat(given, reader.variables.get((splat[1] ?? '').toLowerCase()))) return undefined;
    } else unnamed.push(reader.argument());
    if (reader.match(/[ \t]*,/y)) return undefined;
  }
  return addUnnamed(given, unnamed, isGraph) ? given : undefined;
}

/**
 * The parameters of a cmdlet by their names as they are written, the reader standing behind its own name; one without
 * a value is true. Undefined where one is not known by name.
 */
export function namedParameters(reader: PowerShellReader): Map<string, Value> | undefined {
  const given = new Map<string, Value>();
  for (;;) {
    reader.skipBlanks();
    if (reader.unit === '' || /[\r\n;|)}>]/.test(reader.unit)) return given;
    const [, name = '', colon] = reader.match(/-([A-Za-z]\w*)(:[ \t]*)?/y) ?? [];
    const splat = name === '' ? reader.match(/@(\w+)(?![\w:.([])/y) : undefined;
    if (splat) {
      const table = reader.variables.get((splat[1] ?? '').toLowerCase());
      if (table?.kind !== 'table') return undefined;
      for (const [key, value] of table.entries) given.set(key, value);
      continue;
    }
    if (name === '' || given.has(name)) return undefined;
    if (colon === undefined) reader.skipBlanks();
    const isSwitch =
      colon === undefined && /^(?:$|[\r\n;|)}>]|-[A-Za-z])/.test(reader.text.slice(reader.at, reader.at + 2));
    given.set(name, isSwitch ? { kind: 'plain', json: 'true' } : reader.argument());
  }
}

/** Whether a parameter of a cmdlet says nothing about what is sent. */
export function isPlain(name: string): boolean {
  const full = SHORT[name.toLowerCase()] ?? name.toLowerCase();
  return OTHER.includes(full) || SWITCHES.includes(full) || /^(?:confirm|whatif|break|headers)$/.test(full);
}

/** The one parameter that a name or the beginning of one stands for. */
function fullName(written: string): string | undefined {
  const name = written.toLowerCase();
  if (KNOWN.includes(name)) return name;
  const short = SHORT[name];
  if (short !== undefined) return short;
  const fitting = KNOWN.filter((each) => each.startsWith(name));
  return fitting.length === 1 ? fitting[0] : undefined;
}

const SHORT: Readonly<Record<string, string>> = {
  ea: 'erroraction',
  wa: 'warningaction',
  ev: 'errorvariable',
};

function addSplat(given: Map<string, Value>, splat: Value | undefined): boolean {
  if (splat?.kind !== 'table') return false;
  for (const [written, value] of splat.entries) {
    const name = fullName(written);
    if (name === undefined || given.has(name)) return false;
    given.set(name, value);
  }
  return true;
}

function addUnnamed(given: Map<string, Value>, unnamed: readonly Value[], isGraph: boolean): boolean {
  const free = (isGraph ? ['method', 'uri', 'body', 'headers'] : ['uri']).filter((name) => !given.has(name));
  for (const value of unnamed) {
    if (free[0] === 'method' && !METHOD.test(asText(value) ?? '')) free.shift();
    const name = free.shift();
    if (name === undefined) return false;
    given.set(name, value);
  }
  return true;
}

function knownText(value: Value | undefined): string | undefined {
  return value?.kind === 'text' ? value.text : undefined;
}

function isUnsure(value: Value | undefined): boolean {
  return value !== undefined && value.kind !== 'text';
}

/** Undefined where a header is not known, unless it is one that is left out anyway. */
function headerLines(headers: Value | undefined): readonly HeaderLine[] | undefined {
  if (headers === undefined) return [];
  if (headers.kind !== 'table') return undefined;
  const lines: HeaderLine[] = [];
  for (const [name, value] of headers.entries) {
    const text = asText(value) ?? (LEFT_OUT.test(name) ? '' : undefined);
    if (text === undefined) return undefined;
    lines.push({ name, value: text });
  }
  return lines;
}

const LEFT_OUT = /^(?:(?:proxy-)?authorization|cookie)$/i;

function bodyOf(
  given: ReadonlyMap<string, Value>,
  isGraph: boolean,
): ImportedBody | undefined | 'unsure' | 'elsewhere' {
  const file = given.get('inputfilepath') ?? given.get('infile');
  if (file !== undefined) {
    const path = knownText(file);
    return path === undefined || path === '' ? 'unsure' : { kind: 'file', path };
  }
  const body = given.get('body');
  if (body === undefined || (body.kind === 'plain' && body.json === 'null')) return undefined;
  if (body.kind === 'reference') return 'elsewhere';
  const text = body.kind === 'text' ? body.text : isGraph && body.kind === 'table' ? jsonOf(body) : undefined;
  return text === undefined ? 'unsure' : { kind: 'text', text };
}

function secretsOf(given: ReadonlyMap<string, Value>): readonly Dropped[] {
  return [
    ...(given.has('token') ? (['token'] as const) : []),
    ...(given.has('credential') ? (['password'] as const) : []),
  ];
}
