import type { RequestBlock } from '../../request/tree.ts';
import { bodyJson, type CompletionContext, resourceOfBlock, resourceOfBody } from '../context.ts';
import { bodySnippets, completeBody } from './bodyCompletion.ts';
import { type Completion, type Completions, limited } from './completion.ts';
import { completeHeaderName, completeHeaderValue } from './headerCompletion.ts';
import {
  completeIgnore,
  completeMetadata,
  completePromptName,
  completeVariableName,
} from './metadataCompletion.ts';
import { completeReference } from './referenceCompletion.ts';
import { type Region, regionAt } from './region.ts';
import { completeRequest } from './requestCompletion.ts';
import { isWanted } from './trigger.ts';
import { completeUnknownBody } from './unknownBody.ts';
import { completeUrl, linkBase } from './urlCompletion.ts';

/**
 * What could be written at a place of a block. It never throws on any text.
 *
 * @param offset relative to the block
 */
export function complete(context: CompletionContext, offset: number): Completions {
  const { block, trigger } = context;
  const region = regionAt(block, offset);
  if (!isWanted(trigger, region, block.text, offset)) return { items: [], incomplete: false };
  return limited(proposalsAt(context, region, offset), block.text, offset);
}

function proposalsAt(context: CompletionContext, region: Region, offset: number): readonly Completion[] {
  const { block, catalog, environment } = context;
  switch (region.kind) {
    case 'reference':
      return completeReference(
        context,
        region.span,
        region.closed,
        block.text.slice(region.span.start, offset),
      );
    case 'metadata':
      return completeMetadata(region.span);
    case 'ignore':
      return completeIgnore(region.span, region.code, context.problems?.() ?? []);
    case 'prompt':
      return completePromptName(context, region.span);
    case 'variable':
      return completeVariableName(context, region.span, region.hasValue);
    case 'request':
      return completeRequest(catalog, region.span, environment);
    case 'none':
      return [];
    default:
      return block.kind === 'request' ? inRequest(context, block, region, offset) : [];
  }
}

type RequestRegion = Extract<Region, { kind: 'url' | 'headerName' | 'headerValue' | 'body' }>;

function inRequest(
  context: CompletionContext,
  block: RequestBlock,
  region: RequestRegion,
  offset: number,
): readonly Completion[] {
  switch (region.kind) {
    case 'url':
      return completeUrl(context, block, region.span, offset);
    case 'headerName': {
      const resource = resourceOfBlock(block, context);
      const names = completeHeaderName(block, resource, region.span, region.hasValue);
      if (!region.bodyMayBegin || !takesBody(block)) return names;
      return [...names, ...bodySnippets(resource?.schema, offset, context.scope.now(), '\n')];
    }
    case 'headerValue':
      return completeHeaderValue(block, region.name, region.span, offset);
    case 'body':
      return inBody(context, block, region, offset);
    default:
      return region satisfies never;
  }
}

function takesBody({ requestLine }: RequestBlock): boolean {
  return !/^(?:GET|HEAD|DELETE)$/i.test(requestLine.method?.text ?? '');
}

function inBody(
  context: CompletionContext,
  block: RequestBlock,
  region: Extract<Region, { kind: 'body' }>,
  offset: number,
): readonly Completion[] {
  if (block.body?.file || !takesBody(block)) return [];
  const { scope, trigger } = context;
  if (region.empty) return bodySnippets(resourceOfBlock(block, context)?.schema, offset, scope.now());
  const schema = resourceOfBody(block, context)?.schema;
  const at = offset - region.start;
  const text = bodyJson(block, context).text.padEnd(at, '\n');
  if (!schema && trigger === ',') return [];
  if (!schema) return completeUnknownBody(context.file, block, { text, offset: at, start: region.start });
  const base = linkBase(context, block);
  return completeBody({ schema, text, offset: at, start: region.start, scope, base, trigger });
}
