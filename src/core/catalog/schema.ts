/**
 * The shape of `schemas/*.json`: JSON Schema draft-07, the keywords that VS Code adds, and one keyword of
 * our own, `x-graph`, for what JSON Schema cannot say. Schemas compiled from metadata have the same shape.
 */

/** A JSON Schema node as this project writes them: only these keywords occur. */
export interface GraphSchema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly $ref?: string;
  readonly $comment?: string;
  readonly title?: string;
  /** Plain text; one or two sentences. */
  readonly description?: string;
  /** The same with Markdown, where that helps. */
  readonly markdownDescription?: string;
  readonly type?: JsonType | readonly JsonType[];
  readonly properties?: Readonly<Record<string, GraphSchema>>;
  readonly additionalProperties?: boolean | GraphSchema;
  readonly patternProperties?: Readonly<Record<string, GraphSchema>>;
  readonly required?: readonly string[];
  readonly items?: GraphSchema;
  readonly enum?: readonly (string | number | boolean | null)[];
  readonly enumDescriptions?: readonly string[];
  readonly markdownEnumDescriptions?: readonly string[];
  readonly format?: EdmFormat;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly readOnly?: boolean;
  readonly writeOnly?: boolean;
  readonly deprecated?: boolean;
  readonly deprecationMessage?: string;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly defaultSnippets?: readonly BodySnippet[];
  readonly definitions?: Readonly<Record<string, GraphSchema>>;
  readonly allOf?: readonly GraphSchema[];
  readonly if?: GraphSchema;
  readonly then?: GraphSchema;
  readonly else?: GraphSchema;
  readonly 'x-graph'?: GraphFacts;
}

/** What `type` may ask for (JSON Schema draft-07 validation, section 6.1.1). */
export type JsonType = 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean' | 'null';

/**
 * Formats of EDM values in JSON (OData JSON Format 4.01, section 7.1), each checked by `check/formats.ts`.
 * Where JSON Schema has a name of its own, that name is used.
 */
export type EdmFormat =
  /** Edm.DateTimeOffset */
  | 'date-time'
  /** Edm.Date */
  | 'date'
  /** Edm.TimeOfDay */
  | 'edm-time-of-day'
  /** Edm.Duration */
  | 'edm-duration'
  /** Edm.Guid */
  | 'uuid'
  /** Edm.Binary: base64 or base64url */
  | 'edm-binary'
  /** Edm.Int64, a JSON number in the 64-bit range */
  | 'edm-int64'
  /** Edm.Double, Edm.Single: the texts that stand for what JSON numbers cannot say */
  | 'edm-double'
  /** Edm.Decimal: the same */
  | 'edm-decimal'
  /** A flags enum: member names joined by commas */
  | 'edm-flags'
  /** An absolute URI */
  | 'uri';

/** A snippet for VS Code's JSON support: the value that it inserts, with `$1` and `${1:name}` stops. */
export interface BodySnippet {
  readonly label: string;
  readonly description: string;
  readonly body: unknown;
  /** Its texts are texts: they have no stops and no bare values. */
  readonly literal?: true;
}

/** `x-graph`, on a root, a definition or a property. */
export interface GraphFacts {
  /**
   * On a root or definition: the full name of the type (`microsoft.graph.addIn`).
   * On a property: its EDM type (`Edm.String`, `Collection(microsoft.graph.addIn)`).
   */
  readonly type: string;
  /** On a property: `false` where CSDL says Nullable="false": null is no valid value. */
  readonly nullable?: boolean;
  /** On a property: why a PATCH cannot set it (it is `readOnly` then), in one word. */
  readonly update?: NotUpdatable;
  /**
   * On a property: a new object cannot be made without it. A key that has this is chosen by whoever makes the
   * object; every other key is made up by the service.
   */
  readonly create?: 'required';
  /** On a property that cannot be set by PATCH: what to use in its place, as a plain sentence. */
  readonly instead?: string;
  /** On a property: the service replaces this complex value whole; by OData it would merge. */
  readonly replaced?: boolean;
  /** On a property: only the draft API page has it; it is in no current metadata. */
  readonly draft?: boolean;
  /** On a property: the value is secret and must be masked wherever it is shown or kept. */
  readonly secret?: boolean;
  /** On a property: the service returns it only where `$select` asks for it. */
  readonly onlyOnSelect?: boolean;
  /** On a property: one more permission that a change of it needs. */
  readonly alsoRequires?: string;
  /** On a property: the type that declares it, where that is a base type of the root. */
  readonly from?: string;
  /** On an enum: the number behind each member, by name. */
  readonly members?: Readonly<Record<string, number>>;
  /** On a root or definition: properties that are not declared are kept by the service. */
  readonly open?: boolean;
  /** On a root or definition: no value can have exactly this type; `@odata.type` must name a derived one. */
  readonly abstract?: boolean;
  /** On a root or definition: `#/definitions/…` of the types derived from it. */
  readonly derived?: readonly string[];
  /** On a root or definition: full names of its base types, nearest first. */
  readonly bases?: readonly string[];
  /** On a root or definition: names of other properties than the key that tell objects apart, one list for each key. */
  readonly alternateKeys?: readonly (readonly string[])[];
  /**
   * On a root or definition: its navigation properties by name, those of base types included. They are no
   * structural properties: a body can link existing objects through them (`name@odata.bind`), and nothing else.
   */
  readonly navigation?: Readonly<Record<string, NavigationFacts>>;
  /** On a property or root: when it goes away, where that is known; `deprecationMessage` says what to use. */
  readonly deprecation?: Deprecation;
  /** On a root: every URL that updates a resource of this type. */
  readonly endpoints?: readonly Endpoint[];
}

