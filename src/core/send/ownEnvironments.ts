import { CLOUDS, type Environment, GRAPH_HOSTS, SANDBOX } from '../environments.ts';
import { isRecord } from '../text/jsonValues.ts';
import { readAddress } from './address.ts';
import { isLoopback } from './target.ts';

/** Environments of one's own, and why others are left out. */
export interface OwnEnvironments {
  readonly environments: readonly Environment[];
  /** Plain sentences. */
  readonly problems: readonly string[];
}

/** The members of an entry, as the setting's schema lists them. */
const MEMBERS = ['id', 'label', 'cloud', 'baseUrl', 'login', 'provider', 'resource', 'scopes', 'production'];
/** What Microsoft Graph is called in scopes besides its hosts. */
const GRAPH_APPLICATION = '00000003-0000-0000-c000-000000000000';

type Entry = Readonly<Record<string, unknown>>;

/**
 * Reads environments of one's own: tenants in a cloud (`{ "id": "contoso", "cloud": "global", "production":
 * true }`) and services that speak like Microsoft Graph elsewhere (`"baseUrl": "https://graph.contoso.example"`).
 * What could lead a token of Microsoft Graph to another host is refused, with the reason.
 *
 * @param value whatever the setting, or a file, holds
 */
export function readEnvironments(value: unknown): OwnEnvironments {
  if (value === undefined || value === null) return { environments: [], problems: [] };
  if (!Array.isArray(value))
    return { environments: [], problems: ['Environments are a list: [ { "id": … } ].'] };
  const environments: Environment[] = [];
  const problems: string[] = [];
  const taken = new Set([SANDBOX, ...CLOUDS].map(({ id }) => id));
  for (const [index, entry] of value.entries()) {
    const name =
      isRecord(entry) && typeof entry.id === 'string' ? `“${entry.id.slice(0, 40)}”` : `number ${index + 1}`;
    const read = isRecord(entry) ? readEntry(entry, taken) : 'An environment is an object: { "id": … }.';
    if (typeof read === 'string') problems.push(`The environment ${name} is left out. ${read}`);
    else {
      environments.push(read);
      taken.add(read.id);
    }
  }
  return { environments, problems };
}

/** The environment of an entry, or why it is none. */
function readEntry(entry: Entry, taken: ReadonlySet<string>): Environment | string {
  const { id, cloud, baseUrl, label = id, production = false } = entry;
  const strange = Object.keys(entry).find((member) => !MEMBERS.includes(member));
  if (strange !== undefined) {
    return `There is no “${strange.slice(0, 40)}” in an environment; it can have ${MEMBERS.join(', ')}.`;
  }
  if (typeof id !== 'string' || !/^[a-z][a-z0-9-]{0,39}$/.test(id)) {
    return 'Its id has to be lower-case letters, digits and hyphens, as in "contoso-test".';
  }
  if (taken.has(id)) return 'There is an environment with that id already. Choose another one.';
  if (typeof label !== 'string' || !/^[^\p{C}\p{Zl}\p{Zp}]{1,60}$/u.test(label.trim())) {
    return 'Its label has to be one line of at most 60 characters.';
  }
  if (typeof production !== 'boolean') return 'Its “production” is true or false.';
  if ((cloud === undefined) === (baseUrl === undefined)) {
    return 'It needs either “cloud” (the id of a cloud) or “baseUrl” (where a service of your own is).';
  }
  const place = cloud === undefined ? elsewhere(entry) : inCloud(entry);
  if (typeof place === 'string') return place;
  return { ...place, id, label: label.trim(), real: true, ...(production ? { production } : {}) };
}

type Place = Omit<Environment, 'id' | 'label' | 'real' | 'production'>;

function inCloud(entry: Entry): Place | string {
  const cloud = CLOUDS.find(({ id }) => id === entry.cloud);
  if (cloud === undefined) return `Its cloud has to be one of ${CLOUDS.map(({ id }) => id).join(', ')}.`;
  const own = ['login', 'provider', 'resource', 'scopes'].find((member) => entry[member] !== undefined);
  if (own !== undefined) return `In a cloud, “${own}” is the cloud’s. Remove it.`;
  const { id: _, label: __, real: ___, ...place } = cloud;
  return { ...place, description: `${cloud.host}. ${cloud.about}` };
}

