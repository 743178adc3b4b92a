import type { ApiVersion } from '../catalog/schema.ts';
import { cloudOfHost, type Environment } from '../environments.ts';
import type { ResolvedRequest } from '../request/message.ts';
import { type Address, readAddress, shownHost } from './address.ts';
import type { Failure } from './failures.ts';
import type { TargetedRequest } from './outcome.ts';

/** The answer of `targetRequest`: a request that knows its host, or why it has none. */
export type Targeted =
  | { readonly ok: true; readonly request: TargetedRequest }
  | ({ readonly ok: false } & Failure);

/** The answer of `whereTo`: a label for the lens, or why the request would not be sent. */
export type Whereabouts = { readonly ok: true; readonly label: string } | ({ readonly ok: false } & Failure);

/** What `targetRequest` may be told besides. */
export interface TargetOptions {
  /** The version of a path that names none: the catalog knows which one the resource is in. */
  readonly defaultVersion?: ApiVersion;
}

const API_VERSION = /^(?:v1\.0|beta)$/i;
/** What a person may have meant as a version; the service will say that it has none of that name. */
const VERSION_LIKE = /^v?\d+(?:\.\d+)?$/i;

/**
 * Gives a request its host: the environment's, and no other. A path takes the environment's base; an
 * absolute URL must name the environment's own host, except that the sandbox stands in for every cloud.
 * Whatever is not plainly a URL of that host is refused, so that no token can be led elsewhere.
 *
 * @param base where the environment is: `https://graph.microsoft.com`, or the sandbox's `http://127.0.0.1:port`
 * @param scopes full scope names for the token
 */
export function targetRequest(
  resolved: ResolvedRequest,
  environment: Environment,
  base: URL,
  scopes: readonly string[],
  options: TargetOptions = {},
): Targeted {
  if (!isBaseOf(base, environment)) return refuse(baseInvalid(environment));
  const address = readAddress(resolved.url);
  if (!address.ok) return address;
  const aim = aimAt(address, environment, base);
  if (aim !== undefined) return refuse(aim);

  let path = address.path;
  const first = path.slice(1).split('/', 1)[0] ?? '';
  let version = API_VERSION.test(first) ? (first.toLowerCase() as ApiVersion) : undefined;
  if (address.host === undefined && version === undefined && !VERSION_LIKE.test(first)) {
    if (options.defaultVersion === undefined) return refuse(versionMissing(path));
    version = options.defaultVersion;
    path = `/${version}${path}`;
  }
  const url = URL.canParse(path + address.query, base.origin)
    ? new URL(path + address.query, base.origin)
    : undefined;
  if (url === undefined || !isUrlOf(url, environment, base)) return refuse(baseInvalid(environment));
  return {
    ok: true,
    request: {
      method: resolved.method,
      url,
      version,
      headers: resolved.headers,
      ...(resolved.body === undefined ? {} : { body: resolved.body }),
      environment,
      scopes,
    },
  };
}

/**
 * Where a URL of a file would go, for the lens. References and placeholders may still be in it: they stand
 * for any text of a path, and where one stands for the host, only the environment's own host can be sent to.
 */
