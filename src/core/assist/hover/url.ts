import { pathSegments } from '../../catalog/path.ts';
import type { PathStep } from '../../catalog/resource.ts';
import { API_VERSIONS } from '../../catalog/schema.ts';
import { typeText } from '../../catalog/typeText.ts';
import { BlockReferences } from '../../check/references.ts';
import { apiVersion, type UrlSubject, urlSubject } from '../../check/url/subject.ts';
import { cloudOfHost, type Environment } from '../../environments.ts';
import type { RequestBlock } from '../../request/tree.ts';
import { type Span, type Token, touches } from '../../text/span.ts';
import { touchedNames } from '../bodyVisit.ts';
import { type AssistContext, resourceOfBlock } from '../context.ts';
import { describeEndpoint, type EndpointDetail } from '../describe/describeEndpoint.ts';
import { code, paragraphs, plain } from '../describe/markdown.ts';
import { METHODS, QUERY_OPTIONS, STEP_KINDS, VERSIONS, wordOf } from '../describe/urlFacts.ts';
import type { Hover } from './hover.ts';
import { queryNameHover } from './query.ts';
import { describePlaceholder } from './reference.ts';

const RULE = '---';

/** What the method, or a part of the URL, means. */
export function requestLineHover(
  context: AssistContext,
  block: RequestBlock,
  offset: number,
): Hover | undefined {
  const { method, url } = block.requestLine;
  if (method && touches(method, offset)) {
    const meaning = wordOf(METHODS, method.text)?.text;
    const endpoint = endpointOf(context, block);
    if (meaning === undefined && endpoint === undefined) return undefined;
    return {
      span: method,
      markdown: joined(paragraphs(`**${plain(method.text)}**${meaning ? ` · ${meaning}` : ''}`), endpoint),
    };
  }
  if (!touches(url, offset)) return undefined;
  const subject = urlSubject(block, new BlockReferences(block, context.file, context.scope).textOf);
  return partHover(context, block, subject, offset);
}

function partHover(
  context: AssistContext,
  block: RequestBlock,
  subject: UrlSubject,
  offset: number,
): Hover | undefined {
  const { parts } = subject;
  const at = (span: Span | undefined) => span !== undefined && touches(subject.toBlock(span), offset);
  const index = parts.segments.findIndex((each) => at(each));
  const segment = parts.segments[index];
  if (segment) return segmentHover(context, block, subject, index, segment);
  const option = parts.options.find(({ name, value }) => at({ start: name.start, end: (value ?? name).end }));
  if (option) {
    return (
      queryNameHover(context, subject, option, offset) ??
      optionHover(subject, option.name, option.value ?? option.name)
    );
  }
  if (parts.version && at(parts.version)) {
    const meaning = wordOf(VERSIONS, parts.version.text)?.text;
    return meaning === undefined
      ? undefined
      : { span: subject.toBlock(parts.version), markdown: `**${plain(parts.version.text)}** · ${meaning}` };
  }
  if (parts.host && at(parts.origin ?? parts.host))
    return hostHover(subject, parts.host, context.environment);
  return undefined;
}

function hostHover(subject: UrlSubject, host: Token, environment: Environment | undefined): Hover {
  const name = host.text.toLowerCase();
  const cloud = cloudOfHost(name) ?? (environment?.host === name ? environment : undefined);
  const about =
    cloud === undefined
      ? 'No host of Microsoft Graph: nothing is sent there.'
      : `${plain(cloud.label)}. ${cloud.about}`;
  return {
    span: subject.toBlock(subject.parts.origin ?? host),
    markdown: paragraphs(
      `**${plain(host.text)}** · ${about}`,
      cloud &&
        'The environment in the status bar decides where the request goes: this host must be its own, or the environment the sandbox.',
    ),
  };
}

function optionHover(subject: UrlSubject, name: Token, end: Span): Hover | undefined {
  const meaning = wordOf(QUERY_OPTIONS, name.text.replace(/^(?:%24|\$)?/i, '$$'))?.text;
  if (meaning === undefined) return undefined;
  const update = (subject.block.requestLine.method?.text ?? 'GET').toUpperCase() !== 'GET';
  return {
    span: subject.toBlock({ start: name.start, end: end.end }),
    markdown: paragraphs(
      `${code(name.text)} · ${meaning}`,
      update && 'It is for reading: an update has no use for it.',
    ),
  };
}

