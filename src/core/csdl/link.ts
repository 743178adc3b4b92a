import { finishType } from './finishType.ts';
import type { Draft, OperationMaking, TypeMaking } from './making.ts';
import { isStructured, type TypeRecord } from './model.ts';
import { itemType } from './names.ts';
import type { Roots } from './readContainer.ts';
import type { Tools } from './tools.ts';

/** More levels than any metadata has: each type is listed with every one above it. */
const DEEPEST = 100;

/** All types by full name: each knows the types derived from it, and what they refer to is there or counted. */
export function linkTypes(
  drafts: readonly Draft<TypeMaking>[],
  tools: Tools,
): ReadonlyMap<string, TypeRecord> {
  const types = new Map<string, TypeMaking>();
  for (const property of tools.foreign) property.type = tools.names.foreignType(property.type);
  for (const draft of drafts) {
    const { record, line } = draft;
    if (types.has(record.name)) {
      tools.left.add('A type is declared twice: the first one counts.', record.name, line, true);
      continue;
    }
    finishType(draft, tools);
    types.set(record.name, record);
  }
  noteDerived(types, danglingOf(drafts, tools));
  return types;
}

/** The types that anything met so far refers to without their being there. */
function missingTypes(types: ReadonlyMap<string, unknown>, { names }: Tools): ReadonlySet<string> {
  const missing = new Set<string>();
  for (const type of names.types()) {
    const item = itemType(type);
    if (!item.startsWith('Edm.') && !types.has(item)) missing.add(item);
  }
  return missing;
}

/** Counts what a type refers to without its being there. */
type Dangling = (what: string, name: string, owner: string) => void;

function danglingOf(drafts: readonly Draft<TypeMaking>[], { left }: Tools): Dangling {
  let lines: Map<string, number> | undefined;
  return (what, name, owner) => {
    // By the first of each name, which is the last one here. Hardly any document needs it.
    lines ??= new Map(drafts.toReversed().map(({ record, line }) => [record.name, line]));
    left.add(what, `${owner} → ${name}`, lines.get(owner) ?? 1, true);
  };
}

/** Counts what properties, actions, functions, sets, singletons and imports refer to without its being there. */
export function countDangling(
  types: ReadonlyMap<string, TypeRecord>,
  drafts: readonly Draft<TypeMaking>[],
  operations: readonly Draft<OperationMaking>[],
  { roots, imports, lines }: Roots,
  tools: Tools,
): void {
  const missing = missingTypes(types, tools);
  const check = (what: string, line: number, owner: string, wanted: string | undefined) => {
    const item = wanted === undefined ? undefined : itemType(wanted);
    if (item !== undefined && missing.has(item))
      tools.left.add(`${what} has a type that is not there.`, `${owner} → ${item}`, line, true);
  };
  // Hardly ever: the thousands of properties need not be gone through.
  for (const { record, line } of missing.size > 0 ? drafts : []) {
    if (!isStructured(record) || types.get(record.name) !== record) continue;
    for (const { type } of [...record.properties, ...record.navigation]) {
      check('A property', line, record.name, type);
    }
  }
  for (const { record, line } of missing.size > 0 ? operations : []) {
    const { boundTo, returns, parameters } = record;
    for (const type of [boundTo, returns, ...parameters.map((each) => each.type)]) {
      check('An action or function', line, record.name, type);
    }
  }
  for (const { name, type } of roots) {
    check('An entity set or singleton', lines.get(name) ?? 1, name, type);
  }
  const names = imports.length > 0 ? new Set(operations.map(({ record }) => record.name)) : undefined;
  for (const { name, operation } of imports) {
    if (names?.has(operation)) continue;
    const what = 'An import is for an action or function that is not there.';
    tools.left.add(what, `${name} → ${operation}`, lines.get(name) ?? 1, true);
  }
}

/** Writes down for each type which types are derived from it. */
function noteDerived(types: ReadonlyMap<string, TypeMaking>, dangling: Dangling): void {
  cutBases(types, dangling);
  for (const type of types.values()) {
    if (!isStructured(type)) continue;
    let at = type;
    for (let level = 1; at.base !== undefined; level++) {
      const base = types.get(at.base);
      if (!isStructured(base)) break;
      if (level > DEEPEST) {
        dangling(`Types are derived over more than ${DEEPEST} levels.`, at.base, at.name);
        delete at.base;
        break;
      }
      base.derived ??= [];
      base.derived.push(type.name);
      at = base;
    }
  }
}

/** Cuts base types that are not there, and a circle of base types where it closes. */
function cutBases(types: ReadonlyMap<string, TypeMaking>, dangling: Dangling): void {
  /** From which type on each was come to first, by their names. */
  const from = new Map<string, string>();
  for (const type of types.values()) {
    let at = type;
    while (isStructured(at) && at.base !== undefined && !from.has(at.name)) {
      const base = types.get(at.base);
      const isThere = base?.kind === at.kind;
      // Most base types have none: nothing can go in a circle there.
      if (isThere && isStructured(base) && base.base === undefined) break;
      from.set(at.name, type.name);
      if (!isThere || from.get(base.name) === type.name) {
        dangling(isThere ? 'Base types go in a circle.' : 'A base type is not there.', at.base, at.name);
        delete at.base;
        break;
      }
      at = base;
    }
  }
}
