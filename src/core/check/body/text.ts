import type { Node } from 'jsonc-parser';
import type { JsonText } from '../../request/body.ts';
import { stringPart } from '../../request/resolveBody.ts';
import type { Body } from '../../request/tree.ts';
import { overlaps, type Span, shift } from '../../text/span.ts';
import { spanOf } from '../json/edits.ts';
import { type PatchedText, patchText } from '../patched.ts';
import type { Problem } from '../problem.ts';

/** A body with the values of its references in it, and the way back to the block. */
export interface BodyText {
  readonly patched: PatchedText;
  /** Places of `patched.text` whose value is not known before the send, ascending. */
  readonly opaque: readonly Span[];
}

/** The text that would be sent, as far as it is known. */
export function bodyText({ text, opaque, known }: JsonText): BodyText {
  const patched = patchText(
    text,
    known.map(({ span, value }) => ({ span, value: isQuoted(text, span) ? stringPart(value) : value })),
  );
  const values = new Set(known.map(({ span }) => span.start));
  const open = opaque.filter(({ start }) => !values.has(start));
  return { patched, opaque: open.map((span) => patched.fromSource(span)) };
}

/** Whether a reference stands inside a JSON string: others are masked, so that their braces are gone. */
function isQuoted(text: string, span: Span): boolean {
  return text.startsWith('{{', span.start);
}

/** Whether no part of a node's text is open. */
export function isKnownNode(node: Node, opaque: readonly Span[]): boolean {
  if (opaque.length === 0) return true;
  const span = spanOf(node);
  let low = 0;
  let high = opaque.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((opaque[middle]?.end ?? 0) <= span.start) low = middle + 1;
    else high = middle;
  }
  const next = opaque[low];
  return next === undefined || node.children !== undefined || !overlaps(next, span);
}

/** The problem with its places carried back to the block. A fix that would change a reference is dropped. */
export function toBlock(problem: Problem, { patched }: BodyText, body: Body): Problem {
  const back = (span: Span) => shift(patched.toSource(span), body.start);
  const { fixes, ...rest } = problem;
  const placed = { ...rest, span: back(problem.span) };
  const usable = fixes?.filter(({ edits }) => edits.every(({ span }) => patched.isOriginal(span)));
  if (usable === undefined || usable.length === 0) return placed;
  return {
    ...placed,
    fixes: usable.map((each) => ({
      ...each,
      edits: each.edits.map(({ span, newText }) => ({ span: back(span), newText })),
    })),
  };
}
