import type { ChangeRow, ComparedState } from '../../core/change/rows.ts';
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
    about: 'The value of before is still there.',
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

/** What became of what was sent. */
export function resultOf({ state, sent }: ChangeRow): Result {
  if (state === 'normalised' && sent?.form === undefined)
    return { icon: 'warning', tone: 'warn', text: 'another value than was sent' };
  return RESULTS[state];
}

const RESULTS: Readonly<Record<ComparedState, Result>> = {
  planned: { icon: 'clock', tone: '', text: 'would change' },
  already: { icon: 'check', tone: '', text: 'as before' },
  'as-sent': { icon: 'pass-filled', tone: 'ok', text: 'as sent' },
  normalised: { icon: 'info', tone: '', text: 'stored in another form' },
  'not-made': { icon: 'warning', tone: 'warn', text: 'not changed' },
  other: { icon: 'warning', tone: 'warn', text: 'another value than was sent' },
  unexpected: { icon: 'warning', tone: 'warn', text: 'not asked for' },
  'cannot-tell': { icon: 'eye-closed', tone: '', text: 'not returned' },
};
