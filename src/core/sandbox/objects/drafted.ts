import { isOfWorkspace } from '../../catalog/completed.ts';
import type { Resource } from '../../catalog/resource.ts';
import type { Service } from '../call.ts';
import { guidFrom } from '../located/guid.ts';
import { plausibleObject } from '../located/plausible.ts';
import type { ObjectAddress } from './addresses.ts';
import { comparable } from './comparable.ts';
import type { StoredObject } from './store.ts';

/**
 * The object of a URL that only a page of the workspace knows: it is made up, the same each time, so that the page can
 * be tried before anybody has sent such an object. Undefined for other resources, and where nothing is to be made up.
 */
export function draftedObject(
  { store, makeObjects }: Pick<Service, 'store' | 'makeObjects'>,
  { schema }: Resource,
  { key, parents }: ObjectAddress,
): StoredObject | undefined {
  if (!isOfWorkspace(schema) || !makeObjects()) return undefined;
  const { type } = schema['x-graph'];
  const seed = [type, ...parents, comparable(key?.value ?? '')].join(' ');
  const id = key === undefined || key.property !== undefined ? guidFrom(seed) : key.value;
  if (store.wasRemoved(type, id, parents)) return undefined;
  const keys = { id, ...(key?.property === undefined ? {} : { [key.property]: key.value }) };
  const object = { ...keys, ...plausibleObject(schema, seed, keys) };
  return { set: type, id, object, parents, etag: store.firstETag, madeUp: true };
}
