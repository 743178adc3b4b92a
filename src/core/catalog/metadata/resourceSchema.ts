import { itemType, shortName } from '../../csdl/names.ts';
import type { ApiVersion, Endpoint, GraphSchema, ResourceSchema } from '../schema.ts';
import type { FullType, MetadataModel } from './model.ts';
import { typeSchema } from './typeSchema.ts';

/** Schemas of types, made when they are first asked for and kept. */
export class TypeSchemas {
  readonly #model: MetadataModel;
  readonly #version: ApiVersion;
  readonly #roots = new Map<string, ResourceSchema>();
  readonly #definitions = new Map<string, GraphSchema>();
  readonly #endpointsOf: (type: string) => readonly Endpoint[];

  /** @param endpointsOf the URLs that update objects of a type, where a path begins with them */
  constructor(model: MetadataModel, version: ApiVersion, endpointsOf: (type: string) => readonly Endpoint[]) {
    this.#model = model;
    this.#version = version;
    this.#endpointsOf = endpointsOf;
  }

  /** The schema of an update of an object, or complex value, of that type; the same object every time. */
  of(type: FullType): ResourceSchema {
    const { name, description } = type.record;
    const known = this.#roots.get(name);
    if (known) return known;
    const schema = lazySchema(
      {
        $schema: 'http://json-schema.org/draft-07/schema#',
        $id: `https://graph-http.dev/metadata/${this.#version}/${name}.json`,
        title: shortName(name),
        ...(description === undefined ? {} : { description }),
        type: 'object',
      },
      keywordsOf(type),
      () => this.#definition(type),
      {
        'x-graph': { enumerable: true, get: once(() => this.#facts(type)) },
        definitions: { enumerable: true, get: once(() => this.#reach(type)) },
      },
    );
    this.#roots.set(name, schema);
    return schema;
  }

  #facts(type: FullType): ResourceSchema['x-graph'] {
    const { name } = type.record;
    return { ...(this.#definition(type)['x-graph'] ?? { type: name }), endpoints: this.#endpointsOf(name) };
  }

  #definition(type: FullType): GraphSchema {
    const { name } = type.record;
    const known = this.#definitions.get(name) ?? typeSchema(this.#model, type);
    this.#definitions.set(name, known);
    return known;
  }

  /** Every type that a body may have a value of, by full name, the type itself too where it nests itself. */
  #reach(type: FullType): Readonly<Record<string, GraphSchema>> {
    const found = new Map<string, GraphSchema>();
    const pending = [...this.#neighbours(type)];
    for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
      const next = found.has(name) ? undefined : this.#model.full(name);
      if (!next) continue;
      found.set(name, this.#definition(next));
      pending.push(...this.#neighbours(next));
    }
    return Object.fromEntries(found);
  }

  #neighbours({ record, properties }: FullType): readonly string[] {
    return [
      ...(record.derived ?? []),
      ...[...properties.values()].map(({ record: { type } }) => itemType(type)),
    ];
  }
}

type Head = Pick<ResourceSchema, '$schema' | '$id' | 'title' | 'description' | 'type'>;

/** The keywords that the schema of a type has; known before the schema is made. */
function keywordsOf({ record, open }: FullType): readonly (keyof ResourceSchema)[] {
  const derived = (record.derived?.length ?? 0) > 0;
  return [
    'properties',
    'patternProperties',
    'defaultSnippets',
    ...(record.abstract && derived ? (['required'] as const) : []),
    ...(open || !derived ? (['additionalProperties'] as const) : []),
    ...(derived ? (['allOf'] as const) : []),
  ];
}

/** A schema of which only the head is made at once: a list of proposals needs no more. */
function lazySchema(
  head: Head,
  keywords: readonly (keyof ResourceSchema)[],
  body: () => GraphSchema,
  last: Pick<PropertyDescriptorMap, 'definitions' | 'x-graph'>,
): ResourceSchema {
  const whole = once(body);
  const lazily = keywords.map((keyword): [string, PropertyDescriptor] => [
    keyword,
    { enumerable: true, get: () => whole()[keyword] },
  ]);
  return Object.defineProperties({ ...head }, { ...Object.fromEntries(lazily), ...last }) as ResourceSchema;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
