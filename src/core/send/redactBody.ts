import { createScanner } from 'jsonc-parser';
import type { GraphSchema, ResourceSchema } from '../catalog/schema.ts';
import { isDoubtfulName, isSecretName, MASK, maskPatterns } from './secrets.ts';

/** Masks what is secret in a piece of text, whatever it is called. */
export type TextMask = (text: string) => string;

/**
 * A JSON body with its secrets masked and everything else as it was, layout included. A body that is not
 * JSON is masked more than it needs to be: if anything in it has a secret name, every value goes.
 *
 * @param schema of the resource; without it the names of the properties decide
 * @param mask what is secret wherever it stands
 */
export function redactBody(text: string, schema?: ResourceSchema, mask: TextMask = maskPatterns): string {
  const names = secretNames(schema);
  const tokens = tokensOf(text);
  return isJson(text)
    ? applyMasks(text, masksOfJson(tokens, names, mask))
    : redactBroken(text, tokens, names, mask);
}

/** The values that `redactBody` masks because of their name, of a body that is JSON. */
export function secretValues(text: string, schema?: ResourceSchema): readonly string[] {
  if (!isJson(text)) return [];
  const tokens = tokensOf(text);
  return secretLeaves(tokens, secretNames(schema)).map(({ value }) => value);
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

/** All tokens of a text but white space, comments and unreadable runs included. */
function tokensOf(text: string): readonly JsonToken[] {
  const scanner = createScanner(text, false);
  const tokens: JsonToken[] = [];
  for (let kind: number = scanner.scan(); kind !== Kind.endOfText; kind = scanner.scan()) {
    if (kind === Kind.space || kind === Kind.lineBreak) continue;
    const start = scanner.getTokenOffset();
    tokens.push({ kind, value: scanner.getTokenValue(), start, end: start + scanner.getTokenLength() });
  }
  return tokens;
}

const WORD = /^[a-z]+$/i;

/** What to mask in a body that is JSON: leaves under a secret name, and what looks like a secret. */
function masksOfJson(tokens: readonly JsonToken[], names: Names, mask: TextMask): readonly Masked[] {
  const secret = new Set(secretLeaves(tokens, names));
  const masks: Masked[] = [];
  for (const [index, token] of tokens.entries()) {
    // A word is the name of a property, even where somebody's password is that word.
    const isName = tokens[index + 1]?.kind === Kind.colon && WORD.test(token.value);
    if (secret.has(token)) masks.push({ ...token, text: JSON.stringify(MASK) });
    else maskLooks(token, masks, isName ? maskPatterns : mask);
  }
  return masks;
}

/** The texts and numbers under a secret name. */
function secretLeaves(tokens: readonly JsonToken[], names: Names): readonly JsonToken[] {
  const leaves: JsonToken[] = [];
  const enclosing: boolean[] = [];
  let secret = false;
  let named = false;
  for (const [index, token] of tokens.entries()) {
    switch (token.kind) {
      case Kind.openBrace:
      case Kind.openBracket:
        enclosing.push(secret);
        secret ||= named;
        named = false;
        break;
      case Kind.closeBrace:
      case Kind.closeBracket:
        secret = enclosing.pop() ?? false;
        break;
      case Kind.comma:
        named = false;
        break;
      case Kind.string:
      case Kind.number:
        if (tokens[index + 1]?.kind === Kind.colon) named = names(token.value);
        else if (secret || named) leaves.push(token);
        break;
    }
  }
  return leaves;
}

function maskLooks({ kind, value, start, end }: JsonToken, masks: Masked[], mask: TextMask): void {
  if (kind !== Kind.string && kind !== Kind.number) return;
  const masked = mask(value);
  // A part of a number is none of its own.
  if (masked === value || (kind === Kind.number && masked !== MASK)) return;
  masks.push({ start, end, text: JSON.stringify(masked) });
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
function redactBroken(text: string, tokens: readonly JsonToken[], names: Names, mask: TextMask): string {
  const words = tokens.filter(({ kind }) => !isPunctuation(kind));
  const suspicious = words.some(({ value }) => value.split(/[^\w$-]+/).some(names));
  const masks: Masked[] = [];
  for (const [index, token] of tokens.entries()) {
    if (isPunctuation(token.kind)) continue;
    if (!suspicious || isPropertyName(tokens, index)) maskLooks(token, masks, mask);
    else masks.push({ ...token, text: token.kind === Kind.string ? JSON.stringify(MASK) : MASK });
  }
  return mask(applyMasks(text, masks));
}

function isPropertyName(tokens: readonly JsonToken[], index: number): boolean {
  const before = tokens[index - 1]?.kind;
  return (
    tokens[index]?.kind === Kind.string &&
    tokens[index + 1]?.kind === Kind.colon &&
    (before === Kind.openBrace || before === Kind.comma)
  );
}

function isPunctuation(kind: number): boolean {
  return kind <= Kind.false;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
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
