import type { Node } from 'jsonc-parser';
import { LARGEST_BODY } from '../../catalog/limits.ts';
import type { Resource } from '../../catalog/resource.ts';
import { GLOBAL, GRAPH_HOSTS } from '../../environments.ts';
import { jsonText } from '../../request/body.ts';
import type { Body, RequestBlock } from '../../request/tree.ts';
import { checkBatch } from '../batch/check.ts';
import { CODES, type ProblemCode } from '../codes.ts';
import { checkDuplicates } from '../json/duplicates.ts';
import { openingOf } from '../json/edits.ts';
import { type JsonDocument, readJson } from '../json/read.ts';
import { propertyOf } from '../json/value.ts';
import { removeLines } from '../lines.ts';
import type { Problem } from '../problem.ts';
import { fix, fixAll, problem } from '../report.ts';
import { checkAgainstSchema, checkEmpty, checkWithoutSchema } from './check.ts';
import type { BodyContext } from './context.ts';
import { preferencesOf } from './prefer.ts';
import { linkBody } from './rules/linkBody.ts';
import { notAnObject } from './rules/notObject.ts';
import type { BodyProblem, RequestFacts } from './subject.ts';
import { type BodyText, blockPlacer, bodyText, isKnownNode } from './text.ts';

/** Nesting beyond this is not checked against a schema; readers of OData stop at 100. */
const DEEPEST = 200;

/** Everything that is wrong with a request's body. */
export async function checkBody(context: BodyContext): Promise<Problem[]> {
  const { block, method } = context;
  const { body } = block;
  const missing = method === 'PATCH' && block.requestLine.url.text !== '';
  if (body === undefined) return missing ? [missingBody(block)] : [];
  if (method === 'GET' || method === 'HEAD') return [bodyOnGet(block, body, method)];
  if (body.file !== undefined) return [];
  const text = bodyText(jsonText(block, context.textOf));
  if (isTooLarge(text.patched.text)) return [tooLarge(body)];
  if (!isMeantAsJson(text.patched.text, context.mediaType)) return [];
  const found = await checkJson(context, text);
  return [...commentHint(body), ...found.map(blockPlacer(text, body))];
}

/** Whether a body is to be read as JSON: by its type, or by how it starts. */
function isMeantAsJson(text: string, mediaType: string | undefined): boolean {
  if (/^\s*[{[]/.test(text)) return true;
  return mediaType === undefined || mediaType === '' || mediaType.includes('json');
}

async function checkJson(context: BodyContext, text: BodyText): Promise<BodyProblem[]> {
  const document = readJson(text.patched.text, text.opaque);
  const problems: BodyProblem[] = jsonProblems(document, text);
  const { root } = document;
  if (root === undefined) return problems;
  const isPlain = document.damaged.size === 0 && text.opaque.length === 0;
  const isKnown = (node: Node) => isPlain || (!document.damaged.has(node) && isKnownNode(node, text.opaque));
  if (!isKnown(root)) return problems;
  if (root.type !== 'object') return [...problems, ...wrongRoot(context, document, root)];
  problems.push(...checkDuplicates(document.text, root));
  if (document.depth > DEEPEST) return [...problems, tooDeep(root)];
  problems.push(...(await checkObject(context, { ...document, root }, isKnown)));
  const whole = document.findings.length === 0 && text.opaque.length === 0;
  const empty = whole && context.method === 'PATCH' ? checkEmpty(root) : undefined;
  return empty === undefined ? problems : [...problems, empty];
}

/** What is not JSON. Where the value of a reference breaks the text, everything else follows from that. */
function jsonProblems({ findings }: JsonDocument, { patched }: BodyText): Problem[] {
  const broken = findings.find(({ span }) => !patched.isOriginal(span));
  if (broken !== undefined) {
    const message = `With the value that stands here for the reference, the body is not JSON. ${broken.message}`;
    return [problem(broken.code, broken.span, message)];
  }
  return findings.map(({ code, span, message, fixes }) => problem(code, span, message, { fixes }));
}

async function checkObject(
  context: BodyContext,
  document: JsonDocument & { readonly root: Node },
  isKnown: (node: Node) => boolean,
): Promise<readonly BodyProblem[]> {
  const { resource, method, batch } = context;
  if (batch !== undefined) {
    return checkBatch({ ...context, batch }, { ...document, isKnown }, (part, body) =>
      checkObject(part, { ...document, root: body }, isKnown),
    );
  }
  if (resource === undefined) {
    return [...linkBody(context, document, isKnown), ...checkWithoutSchema(document, isKnown)];
  }
  const { schema, endpoint } = resource;
  const update = method === undefined || method === 'PATCH' || method === endpoint.method;
  const makes = method === 'POST' && !update;
  if ((!update && !makes) || (context.isList && isListed(document.root))) return [];
  const all = checkAgainstSchema(schema, document, isKnown, requestFacts(context, resource));
  const found = makes ? all.filter(({ code }) => !OF_UPDATES.has(code)) : all.filter(isAboutUrl(context));
  const { documentation } = endpoint;
  if (documentation === undefined) return found;
  return found.map((each) =>
    /^(?:property|value)-/.test(each.code) && each.documentation === CODES[each.code].documentation
      ? { ...each, documentation }
      : each,
  );
}

/** Whether a body is a list of objects, as GET gives one. */
function isListed(root: Node): boolean {
  return propertyOf(root, 'value')?.children?.[1]?.type === 'array';
}

/** At the URL of a list no key is told twice. */
function isAboutUrl({ isList }: BodyContext): (problem: Problem) => boolean {
  return ({ code }) => isList !== true || (code !== 'property-key' && code !== 'body-from-get');
}

/** What a change cannot do to an object, and a new one may begin with. */
const OF_UPDATES: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'property-read-only',
  'property-key',
  'property-immutable',
  'property-unsupported',
  'property-navigation',
  'bind-unsupported',
  'body-from-get',
]);

