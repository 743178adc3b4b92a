/** Characters of a message that are searched. */
const SEARCHED = 2_000;
const MOST_NAMES = 10;

const QUOTED = String.raw`['"\`‘“]([\w.@/$[\]-]{1,120})['"\`’”]`;

/** Several properties in one sentence: `properties 'a', 'b' and 'c'`. */
const LIST = new RegExp(
  String.raw`\bproperties\s*:?\s*((?:${QUOTED}(?:\s*,\s*(?:and\s+)?|\s+and\s+)?){2,20})`,
  'i',
);

/** How services put the name of one property into a message, the surest first. */
const NAMED: readonly RegExp[] = [
  new RegExp(String.raw`\bpropert(?:y|ies)(?:\s+named?|\s+with\s+name)?\s*[:=]?\s*${QUOTED}`, 'gi'),
  new RegExp(
    String.raw`${QUOTED}\s+(?:property|is\s+(?:missing|required|read-?only|not\s+a\s+(?:valid|declared)))`,
    'gi',
  ),
  new RegExp(String.raw`\bleave\s+${QUOTED}\s+out\b`, 'gi'),
  /\bproperty\s+([A-Za-z][\w.]{0,119})\s+(?:is|in|has|cannot|does|of|value|already)\b/gi,
  /\bvalue\s+specified\s+for\s+(?:property\s+)?['"]?([A-Za-z][\w.]{0,119})/gi,
  // ASP.NET begins with the path: `entity.displayName : An error has occurred.`
  /^\s*([A-Za-z][\w.[\]]{0,199}) : /g,
  // The readers of JSON in .NET: `Path: $.accountEnabled | LineNumber: 0`, `Path 'state.code', line 1`.
  /\bPath:\s*(\$[\w.@$[\]'"-]{1,200})/g,
  /\bPath\s+'([\w.@$[\]-]{1,200})'/g,
];

/**
 * The properties that a message names, as it writes them: `displayName`, `identity.name`. A value that it quotes is
 * none.
 */
export function namesIn(message: string): readonly string[] {
  const text = message.slice(0, SEARCHED);
  const list = LIST.exec(text)?.[1];
  if (list !== undefined) return distinct([...list.matchAll(new RegExp(QUOTED, 'g'))]);
  for (const pattern of NAMED) {
    const names = distinct([...text.matchAll(pattern)]);
    if (names.length > 0) return names;
  }
  return [];
}

function distinct(matches: readonly RegExpMatchArray[]): readonly string[] {
  return [...new Set(matches.flatMap((match) => match[1] ?? []))].slice(0, MOST_NAMES);
}

/**
 * The type that a message says its property belongs to, by its last name: `user` of `… on type 'microsoft.graph.user'`,
 * `PasswordCredential` of `… of resource 'PasswordCredential'`.
 */
export function ownerIn(message: string): string | undefined {
  const match =
    /\b(?:of\s+resource|on\s+(?:the\s+)?type|of\s+(?:the\s+)?type)\s+['"]#?([\w.]{1,200})['"]/i.exec(
      message.slice(0, SEARCHED),
    );
  return match?.[1]?.split('.').at(-1);
}

/** A value that a message quotes because it does not fit, and the type that was wanted there. */
export interface QuotedValue {
  /** As text. */
  readonly text: string;
  /** `Edm.Boolean`, where it is told. */
  readonly type?: string;
}

/** The value that could not be read: `Cannot convert the literal 'String' to the expected type 'Edm.Boolean'.` */
export function valueIn(message: string): QuotedValue | undefined {
  const match = LITERAL.exec(message.slice(0, SEARCHED));
  const [, text, type] = match ?? [];
  return text === undefined ? undefined : { text, ...(type === undefined ? {} : { type }) };
}

const LITERAL =
  /\bcannot convert (?:the |a )?(?:literal|value) '([^']{1,200})' to (?:the )?(?:expected )?type '(Edm\.\w{1,40})'/i;

/** Whether a message says that something is not there. */
export function isAboutMissing(message: string): boolean {
  return MISSING.test(message.slice(0, SEARCHED));
}

/** How services say that a property is missing. */
export const MISSING =
  /\bproperty\b.*\bis (?:missing|required)\b|['"`’”] is (?:missing|required)\b|missing (?:a )?required property|\bfield is required\b/i;
