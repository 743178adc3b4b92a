import { endsInCast } from '../../catalog/collection.ts';
import { isMisspelling, nearestName } from '../../catalog/nearest.ts';
import type { Catalog, PathStep, Resource, ResourceMiss } from '../../catalog/resource.ts';
import { API_VERSIONS, type ApiVersion } from '../../catalog/schema.ts';
import type { Span, Token } from '../../text/span.ts';
import type { Problem } from '../problem.ts';
import { fix, oneOf, problem, short } from '../report.ts';
import { missingKey, modelSteps, pathBefore } from './segments.ts';
import { apiVersion, type UrlSubject } from './subject.ts';
import { fillByName, fillByPlace, isKey, templateSegments } from './template.ts';

/** A version that is missing, or none of Microsoft Graph's. */
export function checkVersion(subject: UrlSubject, resource: Resource | undefined): Problem[] {
  const { parts, block } = subject;
  if (subject.openOrigin || apiVersion(parts) !== undefined) return [];
  if (parts.version !== undefined) return [unknownVersion(subject)];
  const isBareHost = parts.host !== undefined && parts.path.text === '';
  if (!parts.path.text.startsWith('/') && !isBareHost) return [];
  const first = parts.segments[0];
  const joined = first && joinedVersion(subject, first);
  if (joined) return [joined];
  const misspelt = first === undefined ? undefined : nearestName(first.text, API_VERSIONS);
  if (first !== undefined && misspelt !== undefined) return [misspeltVersion(subject, first, misspelt)];
  const preferred = resource?.version;
  const start = { start: parts.path.start, end: parts.path.start };
  const span = first === undefined ? block.requestLine.url : subject.toBlock(first);
  const fixes = API_VERSIONS.filter((each) => resource === undefined || offers(resource, each)).flatMap(
    (each) => fix(`Insert /${each}`, subject.toBlock(start), `/${each}`, each === preferred),
  );
  const known = parts.origin === undefined && resource !== undefined;
  const message = known
    ? `The path names no API version; ${resource.version} is taken. Write /${resource.version} before it to be sure.`
    : 'The URL names no API version. Write /v1.0 or /beta before the path.';
  return [
    problem('version-missing', span, message, {
      severity: known ? 'hint' : undefined,
      fixes: isBareHost || subject.isOriginal({ start: start.start, end: start.end + 1 }) ? fixes : [],
    }),
  ];
}

/** Whether the path that matched exists in a version. */
function offers({ endpoint, form, template }: Resource, version: ApiVersion): boolean {
  const page = template === endpoint.pagePath && endpoint.pageVersions.includes(version);
  return page || (form === 'working' && endpoint.workingVersions.includes(version));
}

/** `/v1.0users`: the slash behind the version is missing. */
function joinedVersion(subject: UrlSubject, first: Token): Problem | undefined {
  const version = API_VERSIONS.find((each) => first.text.toLowerCase().startsWith(each));
  if (version === undefined || !/^[A-Za-z]/.test(first.text.slice(version.length))) return undefined;
  const end = first.start + version.length;
  const span = { start: end, end };
  return problem('version-missing', subject.toBlock(first), `A slash is missing behind ${version}.`, {
    fixes: subject.isOriginal(first) ? fix('Insert /', subject.toBlock(span), '/') : [],
  });
}

function unknownVersion(subject: UrlSubject): Problem {
  const { version } = subject.parts;
  const span = version ?? { start: 0, end: 0, text: '' };
  const near = /^v?1/i.test(span.text) ? 'v1.0' : undefined;
  const fixes = subject.isOriginal(span)
    ? API_VERSIONS.flatMap((each) => fix(`Change to ${each}`, subject.toBlock(span), each, each === near))
    : [];
  const message = `Microsoft Graph has no version ${short(span.text)}. Write v1.0 or beta.`;
  return problem('version-unknown', subject.toBlock(span), message, { fixes });
}

function misspeltVersion(
  subject: UrlSubject,
  segment: UrlSubject['parts']['path'],
  version: string,
): Problem {
  const message = `Microsoft Graph has no version ${short(segment.text)}. Did you mean ${version}?`;
  return problem('version-unknown', subject.toBlock(segment), message, {
    fixes: subject.isOriginal(segment) ? fix(`Change to ${version}`, subject.toBlock(segment), version) : [],
  });
}

