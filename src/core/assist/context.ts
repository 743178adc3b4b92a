import type { Catalog, Resource } from '../catalog/resource.ts';
import type { Problem } from '../check/problem.ts';
import { BlockReferences } from '../check/references.ts';
import { resolveCollection, resolveUrl, urlSubject } from '../check/url/subject.ts';
import type { Environment } from '../environments.ts';
import { type JsonText, jsonText } from '../request/body.ts';
import type { Block, RequestBlock, RequestFile } from '../request/tree.ts';
import type { Scope } from '../request/values/scope.ts';

/** What completion and hover look at: one block of a file, and what is known around it. */
export interface AssistContext {
  /** One of `file.blocks`. */
  readonly block: Block;
  readonly file: RequestFile;
  readonly catalog: Catalog;
  readonly scope: Scope;
  /** Where requests go, where that is known. */
  readonly environment?: Environment;
}

/** What completion needs besides. */
export interface CompletionContext extends AssistContext {
  /** Where requests go: it decides the host of new URLs. */
  readonly environment: Environment;
  /** The character that was typed, where the editor asked because of it; absent where a person or a letter did. */
  readonly trigger?: string;
  /** The problems that are known of the block. */
  readonly problems?: () => readonly Pick<Problem, 'code' | 'message'>[];
}

/** The resource that the URL of a request means, with its references replaced as far as they are known. */
export function resourceOfBlock(block: RequestBlock, context: AssistContext): Resource | undefined {
  const { textOf } = new BlockReferences(block, context.file, context.scope);
  const resolution = resolveUrl(context.catalog, urlSubject(block, textOf).parts);
  return resolution?.found ? resolution.resource : undefined;
}

/** The resource that the body of a request has properties of: of a POST to a collection, what it makes one of. */
export function resourceOfBody(block: RequestBlock, context: AssistContext): Resource | undefined {
  const found = resourceOfBlock(block, context);
  if (found || block.requestLine.method?.text.toUpperCase() !== 'POST') return found;
  const { textOf } = new BlockReferences(block, context.file, context.scope);
  return resolveCollection(context.catalog, urlSubject(block, textOf).parts);
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
