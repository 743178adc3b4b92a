import { html, nothing, type TemplateResult } from 'lit';
import { iconButton } from './buttons.ts';
import { icon } from './icons.ts';

/** A box that a list is filtered with. */
export interface FilterField {
  /** What stands in it while it is empty: `Filter`. */
  readonly placeholder: string;
  /** For screen readers. */
  readonly label: string;
  readonly query: string;
  /** Called with what was typed, and with nothing once it is cleared. */
  readonly changed: (query: string) => void;
}

/** The box; Escape and a button clear it. */
export function filterField({ placeholder, label, query, changed }: FilterField): TemplateResult {
  const typed = ({ currentTarget }: Event) => {
    if (currentTarget instanceof HTMLElement && 'value' in currentTarget)
      changed(String(currentTarget.value));
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || query === '') return;
    event.stopPropagation();
    changed('');
  };
  const cleared = ({ currentTarget }: Event) => {
    changed('');
    if (currentTarget instanceof HTMLElement) currentTarget.closest<HTMLElement>('.filter')?.focus();
  };
  return html`<vscode-textfield
    class="filter"
    placeholder=${placeholder}
    .label=${label}
    .value=${query}
    @input=${typed}
    @keydown=${pressed}
  >
    <span slot="content-before" class="before">${icon('search')}</span>
    ${
      query === ''
        ? nothing
        : html`<span slot="content-after"
            >${iconButton({ icon: 'close', label: 'Clear the filter', run: cleared })}</span
          >`
    }
  </vscode-textfield>`;
}