/** A path that is none of the known ones, but close to one; or one of another version. */
export function checkMiss(
  subject: UrlSubject,
  miss: ResourceMiss,
  catalog: Catalog,
  update: boolean,
): Problem[] {
  if (miss.versions !== undefined && miss.versions.length > 0) return otherVersion(subject, miss.versions);
  const { segments, path } = subject.parts;
  if (path.text.includes('//')) return [];
  const keyless = missingKey(subject, catalog, miss.expected, miss.segment);
  if (keyless !== undefined) return !update && endsInCast(path.text) ? [] : [keyless];
  const wrong = segments[miss.segment];
  if (wrong === undefined) return update ? incomplete(subject, miss) : [];
  const near = nearestName(
    wrong.text,
    miss.expected.filter((each) => !isKey(each)),
  );
  const leads = near !== undefined && leadsOn(subject, catalog, wrong, near);
  const fitting = modelSteps(subject, catalog, wrong);
  // Who has the whole model knows that there is no such thing.
  if (fitting !== undefined) {
    return [
      (leads ? undefined : furtherInside(subject, catalog, wrong)) ??
        unknownSegment(subject, wrong, fitting, leads ? near : undefined),
    ];
  }
  if (leads) {
    const message = `No known path has '${short(wrong.text)}' here. Did you mean '${near}'?`;
    return [
      problem('url-unknown', subject.toBlock(wrong), message, {
        fixes: subject.isOriginal(wrong) ? fix(`Change to '${near}'`, subject.toBlock(wrong), near) : [],
      }),
    ];
  }
  if (miss.nearest === undefined || !update || !isNear(subject, miss.nearest)) return [];
  return [
    problem(
      'url-unknown',
      subject.toBlock(wrong),
      `Nothing is known about this path from here on, so its body is checked as JSON only. Did you mean ${miss.nearest}?`,
      { severity: 'hint', fixes: changePath(subject, miss.nearest) },
    ),
  ];
}

/** The first segment of a path, where the service has it inside a single object: `/identity/conditionalAccess`. */
function furtherInside(subject: UrlSubject, catalog: Catalog, wrong: Token): Problem | undefined {
  const version = apiVersion(subject.parts);
  if (version === undefined || subject.parts.segments[0]?.start !== wrong.start) return undefined;
  const holders = catalog
    .steps(version, '')
    .filter(
      ({ kind, text }) =>
        kind === 'singleton' && text !== 'me' && catalog.locate(version, `/${text}/${wrong.text}`),
    )
    .map(({ text }) => text);
  if (holders.length === 0 || holders.length > MOST_HOLDERS) return undefined;
  const message = `Microsoft Graph has no '${short(wrong.text)}' behind /${version}, but behind ${oneOf(holders.map((each) => `/${version}/${each}`))}.`;
  const start = { start: wrong.start, end: wrong.start };
  return problem('url-unknown', subject.toBlock(wrong), message, {
    severity: 'warning',
    fixes: subject.isOriginal(wrong)
      ? holders.flatMap((each) =>
          fix(`Insert ${each}/`, subject.toBlock(start), `${each}/`, holders.length === 1),
        )
      : [],
  });
}

/** A name that more single objects have says nothing. */
const MOST_HOLDERS = 3;

/** A segment that the model of the service does not have there. */
function unknownSegment(
  subject: UrlSubject,
  wrong: Token,
  fitting: readonly PathStep[],
  leading: string | undefined,
): Problem {
  const names = fitting.map(({ text }) => text);
  const near = leading ?? nearestName(wrong.text, names);
  const way = near === undefined ? `There is ${oneOf(names)}.` : `Did you mean '${near}'?`;
  return problem(
    'url-unknown',
    subject.toBlock(wrong),
    `Microsoft Graph has no '${short(wrong.text)}' after ${pathBefore(subject, wrong)}. ${way}`,
    {
      severity: 'warning',
      fixes:
        near !== undefined && subject.isOriginal(wrong)
          ? fix(`Change to '${near}'`, subject.toBlock(wrong), near)
          : [],
    },
  );
}

/** Whether the path is the template but for slips in its names, or for its last key. */
function isNear(subject: UrlSubject, template: string): boolean {
  const names = subject.parts.segments.map(({ text }) => text);
  return isMisspelling(names, templateSegments(template));
}

/** Whether the whole path is known, or the start of a known one, with another name for one segment. */
function leadsOn(subject: UrlSubject, catalog: Catalog, wrong: Span, name: string): boolean {
  const { path, segments } = subject.parts;
  const start = wrong.start - path.start;
  const text = `${path.text.slice(0, start)}${name}${path.text.slice(wrong.end - path.start)}`;
  const answer = catalog.resolve(apiVersion(subject.parts) ?? 'v1.0', text);
  return answer.found || answer.miss.versions !== undefined || answer.miss.segment >= segments.length;
}

