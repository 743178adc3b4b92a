import { compiledPattern } from '../../catalog/objectSchema.ts';
import type { GraphSchema, ResourceSchema } from '../../catalog/schema.ts';
import { schemaAt } from '../../catalog/schemaReferences.ts';
import { edmFormats, type ValueFormat } from '../formats.ts';
import { type Choices, choicesOf, typeNamesOf } from './choices.ts';
import { type Kinds, kindsOf } from './kinds.ts';

/** What a property's name means to an object's schema. */
interface NameRules {
  /** Each has to be met by the value. */
  readonly rules: readonly Rules[];
  /** `additionalProperties: false` speaks against the name. */
  readonly refused: boolean;
}

const rulesOfRoot = new WeakMap<ResourceSchema, WeakMap<GraphSchema, Rules>>();

/**
 * The rules of a schema inside a root. They are made when a value first meets the schema, and kept with it: of a
 * type with hundreds of properties only those cost something that a body has.
 */
export function rulesOf(root: ResourceSchema, schema: GraphSchema): Rules {
  let known = rulesOfRoot.get(root);
  if (known === undefined) {
    known = new WeakMap();
    rulesOfRoot.set(root, known);
  }
  const before = known.get(schema);
  if (before !== undefined) return before;
  const made = new Rules(root, schema);
  known.set(schema, made);
  return made;
}

/** One node of a schema, read once. */
export class Rules {
  readonly schema: GraphSchema;
  readonly kinds: Kinds;
  readonly format: ValueFormat | undefined;
  readonly pattern: RegExp | undefined;
  /** Whether it says anything about the names in an object. */
  readonly names: boolean;
  readonly choices: Choices;
  /** Of `if`, where it only asks whether an object's `@odata.type` is one of these. */
  readonly wantedTypes: ReadonlySet<string> | undefined;
  readonly #root: ResourceSchema;
  readonly #patterns: readonly (readonly [RegExp, GraphSchema])[];
  readonly #declared = new Map<string, NameRules>();
  #target: Rules | null | undefined;

  constructor(root: ResourceSchema, schema: GraphSchema) {
    const { properties, patternProperties, additionalProperties, format, pattern } = schema;
    this.#root = root;
    this.schema = schema;
    this.kinds = kindsOf(schema.type);
    this.format = format === undefined ? undefined : edmFormats[format];
    this.pattern = pattern === undefined ? undefined : compiledPattern(pattern);
    this.names = (properties ?? patternProperties ?? additionalProperties) !== undefined;
    this.wantedTypes = typeNamesOf(schema.if);
    this.choices = choicesOf(schema.allOf);
    this.#patterns = Object.entries(patternProperties ?? {}).map(
      ([text, each]) => [compiledPattern(text), each] as const,
    );
  }

  /** What `$ref` points to; undefined where there is none, or nothing at its end. */
  get target(): Rules | undefined {
    if (this.#target === undefined) {
      const { $ref } = this.schema;
      const schema = $ref === undefined ? undefined : schemaAt(this.#root, $ref);
      this.#target = schema === undefined ? null : rulesOf(this.#root, schema);
    }
    return this.#target ?? undefined;
  }

  /** What each item of an array has to meet. */
  get items(): Rules | undefined {
    const { items } = this.schema;
    return items === undefined ? undefined : this.of(items);
  }

  /** The rules of another schema of the same root. */
  of(schema: GraphSchema): Rules {
    return rulesOf(this.#root, schema);
  }

  /** What a property's name means. Only declared names are kept: those of a body may be any, and any number. */
  forName(name: string): NameRules {
    const known = this.#declared.get(name);
    if (known !== undefined) return known;
    const { properties = {}, additionalProperties } = this.schema;
    const declared = Object.hasOwn(properties, name) ? properties[name] : undefined;
    const schemas = declared === undefined ? [] : [declared];
    for (const [pattern, schema] of this.#patterns) if (pattern.test(name)) schemas.push(schema);
    const other =
      schemas.length === 0 && typeof additionalProperties === 'object' ? additionalProperties : undefined;
    if (other !== undefined) schemas.push(other);
    const made: NameRules = {
      rules: schemas.map((schema) => this.of(schema)),
      refused: schemas.length === 0 && additionalProperties === false,
    };
    if (declared !== undefined) this.#declared.set(name, made);
    return made;
  }
}
