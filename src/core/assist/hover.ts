import { touches } from '../text/span.ts';
import type { AssistContext } from './context.ts';
import { bodyHover } from './hover/body.ts';
import { headerHover } from './hover/header.ts';
import type { Hover } from './hover/hover.ts';
import { metadataHover } from './hover/metadata.ts';
import { referenceHover } from './hover/reference.ts';
import { statusHover } from './hover/status.ts';
import { requestLineHover } from './hover/url.ts';

/**
 * What there is to say about a place of a block, or undefined.
 *
 * @param offset relative to the block
 */
export function hover(context: AssistContext, offset: number): Hover | undefined {
  return referenceHover(context, offset) ?? metadataHover(context.block, offset) ?? ownHover(context, offset);
}

function ownHover(context: AssistContext, offset: number): Hover | undefined {
  const { block } = context;
  if (block.kind === 'response') return statusHover(block, offset);
  if (block.kind !== 'request') return undefined;
  if (touches(block.requestLine, offset)) return requestLineHover(context, block, offset);
  const header = block.headers.find((each) => touches(each, offset));
  if (header) return headerHover(header, offset);
  return block.body && touches(block.body, offset) ? bodyHover(context, block, offset) : undefined;
}