/** A path that ends before an object: a collection cannot be changed, but an object in it. */
function incomplete(subject: UrlSubject, { nearest }: ResourceMiss): Problem[] {
  const { segments, path } = subject.parts;
  if (nearest === undefined || segments.length === 0 || !isNear(subject, nearest)) return [];
  const message = `The path ends before the object that it changes. Known: ${nearest}.`;
  return [problem('url-unknown', subject.toBlock(path), message, { fixes: changePath(subject, nearest) })];
}

function changePath(subject: UrlSubject, template: string): ReturnType<typeof fix> {
  const { path } = subject.parts;
  if (!subject.isOriginal(path)) return [];
  const newText = fillByPlace(template, sourceSegments(subject));
  return fix(`Change to ${template}`, subject.toBlock(path), newText, false);
}

function otherVersion(subject: UrlSubject, versions: readonly ApiVersion[]): Problem[] {
  const { version } = subject.parts;
  if (version === undefined) return [];
  const editable = subject.isOriginal(version);
  return [
    problem(
      'version-unavailable',
      subject.toBlock(version),
      `This path exists in ${versions.join(' and ')} only. Change the version.`,
      {
        fixes: editable
          ? versions.flatMap((each, index) =>
              fix(`Change to ${each}`, subject.toBlock(version), each, index === 0),
            )
          : [],
      },
    ),
  ];
}

/** The URL of the documentation page, where the service has the resource at another one. */
export function checkPageUrl(subject: UrlSubject, resource: Resource): Problem[] {
  const working = resource.endpoint.workingPaths[0];
  if (resource.form !== 'page' || working === undefined) return [];
  const { path, version } = subject.parts;
  const keys = keysOf(subject, resource.template);
  const newPath = fillByName(working, keys);
  const versions = resource.endpoint.workingVersions;
  const moved = version !== undefined && !versions.includes(resource.version) ? versions[0] : undefined;
  const span = version === undefined ? path : { start: version.start, end: path.end };
  const prefix = version === undefined ? '' : (moved ?? version.text);
  return [
    problem(
      'page-url',
      subject.toBlock(path),
      `This is the URL of the documentation page. The service has the object at ${moved === undefined ? '' : `/${moved}`}${working}.`,
      {
        documentation: resource.endpoint.documentation,
        fixes: subject.isOriginal(version ?? { start: 0, end: 0 })
          ? fix(`Change to ${working}`, subject.toBlock(span), `${prefix}${newPath}`)
          : [],
      },
    ),
  ];
}

/** What stands at each placeholder of the template, as it is written in the file. */
function keysOf(subject: UrlSubject, template: string): ReadonlyMap<string, string> {
  const names = templateSegments(template);
  const segments = sourceSegments(subject);
  if (names.length !== segments.length) return new Map();
  return new Map(names.flatMap((name, index) => (isKey(name) ? [[name, segments[index] ?? name]] : [])));
}

/** The segments of the path as they are written in the file, references and all. */
function sourceSegments(subject: UrlSubject): readonly string[] {
  return subject.parts.segments.map((segment) => {
    const { start, end } = subject.toBlock(segment);
    return subject.block.text.slice(start, end);
  });
}

/** A method that changes a known object in another way than it offers. To read and to delete it is fine. */
export function checkMethod(subject: UrlSubject, resource: Resource): Problem[] {
  const { method } = subject.block.requestLine;
  const name = method?.text.toUpperCase();
  const offered = resource.endpoint.method;
  if (method === undefined || name === offered || (name !== 'POST' && name !== 'PUT' && name !== 'PATCH')) {
    return [];
  }
  // Metadata names the few resources that are replaced with PUT, but not all of them.
  const isUnsure = name === 'PUT' && resource.endpoint.published === undefined;
  return [
    problem(
      'method-not-offered',
      method,
      isUnsure
        ? `${resource.schema.title} is changed with ${offered}, as most objects are: the metadata does not tell of a PUT at this URL. Use ${offered}, unless the documentation has a PUT.`
        : `${resource.schema.title} is changed with ${offered} at this URL, not with ${name}. Use ${offered}, or GET to read it.`,
      {
        ...(isUnsure ? { severity: 'information' } : {}),
        documentation: resource.endpoint.documentation,
        fixes: fix(`Change to ${offered}`, method, offered),
      },
    ),
  ];
}
