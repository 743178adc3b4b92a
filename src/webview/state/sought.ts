import type { Sought } from './saved.ts';

/** Says what is looked for on a tab, or no longer, with a `sought` event, which leaves shadow roots. */
export function tellSought(from: Element, detail: Sought): void {
  from.dispatchEvent(new CustomEvent('sought', { detail, bubbles: true, composed: true }));
}
