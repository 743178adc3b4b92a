import type { GraphSchema } from './schema.ts';

/**
 * A property with the members that another description of the same enumeration has besides: either of the two may be
 * older than the service.
 */
export function withMembers(property: GraphSchema, other: GraphSchema): GraphSchema {
  const { items } = property;
  return {
    ...property,
    ...joined(property, other.enum),
    ...(items === undefined ? {} : { items: { ...items, ...joined(items, other.items?.enum) } }),
  };
}

type Members = Pick<GraphSchema, 'enum' | 'markdownEnumDescriptions'>;

/** Null, where the first has it, stays the last. */
function joined(
  { enum: members, markdownEnumDescriptions: texts }: Members,
  others: GraphSchema['enum'] = [],
): Members {
  if (members === undefined) return {};
  const names = [...new Set([...members, ...others])].filter((member) => member !== null);
  const all = [...names, ...(members.includes(null) ? [null] : [])];
  if (texts === undefined) return { enum: all };
  return {
    enum: all,
    markdownEnumDescriptions: all.map((member) => texts[members.indexOf(member)] ?? String(member)),
  };
}
