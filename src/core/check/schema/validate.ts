import type { GraphSchema, ResourceSchema } from '../../catalog/schema.ts';
import { characters } from '../../text/characters.ts';
import { isRecord } from '../../text/jsonValues.ts';
import { pointerOf, type SchemaError, type SchemaKeyword } from './error.ts';
import { type Kinds, kindsOfValue } from './kinds.ts';
import { type Rules, rulesOf } from './rules.ts';

/**
 * Everything that a schema says against a value: the same errors that ajv finds with the whole schema compiled
 * (`allErrors`), in the order of the value, and each once. The schema is read where the value touches it, so a type
 * that was never met before costs no compile. Keywords are those of `GraphSchema`; a `$ref` that leads nowhere says
 * nothing.
 *
 * @param value plain data as JSON has it, of bounded nesting: this recurses
 */
export function schemaErrors(root: ResourceSchema, value: unknown): readonly SchemaError[] {
  const validation = new Validation(0);
  validation.check(rulesOf(root, root), value);
  return validation.errors;
}

/** Conditions inside conditions beyond this are taken as met: no schema of ours has one in another. */
const DEEPEST_CONDITION = 8;

/** One look at one value. */
class Validation {
  readonly errors: SchemaError[] = [];
  readonly #path: (string | number)[] = [];
  readonly #conditions: number;
  /** Grows with each error, and where one that was reported before is met again. */
  #failures = 0;
  /**
   * Which objects and arrays have been held against rules already, and whether they met them. The type that a place
   * declares and the type that `@odata.type` names share properties, and so lead to the same value twice: at each
   * level of a nested body again.
   */
  readonly #done = new Map<Rules, Map<object, boolean>>();
  /** The same for values that have nothing inside, by their place: as it is where they met the rules, else negative. */
  readonly #doneAt = new Map<Rules, number>();
  /** Counts the values that were looked at. */
  #place = 1;

  constructor(conditions: number) {
    this.#conditions = conditions;
  }

  /** Whether the value meets the rules. Rules that lead back to themselves are met. */
  check(rules: Rules, value: unknown): boolean {
    const known = this.#known(rules, value);
    if (known === undefined) {
      this.#note(rules, value, true);
      const before = this.#failures;
      this.#apply(rules, value);
      const met = this.#failures === before;
      if (!met) this.#note(rules, value, false);
      return met;
    }
    if (!known) this.#failures++;
    return known;
  }

