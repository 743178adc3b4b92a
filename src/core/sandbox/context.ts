import type { Resource } from '../catalog/resource.ts';
import { declaredProperty, rootType } from '../change/types.ts';

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

/** A placeholder of the URL that was sent as the API page prints it, `{identityId}`; undefined if none was. */
export function unfilledPlaceholder(resource: Resource): string | undefined {
  return resource.keys.find(({ value }) => PLACEHOLDER.test(value))?.value;
}

/**
 * The context URL of an object (OData 4.01 Protocol, section 10):
 * `http://127.0.0.1:50123/v1.0/$metadata#connections('c')/groups('g')/members/$entity`.
 *
 * @param origin the sandbox's own
 * @param selected what `$select` asked for; empty without it
 */
export function contextUrl(resource: Resource, origin: string, selected: readonly string[]): string {
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
    if (index !== last) path += `('${encodeURIComponent(key.replaceAll("'", "''"))}')`;
  });
  const columns = selected.length > 0 ? `(${selected.map(encodeURIComponent).join(',')})` : '';
  return `${origin}/${resource.version}/$metadata#${path}${columns}/$entity`;
}
