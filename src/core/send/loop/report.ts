import type { ResourceSchema } from '../../catalog/schema.ts';
import { anySchema } from '../../change/anySchema.ts';
import {
  type ComparedProperty,
  compareChange,
  type KnownObject,
  MOST_COMPARED,
} from '../../change/compare/compare.ts';
import { type Verdict, verdictOf } from '../../change/compare/verdict.ts';
import type { ChangeRow, ComparedState } from '../../change/show/rows.ts';
import { valueViews } from '../../change/show/valueView.ts';
import type { JsonObject } from '../../text/jsonValues.ts';
import type { Baseline } from './baseline.ts';

/** What a change did to an object, to be shown: secrets are masked. */
export interface ChangeReport {
  readonly verdict: Verdict;
  /** One or two plain sentences. */
  readonly summary: string;
  readonly rows: readonly ChangeRow[];
  /** How much of what was sent was there before, as a sentence; absent where nothing was, or nobody knows. */
  readonly already?: string;
  /** What has its value from before still, though another one was sent, as sentences; absent where nothing has. */
  readonly kept?: string;
  /** What is missing of it, one plain sentence each. */
  readonly notes: readonly string[];
}

/** What a report is made from. */
export interface ReportFacts {
  readonly schema: ResourceSchema | undefined;
  /** The body, as it was sent. */
  readonly patch: JsonObject;
  /** Before the change; absent or unread where nothing is known of it. */
  readonly before: Baseline | undefined;
  /** The object that was returned, or read, after the change. */
  readonly after: KnownObject;
  /** Whether the service has answered that the change was made. */
  readonly isAnswered: boolean;
  /** Masks what a service may repeat of the request's secrets. */
  readonly mask?: (text: string) => string;
}

/** Names in one sentence. */
const MOST_NAMES = 6;

/** Compares an object before and after a change with what was sent, and says what that means. */
export function reportChange(facts: ReportFacts): ChangeReport {
  const { patch, before, after, mask = (text) => text } = facts;
  const known = before?.kind === 'read' ? before : undefined;
  const schema = facts.schema ?? anySchema(patch, known?.object ?? {}, after.object);
  const compared = compareChange(schema, patch, known, after);
  const verdict = verdictOf(compared);
  const summary = facts.isAnswered
    ? answeredSummary(compared)
    : unknownSummary(verdict, compared, known !== undefined);
  const already = alreadySentence(compared);
  const kept = keptSentence(compared);
  return {
    verdict,
    summary: mask(summary),
    rows: compared.map((property, index) => rowOf(property, mask, index)),
    ...(already === undefined ? {} : { already }),
    ...(kept === '' ? {} : { kept: mask(kept) }),
    notes: notesOf(before, compared.length),
  };
}

function alreadySentence(compared: readonly ComparedProperty[]): string | undefined {
  const sent = compared.filter(({ state }) => state !== 'unexpected').length;
  const already = compared.filter(({ state }) => state === 'already').length;
  if (already === 0 || compared.length >= MOST_COMPARED) return undefined;
  return already === sent
    ? 'Every value that was sent was there already.'
    : `${already} of ${sent} values that were sent ${already === 1 ? 'is' : 'are'} as before.`;
}

function notesOf(before: Baseline | undefined, count: number): readonly string[] {
  return [
    before === undefined
      ? ['What it was before is not known: it was not read (setting graphHttp.send.readBefore).']
      : before.kind === 'unread'
        ? [`What it was before is not known. ${before.message}`]
        : [],
    count < MOST_COMPARED ? [] : [`Only the first ${MOST_COMPARED} differences are shown.`],
  ].flat();
}

/** Rows whose values are given at length; those behind them are cut short, so that all together stay small. */
const LONG_ROWS = 20;
/** UTF-16 units of a value of the first rows, and of the others. */
const [LONG, SHORT] = [2_000, 200];
/** UTF-16 units of a path; the name of a property may be as long as a body. */
const LONGEST_PATH = 400;

