import type { PathStep } from '../../catalog/resource.ts';
import { API_VERSIONS } from '../../catalog/schema.ts';
import { typeText } from '../../catalog/typeText.ts';
import { linkOf } from '../../check/url/linked.ts';
import { apiVersion } from '../../check/url/subject.ts';
import { cloudOfHost, type Environment, GLOBAL, GRAPH_HOSTS } from '../../environments.ts';
import type { RequestBlock } from '../../request/tree.ts';
import { fileVariables } from '../../request/values/fileVariables.ts';
import { isSecretVariable } from '../../request/values/scope.ts';
import type { Span } from '../../text/span.ts';
import type { CompletionContext } from '../context.ts';
import { describeEndpoint } from '../describe/describeEndpoint.ts';
import { code, paragraphs, plain } from '../describe/markdown.ts';
import { VERSIONS } from '../describe/urlFacts.ts';
import { withStops } from '../insert/snippet.ts';
import type { Completion } from './completion.ts';
import { keyVariables } from './keyVariables.ts';
import { completeQuery } from './queryCompletion.ts';
import { wholeUrls } from './requestCompletion.ts';
import { type UrlPlace, urlPlace } from './urlPlace.ts';

/** Whole URLs of known endpoints, then the next part of the URL at the cursor. */
export function completeUrl(
  context: CompletionContext,
  block: RequestBlock,
  span: Span,
  offset: number,
): readonly Completion[] {
  const place = urlPlace(block, span, offset, context);
  const { parts, typed } = place;
  if (parts.query !== undefined) {
    const method = block.requestLine.method?.text.toUpperCase();
    return method === 'GET' ? completeQuery(context, place, offset) : [];
  }
  const path = parts.path.text;
  if (isInItemPath(path)) return [];
  const called = CALLED.exec(path);
  if (called) return keysInParentheses(context, place, called);
  const parent = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  if (parent !== '')
    return [...segments(context, place, parent), ...linkSegments(context, block, place, parent)];
  const whole = typed.startsWith('{{')
    ? []
    : wholeUrls(context.catalog, span, originOf(place, context.environment));
  if (path === '' && parts.version === undefined) {
    return [...whole, ...origins(context.environment, place), ...originVariables(context, place)];
  }
  const inVersion = apiVersion(parts) !== undefined && path.startsWith('/');
  return [...whole, ...(inVersion ? segments(context, place, '') : versions(place))];
}

/** Whether a path ends in that of a drive item or site, which the service alone knows: `root:/Folder/`. */
function isInItemPath(path: string): boolean {
  const [, ...behind] = path.split(':');
  return path.includes(':/') && (behind.length % 2 === 1 || path.endsWith(':'));
}