function requestFacts(
  { block, method, headerText, stored, lastName, openParts, preferences }: BodyContext,
  { version, endpoint }: Resource,
): RequestFacts {
  const host = GRAPH_HOSTS.find((each) => block.requestLine.url.text.startsWith(`https://${each}/`));
  return {
    method: method ?? endpoint.method,
    linkBase: `https://${host ?? GLOBAL.host}/${version}`,
    preferences: preferences ?? preferencesOf(block, headerText),
    ...{ stored, lastName },
    ...(openParts === undefined ? {} : { openParts }),
  };
}

function missingBody(block: RequestBlock): Problem {
  return problem(
    'body-missing',
    block.requestLine.method ?? block.requestLine,
    'A PATCH needs a body: after a blank line, a JSON object with the properties to change.',
  );
}

function bodyOnGet(block: RequestBlock, body: Body, method: string): Problem {
  const { method: word } = block.requestLine;
  const fixes = [
    ...(word === undefined ? [] : fix('Change to PATCH', word, 'PATCH', false)),
    ...fixAll('Remove the body', [removeLines(block.text, body)], false),
  ];
  const span = { start: body.start, end: firstLineEnd(body) };
  return problem(
    'body-on-get',
    span,
    `A ${method} carries no body. Change the method to PATCH, or remove the body.`,
    {
      fixes,
    },
  );
}

function firstLineEnd({ start, text }: Body): number {
  const end = text.search(/[\r\n]/);
  return start + (end < 0 ? text.length : end);
}

function isTooLarge(text: string): boolean {
  if (text.length * 3 <= LARGEST_BODY) return false;
  return text.length > LARGEST_BODY || new TextEncoder().encode(text).length > LARGEST_BODY;
}

function tooLarge(body: Body): Problem {
  const span = { start: body.start, end: firstLineEnd(body) };
  return problem(
    'body-too-large',
    span,
    'This body is larger than the 4 MB that Microsoft Graph takes. Send it in parts.',
  );
}

function tooDeep(root: Node): Problem {
  const span = openingOf(root);
  return problem(
    'body-too-deep',
    span,
    `The brackets of this body nest more than ${DEEPEST} deep. The service will hardly take that, and it is not checked further.`,
  );
}

function wrongRoot({ resource, method }: BodyContext, document: JsonDocument, root: Node): Problem[] {
  if (document.findings.length > 0 || (root.type === 'array' && resource === undefined)) return [];
  if (method !== undefined && method !== 'PATCH' && method !== 'PUT') return [];
  return [notAnObject(document.text, root)];
}

function commentHint(body: Body): Problem[] {
  const first = body.comments.find(({ start, end }) =>
    /^\s*(?:#|\/\/|```)/.test(body.text.slice(start - body.start, end - body.start)),
  );
  if (first === undefined) return [];
  const text = body.text.slice(first.start - body.start, first.end - body.start);
  const start = first.start + (text.length - text.trimStart().length);
  return [
    problem(
      'body-comment',
      { start, end: start + text.trim().length },
      'Comment lines in a body are left out when it is sent, here and in REST Client and httpYac; other tools send them.',
    ),
  ];
}
