/** A path of the document, and the full name of the type of the object at its end. */
export interface PlainPath {
  readonly path: string;
  readonly type: string;
}

interface PlainType {
  readonly base: string | undefined;
  readonly navigation: readonly {
    readonly name: string;
    readonly type: string;
    readonly contained: boolean;
  }[];
}

/**
 * Every path to an object through entity sets, singletons and contained navigation properties, found in the text of
 * a document with nothing but regular expressions: slow, and independent of everything that it is held against. What
 * the document says is not to be updated is left out.
 *
 * @param depth segments of the longest path
 */
export function plainWalk(csdl: string, depth: number): readonly PlainPath[] {
  const fixed = notUpdatable(csdl);
  const aliases = new Map(
    [...csdl.matchAll(/<Schema Namespace="([^"]+)" Alias="([^"]+)"/g)].map(([, name, alias]) => [
      alias,
      name,
    ]),
  );
  const full = (name: string) => {
    const dot = name.lastIndexOf('.');
    return `${aliases.get(name.slice(0, dot)) ?? name.slice(0, dot)}${name.slice(dot)}`;
  };
  const types = new Map<string, PlainType>();
  for (const schema of csdl.split('<Schema ').slice(1)) {
    const namespace = /Namespace="([^"]+)"/.exec(schema)?.[1] ?? '';
    for (const [, attributes = '', , body = ''] of schema.matchAll(
      /<EntityType ([^>]*?)(\/>|>([\s\S]*?)<\/EntityType>)/g,
    )) {
      const name = attribute(attributes, 'Name') ?? '';
      const base = attribute(attributes, 'BaseType');
      const navigation = [...body.matchAll(/<NavigationProperty ([^>]*?)\/?>/g)].map(([, each = '']) => ({
        name: attribute(each, 'Name') ?? '',
        type: attribute(each, 'Type') ?? '',
        contained: attribute(each, 'ContainsTarget') === 'true',
      }));
      types.set(`${namespace}.${name}`, { base: base === undefined ? undefined : full(base), navigation });
    }
  }
  const found: PlainPath[] = [];
  const lineage = (type: string): readonly string[] => {
    const base = types.get(type)?.base;
    return base === undefined ? [type] : [type, ...lineage(base)];
  };
  const visit = (path: string, type: string, length: number, updatable: boolean) => {
    if (length > depth) return;
    if (updatable && !lineage(type).some((each) => fixed.has(each))) found.push({ path, type });
    for (const owner of lineage(type)) {
      for (const each of types.get(owner)?.navigation ?? []) {
        if (!each.contained) continue;
        const many = /^Collection\((.*)\)$/.exec(each.type);
        const next = `${path}/${each.name}${many ? '/x' : ''}`;
        visit(
          next,
          full(many?.[1] ?? each.type),
          length + (many ? 2 : 1),
          !fixed.has(`${owner}/${each.name}`),
        );
      }
    }
  };
  for (const [, kind, attributes = ''] of csdl.matchAll(/<(EntitySet|Singleton) ([^>]*?)\/?>/g)) {
    const name = attribute(attributes, 'Name');
    const type = full(attribute(attributes, kind === 'EntitySet' ? 'EntityType' : 'Type') ?? '');
    visit(`/${name}${kind === 'EntitySet' ? '/x' : ''}`, type, kind === 'EntitySet' ? 2 : 1, true);
  }
  return found;
}

function attribute(text: string, name: string): string | undefined {
  return new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(text)?.[1];
}

/** Targets of `UpdateRestrictions` with `Updatable` false, by full names. */
function notUpdatable(csdl: string): ReadonlySet<string> {
  const blocks = csdl.matchAll(/<Annotations Target="([^"]+)">([\s\S]*?)<\/Annotations>/g);
  const targets = [...blocks].filter(([, , body = '']) =>
    /UpdateRestrictions">\s*<Record>[\s\S]*?Property="Updatable" Bool="false"[\s\S]*?<\/Record>/.test(
      body.slice(Math.max(body.indexOf('UpdateRestrictions'), 0)).split('</Annotation>')[0] ?? '',
    ),
  );
  return new Set(targets.map(([, target = '']) => target));
}
