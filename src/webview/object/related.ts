import type { ObjectRow } from '../../core/change/show/rows.ts';
import { GUID } from '../text/shape.ts';
import { plainText } from './json.ts';

const LINK = /@odata\.(?:nextLink|deltaLink|navigationLink|associationLink|id|editLink|readLink)$/;

/** Where the objects are that an identifier of that name means; `*` stands for the identifier. */
const IDENTIFIERS: ReadonlyMap<string, string> = new Map([
  ['userId', 'users/*'],
  ['groupId', 'groups/*'],
  ['teamId', 'teams/*'],
  ['principalId', 'directoryObjects/*'],
  ['servicePrincipalId', 'servicePrincipals/*'],
  ['appId', "applications(appId='*')"],
  ['deviceId', "devices(deviceId='*')"],
  ['tenantId', "tenantRelationships/findTenantInformationByTenantId(tenantId='*')"],
  ['appOwnerOrganizationId', "tenantRelationships/findTenantInformationByTenantId(tenantId='*')"],
]);

/**
 * The address that reads what a row leads to: a link of the service, the object itself or one of its items by
 * `id`, or another object by an identifier with a name that everybody uses in the same way.
 *
 * @param url of the request that brought the rows
 * @returns absolute, with the host of that request; undefined where the row leads nowhere
 */
export function readLink(row: ObjectRow, url: string): string | undefined {
  const text = plainText(row);
  if (text === undefined || !URL.canParse(url)) return undefined;
  const { origin, pathname } = new URL(url);
  const root = /^\/(?:v1\.0|beta)\//i.exec(pathname)?.[0];
  if (root === undefined || text === '') return undefined;
  if (LINK.test(row.name)) {
    const address = URL.parse(text, origin + root);
    return address && /^https?:$/.test(address.protocol) ? address.href : undefined;
  }
  if (row.name === 'id') return objectLink(row.path, text, origin + pathname.replace(/\/$/, ''));
  const place = IDENTIFIERS.get(row.name);
  return place !== undefined && GUID.test(text) ? origin + root + place.replace('*', text) : undefined;
}

/** `$.id` is the object itself, `$.value[0].id` an item of it, `$.members[0].id` one of a property of it. */
function objectLink(path: string, id: string, object: string): string | undefined {
  if (path === '$.id') return object;
  const property = /^\$\.([A-Za-z]\w*)\[\d+\]\.id$/.exec(path)?.[1];
  if (property === undefined) return undefined;
  const collection = property === 'value' ? object : `${object}/${property}`;
  return `${collection}/${encodeURIComponent(id)}`;
}

/**
 * The query option that asks for the property of a row, or for the one that it is nested in: `$select=mail`.
 * None for annotations.
 */
export function selectText({ path }: ObjectRow): string | undefined {
  const name = /^\$(?:\.value\[\d+\])?\.([A-Za-z_]\w*)/.exec(path)?.[1];
  return name === undefined ? undefined : `$select=${name}`;
}
