/**
 * Compiled metadata: an OData CSDL document (Common Schema Definition Language 4.01) with every alias replaced by its
 * namespace and every annotation put where it belongs. Plain data: it goes through worker messages and into files
 * as it is. Members that say nothing are left out.
 */

/** A structural property (CSDL 4.01, section 7). */
export interface PropertyRecord {
  readonly name: string;
  /** Full name (`Edm.String`, `microsoft.graph.addIn`), `Collection(…)` where it has several values. */
  readonly type: string;
  /** `false` where null is no valid value; of a collection: no valid item. */
  readonly nullable?: false;
  /** Plain text, as the document has it. */
  readonly description?: string;
  /** The service sets it (`Org.OData.Core.V1.Computed`). */
  readonly computed?: true;
  /** Fixed when the object is made (`Org.OData.Core.V1.Immutable`). */
  readonly immutable?: true;
  /** `Org.OData.Core.V1.Permissions`, where it is not both. */
  readonly access?: 'read' | 'write' | 'none';
  /** `Org.OData.Core.V1.IsURL`. */
  readonly url?: true;
  /** In characters, or bytes of binary values. */
  readonly maxLength?: number;
  readonly deprecation?: DeprecationRecord;
  /** The only types that a value may have (`Org.OData.Validation.V1.DerivedTypeConstraint`), full names. */
  readonly onlyTypes?: readonly string[];
}

/** A navigation property (CSDL 4.01, section 8). */
export interface NavigationRecord {
  readonly name: string;
  /** Full name of the entity type, `Collection(…)` where it leads to several objects. */
  readonly type: string;
  readonly nullable?: false;
  /** The objects are part of this one. */
  readonly contained?: true;
  readonly description?: string;
  readonly update?: UpdateRecord;
  readonly deprecation?: DeprecationRecord;
  readonly onlyTypes?: readonly string[];
}

/** `Org.OData.Capabilities.V1.UpdateRestrictions`, as far as it says anything. */
export interface UpdateRecord {
  readonly updatable?: false;
  /** An update of an object that is not there makes it. */
  readonly upsertable?: true;
  readonly method?: 'PUT';
  /** Paths of properties that an update must leave alone. */
  readonly except?: readonly string[];
  readonly description?: string;
}

/** The newest deprecation of `Org.OData.Core.V1.Revisions`. Dates as `YYYY-MM-DD`. */
export interface DeprecationRecord {
  readonly since?: string;
  readonly removal?: string;
  /** Plain text, as the document has it. */
  readonly description?: string;
  /** Absolute https URL. */
  readonly link?: string;
}

interface TypeRecordBase {
  /** Full name, with its namespace. */
  readonly name: string;
  readonly description?: string;
  readonly deprecation?: DeprecationRecord;
}

/** An entity type or a complex type (CSDL 4.01, sections 6 and 9). */
export interface StructuredRecord extends TypeRecordBase {
  readonly kind: 'entity' | 'complex';
  /** Full name of its base type. */
  readonly base?: string;
  readonly abstract?: true;
  /** Undeclared properties are kept. Base types that are open make it open. */
  readonly open?: true;
  /** It has a stream of its own (`/$value`). */
  readonly stream?: true;
  /** Names of its key properties; absent where a base type declares them, or nothing does. */
  readonly key?: readonly string[];
  /** Other keys: the names of the properties of each. */
  readonly alternateKeys?: readonly (readonly string[])[];
  /** Those that it declares itself. */
  readonly properties: readonly PropertyRecord[];
  /** Those that it declares itself. */
  readonly navigation: readonly NavigationRecord[];
  readonly update?: UpdateRecord;
  /** Full names of all types derived from it, directly or not. */
  readonly derived?: readonly string[];
}

/** An enumeration (CSDL 4.01, section 10). */
export interface EnumRecord extends TypeRecordBase {
  readonly kind: 'enum';
  readonly flags?: true;
  readonly members: readonly EnumMemberRecord[];
}

/** A member of an enumeration. */
export interface EnumMemberRecord {
  readonly name: string;
  readonly value: number;
  readonly description?: string;
  readonly deprecation?: DeprecationRecord;
}

/** A type definition (CSDL 4.01, section 11). */
export interface TypeDefinitionRecord extends TypeRecordBase {
  readonly kind: 'typedef';
  /** The primitive type behind it. */
  readonly underlying: string;
  readonly maxLength?: number;
}

/** A type that a schema declares (CSDL 4.01, sections 6 to 11). */
export type TypeRecord = StructuredRecord | EnumRecord | TypeDefinitionRecord;

/** Whether a type is an entity type or a complex type. */
export function isStructured(type: TypeRecord | undefined): type is StructuredRecord {
  return type?.kind === 'entity' || type?.kind === 'complex';
}

/** An action or a function: one overload (CSDL 4.01, section 12). */
export interface OperationRecord {
  readonly kind: 'action' | 'function';
  /** Full name. */
  readonly name: string;
  /** Type of the binding parameter; absent where it is not bound. */
  readonly boundTo?: string;
  /** The others, in order. */
  readonly parameters: readonly ParameterRecord[];
  /** Full name of what it returns, `Collection(…)` of several. */
  readonly returns?: string;
  /** A path may go on behind it. */
  readonly composable?: true;
  readonly description?: string;
  readonly deprecation?: DeprecationRecord;
}

/** A parameter of an action or function. */
export interface ParameterRecord {
  readonly name: string;
  readonly type: string;
  readonly optional?: true;
}

/** A first segment of a path: an entity set or a singleton (CSDL 4.01, section 13). */
export interface RootRecord {
  readonly kind: 'entitySet' | 'singleton';
  readonly name: string;
  /** Full name of its entity type; of a set without `Collection(…)`. */
  readonly type: string;
  readonly description?: string;
  readonly update?: UpdateRecord;
  readonly deprecation?: DeprecationRecord;
  /** Where linked objects are: path of the navigation property → path of the set. */
  readonly bindings?: Readonly<Record<string, string>>;
}

/** A function or action that a path may begin with. */
export interface ImportRecord {
  readonly kind: 'actionImport' | 'functionImport';
  readonly name: string;
  /** Full name of the operation. */
  readonly operation: string;
}

/** How much of what a document holds. */
export interface CsdlCounts {
  readonly schemas: number;
  readonly entityTypes: number;
  readonly complexTypes: number;
  readonly enumTypes: number;
  readonly enumMembers: number;
  readonly typeDefinitions: number;
  readonly properties: number;
  readonly navigationProperties: number;
  readonly actions: number;
  readonly functions: number;
  readonly entitySets: number;
  readonly singletons: number;
  readonly annotations: number;
}

/** Something that the compiler left out, or could not place. */
export interface LeftOut {
  /** In plain words, without where it stands: `The annotation Org.OData.Core.V1.IsDelta is not used.` */
  readonly what: string;
  readonly count: number;
  /** Whether something is wrong with the document; else it is right and we have no use for it. */
  readonly faulty: boolean;
  /** Line of the first one, from 1. */
  readonly line: number;
  /** The first one's name or target. */
  readonly example: string;
}

/** What a whole document says. */
export interface Metadata {
  /** Namespaces by their aliases. */
  readonly aliases: Readonly<Record<string, string>>;
  readonly namespaces: readonly string[];
  readonly types: ReadonlyMap<string, TypeRecord>;
  /** Every overload of every action and function, in the order of the document. */
  readonly operations: readonly OperationRecord[];
  readonly roots: readonly RootRecord[];
  readonly imports: readonly ImportRecord[];
  readonly counts: CsdlCounts;
  readonly leftOut: readonly LeftOut[];
}
