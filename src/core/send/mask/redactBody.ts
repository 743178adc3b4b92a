import { createScanner, type JSONScanner } from 'jsonc-parser';
import type { GraphSchema, ResourceSchema } from '../../catalog/schema.ts';
import { readJsonInSteps } from '../../change/readInSteps.ts';
import { isDoubtfulName, isSecretName, MASK, maskPatterns, maskPatternsInSteps } from '../../text/secrets.ts';
import { runAtOnce, type Steps } from '../../text/steps.ts';

/** Masks what is secret in a piece of text, whatever it is called. */
export type TextMask = (text: string) => string;

/** What is masked in a body besides what is secret by its name. */
export interface BodyMask {
  /** Masks what is secret wherever it stands. */
  readonly text: TextMask;
  /** The same for a long text, in steps. */
  inSteps(text: string): Steps<string>;
}

const PATTERNS: BodyMask = { text: maskPatterns, inSteps: maskPatternsInSteps };

/**
 * A JSON body with its secrets masked and everything else as it was, layout included. A body that is not
 * JSON is masked more than it needs to be: if anything in it has a secret name, every value goes.
 *
 * @param schema of the resource; without it the names of the properties decide
 * @param mask what is secret wherever it stands
 */
export function redactBody(text: string, schema?: ResourceSchema, mask: BodyMask = PATTERNS): string {
  return runAtOnce(redactBodyInSteps(text, schema, mask));
}

/**
 * The same in steps, for a body of many megabytes.
 *
 * @param isJson whether the body is JSON, where that is known
 */
export function* redactBodyInSteps(
  text: string,
  schema: ResourceSchema | undefined,
  mask: BodyMask,
  isJson?: boolean,
): Steps<string> {
  const names = secretNames(schema);
  const isWhole = isJson ?? (yield* readJsonInSteps(text)) !== undefined;
  return isWhole
    ? applyMasks(text, yield* masksOfJson(text, names, mask))
    : yield* redactBroken(text, names, mask);
}

/** The values that `redactBody` masks because of their name, of a body that is JSON. */
export function secretValues(text: string, schema?: ResourceSchema): readonly string[] {
  return runAtOnce(secretValuesInSteps(text, schema));
}

function* secretValuesInSteps(text: string, schema?: ResourceSchema): Steps<readonly string[]> {
  if ((yield* readJsonInSteps(text)) === undefined) return [];
  const values: string[] = [];
  const secrets = new SecretLeaves(secretNames(schema));
  yield* eachToken(text, (token, next) => {
    if (secrets.isSecret(token, next)) values.push(token.value);
  });
  return values;
}

/** Which property names are secret: by the schema where it says so, by their sound otherwise. */
type Names = (name: string) => boolean;

/** jsonc-parser's `SyntaxKind`; its own constants cannot be read in isolated modules. */
const Kind = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  null: 7,
  true: 8,
  false: 9,
  string: 10,
  number: 11,
  lineBreak: 14,
  space: 15,
  endOfText: 17,
} as const;

/** A token of a text; `value` is a string's text after its escapes are undone. */
interface JsonToken {
  readonly kind: number;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

interface Masked {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Tokens that are looked at in one step, and code units of one from which on it is masked in steps of its own. */
const TOKENS = 512;
const LONG = 128 * 1024;

type Visit = (token: JsonToken, next: number, before: number) => void;

/**
 * Visits all tokens of a text but white space, comments and unreadable runs included.
 *
 * @param visit is given the kind of the token behind it too, and that of the one before
 */
function* eachToken(text: string, visit: Visit): Steps<void> {
  const scanner = createScanner(text, false);
  let before: number = Kind.endOfText;
  let count = 0;
  for (let token = scanToken(scanner); token.kind !== Kind.endOfText; ) {
    const next = scanToken(scanner);
    visit(token, next.kind, before);
    before = token.kind;
    token = next;
    if (++count % TOKENS === 0) yield;
  }
}

function scanToken(scanner: JSONScanner): JsonToken {
  let kind: number = scanner.scan();
  while (kind === Kind.space || kind === Kind.lineBreak) kind = scanner.scan();
  const start = scanner.getTokenOffset();
  return { kind, value: scanner.getTokenValue(), start, end: start + scanner.getTokenLength() };
}

const WORD = /^[a-z]+$/i;

/** What to mask in a body that is JSON: leaves under a secret name, and what looks like a secret. */
function* masksOfJson(text: string, names: Names, mask: BodyMask): Steps<readonly Masked[]> {
  const secrets = new SecretLeaves(names);
  const masks = new Masks();
  yield* eachToken(text, (token, next) => {
    // A word is the name of a property, even where somebody's password is that word.
    const isName = next === Kind.colon && WORD.test(token.value);
    if (secrets.isSecret(token, next)) masks.put(token, JSON.stringify(MASK));
    else masks.look(token, isName ? PATTERNS : mask);
  });
  return yield* masks.finished();
}

/** Tells which texts and numbers stand under a secret name; it has to be shown every token in turn. */
class SecretLeaves {
  readonly #names: Names;
  readonly #enclosing: boolean[] = [];
  #secret = false;
  #named = false;

