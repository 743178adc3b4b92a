import type { GraphSchema } from '../../catalog/schema.ts';

/** The parts of an `allOf`. */
export interface Choices {
  /** `if @odata.type is one of these, then …`: a base type may have hundreds of them. */
  readonly typed: readonly GraphSchema[];
  /** The same by the names: for an object, only these parts can say something. */
  readonly byType: ReadonlyMap<string, readonly GraphSchema[]>;
  /** Every other part. */
  readonly others: readonly GraphSchema[];
}

const NONE: Choices = { typed: [], byType: new Map(), others: [] };

/** Reads the parts of an `allOf`. */
export function choicesOf(parts: readonly GraphSchema[] | undefined): Choices {
  if (parts === undefined) return NONE;
  const typed: GraphSchema[] = [];
  const others: GraphSchema[] = [];
  const byType = new Map<string, GraphSchema[]>();
  for (const part of parts) {
    const names = isConditionOnly(part) ? typeNamesOf(part.if) : undefined;
    if (names === undefined) {
      others.push(part);
      continue;
    }
    typed.push(part);
    for (const name of names) {
      const same = byType.get(name);
      if (same === undefined) byType.set(name, [part]);
      else same.push(part);
    }
  }
  return { typed, byType, others };
}

function isConditionOnly(part: GraphSchema): boolean {
  return (
    part.if !== undefined && Object.keys(part).every((keyword) => keyword === 'if' || keyword === 'then')
  );
}

/** The names in a condition that an object's `@odata.type` is one of these; undefined for every other condition. */
export function typeNamesOf(condition: GraphSchema | undefined): ReadonlySet<string> | undefined {
  if (condition === undefined) return undefined;
  const { required, properties, ...rest } = condition;
  if (Object.keys(rest).length > 0 || required?.length !== 1 || required[0] !== '@odata.type')
    return undefined;
  const { '@odata.type': type, ...more } = properties ?? {};
  if (type?.enum === undefined || Object.keys(type).length > 1 || Object.keys(more).length > 0)
    return undefined;
  return type.enum.every((name) => typeof name === 'string') ? new Set(type.enum) : undefined;
}
