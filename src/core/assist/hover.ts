import { BlockReferences } from '../check/references.ts';
import { Resolver } from '../request/resolver.ts';
import type { Block, Reference, RequestBlock } from '../request/tree.ts';
import { type Span, touches } from '../text/span.ts';
import { bodyPlaceAt } from './bodyPlace.ts';
import { bodyTree } from './bodyTree.ts';
import { type AssistContext, bodyJson, resourceOfBlock } from './context.ts';
import { describeEndpoint } from './describeEndpoint.ts';
import { describeMember, describeProperty } from './describeProperty.ts';
import { headerFacts } from './headerFacts.ts';
import { code, paragraphs, plain } from './markdown.ts';
import { shownValue } from './referenceCompletion.ts';

/** What to say about a place. */
export interface Hover {
  /** What it is about, relative to the block. */
  readonly span: Span;
  readonly markdown: string;
}

/**
 * What there is to say about a place of a block, or undefined.
 *
 * @param offset relative to the block
 */
export function hover(context: AssistContext, offset: number): Hover | undefined {
  const { block } = context;
  return (
    referenceHover(context, offset) ??
    (block.kind === 'request' ? requestHover(context, block, offset) : undefined)
  );
}

function requestHover(context: AssistContext, block: RequestBlock, offset: number): Hover | undefined {
  const { requestLine, body } = block;
  if (touches(requestLine, offset)) {
    const resource = resourceOfBlock(block, context);
    return resource && { span: requestLine.url, markdown: describeEndpoint(resource) };
  }
  const header = block.headers.find((each) => touches(each, offset));
  if (header) {
    const facts = headerFacts(header.name.text);
    return facts && { span: header, markdown: paragraphs(`**${facts.name}**`, facts.documentation) };
  }
  return body && touches(body, offset) ? bodyHover(context, block, body.start, offset) : undefined;
}

function bodyHover(
  context: AssistContext,
  block: RequestBlock,
  start: number,
  offset: number,
): Hover | undefined {
  const resource = resourceOfBlock(block, context);
  if (!resource) return undefined;
  const tree = bodyTree(bodyJson(block, context).text);
  const { property } = bodyPlaceAt(resource.schema, tree, offset - start);
  if (!property) return undefined;
  const { node, name, schema, inValue } = property;
  const span = { start: start + node.offset, end: start + node.offset + node.length };
  const member = inValue ? describeMember(schema, node.value) : undefined;
  return { span, markdown: member ?? describeProperty(name, schema) };
}

function referenceHover(context: AssistContext, offset: number): Hover | undefined {
  const { block } = context;
  const reference = block.references.find((each) => touches(each, offset));
  if (reference) return { span: reference, markdown: describeReference(context, block, reference) };
  if (block.kind !== 'request') return undefined;
  const placeholder = block.requestLine.url.placeholders.find((each) => touches(each, offset));
  if (!placeholder) return undefined;
  const value = new Resolver(context.file, context.scope, block).written(placeholder.name);
  const text = `**{${plain(placeholder.name)}}**`;
  const asked = `Asked for when the request is sent. To set it, write ${code(`@${placeholder.name} = …`)} above the request.`;
  return {
    span: placeholder,
    markdown: paragraphs(text, value === undefined ? asked : shownValue(placeholder.name, value)),
  };
}

function describeReference(context: AssistContext, block: Block, reference: Reference): string {
  const { expression } = reference;
  const value = new Resolver(context.file, context.scope, block).expression(expression.text);
  const title = `**${plain(expression.text)}**`;
  if (!value.ok) return paragraphs(title, value.missing.map(({ reason }) => plain(reason)).join(' '));
  const known = new BlockReferences(block, context.file, context.scope).textOf(reference);
  if (known !== undefined) return paragraphs(title, shownValue(expression.text, known));
  if (/^\$(?:guid|timestamp|datetime|localDatetime|randomInt)\b/.test(expression.text)) {
    return paragraphs(title, `Made anew for each send, for example ${code(value.value)}`);
  }
  return paragraphs(title, 'It has a value. It is secret, or made for each send, and not shown here.');
}
