import type { Span } from '../../text/span.ts';
import type { Reference, RequestBlock } from '../tree.ts';
import { LONGEST, type Resolver } from './resolver.ts';
import type { Missing, Unresolved } from './scope.ts';

/** What becomes of a reference's value where it is inserted. */
export type Insert = (value: string, reference: Reference) => string;

/** Puts the parts of a request together, and collects everything that they lack. */
export class Filler {
  readonly block: RequestBlock;
  readonly resolver: Resolver;
  readonly missing: Missing[] = [];
  #next = 0;
  /** UTF-16 code units that references may still put in: values may be long, and used again and again. */
  #room = LONGEST;

  constructor(block: RequestBlock, resolver: Resolver) {
    this.block = block;
    this.resolver = resolver;
  }

  lack(unresolved: Unresolved, span: Span): void {
    this.missing.push({ ...unresolved, span: { start: span.start, end: span.end } });
  }

  /**
   * The text of a stretch of the block with its references replaced. Stretches must be asked for in the order
   * of the text. Where something is missing, the result is of no use but the rest is still looked at.
   */
  fill(start: number, end: number, insert: Insert = (value) => value): string {
    const { text } = this.block;
    let result = '';
    let at = start;
    for (const reference of this.#referencesIn(start, end)) {
      result += text.slice(at, reference.start) + insert(this.valueOf(reference), reference);
      at = reference.end;
    }
    return result + text.slice(at, end);
  }

  /** What a reference is replaced by; nothing where it has no value, which is remembered. */
  valueOf(reference: Reference): string {
    const value = this.resolver.expression(reference.expression.text);
    if (value.ok) return this.#fitting(value.value, reference);
    for (const each of value.missing) this.lack(each, reference);
    return '';
  }

  #fitting(value: string, reference: Reference): string {
    const fits = value.length <= this.#room;
    if (!fits && this.#room >= 0) {
      const reason =
        'The values of the references are longer than anything that can be sent. Do variables repeat one another?';
      this.lack({ kind: 'invalid', name: reference.expression.text.slice(0, 80), reason }, reference);
    }
    this.#room = fits ? this.#room - value.length : -1;
    return fits ? value : '';
  }

  #referencesIn(start: number, end: number): readonly Reference[] {
    const { references } = this.block;
    let from = this.#next;
    while ((references[from]?.start ?? end) < start) from++;
    let to = from;
    while ((references[to]?.start ?? end) < end) to++;
    this.#next = to;
    return references.slice(from, to);
  }
}

const CONTROL = /\p{Cc}/u;

/** Whether a text has a line break, a NUL or another control character; a tab counts unless it is allowed. */
export function hasControl(text: string, tabs: 'refuse' | 'allow'): boolean {
  return CONTROL.test(tabs === 'allow' ? text.replaceAll('\t', ' ') : text);
}