  constructor(names: Names) {
    this.#names = names;
  }

  /** @param next the kind of the token behind it */
  isSecret({ kind, value }: JsonToken, next: number): boolean {
    switch (kind) {
      case Kind.openBrace:
      case Kind.openBracket:
        this.#enclosing.push(this.#secret);
        this.#secret ||= this.#named;
        this.#named = false;
        return false;
      case Kind.closeBrace:
      case Kind.closeBracket:
        this.#secret = this.#enclosing.pop() ?? false;
        return false;
      case Kind.comma:
        this.#named = false;
        return false;
      case Kind.string:
      case Kind.number:
        if (next !== Kind.colon) return this.#secret || this.#named;
        this.#named = this.#names(value);
        return false;
      default:
        return false;
    }
  }
}

/** What is to be masked in a text, as far as it was looked at. */
class Masks {
  readonly #masks: Masked[] = [];
  readonly #long: { readonly token: JsonToken; readonly mask: BodyMask }[] = [];

  put({ start, end }: JsonToken, text: string): void {
    this.#masks.push({ start, end, text });
  }

  /** Masks what looks like a secret in a text or number. */
  look(token: JsonToken, mask: BodyMask): void {
    if (token.kind !== Kind.string && token.kind !== Kind.number) return;
    if (token.value.length > LONG) this.#long.push({ token, mask });
    else this.#note(token, mask.text(token.value));
  }

  /** All of them in their order. */
  *finished(): Steps<readonly Masked[]> {
    for (const { token, mask } of this.#long) this.#note(token, yield* mask.inSteps(token.value));
    return this.#masks.sort((a, b) => a.start - b.start);
  }

  #note(token: JsonToken, masked: string): void {
    // A part of a number is none of its own.
    if (masked === token.value || (token.kind === Kind.number && masked !== MASK)) return;
    this.put(token, JSON.stringify(masked));
  }
}

function applyMasks(text: string, masks: readonly Masked[]): string {
  let result = '';
  let from = 0;
  for (const mask of masks) {
    result += text.slice(from, mask.start) + mask.text;
    from = mask.end;
  }
  return result + text.slice(from);
}

/**
 * Masks in a text that is no JSON. Where any word of it names a secret, only punctuation and the names of
 * properties are kept.
 */
function* redactBroken(text: string, names: Names, mask: BodyMask): Steps<string> {
  let suspicious = false;
  yield* eachToken(text, ({ kind, value }) => {
    suspicious ||= !isPunctuation(kind) && value.split(/[^\w$-]+/).some(names);
  });
  const masks = new Masks();
  yield* eachToken(text, (token, next, before) => {
    if (isPunctuation(token.kind)) return;
    if (!suspicious || isPropertyName(token.kind, next, before)) masks.look(token, mask);
    else masks.put(token, token.kind === Kind.string ? JSON.stringify(MASK) : MASK);
  });
  return yield* mask.inSteps(applyMasks(text, yield* masks.finished()));
}

function isPropertyName(kind: number, next: number, before: number): boolean {
  return kind === Kind.string && next === Kind.colon && (before === Kind.openBrace || before === Kind.comma);
}

function isPunctuation(kind: number): boolean {
  return kind <= Kind.false;
}

/**
 * Names that a schema marks as secret or write-only anywhere in it are secret everywhere in a body: the
 * body may name a wrong type, and Microsoft Graph compares names without case.
 */
function secretNames(schema: ResourceSchema | undefined): Names {
  const secret = new Set<string>();
  const plain = new Set<string>();
  if (schema !== undefined) gather(schema, secret, plain);
  const decide = (name: string) => {
    const lower = name.toLowerCase();
    if (secret.has(lower) || isSecretName(name)) return true;
    return isDoubtfulName(name) && !plain.has(lower);
  };
  // A body of many megabytes has the same few names again and again.
  const known = new Map<string, boolean>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const now = decide(name);
    known.set(name, now);
    return now;
  };
}

function gather(root: ResourceSchema, secret: Set<string>, plain: Set<string>): void {
  for (const owner of [root, ...Object.values(root.definitions)]) {
    for (const part of [owner, ...(owner.allOf ?? [])]) {
      for (const [name, property] of Object.entries(part.properties ?? {})) {
        const set = isSecret(name, property) ? secret : plain;
        set.add(name.toLowerCase());
      }
    }
  }
}

function isSecret(name: string, property: GraphSchema): boolean {
  return (
    property.writeOnly === true ||
    property['x-graph']?.secret === true ||
    (isDoubtfulName(name) && property.format === 'edm-binary')
  );
}
