import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Rows that are drawn together. */
export const CHUNK = 40;
/** How far outside of the view chunks are drawn already, in CSS pixels. */
const MARGIN = '800px 0px';
/** A row's height before one was measured, in CSS pixels. */
const ESTIMATE = 28;

/**
 * Draws a long table in chunks of rows: only the chunks near the view have rows in them, the others keep
 * their height. Rows may have any height; a chunk's is measured when it leaves the view.
 */
export class Chunks implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #near = new Set<number>([0]);
  readonly #heights = new Map<number, number>();
  #seen = new WeakSet<Element>();
  #pinned: number | undefined;
  #observer: IntersectionObserver | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Whether a chunk has its rows drawn. */
  isNear(chunk: number): boolean {
    return chunk === this.#pinned || this.#near.has(chunk);
  }

  /** Keeps one chunk drawn wherever the view is, so that a row in it can have the focus. */
  pin(chunk: number | undefined): void {
    if (chunk === this.#pinned) return;
    this.#pinned = chunk;
    this.#host.requestUpdate();
  }

  /** Starts again from the top, for other rows. */
  reset(): void {
    this.#near.clear();
    this.#near.add(0);
    this.#heights.clear();
    this.#forget();
  }

  /** Call after each update with the scrolling element and the chunks' elements in order. */
  arrange(root: Element, chunks: readonly HTMLElement[], rows: number): void {
    this.#observer ??= new IntersectionObserver((entries) => this.#moved(entries), {
      root,
      rootMargin: MARGIN,
    });
    for (const [index, chunk] of chunks.entries()) {
      const count = Math.min(CHUNK, rows - index * CHUNK);
      const height = this.isNear(index) ? '' : `${this.#heights.get(index) ?? count * ESTIMATE}px`;
      if (chunk.style.height !== height) chunk.style.height = height;
      if (this.#seen.has(chunk)) continue;
      this.#seen.add(chunk);
      this.#observer.observe(chunk);
    }
  }

  hostDisconnected(): void {
    this.#forget();
  }

  #forget(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
    this.#seen = new WeakSet();
  }

  #moved(entries: readonly IntersectionObserverEntry[]): void {
    let changed = false;
    for (const entry of entries) {
      if (!(entry.target instanceof HTMLElement) || !entry.target.isConnected) continue;
      // Behind another tab nothing has a height: what is drawn stays, so that it is there when the tab comes back.
      if (entry.boundingClientRect.height === 0) continue;
      const chunk = Number(entry.target.dataset.chunk);
      if (entry.isIntersecting === this.#near.has(chunk)) continue;
      changed = true;
      if (entry.isIntersecting) {
        this.#near.add(chunk);
      } else {
        this.#heights.set(chunk, entry.boundingClientRect.height);
        this.#near.delete(chunk);
      }
    }
    if (changed) this.#host.requestUpdate();
  }
}
