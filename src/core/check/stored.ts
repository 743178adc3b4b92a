import { splitUrl } from '../request/url.ts';

/** The lists of an object as they were seen last, by the name of their property. */
export type SeenLists = ReadonlyMap<string, readonly unknown[]>;

type Properties = Readonly<Record<string, unknown>>;

/** An object as a look at it found it: with another kind than `read` there is none. */
type Look = { readonly kind: 'read'; readonly object: Properties } | { readonly kind: 'unread' };

/** What a send tells of its object: what came back, and what was read before and after it. */
interface Told {
  readonly outcome:
    | { readonly kind: 'object'; readonly object: Properties }
    | { readonly kind: 'changed' | 'refused' | 'not-sent' | 'unknown' };
  readonly baseline?: Look;
  readonly readAfter?: Look;
}

/** So many objects are kept in mind, the latest. */
const MOST_OBJECTS = 50;
/** Longer lists are not kept in mind: items, and code units of all of them as JSON. */
const LONGEST_LIST = 200;
const LARGEST_LIST = 20_000;

/**
 * The lists that objects of the services had when they were seen last, so that a change which replaces one can say what
 * is lost. In memory only, and never shown but beside a request that changes the same object.
 */
export class StoredLists {
  readonly #objects = new Map<string, SeenLists>();
  readonly #listeners = new Set<() => void>();

  /** Calls back when more, or less, is known; call what it gives to stop. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Takes in what a send tells. After a change that was not read, and one of an unknown outcome, nothing is known. */
  learn(environment: string, url: string, { outcome, baseline, readAfter }: Told): void {
    const isUnchanged = outcome.kind === 'refused' || outcome.kind === 'not-sent';
    const read = isUnchanged ? baseline : readAfter;
    if (outcome.kind === 'object') this.note(environment, url, outcome.object);
    else if (read?.kind === 'read') this.note(environment, url, read.object);
    else if (!isUnchanged) this.forget(environment, url);
  }

  /** Takes in what was seen of an object; properties that were not asked for stay what they were. */
  note(environment: string, url: string, object: Properties): void {
    const key = keyOf(environment, url);
    const lists = new Map(this.#objects.get(key));
    for (const [name, value] of Object.entries(object)) {
      if (isKept(name, value)) lists.set(name, value);
      else lists.delete(name);
    }
    this.#objects.delete(key);
    if (lists.size > 0) this.#objects.set(key, lists);
    const [oldest] = this.#objects.keys();
    if (this.#objects.size > MOST_OBJECTS && oldest !== undefined) this.#objects.delete(oldest);
    this.#tell();
  }

  /** Nobody knows any more what an object has. */
  forget(environment: string, url: string): void {
    if (this.#objects.delete(keyOf(environment, url))) this.#tell();
  }

  /** What is known of the object at a URL, absolute or a path with its version. */
  of(environment: string, url: string): SeenLists | undefined {
    return this.#objects.size === 0 ? undefined : this.#objects.get(keyOf(environment, url));
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** Whether a property is a list that is kept in mind; `value` has the objects of an answer with several. */
function isKept(name: string, value: unknown): value is readonly unknown[] {
  if (!Array.isArray(value) || value.length > LONGEST_LIST || name === 'value' || name.includes('@'))
    return false;
  return JSON.stringify(value).length <= LARGEST_LIST;
}

/** Names of a path may be written in any case, ids not: the same object is found where it is written alike. */
function keyOf(environment: string, url: string): string {
  const { version, path } = splitUrl(url);
  const decoded = path.text.replace(/%[0-9a-f]{2}/gi, (code) => decodeOne(code)).replace(/\/+$/, '');
  return `${environment} ${version?.text.toLowerCase() ?? ''} ${decoded}`;
}

/** One ASCII character of a path; other codes stay. */
function decodeOne(code: string): string {
  const unit = Number.parseInt(code.slice(1), 16);
  return unit < 128 ? String.fromCharCode(unit) : code.toUpperCase();
}
