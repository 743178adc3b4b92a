import { bareTypeName, type ObjectSchema, objectSchema } from '../../catalog/objectSchema.ts';
import type { Endpoint, ResourceSchema } from '../../catalog/schema.ts';
import type { Visit } from '../../catalog/walk.ts';
import { boundName, TYPE_ANNOTATION } from '../../catalog/wellKnownNames.ts';
import { readJson } from '../../check/json/read.ts';
import type { RequestBlock } from '../../request/tree.ts';
import { type VisitAt, visitAt } from '../bodyVisit.ts';
import { type AssistContext, bodyJson, resourceOfBody } from '../context.ts';
import { describeMember, describeProperty } from '../describe/describeProperty.ts';
import { describeBinding, describeNavigation, describeType } from '../describe/describeType.ts';
import type { Hover } from './hover.ts';
import { describeTime } from './time.ts';

/** What the property, annotation or value at a place of a body means. */
export function bodyHover(context: AssistContext, block: RequestBlock, offset: number): Hover | undefined {
  const start = block.body?.start ?? 0;
  const resource = resourceOfBody(block, context);
  const tree = resource && readJson(bodyJson(block, context).text).root;
  const found = resource && tree && visitAt(resource.schema, tree, offset - start);
  if (!resource || !found) return undefined;
  const markdown =
    annotationText(resource.schema, found) ?? (found.inValue ? valueText(found.visit, context) : undefined);
  const text = markdown ?? propertyText(found, resource.endpoint);
  const node = found.inValue ? found.visit.node : (found.visit.key ?? found.visit.node);
  if (text === undefined) return undefined;
  return { span: { start: start + node.offset, end: start + node.offset + node.length }, markdown: text };
}

/** What is said about `owners@odata.bind`, `@odata.type` and names of navigation properties. */
function annotationText(root: ResourceSchema, { visit, holder, inValue }: VisitAt): string | undefined {
  const { owner, name = '' } = holder;
  const bound = boundName(name);
  if (bound !== undefined) {
    const navigation = owner?.navigation.get(bound);
    return navigation && describeBinding(bound, navigation);
  }
  if (name === TYPE_ANNOTATION && inValue) {
    const type = typeNamed(root, owner, visit.node.value);
    return type && describeType(type);
  }
  const navigation = inValue || owner?.properties.has(name) ? undefined : owner?.navigation.get(name);
  return navigation && describeNavigation(name, navigation);
}

/** The type that an `@odata.type` names: that of the object itself, or any other of the schema. */
function typeNamed(
  root: ResourceSchema,
  owner: ObjectSchema | undefined,
  value: unknown,
): ObjectSchema | undefined {
  const name = bareTypeName(value);
  if (name === undefined) return undefined;
  if (owner?.name === name) return owner;
  const found = Object.hasOwn(root.definitions, name) ? root.definitions[name] : undefined;
  return found && objectSchema(root, found, undefined);
}

function valueText({ schema, node }: Visit, { scope }: AssistContext): string | undefined {
  if (!schema) return undefined;
  return describeMember(schema, node.value) ?? describeTime(schema, node.value, scope);
}

function propertyText({ visit, holder }: VisitAt, endpoint: Endpoint): string | undefined {
  const { schema, object } = visit;
  if (!schema) return undefined;
  const owner = holder.owner?.name;
  return describeProperty(holder.name ?? '', schema, {
    endpoint,
    ...(owner === undefined ? {} : { owner }),
    ...(object ? { object } : {}),
  });
}
