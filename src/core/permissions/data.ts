/** How a caller signs in, as the permission data names it. */
export const SCHEMES = ['DelegatedWork', 'DelegatedPersonal', 'Application'] as const;

/** One of these. */
export type Scheme = (typeof SCHEMES)[number];

/** The permissions of one method on one path, by scheme, each list with the least first. */
export interface PathPermissions {
  /** Signed-in people with a work or school account; empty: not supported. */
  readonly delegatedWork: readonly string[];
  /** Signed-in people with a personal account; empty: not supported. */
  readonly delegatedPersonal: readonly string[];
  /** Applications without a signed-in person; empty: not supported. */
  readonly application: readonly string[];
  /** What a permission needs besides, where the data says so. */
  readonly alsoRequires?: Readonly<Record<string, readonly string[]>>;
}

/** Indexes of names, per scheme in the order of `SCHEMES`; then those that each needs besides. */
export type Rule = readonly [
  delegatedWork: readonly number[],
  delegatedPersonal: readonly number[],
  application: readonly number[],
  alsoRequires?: readonly (readonly [permission: number, others: readonly number[]])[],
];

/** A segment of the tree of paths: rules by method, and what may follow. */
export interface PathNode {
  /** Index of the rule by method, in upper case. */
  readonly m?: Readonly<Record<string, number>>;
  /** The next segments, in lower case; `{id}` stands for any value. */
  readonly c?: Readonly<Record<string, PathNode>>;
}

/** Compiled permission data: what its second line holds. */
export interface PermissionTable {
  readonly names: readonly string[];
  readonly rules: readonly Rule[];
  readonly tree: PathNode;
  readonly counts: { readonly permissions: number; readonly paths: number };
}

/** What a key or parameter is written as in the tree. */
export const ANY = '{id}';

const FORMAT = 1;
/** First line of compiled permission data: another form is compiled anew. */
export const PERMISSIONS_MAGIC = `graph-http permissions ${FORMAT}`;
/** Its last line: what lacks it was cut. */
export const PERMISSIONS_END = '\nend\n';
