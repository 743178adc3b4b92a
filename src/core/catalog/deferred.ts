import type { ResourceSchema } from './schema.ts';

/** What finding a resource needs of its schema; what a body may hold is read later. */
export type SchemaHead = Omit<ResourceSchema, 'properties' | 'definitions'>;

/**
 * A schema whose properties and definitions are read when somebody first asks for them: a catalog is made of the
 * heads alone. The build makes the shipped schemas so.
 *
 * @param read gives the whole schema; called at most once
 */
export function deferredSchema(head: SchemaHead, read: () => ResourceSchema): ResourceSchema {
  let whole: ResourceSchema | undefined;
  const body = (): ResourceSchema => {
    whole ??= read();
    return whole;
  };
  return {
    ...head,
    get properties() {
      return body().properties;
    },
    get definitions() {
      return body().definitions;
    },
  };
}
