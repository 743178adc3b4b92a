/**
 * Makes characters visible that hide, or that change how the text around them reads: controls, bidirectional
 * overrides, zero-width characters, lone surrogates, stray variation selectors. (Unicode general categories
 * Cc, Cf, Cs, Zl, Zp, and the property Default_Ignorable_Code_Point.)
 */

/** A stretch of text that may be shown as it is, or one character (repeated `count` times) that needs a label. */
export type Run = string | HiddenRun;

/** A character that cannot be seen, or should not act: shown by its label. */
export interface HiddenRun {
  /** The characters themselves, all the same one. */
  readonly text: string;
  /** What to show: `U+202E`, `U+200B ×12`, `\n`. */
  readonly label: string;
}

const HIDDEN =
  /(?!\p{VS})[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{DI}]|(?<=^|\p{VS})\p{VS}|(?<!\p{Script=Han})[\u{e0100}-\u{e01ef}]/gu;

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

const EMOJI_BEFORE = /(?:\p{Extended_Pictographic}|\ufe0f|[\u{1f3fb}-\u{1f3ff}])$/u;
const EMOJI_AFTER = /^\p{Extended_Pictographic}/u;

/**
 * Splits a text into what may be shown and what needs a label. Joining the runs' texts gives the text back.
 *
 * @param keep characters that are left alone although they are controls, such as the tab of a code view.
 */
export function visibleRuns(text: string, keep = ''): readonly Run[] {
  const runs: Run[] = [];
  let from = 0;
  let last: { text: string; character: string } | undefined;
  for (const match of text.matchAll(HIDDEN)) {
    const character = match[0];
    if (keep.includes(character) || joinsEmoji(text, match.index, character)) continue;
    if (match.index > from) runs.push(text.slice(from, match.index));
    else if (last?.character === character) runs.pop();
    const repeated = match.index === from && last?.character === character;
    last = { character, text: repeated && last ? last.text + character : character };
    runs.push({ text: last.text, label: labelOf(character, last.text.length / character.length) });
    from = match.index + character.length;
  }
  if (from < text.length || text === '') runs.push(text.slice(from));
  return runs;
}

/** How a hidden character is named: `U+202E`, or its escape where everybody knows that better. */
function labelOf(character: string, count: number): string {
  const point = character.codePointAt(0) ?? 0;
  const name = ESCAPES.get(character) ?? `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
  return count > 1 ? `${name} ×${count}` : name;
}

/** The zero-width joiner between two pictographs is how 👩‍💻 is written. */
function joinsEmoji(text: string, index: number, character: string): boolean {
  if (character !== '\u200d') return false;
  return (
    EMOJI_BEFORE.test(text.slice(Math.max(0, index - 2), index)) &&
    EMOJI_AFTER.test(text.slice(index + 1, index + 3))
  );
}

/**
 * The start of a text, at most `limit` UTF-16 units long and never cutting a surrogate pair.
 */
export function startOf(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const last = text.charCodeAt(limit - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit);
}

/** The end of a text, at most `limit` UTF-16 units long and never cutting a surrogate pair. */
export function endOf(text: string, limit: number): string {
  if (limit <= 0) return '';
  if (text.length <= limit) return text;
  const first = text.charCodeAt(text.length - limit);
  return text.slice(first >= 0xdc00 && first <= 0xdfff ? text.length - limit + 1 : text.length - limit);
}
