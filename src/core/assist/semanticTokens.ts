import type { Catalog } from '../catalog/resource.ts';
import type { ResourceSchema } from '../catalog/schema.ts';
import { visitBody } from '../catalog/walk.ts';
import { promptsOf } from '../request/names.ts';
import type { RequestBlock } from '../request/tree.ts';
import { fileVariables } from '../request/values/fileVariables.ts';
import type { Span } from '../text/span.ts';
import { maskedTree } from './bodyVisit.ts';
import { type AssistContext, resourceOfBlock, urlTextOf } from './context.ts';

/** A piece of a block that a grammar cannot colour, because only the schema or the scope knows what it is. */
export interface SemanticToken extends Span {
  readonly type: 'property' | 'variable';
  readonly modifier: 'readonly' | 'deprecated' | 'unresolved';
}

/** The tokens of a body for one meaning of its URL. */
interface Known {
  readonly catalog: Catalog;
  readonly url: string;
  readonly tokens: readonly SemanticToken[];
}

const known = new WeakMap<RequestBlock, Known>();

/**
 * The names in a block that stand out: properties that an update cannot set, deprecated ones, and variables
 * that have no value. In the order of the text, on one line each.
 */
export function semanticTokens(context: AssistContext): readonly SemanticToken[] {
  const { block } = context;
  const body = block.kind === 'request' ? bodyTokens(context, block) : [];
  return [...unknownVariables(context), ...body].sort((a, b) => a.start - b.start);
}

function unknownVariables({ block, file, scope }: AssistContext): readonly SemanticToken[] {
  const variables = fileVariables(file);
  const prompts = new Set(promptsOf(block).map(({ name }) => name));
  return block.references.flatMap(({ kind, expression: { start, end, text } }): readonly SemanticToken[] => {
    if (kind !== 'variable' || variables.has(text) || prompts.has(text)) return [];
    if (scope.environment.has(text) || scope.prompts.has(text)) return [];
    return [{ start, end, type: 'variable', modifier: 'unresolved' }];
  });
}

function bodyTokens(context: AssistContext, block: RequestBlock): readonly SemanticToken[] {
  if (!block.body || block.body.file) return [];
  const { catalog } = context;
  const url = urlTextOf(block, context);
  const before = known.get(block);
  if (before?.url === url && before.catalog === catalog) return before.tokens;
  const schema = resourceOfBlock(block, context)?.schema;
  const tokens = schema ? readBody(block, schema, block.body.start) : [];
  known.set(block, { catalog, url, tokens });
  return tokens;
}

function readBody(block: RequestBlock, root: ResourceSchema, base: number): readonly SemanticToken[] {
  const tree = maskedTree(block);
  const tokens: SemanticToken[] = [];
  if (!tree) return tokens;
  visitBody(root, tree, ({ key, schema }) => {
    if (!key || !schema || key.length <= 2) return;
    const modifier = schema.readOnly ? 'readonly' : schema.deprecated ? 'deprecated' : undefined;
    if (!modifier) return;
    const start = base + key.offset + 1;
    tokens.push({ start, end: start + key.length - 2, type: 'property', modifier });
  });
  return tokens;
}
