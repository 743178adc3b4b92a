import type { Node } from 'jsonc-parser';
import type { Span, TextEdit } from '../../text/span.ts';
import { firstIndex } from '../halving.ts';

/** Where a node stands. */
export function spanOf(node: Node): Span {
  return { start: node.offset, end: node.offset + node.length };
}

/** The first character of a value: it stands for one that is too long to be marked whole. */
export function openingOf({ offset }: Node): Span {
  return { start: offset, end: offset + 1 };
}

/** What is marked of a value: all of a primitive one, the bracket of an object or list. */
export function markOf(node: Node): Span {
  return node.children === undefined ? spanOf(node) : openingOf(node);
}

/**
 * The edits that take a property out of its object with its comma, and with its lines where it stands on
 * lines of its own. Comments around it stay.
 */
export function removeProperty(text: string, property: Node): readonly TextEdit[] {
  const siblings = property.parent?.children ?? [property];
  const index = firstIndex(siblings, ({ offset }) => offset >= property.offset);
  const after = siblings[index + 1] !== undefined;
  return removeRun(text, { first: property, last: property, before: siblings[index - 1], after });
}

/**
 * The edits that take several properties out of one object, which do not overlap. What is left has its commas
 * right; comments stay.
 *
 * @param removed children of the object
 */
export function removeProperties(
  text: string,
  object: Node,
  removed: ReadonlySet<Node>,
): readonly TextEdit[] {
  const siblings = object.children ?? [];
  const edits: TextEdit[] = [];
  const lastKept = siblings.findLastIndex((each) => !removed.has(each));
  let run: Node[] = [];
  for (const [index, property] of siblings.entries()) {
    if (!removed.has(property)) continue;
    run.push(property);
    const next = siblings[index + 1];
    if (next !== undefined && removed.has(next) && isJoined(text, property, next)) continue;
    const [first = property] = run;
    const after = index < lastKept;
    // The comma behind the last property that stays goes with the first of those behind it.
    const before = after || siblings[lastKept + 1] !== first ? undefined : siblings[lastKept];
    edits.push(...removeRun(text, { first, last: property, before, after }));
    run = [];
  }
  return edits;
}

/** Neighbours that are taken out together. */
interface Run {
  readonly first: Node;
  readonly last: Node;
  /** The property before them that stays, where its comma may have to go. */
  readonly before: Node | undefined;
  /** Whether a property behind them stays. */
  readonly after: boolean;
}

function removeRun(text: string, { first, last, before, after }: Run): readonly TextEdit[] {
  const start = first.offset;
  const { end } = spanOf(last);
  const stop = commaBehind(text, end) ?? end;
  if (after || before === undefined) return [remove(wholeLines(text, { start, end: stop }, after))];
  const beforeEnd = spanOf(before).end;
  const separator = commaBehind(text, beforeEnd) ?? beforeEnd;
  const ownLine = lineOfOwn(text, start);
  if (ownLine === undefined || ownLine <= separator) return [remove({ start: beforeEnd, end: stop })];
  return [
    remove({ start: beforeEnd, end: separator }),
    remove({ start: beforeLineBreak(text, ownLine), end: stop }),
  ];
}

/** Whether nothing but a comma and white space stands between two neighbours. */
function isJoined(text: string, property: Node, next: Node): boolean {
  for (let at = spanOf(property).end; at < next.offset; at++) {
    if (!/[\s,]/.test(text[at] ?? '')) return false;
  }
  return true;
}

/** The edit that puts a property before all others of an object, laid out as they are. */
export function insertFirst(text: string, object: Node, property: string): TextEdit {
  const inside = object.offset + 1;
  const first = object.children?.[0];
  if (first === undefined) {
    const gap = /^\s*/.exec(text.slice(inside, object.offset + object.length))?.[0] ?? '';
    const layout = gap.includes('\n') ? ` ${property} ` : property;
    return { span: { start: inside, end: inside + gap.length }, newText: layout };
  }
  const gap = text.slice(inside, first.offset);
  const between = gap.trim() === '' && gap !== '' ? gap : ' ';
  return { span: { start: first.offset, end: first.offset }, newText: `${property},${between}` };
}

function remove(span: Span): TextEdit {
  return { span, newText: '' };
}

/** Offset of the first code unit of the line of `offset` where only white space stands before it there. */
function lineOfOwn(text: string, offset: number): number | undefined {
  for (let start = offset; ; start--) {
    const before = text[start - 1];
    if (before === undefined || before === '\n' || before === '\r') return start;
    if (!/\s/.test(before)) return undefined;
  }
}

/** Offset behind the comma that follows `end`, or undefined where something else does. */
function commaBehind(text: string, end: number): number | undefined {
  let at = end;
  while (/\s/.test(text[at] ?? '')) at++;
  return text[at] === ',' ? at + 1 : undefined;
}

/** The span with its line break and indentation where nothing else stands on its lines, else with blanks. */
function wholeLines(text: string, span: Span, more: boolean): Span {
  const start = lineOfOwn(text, span.start);
  let end = span.end;
  while (text[end] === ' ' || text[end] === '\t') end++;
  const lineBreak = /^(?:\r\n|\n|\r)/.exec(text.slice(end, end + 2))?.[0];
  if (start !== undefined && lineBreak !== undefined) return { start, end: end + lineBreak.length };
  return { start: span.start, end: more ? end : span.end };
}

/** Offset of the line break that ends before `start`. */
function beforeLineBreak(text: string, start: number): number {
  return text[start - 1] === '\n' && text[start - 2] === '\r' ? start - 2 : start - 1;
}
