import type { Expression } from './expression.ts';

/**
 * The annotations of one target, no term twice. Nearly all targets have one or two, and there
 * are thousands: a chain is a fifth of a map.
 */
export interface Annotations {
  /** Full name, without qualifier. */
  readonly term: string;
  readonly value: Expression;
  readonly next: Annotations | undefined;
}

/** The value of a term. */
export function valueOfTerm(annotations: Annotations | undefined, term: string): Expression | undefined {
  for (let at = annotations; at; at = at.next) if (at.term === term) return at.value;
  return undefined;
}

/** Two sets of annotations of one target: those inside the element have the last word. */
export function joined(
  outside: Annotations | undefined,
  inside: Annotations | undefined,
): Annotations | undefined {
  if (outside === undefined || inside === undefined) return inside ?? outside;
  return withTerm(joined(outside, inside.next), inside.term, inside.value);
}

/** With a value that has the last word; no term is there twice, so that no chain is longer than the terms are many. */
export function withTerm(annotations: Annotations | undefined, term: string, value: Expression): Annotations {
  return { term, value, next: without(annotations, term) };
}

function without(annotations: Annotations | undefined, term: string): Annotations | undefined {
  if (annotations === undefined || valueOfTerm(annotations, term) === undefined) return annotations;
  if (annotations.term === term) return annotations.next;
  return { ...annotations, next: without(annotations.next, term) };
}

/** The annotations that stand inside an element: its own, and those of its members by their names. */
export class InsideAnnotations {
  #members: Map<string, Annotations> | undefined;

  /** @param member empty for the element itself */
  add(annotations: Annotations | undefined, member = ''): void {
    if (annotations === undefined) return;
    this.#members ??= new Map();
    this.#members.set(member, annotations);
  }

  of(member: string): Annotations | undefined {
    return this.#members?.get(member);
  }

  get size(): number {
    return this.#members?.size ?? 0;
  }
}
