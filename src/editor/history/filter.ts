import * as vscode from 'vscode';
import type { JournalEntry } from '../../core/journal/entry.ts';
import type { HistoryFilter, OutcomeGroup } from '../../core/journal/list.ts';
import { environmentOf } from './items.ts';

const OUTCOMES: readonly (readonly [OutcomeGroup, string, string])[] = [
  ['done', 'pass', 'Done'],
  ['refused', 'error', 'Refused'],
  ['not-sent', 'circle-slash', 'Not Sent'],
  ['unknown', 'question', 'Outcome Unknown'],
];

interface FilterItem extends vscode.QuickPickItem {
  readonly filter?: HistoryFilter;
}

/**
 * Asks what the history should be narrowed to: an outcome or an environment of the list, or words that are
 * typed. Undefined where the person does not answer.
 */
export function askFilter(
  entries: readonly JournalEntry[],
  now: HistoryFilter,
): Promise<HistoryFilter | undefined> {
  const pick = vscode.window.createQuickPick<FilterItem>();
  pick.title = 'Filter History';
  pick.placeholder = 'Type words of the method, URL, account, file or error code, or choose';
  pick.value = now.text ?? '';
  const update = () => {
    pick.items = [...textItems(pick.value.trim(), now), ...choices(entries, now)];
  };
  update();
  return new Promise((resolve) => {
    pick.onDidChangeValue(update);
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]?.filter);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

function textItems(text: string, { text: _, ...rest }: HistoryFilter): readonly FilterItem[] {
  if (text === '') return [];
  return [{ label: `$(search) Entries with “${text}”`, alwaysShow: true, filter: { ...rest, text } }];
}

function choices(entries: readonly JournalEntry[], now: HistoryFilter): readonly FilterItem[] {
  const environments = new Map(entries.map((entry) => [entry.environment, environmentOf(entry)]));
  const selected = (is: boolean) => (is ? { description: 'selected' } : {});
  return [
    ...(describeFilter(now) === '' ? [] : [{ label: '$(clear-all) Everything', filter: {} }]),
    { label: 'Outcome', kind: vscode.QuickPickItemKind.Separator },
    ...OUTCOMES.map(([outcome, icon, label]) => ({
      label: `$(${icon}) ${label}`,
      ...selected(now.outcome === outcome),
      filter: { ...now, outcome },
    })),
    { label: 'Environment', kind: vscode.QuickPickItemKind.Separator },
    ...[...environments].map(([environment, label]) => ({
      label: `$(globe) ${label}`,
      ...selected(now.environment === environment),
      filter: { ...now, environment },
    })),
  ];
}

/**
 * A filter in a few words; empty where it lets everything through.
 *
 * @param entries know what environments are called
 */
export function describeFilter(
  { text, environment, outcome }: HistoryFilter,
  entries: readonly JournalEntry[] = [],
): string {
  const named = entries.find((entry) => entry.environment === environment);
  const label = OUTCOMES.find(([group]) => group === outcome)?.[2];
  return [
    text === undefined || text === '' ? undefined : `“${text}”`,
    label,
    named ? environmentOf(named) : environment,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}
