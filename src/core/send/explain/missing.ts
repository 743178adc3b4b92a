import type { Resource } from '../../catalog/resource.ts';
import { permissionOfScope } from '../../permissions/requestScopes.ts';
import { leastPermissions } from '../../permissions/scopes.ts';
import type { ExplainContext } from './explanation.ts';

/** What a refused token lacks. */
export interface MissingPermissions {
  /** Needed, and not carried by the token. */
  readonly missing: readonly string[];
  /** Each of these would be enough in the place of the first that is missing, or of the one that was too little. */
  readonly enough: readonly string[];
  /** The one to sign in with next; absent where the token carries everything that is known to help. */
  readonly offer?: string;
}

/** What the missing permissions are found by. */
export type PermissionFacts = Pick<ExplainContext, 'method' | 'scopes' | 'granted' | 'touched' | 'schema'> & {
  readonly endpoint: Resource['endpoint'];
};

/**
 * What a token that was refused (403) lacks: of the least for the request what the token does not carry; and
 * where it carries that, the next wider permission. What the token carries is read from the token itself where
 * that can be read, else it is what it was asked for.
 */
export function missingPermissions(facts: PermissionFacts): MissingPermissions {
  const { endpoint, touched = [], schema, method } = facts;
  const { permissions, wider } = leastPermissions(endpoint, touched, schema, method);
  const carried = new Set(carriedPermissions(facts).map((name) => name.toLowerCase()));
  const lacks = (name: string) => !carried.has(name.toLowerCase());
  const [first, ...further] = permissions;
  const sufficient = first === undefined ? [] : [first, ...wider];
  const hasOne = sufficient.some((name) => !lacks(name));
  const missing = [...(first !== undefined && !hasOne ? [first] : []), ...further.filter(lacks)];
  const enough = (missing.length === 0 ? wider : sufficient.slice(1)).filter(lacks);
  const offer = missing[0] ?? enough[0];
  return { missing, enough, ...(offer === undefined ? {} : { offer }) };
}

/** The permissions of a token: what it says of itself, else what it was asked for. */
export function carriedPermissions({
  granted,
  scopes,
}: Pick<ExplainContext, 'granted' | 'scopes'>): readonly string[] {
  return granted ?? scopes.map(permissionOfScope);
}
