import type { Catalog, Resource } from '../catalog/resource.ts';
import { BlockReferences } from '../check/references.ts';
import { resolveUrl, urlSubject } from '../check/url/subject.ts';
import { type JsonText, jsonText } from '../request/body.ts';
import type { Scope } from '../request/scope.ts';
import type { Block, RequestBlock, RequestFile } from '../request/tree.ts';
import type { JsonService } from './jsonService.ts';

/** What completion and hover look at: one block of a file, and what is known around it. */
export interface AssistContext {
  /** One of `file.blocks`. */
  readonly block: Block;
  readonly file: RequestFile;
  readonly catalog: Catalog;
  readonly scope: Scope;
}

/** What completion needs besides. */
export interface CompletionContext extends AssistContext {
  /** VS Code's JSON support, loaded when a body is completed. */
  readonly json: () => Promise<JsonService>;
}

/** The resource that the URL of a request means, with its references replaced as far as they are known. */
export function resourceOfBlock(block: RequestBlock, context: AssistContext): Resource | undefined {
  const { textOf } = new BlockReferences(block, context.file, context.scope);
  const resolution = resolveUrl(context.catalog, urlSubject(block, textOf).parts);
  return resolution?.found ? resolution.resource : undefined;
}

/** The URL of a request with its references replaced as far as they are known. */
export function urlTextOf(block: RequestBlock, context: Omit<AssistContext, 'catalog'>): string {
  const { url } = block.requestLine;
  if (!url.text.includes('{{')) return url.text;
  return urlSubject(block, new BlockReferences(block, context.file, context.scope).textOf).text;
}

/** The body of a request as JSON that can be read where it stands. */
export function bodyJson(block: RequestBlock, context: AssistContext): JsonText {
  return jsonText(block, new BlockReferences(block, context.file, context.scope).textOf);
}
