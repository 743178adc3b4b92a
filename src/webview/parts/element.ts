import { LitElement } from 'lit';
import type { FromPage } from '../messages.ts';
import { copySelection } from './copying.ts';

/** Base of the page's elements. */
export abstract class PageElement extends LitElement {
  constructor() {
    super();
    this.addEventListener('copy', (event) => {
      if (this.shadowRoot && copySelection(this.shadowRoot, event)) event.stopPropagation();
    });
  }

  /** Sends a message to the editor. */
  protected post(message: FromPage): void {
    this.dispatchEvent(new CustomEvent('post', { detail: message, bubbles: true, composed: true }));
  }

  /** Says something to screen readers, politely. */
  protected announce(text: string): void {
    this.dispatchEvent(new CustomEvent('announce', { detail: text, bubbles: true, composed: true }));
  }

  /** Puts a text on the clipboard through the editor. `what` names it: `request-id`. */
  copy(text: string, what: string): void {
    this.post({ type: 'copy', text, what });
    this.announce(`Copied ${what}.`);
  }

  /** Has the editor put a GET request for an absolute link of the answer into the request file. */
  insertGet(url: string): void {
    this.post({ type: 'insert-get', url });
  }

  /** Opens an https link through the editor. */
  open(url: string): void {
    this.post({ type: 'open', url });
  }
}

/** Registers an element once. */
export function define(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
}
