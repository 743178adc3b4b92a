import type { RequestBlock } from '../request/tree.ts';
import type { Span } from '../text/span.ts';
import { bodySnippets, completeBody } from './bodyCompletion.ts';
import type { Completion } from './completion.ts';
import { bodyJson, type CompletionContext, resourceOfBlock } from './context.ts';
import { completeHeaderName, completeHeaderValue } from './headerCompletion.ts';
import { completeReference } from './referenceCompletion.ts';
import { type Region, regionAt } from './region.ts';
import { completeRequest, completeUrl } from './requestCompletion.ts';

/**
 * What could be written at a place of a block. It never throws on any text.
 *
 * @param offset relative to the block
 */
export async function complete(context: CompletionContext, offset: number): Promise<readonly Completion[]> {
  const { block, catalog } = context;
  const region = regionAt(block, offset);
  switch (region.kind) {
    case 'reference':
      return completeReference(context, region.span, region.closed);
    case 'metadata':
      return completeMetadata(region.span);
    case 'request':
      return completeRequest(catalog, region.span);
    case 'url':
      return completeUrl(catalog, region.span, block.text.slice(region.span.start, offset));
    case 'headerName':
      return completeHeaderName(region.span, region.hasValue, headerNames(context));
    case 'headerValue':
      return completeHeaderValue(region.name, region.span);
    case 'body':
      return block.kind === 'request' ? completeInBody(context, block, region, offset) : [];
    case 'none':
      return [];
    default:
      return region satisfies never;
  }
}

function headerNames({ block }: CompletionContext): readonly string[] {
  return block.kind === 'request' ? block.headers.map(({ name }) => name.text) : [];
}

async function completeInBody(
  context: CompletionContext,
  block: RequestBlock,
  region: Extract<Region, { kind: 'body' }>,
  offset: number,
): Promise<readonly Completion[]> {
  const resource = resourceOfBlock(block, context);
  if (!resource) return [];
  const { schema } = resource;
  if (region.empty) return bodySnippets(schema, offset);
  if (block.body?.file) return [];
  const { text } = bodyJson(block, context);
  const at = offset - region.start;
  const place = { schema, text: text.padEnd(at), offset: at, start: region.start };
  return completeBody(await context.json(), place);
}

/** Metadata comments (`# @name`), with what each does. */
const METADATA: readonly { readonly name: string; readonly text: string; readonly documentation: string }[] =
  [
    {
      name: 'name',
      text: 'name $1',
      documentation: 'Names the request, so that later ones can use its answer.',
    },
    {
      name: 'prompt',
      text: 'prompt ${1:variable} ${2:description}',
      documentation: 'Asks for the value of a variable at each send.',
    },
    {
      name: 'note',
      text: 'note $1',
      documentation: 'Shows a note and asks for confirmation before the request is sent.',
    },
    {
      name: 'no-redirect',
      text: 'no-redirect',
      documentation: 'Redirects are never followed here; other tools need this line.',
    },
  ];

function completeMetadata(span: Span): readonly Completion[] {
  return METADATA.map(({ name, text, documentation }) => ({
    label: name,
    kind: 'metadata',
    documentation,
    edit: { span, newText: text },
    snippet: true,
  }));
}
