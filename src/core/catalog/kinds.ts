import type { GraphSchema, NavigationFacts } from './schema.ts';

/** Whether a navigation property leads to several objects. */
export function isToMany({ type }: NavigationFacts): boolean {
  return type.startsWith('Collection(');
}

/** Whether a property is a stream, whose content never stands in a body (OData 4.01 Protocol, section 11.2.4.2). */
export function isStream(schema: GraphSchema): boolean {
  return schema['x-graph']?.type === 'Edm.Stream';
}
