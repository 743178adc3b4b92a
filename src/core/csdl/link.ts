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
  const lines = new Map<string, number>();
  for (const draft of drafts) {
    const { record, line } = draft;
    if (types.has(record.name)) {
      tools.left.add('A type is declared twice: the first one counts.', record.name, line, true);
      continue;
    }
    finishType(draft, tools);
    types.set(record.name, record);
    lines.set(record.name, line);
  }
  const dangling = (what: string, name: string, owner: string) =>
    tools.left.add(what, `${owner} → ${name}`, lines.get(owner) ?? 1, true);
  const checked = new Set<string>();
  for (const type of types.values()) {
    if (!isStructured(type)) continue;
    const check = ({ type: wanted }: { readonly type: string }) => {
      if (checked.has(wanted)) return;
      const item = itemType(wanted);
      if (types.has(item) || item.startsWith('Edm.')) checked.add(wanted);
      else dangling('A property has a type that is not there.', item, type.name);
    };
    type.properties.forEach(check);
    type.navigation.forEach(check);
  }
  noteDerived(types, dangling);
  return types;
}

/** Counts what actions, functions, sets, singletons and imports refer to without its being there. */
export function linkOthers(
  types: ReadonlyMap<string, TypeRecord>,
  operations: readonly Draft<OperationMaking>[],
  { roots, imports, lines }: Roots,
  { left }: Tools,
): void {
  const missing = (what: string, line: number, owner: string, wanted: string | undefined) => {
    const item = itemType(wanted ?? 'Edm.String');
    if (item.startsWith('Edm.') || types.has(item)) return;
    left.add(`${what} has a type that is not there.`, `${owner} → ${item}`, line, true);
  };
  const names = new Set<string>();
  for (const { record, line } of operations) {
    names.add(record.name);
    const { boundTo, returns, parameters } = record;
    for (const type of [boundTo, returns, ...parameters.map((each) => each.type)]) {
      missing('An action or function', line, record.name, type);
    }
  }
  for (const { name, type } of roots) {
    missing('An entity set or singleton', lines.get(name) ?? 1, name, type);
  }
  for (const { name, operation } of imports) {
    if (names.has(operation)) continue;
    const what = 'An import is for an action or function that is not there.';
    left.add(what, `${name} → ${operation}`, lines.get(name) ?? 1, true);
  }
}

/** Writes down for each type which types are derived from it. A circle of base types is cut where it closes. */
function noteDerived(
  types: ReadonlyMap<string, TypeMaking>,
  dangling: (what: string, name: string, owner: string) => void,
): void {
  const derived = new Map<string, string[]>();
  for (const type of types.values()) {
    if (!isStructured(type)) continue;
    const seen = new Set([type.name]);
    let at = type;
    while (at.base !== undefined) {
      if (seen.size > DEEPEST) {
        dangling(`Types are derived over more than ${DEEPEST} levels.`, at.base, at.name);
        delete at.base;
        break;
      }
      const base = types.get(at.base);
      if (seen.has(at.base) || base?.kind !== type.kind) {
        const what = seen.has(at.base) ? 'Base types go in a circle.' : 'A base type is not there.';
        // A base type that is not there is told when its own turn comes.
        if (at === type || seen.has(at.base)) {
          dangling(what, at.base, at.name);
          delete at.base;
        }
        break;
      }
      seen.add(base.name);
      const list = derived.get(base.name);
      if (list) list.push(type.name);
      else derived.set(base.name, [type.name]);
      at = base;
    }
  }
  for (const [name, list] of derived) {
    const type = types.get(name);
    if (isStructured(type)) type.derived = list;
  }
}