  #known(rules: Rules, value: unknown): boolean | undefined {
    if (typeof value === 'object' && value !== null) return this.#done.get(rules)?.get(value);
    const place = this.#doneAt.get(rules) ?? 0;
    return Math.abs(place) === this.#place ? place > 0 : undefined;
  }

  #note(rules: Rules, value: unknown, met: boolean): void {
    if (typeof value !== 'object' || value === null) {
      this.#doneAt.set(rules, met ? this.#place : -this.#place);
      return;
    }
    let done = this.#done.get(rules);
    if (done === undefined) {
      done = new Map();
      this.#done.set(rules, done);
    }
    done.set(value, met);
  }

  #apply(rules: Rules, value: unknown): void {
    const kinds = kindsOfValue(value);
    const { schema } = rules;
    if (rules.kinds !== 0 && (rules.kinds & kinds) === 0) this.#report('type', { type: schema.type });
    if (typeof value === 'string') this.#checkText(rules, value);
    else if (typeof value === 'number') this.#checkNumber(rules, value, kinds);
    this.#checkAny(rules, value);
    if (Array.isArray(value)) this.#checkList(rules, value);
    else if (isRecord(value)) this.#checkObject(rules, value);
  }

  #checkNumber({ schema, format }: Rules, value: number, kinds: Kinds): void {
    if (kinds === 0) return;
    const { maximum, minimum } = schema;
    if (maximum !== undefined && value > maximum)
      this.#report('maximum', { comparison: '<=', limit: maximum });
    if (minimum !== undefined && value < minimum)
      this.#report('minimum', { comparison: '>=', limit: minimum });
    if (format?.type === 'number' && !format.validate(value))
      this.#report('format', { format: schema.format });
  }

  #checkText({ schema, format, pattern }: Rules, value: string): void {
    const { maxLength, minLength } = schema;
    if (maxLength !== undefined && value.length > maxLength && characters(value) > maxLength) {
      this.#report('maxLength', { limit: maxLength });
    }
    if (minLength !== undefined && characters(value) < minLength)
      this.#report('minLength', { limit: minLength });
    if (pattern !== undefined && !pattern.test(value)) this.#report('pattern', { pattern: schema.pattern });
    if (format?.type === 'string' && !format.validate(value))
      this.#report('format', { format: schema.format });
  }

  /** Keywords that look at a value of any type. */
  #checkAny(rules: Rules, value: unknown): void {
    const { schema, target, choices } = rules;
    if (target !== undefined) this.check(target, value);
    if (schema.enum?.includes(value as string) === false)
      this.#report('enum', { allowedValues: schema.enum });
    const typed = isRecord(value) ? choices.byType.get(namedType(value) ?? '') : choices.typed;
    for (const part of typed ?? []) this.#checkConsequence(rules, part.then, 'then', value);
    for (const part of choices.others) this.check(rules.of(part), value);
    if (schema.if !== undefined) this.#checkCondition(rules, schema.if, value);
  }

  #checkCondition(rules: Rules, condition: GraphSchema, value: unknown): void {
    const { then: consequence, else: otherwise } = rules.schema;
    if (this.#isMet(rules, condition, value)) this.#checkConsequence(rules, consequence, 'then', value);
    else this.#checkConsequence(rules, otherwise, 'else', value);
  }

  #isMet(rules: Rules, condition: GraphSchema, value: unknown): boolean {
    const { wantedTypes } = rules;
    if (wantedTypes !== undefined) return !isRecord(value) || wantedTypes.has(namedType(value) ?? '');
    if (this.#conditions >= DEEPEST_CONDITION) return true;
    const probe = new Validation(this.#conditions + 1);
    return probe.check(rules.of(condition), value);
  }

  #checkConsequence(
    rules: Rules,
    schema: GraphSchema | undefined,
    failingKeyword: 'then' | 'else',
    value: unknown,
  ): void {
    if (schema === undefined) return;
    if (!this.check(rules.of(schema), value)) this.#report('if', { failingKeyword });
  }

  #checkList({ schema, items }: Rules, value: readonly unknown[]): void {
    const { maxItems, minItems } = schema;
    if (maxItems !== undefined && value.length > maxItems) this.#report('maxItems', { limit: maxItems });
    if (minItems !== undefined && value.length < minItems) this.#report('minItems', { limit: minItems });
    if (items === undefined) return;
    for (let index = 0; index < value.length; index++) this.#enter(index, items, value[index]);
  }

  #checkObject(rules: Rules, value: Readonly<Record<string, unknown>>): void {
    for (const name of rules.schema.required ?? []) {
      if (!Object.hasOwn(value, name)) this.#report('required', { missingProperty: name });
    }
    if (!rules.names) return;
    for (const name of Object.keys(value)) {
      const meaning = rules.forName(name);
      if (meaning.refused) this.#report('additionalProperties', { additionalProperty: name });
      for (const each of meaning.rules) this.#enter(name, each, value[name]);
    }
  }

  #enter(step: string | number, rules: Rules, value: unknown): void {
    this.#path.push(step);
    this.#place++;
    this.check(rules, value);
    this.#path.pop();
  }

  #report(keyword: SchemaKeyword, params: SchemaError['params']): void {
    this.#failures++;
    this.errors.push({ instancePath: pointerOf(this.#path), keyword, params });
  }
}

/** The text of an object's `@odata.type`. */
function namedType(value: Readonly<Record<string, unknown>>): string | undefined {
  const type = Object.hasOwn(value, '@odata.type') ? value['@odata.type'] : undefined;
  return typeof type === 'string' ? type : undefined;
}
