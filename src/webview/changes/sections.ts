import type { ChangeRow, ComparedState } from '../../core/change/show/rows.ts';
import type { IconName } from '../parts/icons.ts';

/** A part of what a change did: rows that are read in the same way. */
export interface Section {
  readonly id: 'changed' | 'not-made' | 'besides' | 'untold' | 'as-before';
  readonly title: string;
  /** What its rows have in common, where the title does not say it. */
  readonly about?: string;
  readonly rows: readonly ChangeRow[];
}

const SECTIONS: readonly (Omit<Section, 'rows'> & { readonly states: readonly ComparedState[] })[] = [
  {
    id: 'changed',
    title: 'Changed by this request',
    states: ['as-sent', 'normalised', 'other', 'planned'],
  },
  {
    id: 'not-made',
    title: 'Sent, and not changed',
    about:
      'The value of before is still there. The service may need a moment, or ignores what was sent: read the object again.',
    states: ['not-made'],
  },
  {
    id: 'besides',
    title: 'Changed besides',
    about:
      'The request does not name these. The service changed them with it, or somebody else did meanwhile.',
    states: ['unexpected'],
  },
  {
    id: 'untold',
    title: 'Sent, and cannot be compared',
    about: 'These are never returned, or were not read: what is stored now cannot be told.',
    states: ['cannot-tell'],
  },
  {
    id: 'as-before',
    title: 'As before',
    about: 'These had the value that was sent already.',
    states: ['already'],
  },
];

/** The rows in their sections, in the order in which a person asks; sections without rows are left out. */
export function sectionsOf(rows: readonly ChangeRow[]): readonly Section[] {
  return SECTIONS.map(({ states, ...section }) => ({
    ...section,
    rows: rows.filter(({ state }) => states.includes(state)),
  })).filter((section) => section.rows.length > 0);
}

/** How the result of a row reads. */
export interface Result {
  readonly icon: IconName;
  readonly tone: '' | 'ok' | 'warn';
  readonly text: string;
}

const OTHER_VALUE = 'with another value than was sent';

/** What became of what was sent. */
export function resultOf({ state, sent }: ChangeRow): Result {
  if (state === 'normalised' && sent?.form === undefined)
    return { icon: 'warning', tone: 'warn', text: OTHER_VALUE };
  return RESULTS[state];
}

/** How many rows there are of each result, in the order in which a person asks. */
export function countsOf(rows: readonly ChangeRow[]): readonly Result[] {
  const counts = new Map<string, { readonly result: Result; count: number }>();
  for (const { rows: own } of sectionsOf(rows)) {
    for (const row of own) {
      const result = resultOf(row);
      const known = counts.get(result.text);
      if (known) known.count += 1;
      else counts.set(result.text, { result, count: 1 });
    }
  }
  return [...counts.values()].map(({ result, count }) => ({
    ...result,
    text: `${count.toLocaleString('en-US')} ${result.text}`,
  }));
}

const RESULTS: Readonly<Record<ComparedState, Result>> = {
  planned: { icon: 'clock', tone: '', text: 'would change' },
  already: { icon: 'check', tone: '', text: 'as before' },
  'as-sent': { icon: 'pass-filled', tone: 'ok', text: 'as sent' },
  normalised: { icon: 'info', tone: '', text: 'stored in another form' },
  'not-made': { icon: 'warning', tone: 'warn', text: 'not changed' },
  other: { icon: 'warning', tone: 'warn', text: OTHER_VALUE },
  unexpected: { icon: 'warning', tone: 'warn', text: 'changed besides' },
  'cannot-tell': { icon: 'eye-closed', tone: '', text: 'not returned' },
};
