import { css, html, nothing, type TemplateResult } from 'lit';
import type { HeaderLine } from '../../core/send/outcome.ts';
import { countText } from '../text/format.ts';
import { copyButton } from './buttons.ts';
import { define, PageElement } from './element.ts';
import { shortText } from './hidden.ts';
import { shared } from './styles.ts';

const MAX_NAME = 200;
const MAX_VALUE = 4000;
/** More headers than this are not listed; copying has them all. */
const MAX_HEADERS = 500;

/** The headers of a message as a table. */
export class HeaderTable extends PageElement {
  static override styles = [
    shared,
    css`
      :host {
        container-type: inline-size;
      }
      table {
        border-collapse: collapse;
        table-layout: fixed;
        width: 100%;
      }
      caption {
        font-weight: 600;
        padding: 8px 12px 6px;
        text-align: start;
      }
      th,
      td {
        border-block-start: 1px solid var(--hair);
        font-weight: normal;
        overflow-wrap: anywhere;
        padding: 4px 12px;
        text-align: start;
        vertical-align: baseline;
      }
      th {
        color: var(--muted);
        width: 30%;
      }
      td {
        font-family: var(--mono);
      }
      .more {
        padding: 8px 12px;
      }
      caption .icon-button {
        margin-inline-start: 4px;
      }
      @container (max-width: 460px) {
        th,
        td {
          display: block;
          width: auto;
        }
        td {
          border: 0;
          padding-block: 0 6px;
        }
      }
    `,
  ];
  static override properties = { lines: { attribute: false }, label: { attribute: false } };
  declare lines: readonly HeaderLine[];
  declare label: string;

  constructor() {
    super();
    this.lines = [];
    this.label = '';
  }

  protected override render(): TemplateResult {
    if (this.lines.length === 0) return html``;
    const all = () => this.lines.map(({ name, value }) => `${name}: ${value}`).join('\n');
    const what = this.label.toLowerCase();
    const more = this.lines.length - MAX_HEADERS;
    return html`<table>
      <caption>
        ${this.label}${copyButton(this, { text: all, what: `the ${what}`, label: `Copy the ${what}` })}
      </caption>
      <tbody>
        ${this.lines.slice(0, MAX_HEADERS).map(
          ({ name, value }) =>
            html`<tr>
              <th scope="row">${shortText(name, MAX_NAME)}</th>
              <td>${shortText(value, MAX_VALUE)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${more > 0 ? html`<p class="more muted">${countText(more, 'more header', 'more headers')}: copy to see them.</p>` : nothing}`;
  }
}

define('header-table', HeaderTable);
