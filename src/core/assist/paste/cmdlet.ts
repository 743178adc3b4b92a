import type { Imported } from './imported.ts';
import { isPlain, namedParameters } from './powershellCommand.ts';
import type { PowerShellReader } from './powershellReader.ts';
import { asText, jsonOf, type Value } from './powershellValues.ts';

/** Cmdlets of the Microsoft Graph PowerShell SDK that change one object: `Update-MgUser`, `Remove-MgBetaGroup`. */
export const CMDLET = '(?:Update|Remove)-Mg(?:Beta)?[A-Z]\\w*';

const METHODS: Readonly<Record<string, string>> = { update: 'PATCH', remove: 'DELETE' };

/** Entity sets whose objects cmdlets name by the type alone, by the word that a cmdlet has for one. */
const ROOTS: Readonly<Record<string, string>> = {
  Agreement: 'agreements',
  Application: 'applications',
  Chat: 'chats',
  Contact: 'contacts',
  Device: 'devices',
  DirectoryRole: 'directoryRoles',
  Domain: 'domains',
  Drive: 'drives',
  Group: 'groups',
  GroupLifecyclePolicy: 'groupLifecyclePolicies',
  GroupSetting: 'groupSettings',
  Oauth2PermissionGrant: 'oauth2PermissionGrants',
  Organization: 'organization',
  Place: 'places',
  SchemaExtension: 'schemaExtensions',
  ServicePrincipal: 'servicePrincipals',
  Site: 'sites',
  Subscription: 'subscriptions',
  Team: 'teams',
  User: 'users',
};

/**
 * The request behind a cmdlet, the reader standing behind its name; undefined where its URL, or a part of what it
 * sends, is not known for sure. An id that only a run of the script would tell becomes a placeholder.
 */
export function readCmdlet(reader: PowerShellReader, name: string): Imported | undefined {
  const [, verb = '', beta, noun = ''] = /^(\w+)-Mg(Beta)?(\w+)$/i.exec(name) ?? [];
  const method = METHODS[verb.toLowerCase()];
  const given = namedParameters(reader);
  if (!given || method === undefined) return undefined;
  const place = placeOf(noun, given);
  if (place === undefined) return undefined;
  const url = `https://graph.microsoft.com/${beta ? 'beta' : 'v1.0'}${place.path}`;
  if (method === 'DELETE') return { method, url, headers: [], dropped: [] };
  const body = bodyOf(given, place.ids);
  if (body === undefined) return undefined;
  const headers = [{ name: 'Content-Type', value: 'application/json' }];
  return { method, url, headers, body: { kind: 'text', text: body }, dropped: [] };
}

/** Where an object is, and the parameters that say so. */
interface Place {
  readonly path: string;
  readonly ids: ReadonlySet<string>;
}

/** The place of an object: `UserMessage` with the ids of a user and a message is `/users/{userId}/messages/{messageId}`. */
function placeOf(noun: string, given: ReadonlyMap<string, Value>): Place | undefined {
  const words = new Map(
    [...given.keys()].filter((name) => /.Id$/.test(name)).map((name) => [name.slice(0, -2), name]),
  );
  const ids = new Set<string>();
  let path = '';
  for (let rest = noun; rest !== ''; ) {
    const unused = [...words].filter(([, name]) => !ids.has(name)).sort(([a], [b]) => b.length - a.length);
    const named = unused.find(([word]) => rest.startsWith(word));
    // The last one may say its type more fully than the path does: -ChatMessageId of a channel's messages.
    const [, name] = named ?? (ids.size > 0 ? unused.find(([word]) => word.endsWith(rest)) : undefined) ?? [];
    const here = named?.[0] ?? rest;
    const segment = ids.size === 0 ? ROOTS[here] : pluralOf(here);
    if (name === undefined || segment === undefined) return undefined;
    path += `/${segment}/${keyOf(name, given.get(name))}`;
    ids.add(name);
    rest = rest.slice(here.length);
  }
  return { path, ids };
}

function keyOf(parameter: string, value: Value | undefined): string {
  const text = value && asText(value);
  return text === undefined || text === '' ? `{${lowered(parameter)}}` : encodeURIComponent(text);
}

/** `Message` → `messages`, `Policy` → `policies`. */
function pluralOf(word: string): string {
  const singular = lowered(word);
  if (/[^aeiou]y$/.test(singular)) return `${singular.slice(0, -1)}ies`;
  return /(?:s|x|ch|sh)$/.test(singular) ? `${singular}es` : `${singular}s`;
}

function lowered(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** What is sent, as JSON: the table of `-BodyParameter`, or a member for each parameter that is a property. */
function bodyOf(given: ReadonlyMap<string, Value>, ids: ReadonlySet<string>): string | undefined {
  const [, whole] = [...given].find(([name]) => name.toLowerCase() === 'bodyparameter') ?? [];
  if (whole !== undefined) return whole.kind === 'table' ? jsonOf(whole) : undefined;
  const members = [...given].filter(([name]) => !ids.has(name) && !isPlain(name));
  const texts = members.map(([name, value]) => {
    const json = jsonOf(value);
    return json === undefined ? undefined : `${JSON.stringify(lowered(name))}:${json}`;
  });
  return texts.length === 0 || texts.includes(undefined) ? undefined : `{${texts.join(',')}}`;
}
