import type { ResourceSchema } from '../../catalog/schema.ts';
import { boundName } from '../../catalog/wellKnownNames.ts';
import { anySchema } from '../../change/anySchema.ts';
import { MOST_PROPERTIES, type ThreeWayProperty, threeWay } from '../../change/compare/threeWay.ts';
import type { ThreeWayRow, ThreeWayState } from '../../change/show/rows.ts';
import { sideText } from '../../change/show/texts.ts';
import { valueViews } from '../../change/show/valueView.ts';
import { isDeeperThan } from '../../change/show/walkValue.ts';
import type { JsonObject } from '../../text/jsonValues.ts';
import type { Baseline, ObjectState } from './baseline.ts';

/** A change that was refused because the object has changed. */
export interface RefusedChange {
  readonly schema: ResourceSchema | undefined;
  readonly patch: JsonObject;
  /** What it was made up for. */
  readonly base: Baseline | undefined;
  /** The object as somebody else has left it. */
  readonly now: ObjectState;
}

/** What somebody else has changed, what the change wanted, and what would come of it; secrets are masked. */
export interface MeanwhileReport {
  /** One or two plain sentences. */
  readonly summary: string;
  readonly rows: readonly ThreeWayRow[];
  /** What is missing of it, one plain sentence each. */
  readonly notes: readonly string[];
}

/** Names in one sentence. */
const MOST_NAMES = 6;
/** Rows whose values are given at length; those behind them are cut short. */
const LONG_ROWS = 20;
/** UTF-16 units of a value of the first rows, and of the others; of a path. */
const [LONG, SHORT, LONGEST_PATH] = [2_000, 200, 400];
/** Levels of nesting; a body that is deeper is none that Microsoft Graph takes. */
const DEEPEST = 200;

/**
 * Holds three states of what a change touches against each other: as it was, as it is, as it would be.
 *
 * @param mask masks what a service may repeat of the request's secrets
 */
export function meanwhileReport(
  change: RefusedChange,
  mask: (text: string) => string = (text) => text,
): MeanwhileReport {
  const { base: then } = change;
  const found = compared(change);
  const rows = found.map((property, index): ThreeWayRow => {
    const { path, state, before, wanted, after, written, beforeKnown, afterKnown, secret } = property;
    const options = { mask, limit: index < LONG_ROWS ? LONG : SHORT };
    const was = { value: before, written: written.before, known: beforeKnown, secret };
    const is = { value: after, written: written.after, known: afterKnown, secret };
    const wish = { value: wanted, written: written.wanted, known: true, secret };
    const [base, theirs] = valueViews(was, is, options);
    const [, yours] = valueViews(is, wish, options);
    return { path: mask(path).slice(0, LONGEST_PATH), state, base, theirs, yours };
  });
  return {
    summary: mask(summaryOf(found, then?.kind === 'read')),
    rows,
    notes: [
      ...linkNotes(change.patch),
      ...(then?.kind === 'unread' ? [`What it was before is not known. ${then.message}`] : []),
      ...(found.length < MOST_PROPERTIES ? [] : [`Only the first ${MOST_PROPERTIES} differences are shown.`]),
    ],
  };
}

/**
 * What somebody else has changed of what a change touches, between two looks at the object: one sentence for each
 * property, secrets masked.
 */
export function changedMeanwhile(change: RefusedChange): readonly string[] {
  if (change.base?.kind !== 'read') return [UNREAD];
  const changed = compared(change).filter(({ state }) => THEIRS.has(state));
  if (changed.length === 0) return [NOTHING_HERE];
  return changed.map((property) => {
    const { path, state, before, after, written, secret } = property;
    const was = sideText(before, { known: true, secret, written: written.before });
    const is = sideText(after, { known: true, secret, written: written.after });
    const then = { both: ' Sending this overwrites it.', same: ' That is what this change wants.' };
    const effect = state === 'both' || state === 'same' ? then[state] : '';
    return `Changed meanwhile by somebody else: ${path.slice(0, LONGEST_PATH)}: ${was} → ${is}.${effect}`;
  });
}

const THEIRS: ReadonlySet<ThreeWayState> = new Set<ThreeWayState>(['both', 'theirs', 'same']);
const UNREAD = 'The object has changed since; what it was before was not read.';
const NOTHING_HERE = 'Somebody has changed the object since, but nothing that this change touches.';

function compared({ schema, patch, base: then, now }: RefusedChange): readonly ThreeWayProperty[] {
  const base = then?.kind === 'read' ? then : undefined;
  if (isDeeperThan([patch, base?.object, now.object], DEEPEST)) return [];
  return threeWay(schema ?? anySchema(base?.object ?? {}, now.object, patch), patch, base, now);
}

function linkNotes(patch: JsonObject): readonly string[] {
  const links = Object.keys(patch).filter((name) => boundName(name) !== undefined);
  const names = links
    .slice(0, MOST_NAMES)
    .map((name) => name.slice(0, name.indexOf('@')).slice(0, LONGEST_PATH));
  return links.length === 0 ? [] : [`Links are not compared: ${names.join(', ')}.`];
}

function summaryOf(found: readonly ThreeWayProperty[], isBaseKnown: boolean): string {
  if (!isBaseKnown) {
    return `${UNREAD} ${named(found, 'untold', 'The change would give another value to')}`.trim();
  }
  if (!found.some(({ state }) => THEIRS.has(state))) {
    return `${NOTHING_HERE} Sent again for the object as it is now, the change overwrites nobody’s work.`;
  }
  return [
    'Somebody else has changed the object meanwhile.',
    named(found, 'both', 'Sent again, this change overwrites what they set in'),
    named(found, 'same', 'They have set what this change wants in'),
    named(found, 'theirs', 'It leaves alone what they set in'),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function named(found: readonly ThreeWayProperty[], state: ThreeWayState, what: string): string {
  const paths = found.filter((property) => property.state === state).map(({ path }) => path);
  if (paths.length === 0) return '';
  const more = paths.length > MOST_NAMES ? ` and ${paths.length - MOST_NAMES} more` : '';
  const shown = paths.slice(0, MOST_NAMES).map((path) => path.slice(0, LONGEST_PATH));
  return `${what} ${shown.join(', ')}${more}.`;
}
