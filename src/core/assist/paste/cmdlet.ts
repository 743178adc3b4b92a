import type { ApiVersion } from '../../catalog/schema.ts';
import { namedPath, type PathSteps } from './cmdletPath.ts';
import { type Imported, UNKNOWN_BODY } from './imported.ts';
import { isPlain, namedParameters } from './powershellCommand.ts';
import type { PowerShellReader } from './powershellReader.ts';
import { asText, jsonOf, type Value } from './powershellValues.ts';

/**
 * Cmdlets of the Microsoft Graph PowerShell SDK that make, change or delete one object, or a link to one:
 * `New-MgGroup`, `Update-MgUser`, `Remove-MgBetaGroup`, `Set-MgUserManagerByRef`.
 */
export const CMDLET = '(?:(?:New|Update|Remove)-Mg(?:Beta)?[A-Z]\\w*|Set-Mg(?:Beta)?[A-Z]\\w*ByRef)';

const METHODS: Readonly<Record<string, string>> = {
  new: 'POST',
  update: 'PATCH',
  remove: 'DELETE',
  set: 'PUT',
};

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
  Invitation: 'invitations',
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
 * The request behind a cmdlet, the reader standing behind its name; undefined where its URL is not known for sure. An
 * id that only a run of the script would tell becomes a placeholder.
 *
 * @param steps what the catalog knows of paths; without it only a few cmdlets are understood
 */
export function readCmdlet(
  reader: PowerShellReader,
  name: string,
  steps: PathSteps | undefined,
): Imported | undefined {
  const [, verb = '', beta, noun = ''] = /^(\w+)-Mg(Beta)?(\w+)$/i.exec(name) ?? [];
  const method = METHODS[verb.toLowerCase()];
  const given = namedParameters(reader);
  if (!given || method === undefined) return undefined;
  const version = beta ? 'beta' : 'v1.0';
  const found = placeOf({ noun, method, version, given, steps });
  if (found === undefined) return undefined;
  const url = `https://graph.microsoft.com/${version}${found.path}`;
  if (method === 'DELETE') return { method, url, headers: [], dropped: [] };
  const headers = [{ name: 'Content-Type', value: 'application/json' }];
  if (found.link !== undefined) {
    const text = JSON.stringify({ '@odata.id': `https://graph.microsoft.com/${version}${found.link}` });
    return { method, url, headers, body: { kind: 'text', text }, dropped: [] };
  }
  const body = bodyOf(given, found.ids);
  if (body === undefined) return undefined;
  const { text, note } = body;
  return { method, url, headers, body: { kind: 'text', text }, dropped: [], ...(note ? { note } : {}) };
}

/** Where a request goes, and the parameters that say so. */
interface Place {
  readonly path: string;
  readonly ids: ReadonlySet<string>;
  /** The path of the object that is linked. */
  readonly link?: string;
}

/** What a cmdlet says of the place that it works on. */
interface Called {
  readonly noun: string;
  readonly method: string;
  readonly version: ApiVersion;
  readonly given: ReadonlyMap<string, Value>;
  readonly steps: PathSteps | undefined;
}

function placeOf(called: Called): Place | undefined {
  const { noun, method, version, given, steps } = called;
  const isLink = noun.endsWith('ByRef');
  // Remove-MgGroupMemberDirectoryObjectByRef: what is linked has a name of its own.
  const name = isLink ? noun.replace(/(?:DirectoryObject)?ByRef$/, '') : noun;
  const ids = [...given.keys()].filter((each) => /.Id$/.test(each));
  const wanted = method === 'POST' ? 'list' : 'object';
  const named = steps && namedPath(steps, version, name, ids, wanted);
  if (named === undefined)
    return isLink ? undefined : method === 'POST' ? rootOf(noun) : knownPlace(noun, given);
  const path = named.path.replace(/\{(\w+)\}/g, (_, id: string) => keyOf(id, given.get(id)));
  const { next } = named;
  if (method === 'POST' && !isLink && next === 'DirectoryObjectId')
    return {
      path: `${path}/$ref`,
      ids: named.ids,
      link: `/directoryObjects/${keyOf(next, given.get(next))}`,
    };
  return { path: isLink ? `${path}/$ref` : path, ids: named.ids };
}

/** The entity set in which a cmdlet makes an object. */
function rootOf(noun: string): Place | undefined {
  const root = ROOTS[noun];
  return root === undefined ? undefined : { path: `/${root}`, ids: new Set() };
}

/**
 * The place of an object: `UserMessage` with the ids of a user and a message is
 * `/users/{userId}/messages/{messageId}`.
 */
function knownPlace(noun: string, given: ReadonlyMap<string, Value>): Place | undefined {
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
  const text = value && value.kind !== 'reference' ? asText(value) : undefined;
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

/**
 * What is sent, as JSON: the table of `-BodyParameter`, or a member for each parameter that is a property. What only
 * a run of the script would tell is left to the person, which is noted. Undefined where nothing is sent.
 */
function bodyOf(
  given: ReadonlyMap<string, Value>,
  ids: ReadonlySet<string>,
): { readonly text: string; readonly note?: string } | undefined {
  const [, whole] = [...given].find(([name]) => name.toLowerCase() === 'bodyparameter') ?? [];
  if (whole !== undefined) {
    if (whole.kind === 'reference') return { text: '{}', note: UNKNOWN_BODY };
    const text = whole.kind === 'table' ? jsonOf(whole) : undefined;
    return text === undefined ? undefined : { text };
  }
  const members = [...given].filter(([name]) => !ids.has(name) && !isPlain(name));
  if (members.length === 0) return undefined;
  const texts = members.map(([name, value]) => [memberName(name), jsonOf(value)] as const);
  const known = texts.flatMap(([name, json]) =>
    json === undefined ? [] : `${JSON.stringify(name)}:${json}`,
  );
  const unknown = texts.flatMap(([name, json]) => (json === undefined ? [name] : []));
  const text = `{${known.join(',')}}`;
  if (unknown.length === 0) return { text };
  return {
    text,
    note: `Only a run of the script would tell the value of ${unknown.join(', ')}. Write it below.`,
  };
}

function memberName(parameter: string): string {
  return /^odataid$/i.test(parameter) ? '@odata.id' : lowered(parameter);
}
