import { BlockReferences } from '../check/references.ts';
import { fileVariables } from '../request/values/fileVariables.ts';
import { Resolver } from '../request/values/resolver.ts';
import { isSecretVariable } from '../request/values/scope.ts';
import { overlaps, type Span } from '../text/span.ts';
import type { AssistContext } from './context.ts';

/** A value shown behind a reference. */
export interface InlayHint {
  /** Relative to the block. */
  readonly offset: number;
  readonly text: string;
  /** The whole value, where `text` is cut. */
  readonly whole?: string;
}

const LONGEST = 40;

/**
 * The values of a request's references and placeholders, as far as they are known before the send. Secrets,
 * and what is made anew for each send, have none.
 *
 * @param range relative to the block
 */
export function inlayHints(context: Omit<AssistContext, 'catalog'>, range: Span): readonly InlayHint[] {
  const { block, file, scope } = context;
  if (block.kind !== 'request') return [];
  const { textOf } = new BlockReferences(block, file, scope);
  const hints = block.references
    .filter(({ place }) => place !== 'variable')
    .filter((reference) => overlaps(reference, range))
    .flatMap((reference) => hint(reference.end, textOf(reference)));
  const resolver = new Resolver(file, scope, block);
  for (const placeholder of block.requestLine.url.placeholders) {
    const { name } = placeholder;
    if (!overlaps(placeholder, range) || isSecretVariable(name) || !fileVariables(file).has(name)) continue;
    const written = resolver.written(name);
    if (written !== undefined && !written.includes('{{')) hints.push(...hint(placeholder.end, written));
  }
  return hints;
}

function hint(offset: number, value: string | undefined): readonly InlayHint[] {
  if (value === undefined || value === '') return [];
  const line = value.slice(0, 4 * LONGEST).replace(/\s+/g, ' ');
  if (line.length <= LONGEST && value.length <= 4 * LONGEST) return [{ offset, text: line }];
  return [{ offset, text: `${line.slice(0, LONGEST - 1)}…`, whole: value.slice(0, 2_000) }];
}
