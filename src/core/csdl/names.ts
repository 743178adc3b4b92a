const COLLECTION = 'Collection(';

/** A primitive type, whatever aliases there are: none may be called so (CSDL 4.01, section 5.1.2). */
const PRIMITIVE = /^Edm\.\w+$/;

/** Whether a type has the same name everywhere: most properties have such a one. */
export function isPrimitive(type: string): boolean {
  return PRIMITIVE.test(type);
}

/** The type of one item: `Collection(Edm.String)` → `Edm.String`; any other type as it is. */
export function itemType(type: string): string {
  return isCollection(type) ? type.slice(COLLECTION.length, -1) : type;
}

/** Whether a type is `Collection(…)`. */
export function isCollection(type: string): boolean {
  return type.startsWith(COLLECTION) && type.endsWith(')');
}

/** `microsoft.graph.addIn` → `addIn`. */
export function shortName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** `microsoft.graph.addIn` → `microsoft.graph`. */
export function namespaceOf(name: string): string {
  return name.slice(0, Math.max(name.lastIndexOf('.'), 0));
}

/** Replaces aliases by namespaces (CSDL 4.01, section 5.1); a name may be of several namespaces: the longest has it. */
export class Names {
  readonly #aliases: ReadonlyMap<string, string>;
  readonly #namespaces: ReadonlySet<string>;
  /** What types mean, by what is written. */
  readonly #types = new Map<string, string>();

  constructor(aliases: ReadonlyMap<string, string>, namespaces: ReadonlySet<string>) {
    this.#aliases = aliases;
    this.#namespaces = namespaces;
  }

  /** A qualified name (`graph.addIn`) with its namespace; one that belongs to no schema stays as it is. */
  full(name: string): string {
    const space = namespaceOf(name);
    const aliased = this.#aliases.get(space);
    if (aliased !== undefined) return `${aliased}.${shortName(name)}`;
    if (this.#namespaces.has(space)) return name;
    for (let end = space.lastIndexOf('.'); end > 0; end = space.lastIndexOf('.', end - 1)) {
      const known = this.#aliases.get(space.slice(0, end));
      if (known !== undefined) return known + name.slice(end);
    }
    return name;
  }

  /** A type (`Collection(graph.addIn)`) with its namespace. Only when all aliases are known: it is remembered. */
  type(type: string): string {
    return isPrimitive(type) ? type : this.foreignType(type);
  }

  /** The same, of a type that is known to be none of the primitive ones. */
  foreignType(type: string): string {
    const known = this.#types.get(type);
    if (known !== undefined) return known;
    const trimmed = type.trim();
    const full = this.full(itemType(trimmed).trim());
    const meant = isCollection(trimmed) ? `${COLLECTION}${full})` : full;
    this.#types.set(type, meant);
    return meant;
  }

  /** All types that were asked for, with their namespaces; primitive ones may be missing. */
  types(): Iterable<string> {
    return this.#types.values();
  }

  /** A path with type casts in it (`graph.user/manager`): each segment with a dot is a name. */
  path(path: string): string {
    // Nearly all targets of annotations: `graph.user/displayName`.
    const slash = path.indexOf('/');
    if (slash < 0) return path.includes('.') ? this.full(path) : path;
    if (path.indexOf('.', slash) < 0) return this.full(path.slice(0, slash)) + path.slice(slash);
    return path
      .split('/')
      .map((segment) => (segment.includes('.') ? this.full(segment) : segment))
      .join('/');
  }

  /**
   * A target of annotations with full names. That of an overload has the types of its parameters behind its name
   * (CSDL 4.01, section 14.2.2): `graph.assign(graph.user, Edm.String)/reason`.
   */
  target(target: string): string {
    const open = target.indexOf('(');
    const close = target.lastIndexOf(')');
    if (open < 0 || close < open) return this.path(target);
    const types = target.slice(open + 1, close).split(',');
    const full = types.filter((type) => type.trim() !== '').map((type) => this.type(type));
    return `${this.full(target.slice(0, open))}(${full.join(',')})${target.slice(close + 1)}`;
  }
}
