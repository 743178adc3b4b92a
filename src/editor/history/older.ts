import type { Ending } from '../../core/host.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';
import type { Services } from '../../core/services.ts';
import {
  type OlderResponses,
  type PageResponse,
  type ResponseRef,
  refOfEntry,
} from '../responses/response.ts';
import type { HistoryActionParts, HistoryActions } from './actions.ts';
import { askOther, type HistoryCompare } from './compare.ts';
import type { Journaling } from './items.ts';
import { keptResponse, keptSent } from './response.ts';

/** What reading responses from the journal works with. */
export interface OlderParts extends Pick<HistoryActionParts, 'choice'> {
  readonly services: Services;
}

/** The entries of the history as responses that pages show and compare. */
export class OlderEntries implements OlderResponses {
  readonly #parts: OlderParts;
  readonly #actions: HistoryActions;
  readonly #compare: HistoryCompare;

  constructor(parts: OlderParts, actions: HistoryActions, compare: HistoryCompare) {
    this.#parts = parts;
    this.#actions = actions;
    this.#compare = compare;
  }

  async entries(): Promise<readonly JournalEntry[]> {
    const journal = await this.#parts.services.history();
    return (await journal.entries()).entries.filter(({ state }) => state !== 'sending');
  }

  async refs(): Promise<readonly ResponseRef[]> {
    const journal = await this.#parts.services.history();
    return (await journal.outline()).filter(({ state }) => state !== 'sending').map(refOfEntry);
  }

  async open(entry: JournalEntry): Promise<PageResponse> {
    const { services, choice } = this.#parts;
    const journaling = await journalingModule();
    return keptResponse(entry, await keptSent(entry, services, choice.environments, journaling), {
      sendAgain: () => this.#actions.sendAgain(entry, journaling),
      revealRequest: async () => {
        await this.#actions.open(entry, journaling);
      },
    });
  }

  async compare(one: JournalEntry, other: JournalEntry): Promise<void> {
    await this.#compare.compare(one, other, await journalingModule());
  }

  async askOther(entry: JournalEntry, entries: readonly JournalEntry[]): Promise<JournalEntry | undefined> {
    return askOther(entry, entries, await journalingModule());
  }

  async onDidChange(listener: () => void): Promise<Ending> {
    return (await this.#parts.services.history()).onDidChange(listener);
  }
}

function journalingModule(): Promise<Journaling> {
  return import('../../core/journaling.ts');
}
