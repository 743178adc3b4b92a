/** What a request prefers (RFC 7240; OData 4.01 Protocol, section 8.2.8). */
export interface Preferences {
  /** Whether the answer holds the changed object; absent: the service decides. */
  readonly return?: 'representation' | 'minimal';
  /** Enum members above `unknownFutureValue` are wanted by name. */
  readonly unknownEnumMembers: boolean;
}

const PREFERENCE =
  /[\t ,]*([!#$%&'*+.^`|~\w-]+)(?:[\t ]*=[\t ]*("(?:[^"\\]|\\.)*"|[!#$%&'*+.^`|~\w-]+))?[\t ]*(?:;[^,]*)?(?=,|$)/y;

/** Reads a `Prefer` header; the first of two equal names counts, and what cannot be read is passed over. */
export function parsePreferences(text: string | undefined): Preferences {
  const found = new Map<string, string>();
  let at = 0;
  while (text !== undefined) {
    PREFERENCE.lastIndex = at;
    const parts = PREFERENCE.exec(text);
    if (parts === null) break;
    const name = (parts[1] ?? '').toLowerCase();
    if (!found.has(name)) found.set(name, unquoted(parts[2] ?? '').toLowerCase());
    at = PREFERENCE.lastIndex;
  }
  const wanted = found.get('return');
  return {
    ...(wanted === 'representation' || wanted === 'minimal' ? { return: wanted } : {}),
    unknownEnumMembers: found.has('include-unknown-enum-members'),
  };
}

function unquoted(value: string): string {
  return value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value;
}
