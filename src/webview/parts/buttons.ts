import { html, nothing, type TemplateResult } from 'lit';
import { isSafeLink } from '../text/format.ts';
import type { PageElement } from './element.ts';
import { type IconName, icon } from './icons.ts';

const COPIED_FOR = 1500;

/** What a small button with an icon does. */
export interface IconButton {
  readonly icon: IconName;
  /** Its name, also its tooltip. */
  readonly label: string;
  readonly run: (event: Event) => void;
  /** For a button that shows and hides something. */
  readonly expanded?: boolean;
  /** For a button that opens a menu. */
  readonly menu?: boolean;
  /** For a button that turns something on and off. */
  readonly pressed?: boolean;
  /** For a button that can do nothing now. It keeps the focus, so that a person does not lose their place. */
  readonly disabled?: boolean;
  /** 0 where Tab reaches it, -1 where arrow keys do. */
  readonly tabIndex?: 0 | -1;
}

/** A small button with an icon, or with something in its place. */
export function iconButton(button: IconButton, content = icon(button.icon)): TemplateResult {
  return html`<button
    class="icon-button"
    type="button"
    tabindex=${button.tabIndex ?? 0}
    title=${button.label}
    aria-label=${button.label}
    aria-expanded=${button.expanded === undefined ? nothing : String(button.expanded)}
    aria-haspopup=${button.menu ? 'menu' : nothing}
    aria-pressed=${button.pressed === undefined ? nothing : String(button.pressed)}
    aria-disabled=${button.disabled ? 'true' : nothing}
    @click=${button.disabled ? nothing : button.run}
  >
    ${content}
  </button>`;
}

/** What a copy button copies. */
export interface CopyButton {
  readonly text: () => string;
  /** Names the text for the confirmation: `request-id`. */
  readonly what: string;
  readonly label: string;
  readonly icon?: IconName;
  readonly tabIndex?: 0 | -1;
}

/** A button that copies a text and shows a tick for a moment. */
export function copyButton(element: PageElement, { text, what, ...button }: CopyButton): TemplateResult {
  return tickButton({ ...button, run: () => element.copy(text(), what) });
}

/** A button that copies in a way of its own and shows a tick for a moment. */
export function tickButton(
  button: Pick<CopyButton, 'label' | 'icon' | 'tabIndex'> & { readonly run: () => void },
): TemplateResult {
  const run = (event: Event) => {
    button.run();
    const target = event.currentTarget;
    if (!(target instanceof HTMLElement)) return;
    target.classList.add('copied');
    setTimeout(() => target.classList.remove('copied'), COPIED_FOR);
  };
  const name = button.icon ?? 'copy';
  return iconButton({ ...button, icon: name, run }, html`${icon(name, 'copy')}${icon('check', 'tick')}`);
}

/** A link that the editor opens; nothing where the address is not https. */
export function link(
  element: PageElement,
  url: string | undefined,
  label: string,
): TemplateResult | typeof nothing {
  if (!isSafeLink(url)) return nothing;
  return html`<button class="link" type="button" role="link" title=${url} @click=${() => element.open(url)}>
    ${label}${icon('link-external')}
  </button>`;
}
