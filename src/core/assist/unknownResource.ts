import { requestsOf } from '../request/names.ts';
import { type AssistContext, resourceOfBlock } from './context.ts';

/** Whether a file has a change of something that the catalog does not know. */
export function changesUnknownResource(context: Omit<AssistContext, 'block'>): boolean {
  return requestsOf(context.file).some(({ block }) => {
    const { method, url } = block.requestLine;
    const changes = method?.text.toUpperCase() === 'PATCH' && url.text !== '';
    return changes && resourceOfBlock(block, { ...context, block }) === undefined;
  });
}
