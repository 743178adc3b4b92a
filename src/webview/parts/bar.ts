import { html, nothing, type TemplateResult } from 'lit';
import type { Direction, PagePlace } from '../messages.ts';
import { barStyles } from './barStyles.ts';
import { iconButton } from './buttons.ts';
import { define, PageElement } from './element.ts';
import { shared } from './styles.ts';

/** The bar above a response: the way to the others, what it is compared with, and whether the page keeps it. */
export class PageBar extends PageElement {
  static override styles = [shared, barStyles];
  static override properties = { place: { attribute: false } };
  declare place: PagePlace | undefined;

  constructor() {
    super();
    this.place = undefined;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { place } = this;
    return place ? html`${this.#way(place)}${this.#deeds(place)}` : nothing;
  }

  #way({ position, count }: PagePlace): TemplateResult {
    const newest = position === count;
    return html`<nav aria-label="Responses" class="way">
        ${iconButton({
          icon: 'arrow-left',
          label: 'Previous response (Alt+Left)',
          disabled: position <= 1,
          run: () => this.#go('back'),
        })}${iconButton({
          icon: 'arrow-right',
          label: 'Next response (Alt+Right)',
          disabled: newest,
          run: () => this.#go('forward'),
        })}
        <span class="muted position">${position.toLocaleString('en-US')} of ${count.toLocaleString('en-US')}</span>
        ${
          newest
            ? nothing
            : html`<button class="link" type="button" title="Show the newest response" @click=${this.#toNewest}>
                Newest
              </button>`
        }
      </nav>`;
  }

  #deeds({ count, pinned, earlier }: PagePlace): TemplateResult {
    return html`<div class="deeds" role="group" aria-label="This response">
        ${iconButton({
          icon: 'diff',
          label: earlier
            ? 'Compare with the previous response of this URL'
            : 'There is no earlier response of this URL',
          disabled: !earlier,
          run: () => this.post({ type: 'compare-with', which: 'previous' }),
        })}${iconButton({
          icon: 'git-compare',
          label: count > 1 ? 'Compare with another response…' : 'There is no other response to compare with',
          disabled: count <= 1,
          run: () => this.post({ type: 'compare-with', which: 'chosen' }),
        })}${iconButton({
          icon: pinned ? 'pinned' : 'pin',
          label: pinned
            ? 'Pinned: the next response opens another page'
            : 'Pin: keep this response when the next one comes',
          pressed: pinned,
          run: () => this.post({ type: 'pin', pinned: !pinned }),
        })}
      </div>`;
  }

  /** The button goes with it: the focus stays in the bar. */
  readonly #toNewest = (): void => {
    this.renderRoot.querySelector<HTMLElement>('.icon-button')?.focus();
    this.#go('newest');
  };

  #go(to: Direction): void {
    this.post({ type: 'go', to });
  }
}

define('page-bar', PageBar);
