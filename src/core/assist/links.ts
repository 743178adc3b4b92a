import type { Block } from '../request/tree.ts';
import type { Token } from '../text/span.ts';

/**
 * The path of a body in a file (`< ./body.json`), where it can be followed as it is written: without
 * references.
 */
export function bodyFileOf(block: Block): Token | undefined {
  const path = block.kind === 'request' ? block.body?.file?.path : undefined;
  return path && !path.text.includes('{{') ? path : undefined;
}
