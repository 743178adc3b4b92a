import type { Catalog } from '../catalog/resource.ts';
import type { Environment } from '../environments.ts';
import type { Block, Header, RequestBlock, RequestFile } from '../request/tree.ts';
import type { Scope } from '../request/values/scope.ts';
import { shift } from '../text/span.ts';
import { checkBody } from './body/body.ts';
import type { BodyContext } from './body/context.ts';
import { PORTABILITY } from './codes.ts';
import { isJsonType, mediaType } from './contentType.ts';
import { checkTokenVariables } from './credentials.ts';
import { firstIndex } from './halving.ts';
import type { SentBody } from './headerParts.ts';
import { checkHeaders, wantsRepresentation } from './headers.ts';
import { silence } from './ignore.ts';
import { checkNames } from './names.ts';
import { patchText } from './patched.ts';
import type { Problem } from './problem.ts';
import { BlockReferences } from './references.ts';
import { problem } from './report.ts';
import { type Severities, withSeverities } from './severity.ts';
import type { StoredLists } from './stored.ts';
import { checkSyntax, isOtherProtocol } from './syntax.ts';
import { checkTokenRequest } from './tokenRequest.ts';
import { checkUrl } from './url/check.ts';
import { openParts } from './url/openParts.ts';
import {
  apiVersion,
  isCutShort,
  resolveCollection,
  resolveUrl,
  type UrlSubject,
  urlSubject,
} from './url/subject.ts';

/** What one block is checked with. */
export interface CheckInput {
  /** One of `file.blocks`. */
  readonly block: Block;
  readonly file: RequestFile;
  readonly catalog: Catalog;
  readonly scope: Scope;
  readonly environment: Environment;
  /** Whether to say what only other tools read differently. */
  readonly portability: boolean;
  /** What was seen of the objects that requests change; absent: nothing. */
  readonly stored?: Pick<StoredLists, 'of'> | undefined;
  /** Severities that a person chose for some codes. */
  readonly severities?: Severities | undefined;
}

/** The problems of one block of a file. */
export interface BlockProblems {
  /** Index of the block in the file. */
  readonly block: number;
  readonly problems: readonly Problem[];
}

/** So many problems of one block are listed. */
const MOST = 200;

/**
 * What a person should know about a block before it is sent, in the order of the text. It takes any block and
 * never throws. Spans and edits are relative to the block.
 */
export async function checkBlock(input: CheckInput): Promise<readonly Problem[]> {
  const { block, file, scope, portability } = input;
  const references = new BlockReferences(block, file, scope);
  const token = block.kind === 'request' ? checkTokenRequest(block, references.textOf) : undefined;
  if (token) {
    const shown = portability ? checkSyntax(block).filter(({ code }) => !PORTABILITY.has(code)) : [];
    const found = withSeverities(silence(block, [...shown, token]), input.severities);
    return limited(found, input.severities);
  }
  const problems = [
    ...checkSyntax(block),
    ...checkTokenVariables(block),
    ...references.check(),
    ...checkNames(block, file, scope),
    ...(block.kind === 'request' ? await checkRequest(input, block, references) : []),
  ];
  const heard = silence(block, problems);
  const portable = portability ? heard : heard.filter(({ code }) => !PORTABILITY.has(code));
  const wanted = withSeverities(portable, input.severities);
  const ordered = wanted.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return limited(ordered, input.severities);
}

/** The problems of every block of a file that has any; the block of `input` is each in turn. */
export async function checkFile(input: Omit<CheckInput, 'block'>): Promise<readonly BlockProblems[]> {
  const found: BlockProblems[] = [];
  for (const [index, block] of input.file.blocks.entries()) {
    const problems = await checkBlock({ ...input, block });
    if (problems.length > 0) found.push({ block: index, problems });
  }
  return found;
}

