import { nearestName } from '../catalog/nearest.ts';
import type { Header } from '../request/tree.ts';
import type { Token } from '../text/span.ts';
import type { Problem } from './problem.ts';
import { fix, oneOf, problem, short } from './report.ts';

/**
 * Preferences that Microsoft Graph is documented to know, with the values of those that take few: RFC 7240,
 * OData 4.01 Protocol section 8.2.8, and the pages of Microsoft Graph.
 */
const PREFERENCES: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['return', ['representation', 'minimal']],
  ['include-unknown-enum-members', []],
  ['respond-async', []],
  ['wait', []],
  ['handling', ['strict', 'lenient']],
  ['maxpagesize', []],
  ['track-changes', []],
  ['continue-on-error', []],
  ['include-annotations', []],
  ['allow-entityreferences', []],
  ['omit-values', ['nulls', 'defaults']],
  ['callback', []],
  ['outlook.timezone', []],
  ['outlook.body-content-type', ['text', 'html']],
  ['outlook.allow-unsafe-html', []],
  ['idtype', ['ImmutableId']],
  ['exchange.behavior', []],
  ['honornonindexedquerieswarningmayfailrandomly', []],
  ['apiversion', []],
  ['manualredirect', []],
  ['redeemsharinglink', []],
  ['redeemsharinglinkifnecessary', []],
  ['hierarchicalsharing', []],
  ['deltashowremovedasdeleted', []],
  ['deltatraversepermissiongaps', []],
  ['deltashowsharingchanges', []],
  ['deltaexcludeparent', []],
  ['bypass-shared-lock', []],
  ['bypass-checked-out', []],
  ['forceinfecteddownload', []],
  ['create-if-missing', []],
]);

/** So many preferences of one header are looked at. */
const MOST_PREFERENCES = 50;

/** Longer ones are not looked at. */
const LONGEST_PREFERENCE = 200;

/** One preference of a `Prefer` header. */
interface Preference {
  readonly name: Token;
  readonly value?: Token;
}

/** Preferences that are misspelt, or that Microsoft Graph does not know. References are not looked into. */
export function checkPreferences(header: Header): Problem[] {
  if (header.name.text.toLowerCase() !== 'prefer') return [];
  return preferencesOf(header.value).flatMap(({ name, value }) => {
    const plain = name.text.toLowerCase().replace(/^odata\./, '');
    const values = PREFERENCES.get(plain);
    if (values === undefined) return [unknownPreference(name, plain)];
    const known = values.length === 0 || value === undefined;
    return known || values.some((each) => each.toLowerCase() === value.text.toLowerCase())
      ? []
      : [unknownValue(name.text, value, values)];
  });
}

function unknownPreference(name: Token, plain: string): Problem {
  const near = nearestName(plain, PREFERENCES.keys());
  return problem(
    'prefer-unknown',
    name,
    near === undefined
      ? `Microsoft Graph is not documented to know the preference ${short(name.text)}, and leaves out what it does not know.`
      : `Microsoft Graph does not know the preference ${short(name.text)} and leaves it out. Did you mean ${near}?`,
    near === undefined ? { severity: 'hint' } : { fixes: fix(`Change to ${near}`, name, near) },
  );
}

function unknownValue(name: string, value: Token, values: readonly string[]): Problem {
  const near = nearestName(value.text, values);
  return problem(
    'prefer-unknown',
    value,
    `${name} takes ${oneOf(values)}, not '${short(value.text)}'. ${near === undefined ? 'Change it.' : `Did you mean '${near}'?`}`,
    { fixes: near === undefined ? [] : fix(`Change to ${near}`, value, near) },
  );
}

/** `name` or `name=value`, the value with or without quotes. */
const PREFERENCE = /^([ \t]*)([\w.-]+)([ \t]*=[ \t]*"?)?([^"]*)"?[ \t]*$/;

/** Names and values of a list of preferences; spans as those of `value`. Ones with references are left out. */
function preferencesOf({ start, text }: Token): readonly Preference[] {
  const found: Preference[] = [];
  for (const part of partsOf(text)) {
    const match = part.text.length > LONGEST_PREFERENCE ? null : PREFERENCE.exec(part.text);
    if (match === null || part.text.includes('{{')) continue;
    const [, blank = '', word = '', equals = '', rest = ''] = match;
    if (equals === '' && rest.trim() !== '') continue;
    const from = start + part.start + blank.length;
    const name = { start: from, end: from + word.length, text: word };
    const valueStart = name.end + equals.length;
    const value = { start: valueStart, end: valueStart + rest.trimEnd().length, text: rest.trimEnd() };
    found.push(equals === '' ? { name } : { name, value });
  }
  return found;
}

/** The parts of a list, cut at commas outside quotes, without what stands behind a `;`. */
function partsOf(text: string): readonly Token[] {
  const parts: Token[] = [];
  let from = 0;
  let end = -1;
  let quoted = false;
  for (let at = 0; at <= text.length && parts.length < MOST_PREFERENCES; at++) {
    const letter = text[at];
    if (letter === '"') quoted = !quoted;
    const isEnd = letter === undefined || (letter === ',' && !quoted);
    if (end < 0 && (isEnd || (letter === ';' && !quoted))) end = at;
    if (!isEnd) continue;
    parts.push({ start: from, end, text: text.slice(from, end) });
    from = at + 1;
    end = -1;
  }
  return parts;
}
