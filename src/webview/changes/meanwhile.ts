import { html, type nothing, type TemplateResult } from 'lit';
import type { ThreeWayRow, ThreeWayState } from '../../core/change/show/rows.ts';
import { nameText } from '../parts/hidden.ts';
import { countText } from '../text/format.ts';
import { comparedValue } from './value.ts';

const MAX_PATH = 400;

/** How much of a row's values is shown, and what switches that. */
export interface WholeSwitch {
  readonly whole: boolean;
  readonly button: TemplateResult | typeof nothing;
}

/** What has happened to properties since a change was made up, the most urgent first. */
const SECTIONS: readonly {
  readonly state: ThreeWayState;
  readonly title: string;
  readonly about: string;
}[] = [
  {
    state: 'both',
    title: 'Changed by somebody else, and by this request',
    about: 'Sent again, this request overwrites what they set.',
  },
  {
    state: 'yours',
    title: 'Changed by this request only',
    about: 'Nobody else has touched these.',
  },
  {
    state: 'theirs',
    title: 'Changed by somebody else only',
    about: 'This request leaves them as they are now.',
  },
  {
    state: 'same',
    title: 'Changed alike',
    about: 'Somebody else has set what this request sets.',
  },
  {
    state: 'untold',
    title: 'Cannot be compared',
    about: 'These were not read before, or are never returned: who changed them cannot be told.',
  },
];

/** What was, what somebody else has made of it and what the request would make of that, side by side. */
export function meanwhileTables(
  rows: readonly ThreeWayRow[],
  wholeOf: (row: ThreeWayRow) => WholeSwitch,
): readonly TemplateResult[] {
  return SECTIONS.flatMap(({ state, title, about }) => {
    const own = rows.filter((row) => row.state === state);
    if (own.length === 0) return [];
    const id = `meanwhile-${state}`;
    return html`<section aria-labelledby=${id}>
      <h2 id=${id}>${title} <span class="muted count">${countText(own.length, 'property', 'properties')}</span></h2>
      <p class="about muted">${about}</p>
      <table class="three" aria-labelledby=${id}>
        <thead>
          <tr>
            <th scope="col" class="name">Property</th>
            ${COLUMNS.map((label) => html`<th scope="col">${label}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${own.map((row) => rowOf(row, wholeOf(row)))}
        </tbody>
      </table>
    </section>`;
  });
}

const COLUMNS = ['Before', 'Now', 'Yours'] as const;

function rowOf({ path, base, theirs, yours }: ThreeWayRow, { whole, button }: WholeSwitch): TemplateResult {
  const [before, now, wanted] = COLUMNS;
  return html`<tr>
    <th scope="row" class="name"><span class="mono">${nameText(path, MAX_PATH)}</span>${button}</th>
    <td data-label=${before}>${comparedValue(base, 'before', whole)}</td>
    <td data-label=${now}>${comparedValue(theirs, 'now', whole)}</td>
    <td data-label=${wanted}>${comparedValue(yours, 'now', whole)}</td>
  </tr>`;
}
