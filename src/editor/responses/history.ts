import type * as vscode from 'vscode';
import type { Direction } from '../../webview/messages.ts';
import { showInformation } from '../notify.ts';
import { ResponseContext } from './context.ts';
import type { ResponsePage } from './page.ts';
import type { ResponsePages } from './pages.ts';
import type { OlderResponses, PageResponse, ResponseRef } from './response.ts';
import { Timeline } from './timeline.ts';

/** Milliseconds: several changes of the journal at once are read once. */
const SETTLE = 400;

/** The way through the responses: what was shown in this window, and what the journal has. */
export class ResponseHistory implements vscode.Disposable {
  readonly #pages: ResponsePages;
  readonly #timeline = new Timeline();
  readonly #context = new ResponseContext();
  #older: OlderResponses | undefined;
  #listening: ReturnType<OlderResponses['onDidChange']> | undefined;
  /** Whether the journal changed since it was read. */
  #stale = true;
  #timer: NodeJS.Timeout | undefined;

  constructor(pages: ResponsePages) {
    this.#pages = pages;
  }

  /** Takes the responses of the journal from here on; it is read when there is something to show. */
  use(older: OlderResponses): vscode.Disposable {
    this.#older = older;
    for (const page of this.#pages.all) void this.recover(page);
    return {
      dispose: () => {
        this.#older = undefined;
      },
    };
  }

  /** A response that is kept whole. */
  find(id: string): PageResponse | undefined {
    return this.#timeline.get(id);
  }

  /** The newest response of this window that is kept whole. */
  get newest(): PageResponse | undefined {
    return this.#timeline.newest;
  }

  /** Keeps a response that a page shows now. */
  keep(response: PageResponse): void {
    this.#timeline.keep(response);
    this.tell();
  }

  /** Finds the response that a page was about before a reload, so that its buttons know it. */
  async recover(page: ResponsePage): Promise<void> {
    const { wanted } = page;
    const response = wanted === undefined ? undefined : await this.#open(wanted);
    if (response && page.wanted === wanted) page.recover(response);
    this.tell();
  }

  /** Shows the response before the one of a page, the one after it, or the newest. */
  go(page: ResponsePage, to: Direction): Promise<void> {
    return page.inTurn(async () => {
      await this.#read();
      const from = page.ref;
      const ref = from && this.#timeline.step(from, to);
      const response = ref && (this.#timeline.get(ref.id) ?? (await this.#open(ref.id)));
      if (page.ref?.id !== from?.id) return;
      if (response) {
        page.show(response, true);
        this.#timeline.keep(response);
      } else if (ref) {
        void showInformation(GONE);
      }
      this.tell();
    });
  }

  /** Compares the response of a page with another one, in the editor's comparison. */
  async compare(page: ResponsePage, which: 'previous' | 'chosen'): Promise<void> {
    await this.#read();
    const { ref } = page;
    const older = this.#older;
    if (!ref || !older) return;
    const entries = await this.#entries(older, page.response);
    const entry = entries.find(({ id }) => id === ref.id);
    if (!entry) {
      void showInformation(GONE);
      return;
    }
    const earlier = this.#timeline.standing(ref).earlier?.id;
    const other =
      which === 'chosen' ? await older.askOther(entry, entries) : entries.find(({ id }) => id === earlier);
    if (other) await older.compare(entry, other);
    else if (which === 'previous') void showInformation(NO_EARLIER);
  }

  /** Says on every page where its response stands, and what the commands can do. */
  tell(): void {
    for (const page of this.#pages.all) {
      if (page.ref) page.stand(this.#standing(page.ref));
      void this.#name(page);
    }
    this.#context.tell(this.#pages.current);
    if (this.#stale) this.#later();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    void this.#listening?.then((listening) => listening.dispose());
  }

  #standing(ref: ResponseRef) {
    const { position, count, earlier } = this.#timeline.standing(ref);
    return { position, count, earlier: earlier !== undefined };
  }

  async #name(page: ResponsePage): Promise<void> {
    const { response } = page;
    if (!response) return;
    const { shortPath } = await import('../../core/journaling.ts');
    if (page.response === response) page.name(`${response.view.method} ${shortPath(response.view.url)}`);
  }

  /** The entries of the journal; those that this window has whole are whole. */
  async #entries(older: OlderResponses, shown: PageResponse | undefined) {
    const kept = [...this.#timeline.kept, ...(shown ? [shown] : [])];
    const all = [
      ...(await older.entries()),
      ...kept.filter(({ ready }) => ready).map((each) => each.entry()),
    ];
    const byId = new Map(all.map((entry) => [entry.id, entry]));
    return [...byId.values()].sort((one, other) => one.time - other.time);
  }

  async #open(id: string): Promise<PageResponse | undefined> {
    const entry = (await this.#older?.entries())?.find((each) => each.id === id);
    return entry && this.#older?.open(entry);
  }

  /** Reads the journal again in a moment, where somebody sees what comes of it. */
  #later(): void {
    clearTimeout(this.#timer);
    if (!this.#older || !this.#pages.all.some(({ visible }) => visible)) return;
    const read = () => this.#read().then(() => this.tell());
    // What cannot be read now is read after the next change, and said when somebody goes there.
    this.#timer = setTimeout(() => void read().catch(() => undefined), SETTLE);
  }

  async #read(): Promise<void> {
    const older = this.#older;
    if (!older) return;
    this.#listening ??= older.onDidChange(() => {
      this.#stale = true;
      this.#later();
    });
    await this.#listening;
    if (!this.#stale) return;
    this.#stale = false;
    this.#timeline.readJournal(await older.refs());
  }
}

const GONE = 'The history does not have this response any more.';
const NO_EARLIER = 'There is no earlier response of this URL. Choose “Compare with another response…”.';
