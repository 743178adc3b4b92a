import type { JournalPart } from '../host.ts';
import type { JournalSettings } from './entry.ts';
import { isNewer, type Line, parseLine, readParts } from './lines.ts';

/** So long a deletion is remembered: whoever reads the old lines at the same time has ended by then. */
const REMEMBERED = 3_600_000;
/** Of the size that is allowed, so much stays when there is too much: not every send should make room. */
const ROOM_LEFT = 0.8;

/**
 * Which lines stay, of all processes' lines. Those of an entry go together: where a person deleted it, and
 * where it has ended and is too old, or too much. An entry without an end stays until a person deletes it.
 */
export function keeper(
  parts: readonly JournalPart[],
  running: ReadonlySet<string>,
  now: number,
  { maxAge, maxSize }: JournalSettings,
): (line: string) => boolean {
  const parse = parseOnce();
  const sizes = sizesOf(parts, parse);
  const { entries } = readParts(parts, running, parse);
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  let room = total > maxSize ? maxSize * ROOM_LEFT : Number.POSITIVE_INFINITY;
  const kept = new Set<string>();
  for (const { id, time, result, state } of entries.toReversed()) {
    room -= sizes.get(id) ?? 0;
    const open = result === undefined || state === 'sending';
    if (open || (room >= 0 && now - time <= maxAge)) kept.add(id);
  }
  return (text) => {
    const line = parse(text);
    if (line === undefined) return isNewer(text);
    if ('id' in line) return kept.has(line.id);
    // A mark is needed as long as somebody may still have the lines of its entries.
    return (
      now - line.time < REMEMBERED ||
      line.ids.some((id) => sizes.has(id) && (line.type === 'delete' || kept.has(id)))
    );
  };
}

type Parse = (text: string) => Line | undefined;

/** Reads each line once, however often it is looked at. */
function parseOnce(): Parse {
  const known = new Map<string, Line | undefined>();
  return (text) => {
    if (!known.has(text)) known.set(text, parseLine(text));
    return known.get(text);
  };
}

/** Code units of each entry's lines, deleted ones included. */
function sizesOf(parts: readonly JournalPart[], parse: Parse): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const { lines } of parts) {
    for (const text of lines) {
      const line = parse(text);
      if (line && 'id' in line) sizes.set(line.id, (sizes.get(line.id) ?? 0) + text.length);
    }
  }
  return sizes;
}
