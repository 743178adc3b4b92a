import type { Node } from 'jsonc-parser';
import type { JsonText } from '../../request/body.ts';
import type { Body } from '../../request/tree.ts';
import { stringPart } from '../../request/values/resolveBody.ts';
import { overlaps, type Span, shift } from '../../text/span.ts';
import { spanOf } from '../json/edits.ts';
import { type PatchedText, patchText } from '../patched.ts';
import type { Fix, Problem } from '../problem.ts';
import type { BodyProblem } from './subject.ts';

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

/**
 * Carries problems back to the block: their places, and their fixes with each edit. A fix that would change a
 * reference, and not only take it out with what it stands in, is dropped. Fixes that several problems share are
 * carried back once.
 */
export function blockPlacer({ patched }: BodyText, body: Body): (problem: BodyProblem) => Problem {
  const back = (span: Span) => shift(patched.toSource(span), body.start);
  const moved = new Map<Fix['edits'], Fix['edits'] | undefined>();
  const editsOf = ({ edits }: Fix) => {
    if (!moved.has(edits)) {
      const usable = edits.every(({ span, newText }) =>
        newText === '' ? patched.isWhole(span) : patched.isOriginal(span),
      );
      const inBlock = edits.map(({ span, newText }) => ({ span: back(span), newText }));
      moved.set(edits, usable ? inBlock : undefined);
    }
    return moved.get(edits);
  };
  return ({ blockFixes = [], fixes = [], related, ...rest }) => {
    const inBody = fixes.flatMap((each) => {
      const edits = editsOf(each);
      return edits === undefined ? [] : [{ ...each, edits }];
    });
    const all = [...blockFixes, ...inBody];
    return {
      ...rest,
      span: back(rest.span),
      ...(related ? { related: related.map((each) => ({ ...each, span: back(each.span) })) } : {}),
      ...(all.length === 0 ? {} : { fixes: all }),
    };
  };
}