function elsewhere(entry: Entry): Place | string {
  const { baseUrl, login, provider = 'microsoft', resource, scopes } = entry;
  const host = hostOf(baseUrl);
  if (!host.ok) return host.reason;
  if (login !== undefined && !(typeof login === 'string' && isHostName(login))) {
    return 'Its login is the host name that signs in, as in "login.microsoftonline.com".';
  }
  if (typeof provider !== 'string' || !/^[\w.-]{1,60}$/.test(provider)) {
    return 'Its provider is the id of an authentication provider, as in "microsoft".';
  }
  if (provider === SANDBOX.authenticationProvider)
    return 'Its provider is the sandbox’s, which signs in nowhere else.';
  if (resource !== undefined && !isForeignScope(resource, provider)) {
    return 'Its resource has to begin with https:// or api://, and must not be Microsoft Graph: a token of Microsoft Graph goes to Microsoft Graph only.';
  }
  if (scopes !== undefined && !isScopeList(scopes, provider)) {
    return 'Its scopes are a list of whole scope names, as in "api://contoso/.default". Those of Microsoft Graph are refused: such a token goes to Microsoft Graph only.';
  }
  return {
    description: `${host.name}, an environment of your own.`,
    about: 'An environment of your own.',
    host: host.name,
    authenticationProvider: provider,
    ...(typeof login === 'string' ? { login: login.toLowerCase() } : {}),
    ...(typeof resource === 'string' ? { resource } : {}),
    ...(isScopeList(scopes, provider) ? { scopes } : {}),
  };
}

type Host = { readonly ok: true; readonly name: string } | { readonly ok: false; readonly reason: string };

/** The host of a base URL: https, by name, not this computer, and none of Microsoft Graph's. */
function hostOf(baseUrl: unknown): Host {
  const no = (reason: string): Host => ({ ok: false, reason });
  if (typeof baseUrl !== 'string') return no('Its baseUrl is a text: "https://graph.contoso.example".');
  const address = readAddress(baseUrl);
  if (!address.ok) return no(`Its baseUrl cannot be used. ${address.message}`);
  const { scheme, host, path, query } = address;
  if (scheme !== 'https' || host === undefined) {
    return no('Its baseUrl has to begin with https://, so that nobody can read the token on its way.');
  }
  if (path !== '/' || query !== '')
    return no('Its baseUrl is a host alone, without a path: versions and paths stand in the requests.');
  if (!URL.canParse(`https://${host}`)) return no('Its baseUrl names no host.');
  const { hostname, host: name } = new URL(`https://${host}`);
  if (isLoopback(hostname) || /(?:^|\.)localhost$/.test(hostname) || isIpAddress(hostname)) {
    return no(
      'Its baseUrl has to name a host on the network by its name. On this computer there is the sandbox (see graphHttp.sandbox.url).',
    );
  }
  if (GRAPH_HOSTS.some((each) => hostname === each || hostname.endsWith(`.${each}`))) {
    return no(
      'Its baseUrl is a host of Microsoft Graph. Write “cloud” in its place, which also knows how to sign in.',
    );
  }
  return { ok: true, name };
}

/** Whether a name, as `URL.hostname` has it, is an address: `10.0.0.1`, `[fe80::1]`. */
function isIpAddress(hostname: string): boolean {
  return hostname.startsWith('[') || /^[\d.]+$/.test(hostname);
}

function isHostName(text: string): boolean {
  return /^[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])$/i.test(text);
}

function isScopeList(value: unknown, provider: string): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((scope) => isForeignScope(scope, provider));
}

/**
 * Whether a scope is for something else than Microsoft Graph. For the Microsoft providers a bare name is one of
 * Microsoft Graph's, so that only whole ones will do; other providers have names of their own.
 */
function isForeignScope(scope: unknown, provider: string): boolean {
  if (typeof scope !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(scope)) return false;
  if (!/^microsoft/.test(provider)) return !/^VSCODE_/i.test(scope);
  if (!/^(?:https|api):\/\/[^/]/i.test(scope)) return false;
  const lower = scope.toLowerCase();
  return !lower.includes(GRAPH_APPLICATION) && !GRAPH_HOSTS.some((host) => lower.includes(host));
}