function rowOf(property: ComparedProperty, mask: (text: string) => string, index: number): ChangeRow {
  const { path, before, wanted, after, written, beforeKnown, afterKnown, secret, state, form } = property;
  const options = { mask, limit: index < LONG_ROWS ? LONG : SHORT };
  const was = { value: before, written: written.before, known: beforeKnown, secret };
  const is = { value: after, written: written.after, known: afterKnown, secret };
  const [beforeView, now] = valueViews(was, is, options);
  const row = { path: mask(path).slice(0, LONGEST_PATH), state, before: beforeView, now };
  if (AS_SENT.has(state)) return row;
  const [sent, stored] = valueViews(
    { value: wanted, written: written.wanted, known: true, secret },
    is,
    options,
  );
  return { ...row, sent: { sent, stored, ...(form === undefined ? {} : { form: form.text }) } };
}

/** What is there now is what was sent, or nothing was sent. */
const AS_SENT: ReadonlySet<ComparedState> = new Set<ComparedState>(['as-sent', 'already', 'unexpected']);

function answeredSummary(compared: readonly ComparedProperty[]): string {
  const made = compared.filter(({ state }) => state === 'as-sent').length;
  const sentences = [
    made === 0
      ? ''
      : made === 1
        ? '1 property has the value that was sent.'
        : `${made} properties have the values that were sent.`,
    named(compared, 'normalised', 'Stored in another form:', '', ({ form }) => form !== undefined),
    named(compared, 'normalised', 'The service made something else of', '', ({ form }) => form === undefined),
    named(compared, 'other', 'Another value than the one that was sent is in'),
    keptSentence(compared),
    named(compared, 'unexpected', 'Changed besides:'),
    named(compared, 'cannot-tell', 'Not returned, so not compared:'),
    named(compared, 'already', 'As it was before:'),
  ].filter((sentence) => sentence !== '');
  return sentences.join(' ');
}

function keptSentence(compared: readonly ComparedProperty[]): string {
  return named(
    compared,
    'not-made',
    'The value of before is still in',
    'The service may need a moment, or ignores it: read the object again.',
  );
}

function unknownSummary(
  verdict: Verdict,
  compared: readonly ComparedProperty[],
  isBeforeKnown: boolean,
): string {
  switch (verdict) {
    case 'made':
      return isBeforeKnown
        ? 'The change was made: the object has what was sent.'
        : 'The object has what was sent: the change was made, or it was so before.';
    case 'not-made':
      return isBeforeKnown
        ? 'The change was not made so far: the object is as it was before. It can be sent again.'
        : 'The object does not have what was sent: the change was not made so far, or somebody changed it since.';
    case 'partly':
      return [
        'The change was made in part.',
        named(compared, 'not-made', 'The value of before is still in'),
        named(compared, 'other', 'Another value than the one that was sent is in'),
      ]
        .join(' ')
        .trim();
    case 'no-difference':
      return 'The object had these values before, so it makes no difference whether the change was made.';
    case 'cannot-tell':
      return 'It cannot be told whether the change was made: what it touches is not returned.';
    default:
      return verdict satisfies never;
  }
}

/** `Changed besides: a, b.`, with a sentence behind it; empty where nothing is in that state. */
function named(
  compared: readonly ComparedProperty[],
  state: ComparedState,
  what: string,
  then = '',
  isMeant: (property: ComparedProperty) => boolean = () => true,
): string {
  const paths = compared
    .filter((property) => property.state === state && isMeant(property))
    .map(({ path }) => path);
  if (paths.length === 0) return '';
  const more = paths.length > MOST_NAMES ? ` and ${paths.length - MOST_NAMES} more` : '';
  return `${what} ${paths
    .slice(0, MOST_NAMES)
    .map((path) => path.slice(0, LONGEST_PATH))
    .join(', ')}${more}. ${then}`.trim();
}