/** A navigation property (CSDL 4.01, section 8). */
export interface NavigationFacts {
  /** The entity type that it leads to, `Collection(…)` where to several objects. */
  readonly type: string;
  /** Plain text, one or two sentences. */
  readonly description?: string;
  /** The objects are part of this one and have no URL of their own elsewhere: they cannot be linked. */
  readonly contained?: boolean;
  /** Path of an object that can be linked, with `{placeholders}`, without host and version (`/users/{id}`). */
  readonly target?: string;
  /** What changes it, as a plain sentence: its own URL, an action. */
  readonly instead?: string;
  /** The type that declares it, where that is a base type. */
  readonly from?: string;
}

/** An entry of `Org.OData.Core.V1.Revisions` with the kind `Deprecated`. Dates as `YYYY-MM-DD`. */
export interface Deprecation {
  readonly since?: string;
  /** When it is removed. */
  readonly removal?: string;
  /** Absolute https URL. */
  readonly link?: string;
}

/**
 * Why PATCH cannot set a property. `key`: it identifies the object. `computed`: the service sets it.
 * `immutable`: fixed when the object is made. `unsupported`: it can change, but not by PATCH.
 */
export type NotUpdatable = 'key' | 'computed' | 'immutable' | 'unsupported';

/** A URL that updates a resource, as an API page or the metadata gives it. */
export interface Endpoint {
  readonly method: 'PATCH' | 'PUT';
  /** The path as the API page prints it, with `{placeholders}`, without host and version. */
  readonly pagePath: string;
  /** Paths that the service really has, best first; equal to `pagePath` where the page is right. */
  readonly workingPaths: readonly string[];
  /** API versions of the page's own URL. */
  readonly pageVersions: readonly ApiVersion[];
  /** API versions in which the working paths exist. */
  readonly workingVersions: readonly ApiVersion[];
  /** Success statuses: as the page says, and as the service really answers; absent where that is not known. */
  readonly statuses?: { readonly page: 200 | 204; readonly service: 200 | 204 };
  readonly permissions: EndpointPermissions;
  /** Where to read about it, absolute https URL; absent where no page of it is known. */
  readonly documentation?: string;
  /** What the page describes, where it is an overview of more than this resource. */
  readonly overview?: string;
  /** Whether an API page of this endpoint is published, or only a draft exists; absent where that is not known. */
  readonly published?: boolean;
  /** Whether an update needs `If-Match` (428 without it), or is only safer with it. */
  readonly etag?: 'required' | 'recommended';
  /**
   * An update is answered with the changed object where `Prefer: return=representation` asks for it, and without it
   * otherwise. Absent: not known; most services of Microsoft Graph do not look at it.
   */
  readonly representation?: true;
  /** What a person should know before they use it, in plain sentences, Markdown. */
  readonly notes?: readonly string[];
}

/** A version of Microsoft Graph, as the first segment of a path names it. */
export type ApiVersion = 'v1.0' | 'beta';

/** Every version, the one for production first. */
export const API_VERSIONS: readonly ApiVersion[] = ['v1.0', 'beta'];

/** Permissions of an endpoint by scheme, each list from least to most privileged; empty: not supported. */
export interface EndpointPermissions extends OtherPermissions {
  readonly delegatedWork: readonly string[];
  readonly delegatedPersonal: readonly string[];
  readonly application: readonly string[];
  /** Nothing is known of them: that the lists are empty says nothing. */
  readonly unknown?: true;
  /** Where less than the first entry is enough: the permission, and the only properties it may touch. */
  readonly narrower?: readonly { readonly permission: string; readonly properties: readonly string[] }[];
}

/** What a signed-in person needs for other methods on the same resource, where that is not the update's. */
export interface OtherPermissions {
  /** GET, of the object and of its collection. */
  readonly read?: readonly string[];
  /** POST to the collection. */
  readonly create?: readonly string[];
  readonly delete?: readonly string[];
}

/** The schema of one entity type: a root with its endpoints. */
export interface ResourceSchema extends GraphSchema {
  readonly $id: string;
  readonly title: string;
  readonly properties: Readonly<Record<string, GraphSchema>>;
  readonly definitions: Readonly<Record<string, GraphSchema>>;
  readonly 'x-graph': GraphFacts & { readonly endpoints: readonly Endpoint[] };
}
