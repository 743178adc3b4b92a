import type { NavigationRecord } from '../../csdl/model.ts';
import { itemType, shortName } from '../../csdl/names.ts';
import type { FullType, MetadataModel } from './model.ts';

/**
 * Path of an object that a navigation property can be linked to (CSDL 4.01, section 13.4): in the set that a binding
 * names, else in the only entity set of that type, or of a type that it is derived from.
 */
export function linkTarget(
  model: MetadataModel,
  type: FullType,
  { name, type: target }: NavigationRecord,
): string | undefined {
  const lineage = new Set([type.record.name, ...type.bases]);
  for (const root of model.roots) {
    if (!lineage.has(root.type)) continue;
    const bound = root.bindings?.[name] ?? root.bindings?.[`${type.record.name}/${name}`];
    if (bound !== undefined) return pathOf(bound, target);
  }
  const wanted = itemType(target);
  const candidates = [wanted, ...(model.full(wanted)?.bases ?? [])];
  for (const candidate of candidates) {
    const sets = model.roots.filter((root) => root.kind === 'entitySet' && root.type === candidate);
    if (sets.length === 1 && sets[0]) return pathOf(sets[0].name, target);
  }
  return undefined;
}

function pathOf(set: string, target: string): string {
  return `/${set}/{${keyPlaceholder(itemType(target))}}`;
}

/** Name of the placeholder for a key: `microsoft.graph.user` → `userId`. */
export function keyPlaceholder(type: string): string {
  const short = shortName(type);
  return `${short.charAt(0).toLowerCase()}${short.slice(1)}Id`;
}
