import type { Scrolled } from './saved.ts';
import type { Tab } from './tabs.ts';

/** Frames that what is scrolled may take to be as long as it was. */
const MOST_FRAMES = 60;
/** The same while more of it is on its way: ten seconds, about. */
const MOST_FRAMES_GROWING = 600;
/** Frames that it has to stay where it was put: a long text is measured as it comes into view, and moves by that. */
const SETTLED = 4;
/** What a person does when they want to be elsewhere. */
const INTENTS = ['wheel', 'pointerdown', 'keydown'] as const;

/** How far an element is scrolled: it says so with a `scrolled` event, which leaves shadow roots. */
export type ScrolledEvent = CustomEvent<number>;

/** Says how far an element inside of a shadow root is scrolled. */
export function tellScrolled(from: Element, top: number): void {
  from.dispatchEvent(new CustomEvent('scrolled', { detail: top, bubbles: true, composed: true }));
}

/** What scrolls on a tab. */
export interface Scroller {
  /** Undefined until it is drawn. */
  readonly element: Element | undefined;
  /** Whether more of its content is on its way, so that it may become longer. */
  readonly isGrowing: boolean;
}

/** How far each tab of the page is scrolled, so that it comes back there. */
export class ScrollPlaces {
  readonly #scrollerOf: (tab: Tab) => Scroller;
  readonly #moved: () => void;
  readonly #places = new Map<Tab, number>();
  /** Tabs that were not seen again yet. */
  readonly #waiting = new Set<Tab>();
  /** Tabs that are on their way. */
  readonly #going = new Set<Tab>();

  /**
   * @param scrollerOf what scrolls on a tab
   * @param moved called when a tab is elsewhere than it was
   */
  constructor(scrollerOf: (tab: Tab) => Scroller, moved: () => void) {
    this.#scrollerOf = scrollerOf;
    this.#moved = moved;
  }

  /** A tab was scrolled. */
  record(tab: Tab, top: number): void {
    if (this.#waiting.has(tab)) return;
    this.#places.set(tab, top);
    this.#moved();
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

  /**
   * Scrolls a tab that is seen for the first time to where it was, or as near as its content goes. Ends where the
   * person goes elsewhere meanwhile.
   */
  async back(tab: Tab): Promise<void> {
    const top = this.#places.get(tab);
    if (!this.#waiting.has(tab) || this.#going.has(tab) || top === undefined) return;
    this.#going.add(tab);
    const leave = () => this.#waiting.delete(tab);
    for (const intent of INTENTS) addEventListener(intent, leave, { capture: true, passive: true });
    await this.#go(tab, top);
    for (const intent of INTENTS) removeEventListener(intent, leave, { capture: true });
    this.#waiting.delete(tab);
    this.#going.delete(tab);
  }

  async #go(tab: Tab, top: number): Promise<void> {
    let reached = -1;
    let most = MOST_FRAMES;
    for (let frames = 0, still = 0; frames < most && still < SETTLED; frames++) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      // Another response is shown by now, or the person went elsewhere.
      if (!this.#waiting.has(tab)) return;
      const { element, isGrowing } = this.#scrollerOf(tab);
      if (isGrowing) most = MOST_FRAMES_GROWING;
      if (!element) continue;
      const isThere = element.scrollTop === reached && (!isGrowing || Math.abs(reached - top) < 1);
      still = isThere ? still + 1 : 0;
      if (still === 0) element.scrollTop = top;
      reached = element.scrollTop;
    }
  }
}
