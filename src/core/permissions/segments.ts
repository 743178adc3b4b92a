import { ANY } from './data.ts';

/**
 * The segments of a path as permission data compares them: lower case, without query, every placeholder and every
 * value in parentheses as `{id}`, the path of a drive item as one segment.
 *
 * `/Users(id='a')/Messages/{messageId}?$top=1` → `users(id={id})`, `messages`, `{id}`
 *
 * @param path behind the version, percent-encoded
 */
export function pathSegments(path: string): readonly string[] {
  const bare = path.split(/[?#]/, 1)[0] ?? '';
  const segments = splitOutsideQuotes(bare).filter((segment) => segment !== '');
  return itemPathsJoined(segments).map(plainSegment);
}

/** Splits at `/`, but not within `'…'`: the value of a key may hold one. */
function splitOutsideQuotes(path: string): readonly string[] {
  if (!path.includes("'")) return path.split('/');
  const parts: string[] = [];
  let start = 0;
  let quoted = false;
  for (let at = 0; at < path.length; at++) {
    if (path[at] === "'") quoted = !quoted;
    else if (path[at] === '/' && !quoted) {
      parts.push(path.slice(start, at));
      start = at + 1;
    }
  }
  // A quote that is never closed is a letter like any other.
  return quoted ? path.split('/') : [...parts, path.slice(start)];
}

/** `root:`, `A`, `b.txt:`, `workbook` → `root:`, `{id}:`, `workbook`: the colons enclose a path of its own. */
function itemPathsJoined(segments: readonly string[]): readonly string[] {
  const joined: string[] = [];
  let inside = false;
  for (const segment of segments) {
    const ends = segment.length > 1 && segment.endsWith(':');
    if (!inside) joined.push(segment);
    else if (ends) joined.push(`${ANY}:`);
    inside = inside !== ends;
  }
  return inside && segments.at(-1) !== joined.at(-1) ? [...joined, ANY] : joined;
}

function plainSegment(segment: string): string {
  const text = decoded(segment)
    .toLowerCase()
    .replaceAll(/\{[^{}]*\}+/g, ANY);
  if (text.startsWith('graph.')) return `microsoft.${text}`;
  const open = text.indexOf('(');
  if (open < 0 || !text.endsWith(')')) return text;
  const list = argumentsOf(text.slice(open + 1, -1));
  const name = text.slice(0, open);
  if (name === '') return ANY;
  return list === '' ? name : `${name}(${list})`;
}

/**
 * The arguments of a function or a key without their values, in an
 * order of their own: `b='x',a={a}` → `a={id},b={id}`.
 */
function argumentsOf(list: string): string {
  const parts = list.match(/(?:'(?:[^']|'')*'|[^,'])+/g) ?? [];
  return parts
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const name = part.slice(0, Math.max(part.indexOf('='), 0)).trim();
      return /^[\w.]+$/.test(name) ? `${name}=${ANY}` : ANY;
    })
    .sort()
    .join(',');
}

function decoded(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
