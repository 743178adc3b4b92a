import * as vscode from 'vscode';
import type { JournalEntry } from '../../core/journal/entry.ts';
import type { Journal } from '../../core/journal/journal.ts';
import type { HistoryFilter } from '../../core/journal/list.ts';
import type { Services } from '../../core/services.ts';
import { dayItem, entryItem, entryTooltip, type HistoryNode, type Journaling } from './items.ts';

/** Milliseconds: several changes at once are drawn once. */
const SETTLE = 150;
/** Milliseconds between two looks while something is under way: that its process ended is told by nobody. */
const WATCH = 5_000;

/** The rows of the history, read when the view is first shown and again after each change. */
export class HistoryTree implements vscode.TreeDataProvider<HistoryNode>, vscode.Disposable {
  readonly #services: Services;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #damaged = new vscode.EventEmitter<number>();
  /** Fires after each reading with how many lines of the journal could not be read. */
  readonly onDidRead = this.#damaged.event;
  #journaling: Journaling | undefined;
  #journal: Journal | undefined;
  #listening: vscode.Disposable | undefined;
  #timer: NodeJS.Timeout | undefined;
  #entries: readonly JournalEntry[] = [];
  #filter: HistoryFilter = {};

  constructor(services: Services) {
    this.#services = services;
  }

  /** Which entries are shown. */
  get filter(): HistoryFilter {
    return this.#filter;
  }

  set filter(filter: HistoryFilter) {
    this.#filter = filter;
    this.#changed.fire();
  }

  /** The entries that were shown last, without the filter; oldest first. */
  get entries(): readonly JournalEntry[] {
    return this.#entries;
  }

  /** The functions of the history. */
  async journaling(): Promise<Journaling> {
    this.#journaling ??= await import('../../core/journaling.ts');
    return this.#journaling;
  }

  refresh(): void {
    this.#changed.fire();
  }

  async getChildren(node?: HistoryNode): Promise<HistoryNode[]> {
    if (node?.kind === 'entry') return [];
    if (node) return node.day.entries.map((entry) => ({ kind: 'entry', entry }));
    const { byDay, matching } = await this.journaling();
    await this.#read();
    return byDay(matching(this.#entries, this.#filter)).map((day, index) => ({
      kind: 'day',
      day,
      newest: index === 0,
    }));
  }

  async getTreeItem(node: HistoryNode): Promise<vscode.TreeItem> {
    const journaling = await this.journaling();
    return node.kind === 'day'
      ? dayItem(node.day, node.newest, journaling)
      : entryItem(node.entry, journaling);
  }

  async resolveTreeItem(item: vscode.TreeItem, node: HistoryNode): Promise<vscode.TreeItem> {
    if (node.kind === 'entry') item.tooltip = entryTooltip(node.entry, await this.journaling());
    return item;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#listening?.dispose();
    this.#changed.dispose();
    this.#damaged.dispose();
  }

  async #read(): Promise<void> {
    this.#journal ??= await this.#services.history();
    this.#listening ??= this.#journal.onDidChange(() => this.#later(SETTLE));
    const { entries, skipped } = await this.#journal.entries();
    this.#entries = entries;
    this.#damaged.fire(skipped);
    if (entries.some(({ state }) => state === 'sending')) this.#later(WATCH);
  }

  #later(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#changed.fire(), milliseconds);
  }
}
