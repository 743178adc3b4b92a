import type { Scrolled } from './saved.ts';
import type { Tab } from './tabs.ts';

/** Milliseconds after which a scroll has come to rest, and is worth saving. */
const RESTED = 400;
/** Frames that what is scrolled may take to be as long as it was. */
const MOST_FRAMES = 60;
/** Frames that it has to stay where it was put: a long text is measured as it comes into view, and moves by that. */
const SETTLED = 4;

/** How far an element is scrolled: it says so with a `scrolled` event, which leaves shadow roots. */
export type ScrolledEvent = CustomEvent<number>;

/** Says how far an element inside of a shadow root is scrolled. */
export function tellScrolled(from: Element, top: number): void {
  from.dispatchEvent(new CustomEvent('scrolled', { detail: top, bubbles: true, composed: true }));
}

/** How far each tab of the page is scrolled, so that it comes back there. */
export class ScrollPlaces {
  readonly #scrollerOf: (tab: Tab) => Element | null;
  readonly #rested: () => void;
  readonly #places = new Map<Tab, number>();
  /** Tabs that were not seen again yet. */
  readonly #waiting = new Set<Tab>();
  /** Tabs that are on their way. */
  readonly #going = new Set<Tab>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param scrollerOf the element of a tab that scrolls, as soon as it is drawn
   * @param rested called when a scroll has come to rest
   */
  constructor(scrollerOf: (tab: Tab) => Element | null, rested: () => void) {
    this.#scrollerOf = scrollerOf;
    this.#rested = rested;
  }

  /** A tab was scrolled. */
  record(tab: Tab, top: number): void {
    if (this.#waiting.has(tab)) return;
    this.#places.set(tab, top);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#rested, RESTED);
  }

  /** Everything is at its beginning: another response is shown. */
  clear(): void {
    this.#places.clear();
    this.#waiting.clear();
  }

  /** Takes the places of an earlier page; tabs go there when they are seen. */
  restore(scrolled: Scrolled): void {
    for (const [tab, top] of Object.entries(scrolled) as [Tab, number][]) {
      this.#places.set(tab, top);
      this.#waiting.add(tab);
    }
  }

  /** The places, to be saved. */
  get saved(): Scrolled {
    return Object.fromEntries([...this.#places].filter(([, top]) => top > 0));
  }

  /** Scrolls a tab that is seen for the first time to where it was, or as near as its content goes. */
  async back(tab: Tab): Promise<void> {
    const top = this.#places.get(tab);
    if (!this.#waiting.has(tab) || this.#going.has(tab) || top === undefined) return;
    this.#going.add(tab);
    let reached = -1;
    for (let frames = 0, still = 0; frames < MOST_FRAMES && still < SETTLED; frames++) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      // Another response is shown by now.
      if (!this.#waiting.has(tab)) break;
      const scroller = this.#scrollerOf(tab);
      if (!scroller) continue;
      still = scroller.scrollTop === reached ? still + 1 : 0;
      if (still === 0) scroller.scrollTop = top;
      reached = scroller.scrollTop;
    }
    this.#waiting.delete(tab);
    this.#going.delete(tab);
  }
}
