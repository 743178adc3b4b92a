import assert from 'node:assert/strict';
import { complete } from '../../../src/core/assist/complete.ts';
import type { Completion } from '../../../src/core/assist/completion.ts';
import { hover } from '../../../src/core/assist/hover.ts';
import { JsonService } from '../../../src/core/assist/jsonService.ts';
import { loadCatalog } from '../../../src/core/catalog/load.ts';
import { blockIndexAt } from '../../../src/core/request/blocks.ts';
import { parseFile } from '../../../src/core/request/parse.ts';
import { createScope, type Scope } from '../../../src/core/request/scope.ts';
import { applyEdits, shift } from '../../../src/core/text/span.ts';

const catalog = await loadCatalog();
const service = new JsonService();

/** A text whose `|` is the cursor. */
function placed(marked: string, scope: Partial<Scope>) {
  const offset = marked.indexOf('|');
  assert.ok(offset >= 0 && marked.indexOf('|', offset + 1) < 0, 'the text has one cursor: |');
  const text = marked.replace('|', '');
  const file = parseFile(text);
  const index = blockIndexAt(file, offset);
  const block = file.blocks[index];
  assert.ok(block);
  const start = file.starts[index] ?? 0;
  const context = { file, block, catalog, scope: createScope(scope), json: async () => service };
  return { text, context, start, offset: offset - start };
}

/** The proposals at the cursor, in the order in which an editor shows them. */
export async function proposals(marked: string, scope: Partial<Scope> = {}): Promise<readonly Completion[]> {
  const { context, offset } = placed(marked, scope);
  const found = [...(await complete(context, offset))];
  return found.sort((a, b) => ((a.sortText ?? a.label) < (b.sortText ?? b.label) ? -1 : 1));
}

/** The labels on offer at the cursor. */
export async function offers(marked: string, scope: Partial<Scope> = {}): Promise<readonly string[]> {
  return (await proposals(marked, scope)).map(({ label }) => label);
}

/** Accepts the proposal with this label: the text after its edit is the expected one, snippet stops as written. */
export async function completes(
  marked: string,
  label: string,
  expected: string,
  scope: Partial<Scope> = {},
): Promise<void> {
  const { text, context, start, offset } = placed(marked, scope);
  const found = await complete(context, offset);
  const chosen = found.find((each) => each.label === label);
  assert.ok(chosen, `${label} is not among: ${found.map((each) => each.label).join(', ')}`);
  const edit = { span: shift(chosen.edit.span, start), newText: chosen.edit.newText };
  assert.equal(applyEdits(text, [edit]), expected);
}

/** What hovering at the cursor says, and the text that it is about. */
export function hovers(
  marked: string,
  scope: Partial<Scope> = {},
): { about: string; markdown: string } | undefined {
  const { context, offset } = placed(marked, scope);
  const found = hover(context, offset);
  if (!found) return undefined;
  return { about: context.block.text.slice(found.span.start, found.span.end), markdown: found.markdown };
}
