import * as vscode from 'vscode';
import { HISTORY_VIEW, type HistoryCommandId } from '../../contributions.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';
import { isRead } from '../../core/send/failures.ts';
import type { Services } from '../../core/services.ts';
import { showInformation, showWarning } from '../notify.ts';
import { type HistoryActionParts, HistoryActions } from './actions.ts';
import { askOther, type HistoryCompare } from './compare.ts';
import { askFilter, describeFilter } from './filter.ts';
import type { HistoryNode } from './items.ts';
import { OlderEntries } from './older.ts';
import type { HistoryTree } from './tree.ts';

/** What the commands of the history work with. */
export interface HistoryParts extends HistoryActionParts {
  readonly services: Services;
}

/** A command of a row: the row that it was called on, and all that are selected. */
type Handler = (node?: HistoryNode, selected?: readonly HistoryNode[]) => unknown;

/** The commands of the history: of its rows, and of the view. */
export class HistoryCommands {
  readonly actions: HistoryActions;
  /** The entries as responses that pages go back to. */
  readonly older: OlderEntries;
  readonly handlers: Readonly<Record<HistoryCommandId, Handler>>;
  readonly #parts: HistoryParts;
  readonly #tree: HistoryTree;
  readonly #view: vscode.TreeView<HistoryNode>;
  readonly #compare: HistoryCompare;

  constructor(
    parts: HistoryParts,
    tree: HistoryTree,
    view: vscode.TreeView<HistoryNode>,
    compare: HistoryCompare,
  ) {
    this.#parts = parts;
    this.#tree = tree;
    this.#view = view;
    this.#compare = compare;
    this.actions = new HistoryActions(parts);
    this.older = new OlderEntries(parts, this.actions, compare);
    const { actions } = this;
    this.handlers = {
      'graphHttp.history.show': () => vscode.commands.executeCommand(`${HISTORY_VIEW}.focus`),
      'graphHttp.history.open': (node) => this.#withEntry(node, (entry) => this.#show(entry)),
      'graphHttp.history.openRequest': (node) =>
        this.#withEntry(node, async (entry) => actions.open(entry, await tree.journaling())),
      'graphHttp.history.sendAgain': (node) =>
        this.#withEntry(node, async (entry) => actions.sendAgain(entry, await tree.journaling())),
      'graphHttp.history.readObject': (node) => this.#withEntry(node, (entry) => actions.readObject(entry)),
      'graphHttp.history.copyRequest': (node) =>
        this.#withEntry(node, async (entry) => actions.copy(entry, await tree.journaling())),
      'graphHttp.history.compare': (node, selected) => this.#compareEntries(this.#entriesOf(node, selected)),
      'graphHttp.history.delete': (node, selected) => this.#delete(this.#entriesOf(node, selected)),
      'graphHttp.history.clear': () => this.#clear(),
      'graphHttp.history.filter': () => this.#askFilter(),
      'graphHttp.history.clearFilter': () => this.#setFilter({}),
      'graphHttp.history.refresh': () => tree.refresh(),
    };
  }

  /** The entries that a command is about: those of the rows, of whole days too, or of what is selected. */
  #entriesOf(node?: HistoryNode, selected?: readonly HistoryNode[]): readonly JournalEntry[] {
    const nodes = selected ?? (node ? [node] : this.#view.selection);
    const entries = nodes.flatMap((each) => (each.kind === 'day' ? each.day.entries : [each.entry]));
    return [...new Map(entries.map((entry) => [entry.id, entry])).values()];
  }

  async #withEntry(node: HistoryNode | undefined, act: (entry: JournalEntry) => unknown): Promise<unknown> {
    const [entry] = this.#entriesOf(node);
    if (entry) return act(entry);
    void showInformation('Select an entry of the history first.');
    return undefined;
  }

  async #show(entry: JournalEntry): Promise<unknown> {
    if (entry.state === 'sending') {
      void showInformation('This request is still being sent. Its answer is shown when it is there.');
      return undefined;
    }
    const { responses } = this.#parts.sending;
    return responses.showAgain(await this.older.open(entry));
  }

  async #compareEntries(entries: readonly JournalEntry[]): Promise<void> {
    const [one, two, ...more] = entries;
    if (!one || more.length > 0) {
      void showInformation('Select two entries of the history to compare them.');
      return;
    }
    const journaling = await this.#tree.journaling();
    const other = two ?? (await askOther(one, this.#tree.entries, journaling));
    if (other) await this.#compare.compare(one, other, journaling);
  }

  async #delete(entries: readonly JournalEntry[]): Promise<void> {
    const ended = entries.filter(({ state }) => state !== 'sending');
    if (ended.length === 0) return;
    const open = ended.filter((entry) => entry.state === 'unknown' && !isRead(entry.request.method));
    const message =
      ended.length === 1
        ? 'Delete this entry of the history?'
        : `Delete ${ended.length} entries of the history?`;
    const detail =
      open.length === 0
        ? 'What was sent is not undone by it.'
        : 'The outcome of a change among them is unknown: without its entry, nothing reminds you of it.';
    const yes = 'Delete';
    if (ended.length > 1 || open.length > 0) {
      if ((await showWarning(message, { modal: true, detail }, yes)) !== yes) return;
    }
    const history = await this.#parts.services.history();
    await history.delete(ended.map(({ id }) => id));
  }

  async #clear(): Promise<void> {
    const history = await this.#parts.services.history();
    const { entries } = await history.entries();
    const ended = entries.filter(({ state }) => state !== 'sending');
    if (ended.length === 0) {
      void showInformation('The history is empty.');
      return;
    }
    const unknown = ended.filter(
      (entry) => entry.state === 'unknown' && !isRead(entry.request.method),
    ).length;
    const detail = [
      'They cannot be brought back. What was sent is not undone by it.',
      ...(unknown === 0
        ? []
        : [`${unknown === 1 ? 'One change has' : `${unknown} changes have`} an unknown outcome.`]),
    ].join(' ');
    const yes = 'Clear';
    const question = `Clear the history? It has ${ended.length === 1 ? '1 entry' : `${ended.length} entries`}, of all windows.`;
    if ((await showWarning(question, { modal: true, detail }, yes)) !== yes) return;
    await history.delete(ended.map(({ id }) => id));
  }

  async #askFilter(): Promise<void> {
    await vscode.commands.executeCommand(`${HISTORY_VIEW}.focus`);
    const filter = await askFilter(this.#tree.entries, this.#tree.filter);
    if (filter) this.#setFilter(filter);
  }

  #setFilter(filter: HistoryTree['filter']): void {
    this.#tree.filter = filter;
    const words = describeFilter(filter, this.#tree.entries);
    this.#view.description = words;
    void vscode.commands.executeCommand('setContext', `${HISTORY_VIEW}.filtered`, words !== '');
  }
}
