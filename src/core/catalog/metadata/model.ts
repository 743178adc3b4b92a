import type { MetadataFile } from '../../csdl/file.ts';
import {
  isStructured,
  type NavigationRecord,
  type OperationRecord,
  type PropertyRecord,
  type RootRecord,
  type StructuredRecord,
  type TypeRecord,
} from '../../csdl/model.ts';
import { shortName } from '../../csdl/names.ts';

/** A property or navigation property, and the full name of the type that declares it. */
export interface Member<T> {
  readonly record: T;
  readonly owner: string;
}

/** An entity type or complex type with everything that it inherits. */
export interface FullType {
  readonly record: StructuredRecord;
  /** Full names of its base types, nearest first. */
  readonly bases: readonly string[];
  /** By exact name, those of base types first. */
  readonly properties: ReadonlyMap<string, Member<PropertyRecord>>;
  /** By exact name, those of base types first. */
  readonly navigation: ReadonlyMap<string, Member<NavigationRecord>>;
  /** Names of the key properties. */
  readonly key: readonly string[];
  readonly alternateKeys: readonly (readonly string[])[];
  readonly open: boolean;
  readonly stream: boolean;
}

/** The questions that a catalog asks compiled metadata, each answered once. */
export class MetadataModel {
  readonly #file: MetadataFile;
  readonly #full = new Map<string, FullType | undefined>();
  readonly #roots: ReadonlyMap<string, RootRecord>;
  readonly #operations = new Map<string, readonly OperationRecord[]>();

  constructor(file: MetadataFile) {
    this.#file = file;
    this.#roots = new Map(file.head.roots.map((root) => [root.name.toLowerCase(), root]));
  }

  get file(): MetadataFile {
    return this.#file;
  }

  /** Entity sets and singletons, in the order of the document. */
  get roots(): readonly RootRecord[] {
    return this.#file.head.roots;
  }

  /** The entity set or singleton of a name, whatever its case. */
  root(name: string): RootRecord | undefined {
    return this.#roots.get(name.toLowerCase());
  }

  /** Any type by its full name. */
  type(name: string): TypeRecord | undefined {
    return this.#file.type(name);
  }

  /** An entity type or complex type by its full name, with what it inherits; undefined where there is none. */
  full(name: string): FullType | undefined {
    if (!this.#full.has(name)) {
      const record = this.#file.type(name);
      this.#full.set(name, isStructured(record) ? this.#complete(record) : undefined);
    }
    return this.#full.get(name);
  }

  /**
   * The type that a cast names: the type itself, one derived from it or one of its bases; with its namespace or an
   * alias of it, whatever the case of its letters.
   */
  cast(from: string, segment: string): string | undefined {
    if (!segment.includes('.')) return undefined;
    const wanted = this.#withNamespace(segment).toLowerCase();
    const type = this.full(from);
    const candidates = type ? [type.record.name, ...(type.record.derived ?? []), ...type.bases] : [];
    return candidates.find((name) => name.toLowerCase() === wanted);
  }

  /** Overloads that a type offers, those of base types too. */
  operations(type: string, collection: boolean): readonly OperationRecord[] {
    const key = collection ? `Collection(${type})` : type;
    let found = this.#operations.get(key);
    if (!found) {
      const names = [type, ...(this.full(type)?.bases ?? [])];
      found = names.flatMap((name) => this.#file.operations(collection ? `Collection(${name})` : name));
      this.#operations.set(key, found);
    }
    return found;
  }

  /** Actions and functions that a path may begin with. */
  unbound(): readonly OperationRecord[] {
    const imported = new Set(this.#file.head.imports.map(({ operation }) => operation));
    return this.#file.operations(undefined).filter(({ name }) => imported.has(name));
  }

  /** Whether a segment names this operation: with or without its namespace. */
  isNamed(operation: OperationRecord, segment: string): boolean {
    const wanted = segment.toLowerCase();
    if (wanted === shortName(operation.name).toLowerCase()) return true;
    return (
      wanted.includes('.') && this.#withNamespace(segment).toLowerCase() === operation.name.toLowerCase()
    );
  }

  #withNamespace(name: string): string {
    const space = name.slice(0, name.lastIndexOf('.'));
    const { aliases } = this.#file.head;
    const alias = Object.keys(aliases).find((each) => each.toLowerCase() === space.toLowerCase());
    return alias === undefined ? name : `${aliases[alias]}.${shortName(name)}`;
  }

  #complete(record: StructuredRecord): FullType {
    const base = record.base === undefined ? undefined : this.full(record.base);
    const own = <T extends { readonly name: string }>(list: readonly T[]) =>
      list.map((each): [string, Member<T>] => [each.name, { record: each, owner: record.name }]);
    return {
      record,
      bases: base ? [base.record.name, ...base.bases] : [],
      properties: new Map([...(base?.properties ?? []), ...own(record.properties)]),
      navigation: new Map([...(base?.navigation ?? []), ...own(record.navigation)]),
      key: record.key ?? base?.key ?? [],
      alternateKeys: [...(record.alternateKeys ?? []), ...(base?.alternateKeys ?? [])],
      open: record.open === true || base?.open === true,
      stream: record.stream === true || base?.stream === true,
    };
  }
}

/** A member of a type by its name, whatever the case of its letters. */
export function memberOf<T>(members: ReadonlyMap<string, T>, name: string): T | undefined {
  const exact = members.get(name);
  if (exact !== undefined) return exact;
  const wanted = name.toLowerCase();
  for (const [each, member] of members) if (each.toLowerCase() === wanted) return member;
  return undefined;
}
