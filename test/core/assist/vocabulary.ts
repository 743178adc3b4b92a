import assert from 'node:assert/strict';
import { complete } from '../../../src/core/assist/complete/complete.ts';
import type { Completion } from '../../../src/core/assist/complete/completion.ts';
import type { CompletionContext } from '../../../src/core/assist/context.ts';
import { hover } from '../../../src/core/assist/hover.ts';
import { createCatalog } from '../../../src/core/catalog/catalog.ts';
import { loadCatalog } from '../../../src/core/catalog/load.ts';
import type { Catalog } from '../../../src/core/catalog/resource.ts';
import type { ResourceSchema } from '../../../src/core/catalog/schema.ts';
import { type Environment, SANDBOX } from '../../../src/core/environments.ts';
import { blockIndexAt } from '../../../src/core/request/blocks.ts';
import { parseFile } from '../../../src/core/request/parse.ts';
import { createScope, type Scope } from '../../../src/core/request/values/scope.ts';
import { applyEdits, shift } from '../../../src/core/text/span.ts';

const builtin = await loadCatalog();

/** What is known around a text: of the scope, and which catalog, environment and typed character there are. */
export type Given = Partial<Scope> & {
  readonly catalog?: Catalog;
  readonly environmentChosen?: Environment;
  /** The character whose typing asked for proposals. */
  readonly trigger?: string;
  readonly problems?: NonNullable<CompletionContext['problems']>;
};

/** A text whose `|` is the cursor. */
export function placed(marked: string, given: Given) {
  const { catalog = builtin, environmentChosen = SANDBOX, trigger, problems, ...scope } = given;
  const offset = marked.indexOf('|');
  assert.ok(offset >= 0 && marked.indexOf('|', offset + 1) < 0, 'the text has one cursor: |');
  const text = marked.replace('|', '');
  const file = parseFile(text);
  const index = blockIndexAt(file, offset);
  const block = file.blocks[index];
  assert.ok(block);
  const start = file.starts[index] ?? 0;
  const context = {
    ...{ file, block, catalog, scope: createScope(scope), environment: environmentChosen },
    ...(trigger === undefined ? {} : { trigger }),
    ...(problems ? { problems } : {}),
  };
  return { text, context, start, offset: offset - start };
}

/** The proposals at the cursor, in the order in which an editor shows them. */
export async function proposals(marked: string, given: Given = {}): Promise<readonly Completion[]> {
  const { context, offset } = placed(marked, given);
  const found = [...complete(context, offset).items];
  return found.sort((a, b) => ((a.sortText ?? a.label) < (b.sortText ?? b.label) ? -1 : 1));
}

/** The labels on offer at the cursor. */
export async function offers(marked: string, given: Given = {}): Promise<readonly string[]> {
  return (await proposals(marked, given)).map(({ label }) => label);
}

/** Accepts the proposal with this label: the text after its edits is the expected one, snippet stops as written. */
export async function completes(
  marked: string,
  label: string,
  expected: string,
  given: Given = {},
): Promise<void> {
  const { text, context, start, offset } = placed(marked, given);
  const found = complete(context, offset).items;
  const chosen = found.find((each) => each.label === label);
  assert.ok(chosen, `${label} is not among: ${found.map((each) => each.label).join(', ')}`);
  assert.equal(accepted(text, chosen, start), expected);
}

/** The text after a proposal is taken; `start` is where its block starts. */
export function accepted(text: string, { edit, additionalEdits = [] }: Completion, start: number): string {
  const moved = [edit, ...additionalEdits].map(({ span, newText }) => ({
    span: shift(span, start),
    newText,
  }));
  return applyEdits(text, moved);
}

/** What hovering at the cursor says, and the text that it is about. */
export function hovers(
  marked: string,
  scope: Partial<Scope> & Pick<Given, 'environmentChosen' | 'catalog'> = {},
  schemas?: readonly ResourceSchema[],
): { about: string; markdown: string } | undefined {
  const { context, offset } = placed(marked, scope);
  const found = hover(schemas ? { ...context, catalog: createCatalog(schemas) } : context, offset);
  if (!found) return undefined;
  return { about: context.block.text.slice(found.span.start, found.span.end), markdown: found.markdown };
}