export function whereTo(urlText: string, environment: Environment, base?: URL): Whereabouts {
  const text = urlText.trim();
  if (text === '' || /^(?:https?:\/\/)?[^/?#]*\{\{/i.test(text))
    return { ok: true, label: environment.label };
  const address = readAddress(filled(text));
  if (!address.ok) return address;
  const refusal = aimAt(address, environment, base);
  return refusal === undefined ? { ok: true, label: environment.label } : refuse(refusal);
}

/** The text with `x` for every `{{reference}}` and `{placeholder}`, in one pass: braces may never be closed. */
function filled(text: string): string {
  let result = '';
  let at = 0;
  let close = text.indexOf('}}');
  for (let open = text.indexOf('{'); open >= 0; open = text.indexOf('{', open)) {
    if (close >= 0 && close < open + 2) close = text.indexOf('}}', open + 2);
    const end = text[open + 1] === '{' && close >= 0 ? close + 2 : placeholderEnd(text, open);
    if (end === undefined) open++;
    else {
      result += `${text.slice(at, open)}x`;
      at = end;
      open = end;
    }
  }
  return result + text.slice(at);
}

/** The offset behind the `}` of the brace at `open`, or undefined where another brace comes first. */
function placeholderEnd(text: string, open: number): number | undefined {
  let end = open + 1;
  while (end < text.length && text[end] !== '{' && text[end] !== '}') end++;
  return text[end] === '}' ? end + 1 : undefined;
}

/** Whether a URL is one of the environment: the cloud's exact host over https, or loopback for the sandbox. */
export function isUrlOf(url: URL, environment: Environment, base?: URL): boolean {
  if (url.username !== '' || url.password !== '' || url.hash !== '') return false;
  if (base !== undefined && url.origin !== base.origin) return false;
  if (!environment.real) return url.protocol === 'http:' && isLoopback(url.hostname);
  return url.protocol === 'https:' && environment.host !== undefined && url.host === environment.host;
}

function isBaseOf(base: URL, environment: Environment): boolean {
  return isUrlOf(base, environment) && base.search === '';
}

/** Whether a host name, as `URL.hostname` has it, is this computer. */
export function isLoopback(hostname: string): boolean {
  return hostname === '127.0.0.1' || hostname === '[::1]' || hostname === 'localhost';
}

/** Why an address is none of the environment's; undefined where it is one. */
function aimAt(
  address: Extract<Address, { ok: true }>,
  environment: Environment,
  base: URL | undefined,
): Failure | undefined {
  if (address.host === undefined) return undefined;
  const host = address.host;
  if (!environment.real) {
    if (address.scheme === 'https' && cloudOfHost(host) !== undefined) return undefined;
    if (address.scheme === 'http' && address.origin === base?.origin) return undefined;
    if (address.scheme === 'http' && base === undefined && isLoopback(hostOnly(host))) return undefined;
  } else if (host === environment.host) {
    return address.scheme === 'https' ? undefined : notEncrypted(host);
  }
  if (hostOnly(host) !== host) return portRefused(host, environment);
  const cloud = cloudOfHost(host);
  if (cloud === undefined) return foreignHost(host, environment);
  return address.scheme === 'https' ? otherCloud(host, environment, cloud) : notEncrypted(host);
}

function hostOnly(host: string): string {
  return host.replace(/:\d*$/, '');
}

function refuse(failure: Failure): { readonly ok: false } & Failure {
  return { ok: false, ...failure };
}

function home(environment: Environment): string {
  return environment.host === undefined ? environment.label : `${environment.label}, ${environment.host}`;
}

const AS_PATH = 'or write the URL as a path (/v1.0/…), which follows the environment';

function foreignHost(host: string, environment: Environment): Failure {
  const isOwn = environment.host !== undefined && cloudOfHost(environment.host) === undefined;
  const what = isOwn ? 'which is another service' : 'which is not Microsoft Graph';
  return {
    code: 'url-host',
    message: `This URL goes to ${shownHost(host)}, ${what}. The environment is ${home(environment)}. Correct the host, ${AS_PATH}.`,
  };
}

function otherCloud(host: string, environment: Environment, cloud: Environment): Failure {
  return {
    code: 'url-other-cloud',
    message: `This URL goes to ${host}, but the environment is ${home(environment)}. A sign-in of one cloud is not valid in another. Select the environment ${cloud.label}, ${AS_PATH}.`,
  };
}

function notEncrypted(host: string): Failure {
  return {
    code: 'url-scheme',
    message: `This URL goes to ${host} over http:, where anybody could read the token. Write https:// in its place.`,
  };
}

function portRefused(host: string, environment: Environment): Failure {
  return {
    code: 'url-port',
    message: `This URL names a port (${shownHost(host)}). The environment is ${home(environment)}. Remove the port, ${AS_PATH}.`,
  };
}

function versionMissing(path: string): Failure {
  const shown = path.length > 60 ? `${path.slice(0, 60)}…` : path;
  return {
    code: 'url-version',
    message: `The path has no API version. Begin it with one: /v1.0${shown} or /beta${shown}.`,
  };
}

function baseInvalid(environment: Environment): Failure {
  return {
    code: 'base-invalid',
    message: `Nothing was sent: the address of ${home(environment)} is not valid. Select the environment again.`,
  };
}
