import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { ChangeRow, ValueView } from '../../core/change/show/rows.ts';
import type { ResponseView } from '../messages.ts';
import { define, PageElement } from '../parts/element.ts';
import { nameText, safeText } from '../parts/hidden.ts';
import { icon } from '../parts/icons.ts';
import { shared } from '../parts/styles.ts';
import { plainTable } from '../parts/tableStyles.ts';
import { countText } from '../text/format.ts';
import { meanwhileTables, type WholeSwitch } from './meanwhile.ts';
import { countsOf, resultOf, type Section, sectionsOf } from './sections.ts';
import { changesStyles } from './styles.ts';
import { comparedValue, isFoldable, type Side } from './value.ts';

const MAX_PATH = 400;

type Changes = NonNullable<ResponseView['changes']>;

/** What a change did, property by property: before and now, what was sent and what was stored. */
export class ChangePanel extends PageElement {
  static override styles = [shared, plainTable, changesStyles];
  static override properties = { view: { attribute: false }, whole: { state: true } };
  declare view: ResponseView | undefined;
  /** Paths of the rows whose values are shown whole. */
  declare whole: ReadonlySet<string>;

  constructor() {
    super();
    this.view = undefined;
    this.whole = new Set();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('view')) this.whole = new Set();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { view } = this;
    const { changes } = view ?? {};
    if (!view || !changes) return nothing;
    return html`${this.#summary(view, changes)}
      ${(changes.notes ?? []).map((note) => html`<p class="about muted">${icon('info')} ${safeText(note)}</p>`)}
      ${changes.meanwhile ? meanwhileTables(changes.meanwhile, (row) => this.#wholeOf(row.path, [row.base, row.theirs, row.yours])) : nothing}
      ${sectionsOf(changes.rows).map((section) => this.#section(section))}`;
  }

  /** Where the change was made, the sections say what of it; where nobody knows, a sentence does, if not the head. */
  #summary(view: ResponseView, { summary, rows }: Changes): TemplateResult | typeof nothing {
    if (view.outcome !== 'object' && view.outcome !== 'changed') {
      return summary === view.detail ? nothing : html`<p class="summary">${safeText(summary)}</p>`;
    }
    return html`<ul class="counts" aria-label="What became of the properties">
      ${countsOf(rows).map(({ icon: name, tone, text }) => html`<li>${icon(name, tone)}<span>${text}</span></li>`)}
    </ul>`;
  }

  #section({ id, title, about, rows }: Section): TemplateResult {
    const columns = COLUMNS[id];
    return html`<section aria-labelledby=${id}>
      <h2 id=${id}>
        ${title} <span class="muted count">${countText(rows.length, 'property', 'properties')}</span>
      </h2>
      ${about === undefined ? nothing : html`<p class="about muted">${about}</p>`}
      <table class=${id} aria-labelledby=${id}>
        <thead>
          <tr>
            <th scope="col" class="name">Property</th>
            ${columns.map(({ label }) => html`<th scope="col">${label}</th>`)}
            ${id === 'changed' ? html`<th scope="col" class="result-column">Result</th>` : nothing}
          </tr>
        </thead>
        <tbody>
          ${rows.map((row) => this.#row(row, id, columns))}
        </tbody>
      </table>
    </section>`;
  }

  #row(row: ChangeRow, id: Section['id'], columns: readonly Column[]): TemplateResult {
    const whole = this.whole.has(row.path);
    const difference = id === 'changed' ? row.sent : undefined;
    const views = [
      ...columns.map(({ of }) => of(row)),
      ...(difference ? [difference.sent, difference.stored] : []),
    ];
    return html`<tr class=${difference ? 'with-difference' : ''}>
        <th scope="row" class="name">
          <span class="mono">${nameText(row.path, MAX_PATH)}</span>${views.some((view) => view && isFoldable(view)) ? this.#wholeButton(row.path, whole) : nothing}
        </th>
        ${columns.map(({ label, side, of }) => {
          const view = of(row);
          return html`<td data-label=${label}>${view ? comparedValue(view, side, whole) : nothing}</td>`;
        })}
        ${id === 'changed' ? html`<td class="result-column" data-label="Result">${result(row)}</td>` : nothing}
      </tr>
      ${difference ? differenceRow(difference, columns.length + 2, whole) : nothing}`;
  }

  /** Whether the values of a row are shown whole, and the button that switches it, where something is left out. */
  #wholeOf(path: string, views: readonly ValueView[]): WholeSwitch {
    const whole = this.whole.has(path);
    return { whole, button: views.some(isFoldable) ? this.#wholeButton(path, whole) : nothing };
  }

  #wholeButton(path: string, whole: boolean): TemplateResult {
    const label = whole ? 'Show less' : 'Show whole values';
    const run = () => {
      const paths = new Set(this.whole);
      if (whole) paths.delete(path);
      else paths.add(path);
      this.whole = paths;
    };
    return html`<button class="link whole" type="button" aria-expanded=${String(whole)} aria-label="${label} of ${path.slice(0, MAX_PATH)}" @click=${run}>${label}</button>`;
  }
}

/** What was sent above what was stored, so that they can be compared letter by letter. */
function differenceRow(
  { sent, stored, form }: NonNullable<ChangeRow['sent']>,
  columns: number,
  whole: boolean,
): TemplateResult {
  return html`<tr class="difference">
    <td colspan=${columns}>
      ${form === undefined ? nothing : html`<p class="form">Stored ${safeText(form)}.</p>`}
      <dl>
        <dt>Sent</dt>
        <dd>${comparedValue(sent, 'sent', whole)}</dd>
        <dt>Stored</dt>
        <dd>${comparedValue(stored, 'stored', whole)}</dd>
      </dl>
    </td>
  </tr>`;
}

/** A column of values. */
interface Column {
  readonly label: string;
  readonly side: Side;
  readonly of: (row: ChangeRow) => ValueView | undefined;
}

const BEFORE: Column = { label: 'Before', side: 'before', of: ({ before }) => before };
const NOW: Column = { label: 'Now', side: 'now', of: ({ now }) => now };
const STILL: Column = { label: 'Now', side: 'stored', of: ({ sent, now }) => sent?.stored ?? now };
const SENT: Column = { label: 'Sent', side: 'sent', of: ({ sent }) => sent?.sent };

const COLUMNS: Readonly<Record<Section['id'], readonly Column[]>> = {
  changed: [BEFORE, NOW],
  'not-made': [SENT, STILL],
  besides: [BEFORE, NOW],
  untold: [BEFORE, SENT],
  'as-before': [NOW],
};

function result(row: ChangeRow): TemplateResult {
  const { icon: name, tone, text } = resultOf(row);
  return html`<span class="result">${icon(name, tone)}<span>${text}</span></span>`;
}

define('change-panel', ChangePanel);