async function checkRequest(
  input: CheckInput,
  block: RequestBlock,
  references: BlockReferences,
): Promise<Problem[]> {
  if (isOtherProtocol(block)) return [];
  const url = urlSubject(block, references.textOf);
  const resolution = isCutShort(block) ? undefined : resolveUrl(input.catalog, url.parts);
  const resource = resolution?.found === true ? resolution.resource : undefined;
  const textOf = (header: Header) => headerText(block, header, references);
  const method = block.requestLine.method?.text.toUpperCase();
  const isNew = method === 'POST' && resource === undefined && !isCutShort(block);
  const isList = resolution?.found === false && resolution.miss.leadsTo?.kind === 'collection';
  const context: BodyContext = {
    block,
    textOf: references.textOf,
    headerText: textOf,
    method,
    resource: isNew || isList ? resolveCollection(input.catalog, url.parts) : resource,
    isList,
    batch: isBatch(method, url)
      ? { catalog: input.catalog, version: apiVersion(url.parts) ?? 'v1.0' }
      : undefined,
    lastName: url.parts.segments.at(-1)?.text,
    openParts: () => openParts(input.catalog, url.parts, resource),
    mediaType: mediaType(block, textOf),
    ...(resource === undefined ? {} : { stored: input.stored?.of(input.environment.id, url.text) }),
  };
  return [
    ...references.checkPlaceholders(),
    ...checkUrl(url, resolution, {
      ...{ catalog: input.catalog, environment: input.environment, method },
      json: isJsonPatch(context.mediaType),
      representation: wantsRepresentation(block, textOf),
    }),
    ...checkHeaders(block, textOf, sentBody(block), resource?.endpoint),
    ...(await checkBody(context)),
  ];
}

/** Whether a request carries others in its body (https://learn.microsoft.com/graph/json-batching). */
function isBatch(method: string | undefined, { parts: { path } }: UrlSubject): boolean {
  return method === 'POST' && /^\/(?:\$|%24)batch\/?$/i.test(path.text);
}

/** Whether a PATCH is one of properties, and not of the content of a stream. */
function isJsonPatch(mediaType: string | undefined): boolean {
  return mediaType === undefined || mediaType === '' || isJsonType(mediaType);
}

/** A header's value with its references replaced, or undefined where one of them is not known. */
function headerText(block: RequestBlock, header: Header, references: BlockReferences): string | undefined {
  const { start, end, text } = header.value;
  const first = firstIndex(block.references, (each) => each.start >= start);
  const last = firstIndex(block.references, (each) => each.end > end);
  const inside = block.references.slice(first, last);
  const values = inside.flatMap((each) => {
    const value = references.textOf(each);
    return value === undefined ? [] : [{ span: shift(each, -start), value }];
  });
  return values.length < inside.length ? undefined : patchText(text, values).text;
}

/** The body as the rules of the headers see it. Its length is counted only where a header names one. */
function sentBody(block: RequestBlock): SentBody | undefined {
  const { body } = block;
  if (body === undefined) return undefined;
  const json = body.file === undefined && /^\s*(?:[{[]|\{\{)/.test(body.text);
  const counted = block.headers.some(({ name }) => name.text.toLowerCase() === 'content-length');
  const open = body.file !== undefined || block.references.some(({ place }) => place === 'body');
  if (!counted || open) return { json, lengths: undefined };
  const comments = body.comments.map((each) => ({ span: shift(each, -body.start), value: '' }));
  return { json, lengths: lengthsOf(patchText(body.text, comments).text) };
}

function lengthsOf(text: string): readonly number[] {
  const plain = text.replace(/\r\n?/g, '\n');
  return [text, plain, plain.replace(/\n/g, '\r\n')].map((each) => new TextEncoder().encode(each).length);
}

function limited(problems: readonly Problem[], severities: Severities | undefined): readonly Problem[] {
  const next = problems[MOST];
  if (next === undefined) return problems;
  const rest = problems.length - MOST;
  const message = `There are ${rest} more problems in this request. They show when some of these are settled.`;
  const more = withSeverities([problem('too-many-problems', next.span, message)], severities);
  return [...problems.slice(0, MOST), ...more];
}
