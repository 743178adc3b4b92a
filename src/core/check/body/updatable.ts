import type { Node } from 'jsonc-parser';
import { isStream } from '../../catalog/kinds.ts';
import type { ObjectSchema } from '../../catalog/objectSchema.ts';
import type { GraphSchema, ResourceSchema } from '../../catalog/schema.ts';
import { type Visit, visitBody } from '../../catalog/walk.ts';
import type { TextEdit } from '../../text/span.ts';
import { removeProperties } from '../json/edits.ts';
import type { JsonDocument } from '../json/read.ts';

/** Why an update does not carry a property that a GET returns. */
export type LeftOutReason =
  /** `@odata.context`, `tags@odata.count` and their like: what only an answer says. */
  | 'annotation'
  /** The service sets it, it is fixed, or it changes in another way. */
  | 'readOnly'
  /** A related object, which the answer holds because of `$expand`. */
  | 'navigation'
  /** A stream: its content has a URL of its own. */
  | 'stream'
  /** An action that can be called, `#microsoft.graph.assign`. */
  | 'action'
  /** An object in which nothing is left when these are gone. */
  | 'empty';

/** A property of a body that an update cannot carry. */
export interface LeftOut {
  /** The string node of its name; its parent is the property. */
  readonly key: Node;
  readonly name: string;
  readonly reason: LeftOutReason;
}

/**
 * The edits that make a body as GET returns it one for PATCH: keys, read-only and immutable properties, streams,
 * related objects, links, ETags and other annotations go, also inside complex values and the items of
 * collections, and so do objects in which nothing would be left. `@odata.type` and `name@odata.bind` stay, and so
 * does whatever the schema does not know. Edits are offsets in `document.text` and do not overlap; empty where
 * nothing is to go.
 *
 * The tree may be damaged; where the text is not JSON, better ask for that to be settled first.
 */
export function keepUpdatable(
  schema: ResourceSchema,
  document: JsonDocument & { readonly root: Node },
): readonly TextEdit[] {
  return removalEdits(document.text, leftOutOf(schema, document.root));
}

/** What `keepUpdatable` takes out, in the order of the text. */
export function leftOutOf(schema: ResourceSchema, root: Node): readonly LeftOut[] {
  const found = new Gathering();
  visitBody(schema, root, (visit) => {
    const reason = whyLeftOut(visit);
    if (reason !== undefined && visit.key !== undefined) found.add(visit.key, reason);
    return reason === undefined;
  });
  return found.list();
}

/** The edits that take those properties out. */
export function removalEdits(text: string, places: readonly LeftOut[]): readonly TextEdit[] {
  const byObject = new Map<Node, Set<Node>>();
  for (const { key } of places) {
    const object = key.parent?.parent;
    if (object === undefined || key.parent === undefined) continue;
    const removed = byObject.get(object) ?? new Set();
    byObject.set(object, removed.add(key.parent));
  }
  return [...byObject].flatMap(([object, removed]) => removeProperties(text, object, removed));
}

/** Whether PATCH cannot set a property with that schema. */
export function isReadOnly(schema: GraphSchema): boolean {
  return schema.readOnly === true || schema['x-graph']?.update !== undefined;
}

/** What the service notes about every object, though metadata does not always say that it alone does. */
const NOTED = /^(?:created|lastModified)(?:DateTime|By)$/;

function whyLeftOut(visit: Visit): LeftOutReason | undefined {
  const { name, schema, owner } = visit;
  if (name === undefined) return undefined;
  if (schema !== undefined && NOTED.test(name) && visit.path.length === 1) return 'readOnly';
  if (name.includes('@')) return /@odata\.(?:type|bind)$/.test(name) ? undefined : 'annotation';
  if (schema !== undefined && isStream(schema)) return 'stream';
  if (schema !== undefined && isReadOnly(schema)) return 'readOnly';
  return schema === undefined || !isDeclared(owner, name) ? relatedOrAction(owner, name) : undefined;
}

function isDeclared(owner: ObjectSchema | undefined, name: string): boolean {
  return owner?.properties.has(name) === true;
}

function relatedOrAction(owner: ObjectSchema | undefined, name: string): LeftOutReason | undefined {
  if (owner?.navigation.has(name)) return 'navigation';
  return /^#\w+(?:\.\w+)+$/.test(name) ? 'action' : undefined;
}

/** What goes, by the object that it goes from. */
class Gathering {
  readonly #objects = new Map<Node, { readonly places: LeftOut[]; readonly worth: number }>();

  /** Takes a property out, and each object around it in which nothing is left then. */
  add(key: Node, reason: LeftOutReason): void {
    let next: LeftOut | undefined = { key, name: String(key.value), reason };
    while (next !== undefined) {
      const object: Node | undefined = next.key.parent?.parent;
      if (object === undefined) return;
      const known = this.#objects.get(object) ?? { places: [], worth: worthOf(object) };
      this.#objects.set(object, known);
      known.places.push(next);
      const outer: Node | undefined =
        object.parent?.type === 'property' ? object.parent.children?.[0] : undefined;
      if (known.places.length < known.worth || outer === undefined) return;
      this.#objects.delete(object);
      next = { key: outer, name: String(outer.value), reason: 'empty' };
    }
  }

  list(): readonly LeftOut[] {
    const all = [...this.#objects].flatMap(([object, { places }]) => [...places, ...typesOf(object, places)]);
    return all.sort((a, b) => a.key.offset - b.key.offset);
  }
}

/** The number of an object's properties that say more than a type. */
function worthOf(object: Node): number {
  return (object.children ?? []).filter((property) => !isTypeName(property)).length;
}

function isTypeName(property: Node): boolean {
  return String(property.children?.[0]?.value).endsWith('@odata.type');
}

/** `name@odata.type` of properties that go. */
function typesOf(object: Node, places: readonly LeftOut[]): LeftOut[] {
  const names = new Set(places.map(({ name }) => `${name}@odata.type`));
  return (object.children ?? []).flatMap((property) => {
    const key = property.children?.[0];
    const name = String(key?.value);
    return key !== undefined && names.has(name) ? [{ key, name, reason: 'annotation' as const }] : [];
  });
}
