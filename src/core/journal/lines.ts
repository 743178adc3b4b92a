import type { JournalPart } from '../host.ts';
import type { Outcome } from '../send/outcome.ts';
import { isRecord } from '../text/jsonValues.ts';
import type { Steps } from '../text/steps.ts';
import type { JournalBegin, JournalContent, JournalEntry, JournalResult, KeptObject } from './entry.ts';

/** The version of the form of lines that are written now; older ones are read as well. */
export const LINE_VERSION = 2;

interface Head {
  readonly v: number;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** Written before a send. */
export type BeginLine = Head & {
  readonly type: 'begin';
  readonly id: string;
  readonly bare?: true;
  readonly cut?: true;
} & JournalBegin;

/** Written after it. */
export type EndLine = Head & { readonly type: 'end'; readonly id: string } & JournalResult;

/** Written after the end, where the object was read again. */
export type AfterLine = Head & {
  readonly type: 'after';
  readonly id: string;
  readonly readAfter: KeptObject;
};

/** Says that a person deleted entries, or was told about them: whoever wrote them. */
export type MarkLine = Head & { readonly type: 'delete' | 'seen'; readonly ids: readonly string[] };

/** One line of the journal. */
export type Line = BeginLine | EndLine | AfterLine | MarkLine;

const KINDS: ReadonlySet<unknown> = new Set<Outcome['kind']>([
  'object',
  'changed',
  'refused',
  'not-sent',
  'unknown',
]);

type Fields = Partial<Record<string, unknown>>;

/** A line as an object, where it has every field that its type must have; undefined otherwise. */
export function parseLine(text: string): Line | undefined {
  const line = fieldsOf(text);
  if (line === undefined || !isVersion(line.v) || typeof line.time !== 'number') return undefined;
  switch (line.type) {
    case 'begin':
      return isBegin(line) ? (line as unknown as Line) : undefined;
    case 'end':
      return typeof line.id === 'string' && isResult(line) ? (line as unknown as Line) : undefined;
    case 'after':
      return typeof line.id === 'string' && isObject(line.readAfter) ? (line as unknown as Line) : undefined;
    case 'delete':
    case 'seen':
      return isTexts(line.ids) ? (line as unknown as Line) : undefined;
    default:
      return undefined;
  }
}

/** Whether a newer version of the extension wrote the line: it is not ours to throw away. */
export function isNewer(text: string): boolean {
  const version = fieldsOf(text)?.v;
  return typeof version === 'number' && version > LINE_VERSION;
}

/**
 * Reads lines in steps; undefined stands for one that is broken.
 *
 * @param read reads one
 */
export function* readLines(
  texts: readonly string[],
  read: (text: string) => Line | undefined = parseLine,
): Steps<(Line | undefined)[]> {
  const lines: (Line | undefined)[] = [];
  for (const text of texts) {
    lines.push(read(text));
    yield;
  }
  return lines;
}

/** What one process wrote, its lines read; undefined stands for one that is broken. */
export type ReadPart = Omit<JournalPart, 'lines'> & { readonly lines: readonly (Line | undefined)[] };

/**
 * Puts the lines of all processes together, oldest entry first. Broken lines, and ends without a beginning,
 * are counted and left out; what a person deleted is left out.
 *
 * @param running entries that this process is at
 */
export function joinParts(parts: readonly ReadPart[], running: ReadonlySet<string>): JournalContent {
  const entries = new Map<string, JournalEntry>();
  const later: (EndLine | AfterLine)[] = [];
  const marks: MarkLine[] = [];
  let skipped = 0;
  for (const part of parts) {
    for (const line of part.lines) {
      if (line?.type === 'begin') {
        if (!entries.has(line.id)) entries.set(line.id, begun(line, part, running));
      } else if (line === undefined) skipped++;
      else if ('ids' in line) marks.push(line);
      else later.push(line);
    }
  }
  for (const line of later) {
    const entry = entries.get(line.id);
    if (entry) entries.set(line.id, continued(entry, line));
    else skipped++;
  }
  applyMarks(entries, marks);
  return { entries: [...entries.values()].sort((a, b) => a.time - b.time), skipped };
}

/**
 * The same of lines that are not read yet.
 *
 * @param parse reads a line
 */
export function readParts(
  parts: readonly JournalPart[],
  running: ReadonlySet<string>,
  parse: (text: string) => Line | undefined = parseLine,
): JournalContent {
  return joinParts(
    parts.map((part) => ({ ...part, lines: part.lines.map(parse) })),
    running,
  );
}

function begun(line: BeginLine, part: ReadPart, running: ReadonlySet<string>): JournalEntry {
  const { v, type, ...entry } = line;
  const sending = running.has(line.id) || (part.writer === 'live' && part.busy);
  return {
    ...entry,
    state: sending ? 'sending' : 'unknown',
    ...(part.writer === 'ended' ? { interrupted: true } : {}),
  };
}

function continued(entry: JournalEntry, line: EndLine | AfterLine): JournalEntry {
  if (line.type === 'after') return { ...entry, readAfter: line.readAfter };
  const { interrupted, ...rest } = entry;
  const { v, type, id, time, ...result } = line;
  return { ...rest, state: result.kind, result };
}

function applyMarks(entries: Map<string, JournalEntry>, marks: readonly MarkLine[]): void {
  for (const { type, ids } of marks) {
    for (const id of ids) {
      const entry = entries.get(id);
      if (type === 'delete') entries.delete(id);
      else if (entry) entries.set(id, { ...entry, seen: true });
    }
  }
}

function isVersion(value: unknown): boolean {
  return value === 1 || value === LINE_VERSION;
}

function isBegin(line: Fields): boolean {
  return (
    typeof line.id === 'string' &&
    typeof line.environment === 'string' &&
    typeof line.account === 'string' &&
    isRequest(line.request) &&
    isOptional(line.environmentLabel, isText) &&
    isOptional(line.scopes, isTexts) &&
    isOptional(line.origin, isOrigin) &&
    isOptional(line.baseline, isObject)
  );
}

function isResult(line: Fields): boolean {
  return KINDS.has(line.kind) && isOptional(line.message, isText) && isOptional(line.answer, isAnswer);
}

function isRequest(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { method, url, headers, body } = value;
  return isText(method) && isText(url) && isHeaders(headers) && isOptional(body, isText);
}

function isOrigin(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { uri, line, name, title, fingerprint } = value;
  return isText(uri) && typeof line === 'number' && [name, title, fingerprint].every(isTextOrNothing);
}

function isObject(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { body, etag, selected } = value;
  return isText(body) && isTextOrNothing(etag) && isOptional(selected, isTexts);
}

function isAnswer(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { status, size, headers, body } = value;
  return typeof status === 'number' && typeof size === 'number' && isHeaders(headers) && isText(body);
}

function isHeaders(value: unknown): boolean {
  return (
    Array.isArray(value) && value.every((line) => isRecord(line) && isText(line.name) && isText(line.value))
  );
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isTextOrNothing(value: unknown): boolean {
  return isOptional(value, isText);
}

function isOptional(value: unknown, is: (value: unknown) => boolean): boolean {
  return value === undefined || is(value);
}

function fieldsOf(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
