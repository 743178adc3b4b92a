/**
 * How a stored text differs from the one that was sent. `equal`: both are the same value in two forms; `alike`: they
 * differ in something small only; `other`: they are different values, and how one became the other can be told.
 */
export interface FormDifference {
  readonly means: 'equal' | 'alike' | 'other';
  /** The end of a sentence that begins with “Stored”: `as the same moment, in UTC`. */
  readonly text: string;
}

/** Longer texts are not looked into. */
const LONGEST = 100_000;

type Rule = (sent: string, stored: string) => FormDifference | undefined;

/** What a service did to a text that it stored; undefined where no rule tells. The more certain rules come first. */
export function textForm(sent: string, stored: string): FormDifference | undefined {
  if (sent === stored || sent.length > LONGEST || stored.length > LONGEST) return undefined;
  for (const rule of RULES) {
    const found = rule(sent, stored);
    if (found !== undefined) return found;
  }
  return undefined;
}

const equal = (text: string): FormDifference => ({ means: 'equal', text });
const alike = (text: string): FormDifference => ({ means: 'alike', text });
const other = (text: string): FormDifference => ({ means: 'other', text });

/** A rule for texts that are the same once both were brought into one form. */
function sameAs(form: (text: string) => string | undefined, found: FormDifference): Rule {
  return (sent, stored) => {
    const wanted = form(sent);
    return wanted !== undefined && wanted === form(stored) ? found : undefined;
  };
}

const RULES: readonly Rule[] = [
  moments,
  sameAs(secondsOf, equal('as the same duration, written in another way')),
  sameAs(guid, equal('as the same GUID, written in another way')),
  (sent, stored) => (stored === sent.trim() ? alike('without the white space around it') : undefined),
  sameAs((text) => text.replace(/\r\n?/g, '\n'), alike('with other line breaks')),
  sameAs((text) => text.normalize('NFC'), alike('with accents composed in another way')),
  sameAs((text) => text.toLowerCase(), alike('with other capital letters')),
  sameAs(address, alike('as the same address, written in another way')),
  sameAs((text) => text.replace(/\s+/g, ' ').trim(), alike('with other white space')),
  sameAs(
    (text) => text.replace(/\s+/g, ' ').trim().toLowerCase(),
    alike('with other white space and capital letters'),
  ),
  sameAs(members, alike('as the same members, written in another way')),
  sameAs(bytes, alike('as the same bytes, encoded in another way')),
  (sent, stored) =>
    stored !== '' && sent.startsWith(stored)
      ? other(`cut off after ${stored.length.toLocaleString('en-US')} characters`)
      : undefined,
];

/** A date and time: its seconds, the fraction of a second, and its offset (Edm.DateTimeOffset). */
const MOMENT = /^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?)(?:\.(\d{1,12}))?(Z|[+-]\d\d:\d\d)$/i;

function moments(sent: string, stored: string): FormDifference | undefined {
  const [one, two] = [MOMENT.exec(sent), MOMENT.exec(stored)];
  if (one === null || two === null) return undefined;
  const [sentTime, storedTime] = [wholeSeconds(one), wholeSeconds(two)];
  if (Number.isNaN(sentTime) || sentTime !== storedTime) return undefined;
  const [sentDigits, storedDigits] = [one, two].map((match) => (match[2] ?? '').replace(/0+$/, '')) as [
    string,
    string,
  ];
  if (sentDigits === storedDigits) {
    const isUtc = /Z$/i.test(stored) && !/Z$/i.test(sent);
    if (isUtc) return equal('as the same moment, in UTC');
    return one[3]?.toUpperCase() === two[3]?.toUpperCase()
      ? equal('as the same moment, with other zeros at the end of its seconds')
      : equal('as the same moment, in another time zone');
  }
  return sentDigits.startsWith(storedDigits) ? other('cut to fewer digits of a second') : undefined;
}

/** Milliseconds since 1970 of its whole seconds. */
function wholeSeconds([, time = '', , zone = '']: RegExpExecArray): number {
  return Date.parse(`${time.toUpperCase()}${zone.toUpperCase()}`);
}

/** A duration without years and months, whose lengths vary (Edm.Duration). */
const DURATION =
  /^(-?)P(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d{1,9})?)S)?)?$/;

function secondsOf(text: string): string | undefined {
  const match = DURATION.exec(text);
  if (match === null || !/\d/.test(text)) return undefined;
  const [, sign, ...parts] = match;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts.map((part) => Number(part ?? 0));
  return `${sign}${(((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds}`;
}

function guid(text: string): string | undefined {
  const digits = text
    .replace(/^[{(]|[})]$/g, '')
    .replaceAll('-', '')
    .toLowerCase();
  return /^[0-9a-f]{32}$/.test(digits) ? digits : undefined;
}

/** An address as browsers write it, without the slash at its end. */
function address(text: string): string | undefined {
  return /^https?:\/\//i.test(text) && URL.canParse(text) ? new URL(text).href.replace(/\/$/, '') : undefined;
}

/** The members of a flags enumeration, or of any list of words with commas, sorted. */
function members(text: string): string | undefined {
  if (!/^\w+(?:\s*,\s*\w+)+$/.test(text)) return undefined;
  return text
    .split(',')
    .map((member) => member.trim())
    .sort()
    .join();
}

/** Base64 and base64url in one form, without padding; texts that could be words are none. */
function bytes(text: string): string | undefined {
  if (!/^[\w+/-]{8,}={0,2}$/.test(text)) return undefined;
  return text.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/');
}
