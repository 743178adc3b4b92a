import type { BodyPart, BodyPlace, BodyWindow, FromPage } from '../messages.ts';

/** UTF-16 units after which no more is asked for: indentation can make much of a body that was short. */
const MAX_LOADED = 48 * 1024 * 1024;

/** What a body is shown with. */
export interface WindowsOwner {
  /** Adds text at the end of what is shown. */
  grow(text: string): void;
  ask(message: FromPage): void;
  /** More is here, or it is known that no more comes. */
  changed(): void;
}

/** A long body as it comes: its beginning is there at once, the rest is asked for window by window. */
export class BodyWindows {
  readonly #part: BodyPart;
  readonly #owner: WindowsOwner;
  #id = '';
  #loaded = 0;
  #next: BodyPlace | undefined;
  #lost = false;

  constructor(part: BodyPart, owner: WindowsOwner) {
    this.#part = part;
    this.#owner = owner;
  }

  /** Whether all of it is here. */
  get isWhole(): boolean {
    return this.#next === undefined;
  }

  /** Whether the editor does not have the rest any more. */
  get isLost(): boolean {
    return this.#lost;
  }

  /** Whether no more of it is asked for, although there is more. */
  get isFull(): boolean {
    return this.#next !== undefined && this.#loaded >= MAX_LOADED;
  }

  /** Whether more of it is on its way. */
  get isGrowing(): boolean {
    return !this.isWhole && !this.#lost && !this.isFull;
  }

  /**
   * Begins with another body.
   *
   * @param id of its response
   * @param text that is here
   * @param next where the rest begins
   */
  begin(id: string, text: string, next: BodyPlace | undefined): void {
    this.#id = id;
    this.#loaded = text.length;
    this.#next = next;
    this.#lost = false;
  }

  /** Asks for the next window, where there is one. */
  ask(): void {
    if (this.#next && this.isGrowing)
      this.#owner.ask({ type: 'body', id: this.#id, part: this.#part, place: this.#next });
  }

  /** Takes the next window of the body that is shown; any other is left alone. */
  receive({ id, part, at, text, next }: BodyWindow): void {
    if (id !== this.#id || part !== this.#part || at !== this.#next?.at) return;
    if (text === undefined) this.#lost = true;
    else {
      this.#owner.grow(text);
      this.#loaded += text.length;
      this.#next = next;
      this.ask();
    }
    this.#owner.changed();
  }
}
