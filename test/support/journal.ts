/** Journals for tests that are not about files. */
import type { JournalPart, JournalStore } from '../../src/core/host.ts';
import type { Journal } from '../../src/core/journal/journal.ts';

/** A store in memory: its own part, and those of others. */
export interface MemoryStore extends JournalStore {
  lines: string[];
  readonly others: JournalPart[];
  busy: boolean;
}

export function memoryStore(lines: string[] = [], others: JournalPart[] = []): MemoryStore {
  const store: MemoryStore = {
    lines,
    others,
    busy: false,
    read: async () => [...others, { name: 'own', lines: [...store.lines], writer: 'own', busy: store.busy }],
    readOn: async () =>
      (await store.read()).map((part) => ({ ...part, goesOn: false, mark: { file: part.name, end: 0 } })),
    append: async (line) => {
      store.lines.push(line);
    },
    keepOnly: async (name, keeps) => {
      const at = others.findIndex((part) => part.name === name);
      const part = others[at];
      if (part) others[at] = { ...part, lines: part.lines.filter(keeps) };
      else store.lines = store.lines.filter(keeps);
    },
    setBusy: (busy) => {
      store.busy = busy;
    },
    watch: () => ({ dispose: () => {} }),
  };
  return store;
}

/** A journal that keeps nothing. */
export const noJournal: Journal = {
  begin: async () => 'id',
  complete: async () => {},
  addReadAfter: async () => {},
  entries: async () => ({ entries: [], skipped: 0 }),
  outline: async () => [],
  delete: async () => {},
  markSeen: async () => {},
  onDidChange: () => ({ dispose: () => {} }),
};
