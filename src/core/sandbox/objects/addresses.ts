import type { Resource } from '../../catalog/resource.ts';
import { declaredProperty, rootType } from '../../change/types.ts';
import type { ResourceCall } from '../call.ts';

const PLACEHOLDER = /^\{.*\}$/;

/** The segments of a resource's template, without a cast at its end. */
function addressSegments({ template }: Resource): readonly string[] {
  const segments = template.split('/').filter((segment) => segment !== '');
  return isCast(segments.at(-1)) ? segments.slice(0, -1) : segments;
}

function isCast(segment: string | undefined): boolean {
  return segment?.includes('.') === true && !PLACEHOLDER.test(segment);
}

/** How a URL addresses its object. */
export interface ObjectKey {
  readonly value: string;
  /** The declared property of an alternate key (`(appId='…')`); absent where the key is the object's id. */
  readonly property?: string;
}

/**
 * The key by which a URL addresses its object: what stands at the template's last segment, if that is a
 * placeholder. Undefined where the URL carries no key, as on some API pages.
 */
export function objectKeyOf(resource: Resource): ObjectKey | undefined {
  const last = addressSegments(resource).at(-1);
  const key = resource.keys.at(-1);
  if (last === undefined || key === undefined || !PLACEHOLDER.test(last)) return undefined;
  if (`{${key.name}}` === last) return { value: key.value };
  const property = declaredProperty(rootType(resource.schema), key.name)?.name;
  return property === undefined ? { value: key.value } : { value: key.value, property };
}

/** Which object a URL means. */
export interface ObjectAddress {
  /** Absent where the URL carries none. */
  readonly key: ObjectKey | undefined;
  /** Keys of the objects that it is part of, outermost first. */
  readonly parents: readonly string[];
}

/** The address of a resource's object. */
export function addressOf(resource: Resource): ObjectAddress {
  const key = objectKeyOf(resource);
  const values = resource.keys.map(({ value }) => value);
  return { key, parents: key === undefined ? [] : values.slice(0, -1) };
}

/**
 * The path of an object below a resource's template, from the version on.
 *
 * @param id stands at the template's last placeholder
 */
export function objectPath(resource: Resource, id: string): string {
  const keys = [...resource.keys.slice(0, -1).map(({ value }) => value), id];
  const path = resource.template
    .split('/')
    .map((segment) => (PLACEHOLDER.test(segment) ? encodeURIComponent(keys.shift() ?? '') : segment))
    .join('/');
  return `/${resource.version}${path}`;
}

/** What a context URL says of a resource's objects: `connections('c')/groups('g')/members`. */
export function contextPath(resource: Resource): string {
  const template = resource.template.split('/').filter((segment) => segment !== '');
  const keys = resource.keys.map(({ value }) => value);
  const last = addressSegments(resource).length - 1;
  let path = '';
  template.forEach((segment, index) => {
    if (!PLACEHOLDER.test(segment)) {
      path += `${path === '' ? '' : '/'}${segment}`;
      return;
    }
    const key = keys.shift() ?? '';
    if (index !== last) path += `(${quotedKey(key)})`;
  });
  return path;
}

/** A key as it stands in parentheses: `'O''Neill'`, percent-encoded. */
function quotedKey(key: string): string {
  return `'${encodeURIComponent(key.replaceAll("'", "''"))}'`;
}

/**
 * The context URL of an object, or of a collection (OData 4.01 Protocol, section 10):
 * `http://127.0.0.1:50123/v1.0/$metadata#connections('c')/groups('g')/members/$entity`.
 *
 * @param selected what `$select` asked for; empty without it
 * @param of one object, or a collection of them
 */
export function contextUrl(
  { request, resource, objects }: ResourceCall,
  selected: readonly string[],
  of: 'object' | 'collection' = 'object',
): string {
  const columns = selected.length > 0 ? `(${selected.map(encodeURIComponent).join(',')})` : '';
  const entity = of === 'object' && !objects.single ? '/$entity' : '';
  return `${request.origin}/${resource.version}/$metadata#${objects.context}${columns}${entity}`;
}
