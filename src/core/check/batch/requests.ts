import type { Node } from 'jsonc-parser';
import type { Span } from '../../text/span.ts';
import { insertFirst, openingOf, spanOf } from '../json/edits.ts';
import { propertyOf } from '../json/value.ts';
import type { Problem } from '../problem.ts';
import { at, fix, fixAll, problem, short } from '../report.ts';

/** Requests that one batch may have (https://learn.microsoft.com/graph/json-batching). */
const MOST_REQUESTS = 20;

/** The requests of a batch, and what is wrong with them as such. */
export interface ReadRequests {
  readonly requests: readonly Node[];
  readonly problems: readonly Problem[];
}

/**
 * Reads the requests of a batch: each an object with an id of its own, a method, and a URL from the version.
 *
 * @param isKnown whether the text of a node is known before the send
 */
export function readRequests(text: string, root: Node, isKnown: (node: Node) => boolean): ReadRequests {
  const list = partValue(root, 'requests');
  if (list !== undefined && !isKnown(list)) return { requests: [], problems: [] };
  if (list?.type !== 'array') {
    const place = list === undefined ? openingOf(root) : spanOf(list);
    return { requests: [], problems: [wrong(place, 'A batch needs "requests", a list of requests.')] };
  }
  const items = list.children ?? [];
  const requests = items.filter((each) => each.type === 'object' && isKnown(each));
  const extra = items[MOST_REQUESTS];
  return {
    requests,
    problems: [
      ...(extra === undefined
        ? []
        : [
            wrong(
              openingOf(extra),
              `A batch takes at most ${MOST_REQUESTS} requests. Send the others apart.`,
            ),
          ]),
      ...idProblems(requests, isKnown),
      ...requests.flatMap((request) => partProblems(text, request, isKnown)),
    ],
  };
}

/** The value of a property of a request. */
export function partValue(request: Node, name: string): Node | undefined {
  return propertyOf(request, name)?.children?.[1];
}

/** Ids that two requests have, and dependencies on none. */
function idProblems(requests: readonly Node[], isKnown: (node: Node) => boolean): readonly Problem[] {
  const problems: Problem[] = [];
  const ids = new Set<string>();
  let open = false;
  for (const request of requests) {
    const id = partValue(request, 'id');
    if (id === undefined || !isKnown(id)) {
      if (id === undefined)
        problems.push(wrong(openingOf(request), 'This request needs an "id" of its own.'));
      open ||= id !== undefined;
      continue;
    }
    const text = String(id.value);
    if (id.type !== 'string') {
      const fixes = id.type === 'number' ? fix('Put it in double quotes', spanOf(id), `"${text}"`) : [];
      problems.push({ ...wrong(spanOf(id), 'The id of a request is text in double quotes.'), fixes });
    } else if (ids.has(text)) {
      problems.push(
        wrong(spanOf(id), `Two requests have the id '${short(text)}'. Each needs one of its own.`),
      );
    }
    ids.add(text);
  }
  return open ? problems : [...problems, ...requests.flatMap((each) => strangers(each, ids, isKnown))];
}

function strangers(
  request: Node,
  ids: ReadonlySet<string>,
  isKnown: (node: Node) => boolean,
): readonly Problem[] {
  const others = partValue(request, 'dependsOn');
  return (others?.type === 'array' ? (others.children ?? []) : [])
    .filter((each) => isKnown(each) && !ids.has(String(each.value)))
    .map((each) => wrong(spanOf(each), `No request of the batch has the id '${short(String(each.value))}'.`));
}

function partProblems(text: string, request: Node, isKnown: (node: Node) => boolean): readonly Problem[] {
  const problems: Problem[] = [];
  const [method, url] = [partValue(request, 'method'), partValue(request, 'url')];
  if (method === undefined)
    problems.push(wrong(openingOf(request), 'This request needs a "method", such as "PATCH".'));
  if (url === undefined)
    problems.push(wrong(openingOf(request), 'This request needs a "url", from the version on: "/me".'));
  else if (url.type === 'string' && isKnown(url)) problems.push(...addressProblems(url));
  if (partValue(request, 'body')?.type === 'object' && !hasContentType(request, isKnown)) {
    problems.push(withoutType(text, request));
  }
  return problems;
}

/** The URL of a request stands behind the version that the batch has. */
function addressProblems(url: Node): readonly Problem[] {
  const text = String(url.value);
  const whole = beforePath(text);
  if (whole === '') return [];
  const message =
    'In a batch, a URL begins behind the version: without a host, and with the version of the batch.';
  const rest = `/${text.slice(whole.length).replace(/^\/+/, '')}`;
  return [
    {
      ...wrong(spanOf(url), message),
      fixes: fix(`Change to ${short(rest, 60)}`, spanOf(url), JSON.stringify(rest)),
    },
  ];
}

/** Scheme, host and version, where a URL has them. */
export function beforePath(url: string): string {
  return /^(?:https?:\/\/[^/]+)?(?:\/*(?:v1\.0|beta)(?=\/))?/i.exec(url)?.[0] ?? '';
}

function hasContentType(request: Node, isKnown: (node: Node) => boolean): boolean {
  const headers = partValue(request, 'headers');
  if (headers === undefined) return false;
  if (headers.type !== 'object' || !isKnown(headers)) return true;
  return (headers.children ?? []).some(({ children }) =>
    /^content-type$/i.test(String(children?.[0]?.value)),
  );
}

function withoutType(text: string, request: Node): Problem {
  const body = propertyOf(request, 'body');
  const place = body?.children?.[0];
  const headers = partValue(request, 'headers');
  const type = '"Content-Type": "application/json"';
  const edits =
    headers === undefined
      ? [{ span: at(body?.offset ?? request.offset + 1), newText: `"headers": { ${type} }, ` }]
      : [insertFirst(text, headers, type)];
  const message = 'A request of a batch that has a body needs the header Content-Type.';
  return {
    ...wrong(place === undefined ? openingOf(request) : spanOf(place), message),
    fixes: fixAll(`Add ${type}`, edits),
  };
}

function wrong(span: Span, message: string): Problem {
  return problem('batch-invalid', span, message);
}