/** Behind the parenthesis of a collection: what is before it, and what is written in it. */
const CALLED = /^((?:\/[^/]*)*\/\w+)\(([^()]*)$/;

/** The keys of one object of a collection: `(appId='…')`, or the usual one in quotes. */
function keysInParentheses(
  { catalog }: CompletionContext,
  { parts, segment }: UrlPlace,
  [, collection = '', written = '']: readonly string[],
): readonly Completion[] {
  const version = apiVersion(parts) ?? 'v1.0';
  const key = catalog.steps(version, collection).find(({ kind }) => kind === 'key');
  if (key === undefined) return [];
  const name = collection.slice(collection.lastIndexOf('/') + 1);
  const start = segment.start + name.length + 1;
  const span = { start, end: Math.max(segment.end, start + written.length) };
  const before = collection.slice(0, -name.length - 1);
  const wanted = name.toLowerCase();
  const step = catalog.steps(version, before).find(({ text }) => text.toLowerCase() === wanted);
  const [, ...others] = step?.namedKeys ?? [];
  const alternates = others.map((each) => each.map((one) => `${one}='{${one}}'`).join(','));
  return [...alternates, `'${key.text}'`].map((text, index) => ({
    ...{ label: text, kind: 'segment', detail: KINDS.key, snippet: true },
    edit: { span, newText: `${withStops(text)})` },
    sortText: `6${index}`,
  }));
}

/** What a whole URL starts with: as it was begun, with the host of the environment; nothing for a bare path. */
function originOf({ typed, parts }: UrlPlace, environment: Environment): string {
  if (typed.startsWith('/')) return '';
  const host = parts.host?.text.toLowerCase();
  const known = host !== undefined && GRAPH_HOSTS.includes(host);
  return `https://${known ? host : (environment.host ?? GLOBAL.host)}`;
}

function origins(environment: Environment, { span, typed }: UrlPlace): readonly Completion[] {
  if (typed.startsWith('{{')) return [];
  const first = environment.host ?? GLOBAL.host;
  const hosts = [first, ...GRAPH_HOSTS.filter((host) => host !== first)];
  const bare: Completion = {
    label: '/',
    kind: 'url',
    detail: `a path; ${environment.label} decides the host`,
    edit: { span, newText: '/' },
    sortText: '2',
    continues: true,
  };
  return [
    bare,
    ...hosts.map(
      (host, index): Completion => ({
        label: `https://${host}/`,
        kind: 'url',
        detail: cloudOfHost(host)?.label ?? environment.label,
        edit: { span, newText: `https://${host}/` },
        sortText: `3${String(index).padStart(3, '0')}`,
        continues: true,
      }),
    ),
  ];
}

/** Variables that hold the beginning of a URL. */
function originVariables({ file, scope }: CompletionContext, { span }: UrlPlace): readonly Completion[] {
  const variables = new Map<string, string>(scope.environment);
  for (const [name, { variable }] of fileVariables(file)) variables.set(name, variable.value.text);
  return [...variables]
    .filter(([name, value]) => /^https:\/\//i.test(value) && !isSecretVariable(name))
    .map(([name, value]) => ({
      label: `{{${name}}}`,
      kind: 'variable',
      detail: value,
      edit: { span, newText: `{{${name}}}/` },
      sortText: `25${name}`,
      continues: true,
    }));
}

function versions({ segment, goesOn }: UrlPlace): readonly Completion[] {
  return VERSIONS.map(({ name, detail }) => ({
    label: name,
    kind: 'segment',
    detail,
    edit: { span: segment, newText: goesOn ? name : `${name}/` },
    sortText: `5${name === 'beta' ? 1 : 0}`,
    continues: !goesOn,
  }));
}

function segments(context: CompletionContext, place: UrlPlace, parent: string): readonly Completion[] {
  const { catalog } = context;
  const version = apiVersion(place.parts);
  const asked = version ? [version] : place.parts.version ? [] : API_VERSIONS;
  const steps = new Map<string, PathStep>();
  for (const step of asked.flatMap((each) => catalog.steps(each, parent))) {
    if (!steps.has(step.text)) steps.set(step.text, step);
  }
  return [...steps.values()].flatMap((step, index) => {
    const named = segmentCompletion(step, place, index);
    if (step.kind === 'key') return [named, ...keyVariables(context, step, place)];
    return [named, ...alternateKeys(step, place, index)];
  });
}

/** One object of a collection by another key than its own: `applications(appId='{appId}')`. */
function alternateKeys(step: PathStep, { segment }: UrlPlace, index: number): readonly Completion[] {
  const [, ...others] = step.namedKeys ?? [];
  return others.map((names) => {
    const keys = names.map((name) => `${name}='{${name}}'`).join(',');
    const text = `${step.text}(${keys})`;
    return {
      label: text,
      kind: 'segment',
      detail: `one of them by ${names.join(' and ')}`,
      document: () => describeStep(step),
      edit: { span: segment, newText: withStops(text) },
      snippet: true,
      sortText: `6${String(index).padStart(4, '0')}k`,
      continues: false,
    };
  });
}

/** What a link is read, set, added and removed with: `…/manager/$ref`, `…/members/{id}/$ref`. */
function linkSegments(
  { catalog }: CompletionContext,
  { requestLine }: RequestBlock,
  { parts, segment }: UrlPlace,
  parent: string,
): readonly Completion[] {
  const method = requestLine.method?.text.toUpperCase() ?? 'GET';
  const detail = LINKS[method];
  const version = apiVersion(parts) ?? 'v1.0';
  const link = linkOf(catalog, version, parent.split('/').slice(1));
  // A single link is put or taken away where it stands; of several, one is taken away behind its key.
  if (detail === undefined || link === undefined || (link.behindKey && method !== 'DELETE')) return [];
  if (!link.behindKey && method !== 'GET' && link.isList !== (method === 'POST')) return [];
  return [
    { label: '$ref', kind: 'segment', detail, edit: { span: segment, newText: '$ref' }, sortText: '59' },
  ];
}

const LINKS: Readonly<Record<string, string>> = {
  GET: 'links in place of objects',
  PUT: 'sets the link',
  POST: 'adds a link',
  DELETE: 'removes the link',
};

const KINDS: Readonly<Record<PathStep['kind'], string>> = {
  entitySet: 'collection',
  singleton: 'single object',
  navigation: 'navigation property',
  property: 'property',
  key: 'key',
  cast: 'cast to a derived type',
  action: 'action',
  function: 'function',
  segment: 'path segment',
};

function segmentCompletion(step: PathStep, { segment, goesOn }: UrlPlace, index: number): Completion {
  const { text, kind, type, update, continues } = step;
  const key = kind === 'key' || text.includes('{');
  const slash = continues && !update && !goesOn ? '/' : '';
  const newText = `${key ? withStops(text) : text}${slash}`;
  return {
    label: text,
    kind: 'segment',
    detail: [KINDS[kind], type && typeText(type), update && `${update.endpoint.method} updates it`]
      .filter(Boolean)
      .join(' · '),
    document: () => describeStep(step),
    edit: { span: segment, newText },
    ...(key ? { snippet: true } : {}),
    sortText: `6${String(index).padStart(4, '0')}`,
    continues: slash !== '' && !key,
  };
}

function describeStep({ text, kind, description, type, update }: PathStep): string {
  const [permission] = update
    ? [...update.endpoint.permissions.delegatedWork, ...update.endpoint.permissions.application]
    : [];
  return paragraphs(
    `**${plain(text)}** · ${KINDS[kind]}${type ? ` · ${code(type)}` : ''}`,
    description && plain(description),
    update &&
      `${update.endpoint.method} updates ${plain(update.schema.title)}${permission ? `; the least permission is ${code(permission)}` : ''}.`,
    update && describeEndpoint(update),
  );
}

/** What URLs of linked objects start with in a body: host and version as the request has them. */
export function linkBase(context: CompletionContext, block: RequestBlock): string {
  const { url } = block.requestLine;
  const { parts } = urlPlace(block, url, url.end, context);
  const version = apiVersion(parts) ?? 'v1.0';
  const reference = /^\{\{[^{}]*\}\}/.exec(url.text)?.[0];
  const origin = reference !== undefined && parts.version ? reference : undefined;
  const host = parts.host?.text ?? context.environment.host ?? GLOBAL.host;
  return `${origin ?? `https://${host}`}/${version}`;
}
