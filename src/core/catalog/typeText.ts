/**
 * An EDM type as a person reads it: `Edm.String` is `String`, `Collection(microsoft.graph.addIn)` is
 * `addIn collection`, as the API pages write them.
 */
export function typeText(type: string): string {
  const collection = /^Collection\((.*)\)$/.exec(type);
  if (collection) return `${typeText(collection[1] ?? '')} collection`;
  return type.slice(type.lastIndexOf('.') + 1);
}

/** What stands before the name of a type: `#microsoft.graph` of `#microsoft.graph.addIn`. */
export function spaceText(type: string): string {
  return type.slice(0, Math.max(type.lastIndexOf('.'), 0));
}
