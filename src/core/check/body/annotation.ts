import { type ObjectSchema, propertySchema } from '../../catalog/objectSchema.ts';
import type { ResourceSchema } from '../../catalog/schema.ts';
import { effectiveSchema } from '../../catalog/schemaReferences.ts';

/**
 * Whether a name with `@` is none of the annotations that a value of the type can carry. Services refuse control
 * information that they do not know, on open types too; a type that names none says nothing about them.
 */
export function isUnknownAnnotation(root: ResourceSchema, owner: ObjectSchema, name: string): boolean {
  const { patternProperties, additionalProperties: others } = owner.schema;
  if (patternProperties === undefined || !name.includes('@')) return false;
  const found = propertySchema(root, owner, name);
  return found === undefined || (typeof others === 'object' && found === effectiveSchema(root, others));
}
