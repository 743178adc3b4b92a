import type { ObjectRow, RowValue } from '../../core/change/show/rows.ts';
import type { IconName } from '../parts/icons.ts';
import { countText } from '../text/format.ts';
import { startOf } from '../text/visible.ts';
import { isEmpty } from './groups.ts';
import type { RowCounts } from './model.ts';

/** How a change is shown: never by colour alone. */
export interface ChangeMark {
  readonly label: string;
  readonly icon: IconName;
  /** One sentence for the tooltip. */
  readonly meaning: string;
}

/** The marks of properties that the request sent. */
const CHANGE_MARKS: Readonly<Record<NonNullable<ObjectRow['change']>, ChangeMark>> = {
  sent: {
    label: 'sent',
    icon: 'check',
    meaning: 'Your request sent this property, and nothing else came back.',
  },
  normalised: {
    label: 'normalised',
    icon: 'edit',
    meaning: 'Your request sent this property; the service returned another form of it, or another value.',
  },
  'not-stored': {
    label: 'not stored',
    icon: 'warning',
    meaning: 'Your request sent this property, but the returned object does not have it.',
  },
};

const SENT_AS_BEFORE: ChangeMark = {
  label: 'sent, as before',
  icon: 'check',
  meaning: 'Your request sent this property, and it had this value already.',
};

const NOT_CHANGED: ChangeMark = {
  label: 'not changed',
  icon: 'warning',
  meaning:
    'Your request sent another value, and the one from before is still there. The service may need a moment, or ignores what was sent: read the object again.',
};

const CHANGED_BESIDES: ChangeMark = {
  label: 'changed besides',
  icon: 'edit',
  meaning: 'Your request did not send this property, and it has another value than before.',
};

/** The mark of a row; undefined where there is nothing to say of it. */
export function markOf({ change, since }: ObjectRow): ChangeMark | undefined {
  if (change === undefined) return since === 'changed' ? CHANGED_BESIDES : undefined;
  if (change === 'normalised' && since === 'kept') return NOT_CHANGED;
  return change === 'sent' && since === 'same' ? SENT_AS_BEFORE : CHANGE_MARKS[change];
}

/** `3 properties sent: 2 returned as sent, 1 not stored`. Empty where nothing was sent. */
export function changeSummary(counts: RowCounts): string {
  const { sent, unseen, normalised, kept, notStored } = counts;
  const all = sent + unseen + normalised + kept + notStored;
  if (all === 0) return '';
  const start = `${countText(all, 'property', 'properties')} sent`;
  if (sent === all) return all === 1 ? `${start} and returned as sent` : `${start}, all returned as sent`;
  const parts: string[] = [];
  if (sent > 0) parts.push(`${sent} returned as sent`);
  if (normalised > 0) parts.push(`${normalised} normalised`);
  if (kept > 0) parts.push(`${kept} not changed`);
  if (notStored > 0) parts.push(`${notStored} not stored`);
  if (unseen > 0) parts.push(`${unseen} never returned`);
  return `${start}: ${parts.join(', ')}`;
}

const PREVIEW_PARTS = 3;
const PREVIEW_LENGTH = 40;

/** What a folded value has inside: `2 items: red, green` or `4 properties: kind, name, …`. */
export function preview(value: RowValue): string {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'null':
      return 'null';
    case 'object': {
      const count = value.rows.length + (value.more ?? 0);
      if (count === 0) return 'no properties';
      const start = countText(count, 'property', 'properties');
      if (value.rows.length === 0) return start;
      return `${start}: ${list(filledFirst(value.rows), count, (row) => row.name)}`;
    }
    case 'collection': {
      if (value.count === 0) return 'no items';
      const start = countText(value.count, 'item', 'items');
      const plain = value.rows.every((row) => row.value.kind === 'text' && !row.secret);
      if (!plain || value.rows.length === 0) return start;
      return `${start}: ${list(value.rows, value.count, (row) => (row.value.kind === 'text' ? row.value.text : ''))}`;
    }
  }
}

/** Markdown of one line as plain text: without the marks of code, emphasis and links. */
export function plainMarkdown(text: string): string {
  return text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/\*\*|`/g, '');
}

/** Properties that say something stand before empty ones. */
function filledFirst(rows: readonly ObjectRow[]): readonly ObjectRow[] {
  return rows.some(isEmpty) ? [...rows.filter((row) => !isEmpty(row)), ...rows.filter(isEmpty)] : rows;
}

function list(rows: readonly ObjectRow[], count: number, text: (row: ObjectRow) => string): string {
  const parts = rows.slice(0, PREVIEW_PARTS).map((row) => {
    const whole = text(row);
    return whole.length > PREVIEW_LENGTH ? `${startOf(whole, PREVIEW_LENGTH)}…` : whole;
  });
  return parts.join(', ') + (count > Math.min(rows.length, PREVIEW_PARTS) ? ', …' : '');
}

/** The type of a row as shown: its EDM type, or where that is unknown, what the JSON says. Annotations have none. */
export function typeText(row: ObjectRow): string {
  if (row.type !== undefined) return row.type;
  if (row.name.includes('@')) return '';
  const { value } = row;
  if (value.kind === 'collection') return 'array';
  if (value.kind === 'object') return 'object';
  if (value.kind === 'null' || row.secret || value.json === '') return '';
  return { string: 'string', number: 'number', word: 'boolean' }[jsonKind(value.json)];
}

/** What kind of JSON value a text is. */
export function jsonKind(json: string): 'string' | 'number' | 'word' {
  if (json.startsWith('"')) return 'string';
  return json === 'true' || json === 'false' ? 'word' : 'number';
}