function segmentHover(
  context: AssistContext,
  block: RequestBlock,
  subject: UrlSubject,
  index: number,
  segment: Token,
): Hover {
  const span = subject.toBlock(segment);
  const { placeholders } = block.requestLine.url;
  const placeholder = placeholders.find(({ start, end }) => span.start <= start && end <= span.end);
  const word = segmentWord(subject, index);
  const step = word === undefined ? stepAt(context, subject, index) : undefined;
  const meaning = word ?? (step && describeStep(step, segment.text, nextSteps(context, subject, index)));
  const title = placeholder
    ? `${describePlaceholder(context, placeholder.name)}\n\n`
    : `**${plain(segment.text)}** · `;
  const unknown = placeholder ? '' : 'Nothing is known about this segment.';
  const about = `${title}${meaning ?? unknown}`.trim();
  return { span, markdown: joined(about, endpointOf(context, block, { brief: true })) };
}

/** What OData and drives have between slashes besides names and keys. */
const WORDS: Readonly<Record<string, string>> = {
  $ref: 'The link to the object, and not the object itself.',
  $value: 'The content itself, and not what is said about it.',
  $count: 'How many there are, as a plain number.',
  $batch: 'Several requests in one.',
  $metadata: 'The model of the whole API.',
};

/** The meaning of a segment that is the same whatever stands before it. */
function segmentWord({ parts }: UrlSubject, index: number): string | undefined {
  const text = parts.segments[index]?.text ?? '';
  const before = parts.segments.slice(0, index).map((each) => each.text);
  const colons = before.join('/').split(':').length - 1;
  const isPath = colons % 2 === 1 && before.some((each) => each.endsWith(':'));
  return isPath ? 'Part of a path that stands between colons.' : WORDS[text.toLowerCase()];
}

/** What stands at a segment, where the catalog knows the path up to it. */
function stepAt({ catalog }: AssistContext, { parts }: UrlSubject, index: number): PathStep | undefined {
  const before = parts.segments.slice(0, index).map(({ text }) => `/${text}`);
  const text = parts.segments[index]?.text ?? '';
  const [{ text: decoded, call } = { text }] = pathSegments(`/${text}`);
  const version = apiVersion(parts);
  const steps = (version === undefined ? API_VERSIONS : [version]).flatMap((each) =>
    catalog.steps(each, before.join('')),
  );
  const named = (name: string) => steps.find((each) => each.text.toLowerCase() === name.toLowerCase());
  const called = (name: string) =>
    steps.find(({ text: each }) => each.split('(')[0]?.toLowerCase() === name.toLowerCase());
  return (
    named(decoded) ??
    (call && (named(call.name) ?? called(call.name))) ??
    steps.find(({ kind }) => kind === 'key')
  );
}

/** How many of the next segments are named. */
const MOST_STEPS = 6;

/** What may follow a segment. */
function nextSteps({ catalog }: AssistContext, { parts }: UrlSubject, index: number): readonly string[] {
  const path = parts.segments.slice(0, index + 1).map(({ text }) => `/${text}`);
  return catalog.steps(apiVersion(parts) ?? 'v1.0', path.join('')).map(({ text }) => text);
}

function describeStep(step: PathStep, written: string, next: readonly string[]): string {
  const { kind, type, description } = step;
  const shown = next.slice(0, MOST_STEPS).map(code).join(', ');
  const more = next.length > MOST_STEPS ? ` and ${next.length - MOST_STEPS} more` : '';
  const called = kind !== 'key' && written.includes('(') && kind !== 'function';
  return paragraphs(
    `${STEP_KINDS[kind]}${called ? ' Its key stands in the parentheses.' : ''}${
      type === undefined ? '' : ` Type: ${code(typeText(type))}.`
    }`,
    description && plain(description),
    shown !== '' && `Then: ${shown}${more}`,
  );
}

/** The endpoint of the whole URL, where there is one. */
function endpointOf(
  context: AssistContext,
  block: RequestBlock,
  detail: EndpointDetail = {},
): string | undefined {
  const resource = resourceOfBlock(block, context);
  return resource && describeEndpoint(resource, { ...detail, touched: touchedNames(block) });
}

function joined(first: string, second: string | undefined): string {
  return second === undefined ? first : paragraphs(first, RULE, second);
}
