import * as vscode from 'vscode';
import type { HistoryCommandId } from '../../contributions.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';
import type { HistoryDay, OutcomeGroup } from '../../core/journal/list.ts';

/** The pure functions of the history, which are loaded when it is first shown. */
export type Journaling = typeof import('../../core/journaling.ts');

/** A row of the history: a day, or an entry of it. */
export type HistoryNode =
  | { readonly kind: 'day'; readonly day: HistoryDay; readonly newest: boolean }
  | { readonly kind: 'entry'; readonly entry: JournalEntry };

const ICONS: Readonly<Record<OutcomeGroup, readonly [icon: string, color: string]>> = {
  done: ['pass', 'testing.iconPassed'],
  refused: ['error', 'testing.iconFailed'],
  'not-sent': ['circle-slash', 'disabledForeground'],
  unknown: ['question', 'editorWarning.foreground'],
  sending: ['sync~spin', 'progressBar.background'],
};

/** Draws a day. */
export function dayItem(day: HistoryDay, newest: boolean, journaling: Journaling): vscode.TreeItem {
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const label = journaling.dayLabel(day.key, Date.now(), vscode.env.language);
  const item = new vscode.TreeItem(label, newest ? Expanded : Collapsed);
  item.id = day.key;
  item.contextValue = 'day';
  item.description = `${day.entries.length}`;
  const count = day.entries.length === 1 ? '1 request' : `${day.entries.length} requests`;
  item.accessibilityInformation = { label: `${label}, ${count}` };
  return item;
}

/** Draws an entry; its tooltip is made when it is wanted. */
export function entryItem(entry: JournalEntry, journaling: Journaling): vscode.TreeItem {
  const { request } = entry;
  const path = journaling.shortPath(request.url);
  const item = new vscode.TreeItem(`${request.method} ${path}`);
  const group = journaling.outcomeGroup(entry);
  const [icon, color] = ICONS[group];
  const where = environmentOf(entry);
  const words = [journaling.outcomeWords(entry), where, timeOf(entry.time)];
  item.id = entry.id;
  item.contextValue = `entry.${group}.${isRead(request.method) ? 'read' : 'change'}`;
  item.iconPath = new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
  item.description = [timeOf(entry.time), journaling.outcomeCode(entry), where].join(' · ');
  item.accessibilityInformation = { label: `${request.method} ${path}, ${words.join(', ')}` };
  item.command = {
    command: 'graphHttp.history.open' satisfies HistoryCommandId,
    title: 'Open Response',
    arguments: [{ kind: 'entry', entry } satisfies HistoryNode],
  };
  return item;
}

/** Everything that is known of an entry, for its tooltip. Nothing of it is read as Markdown or as a link. */
export function entryTooltip(entry: JournalEntry, journaling: Journaling): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString();
  tooltip.appendCodeblock(`${entry.request.method} ${entry.request.url}`, 'http');
  for (const [name, value] of journaling.entryFacts(entry, vscode.env.language)) {
    // Two spaces at the end of a line break it there.
    tooltip.appendMarkdown(`**${name}:** ${plain(value)}  \n`);
  }
  return tooltip;
}

/** A text as Markdown that shows it as it is: an address in it becomes no link. */
function plain(text: string): string {
  const { value } = new vscode.MarkdownString().appendText(text);
  return value
    .replaceAll('@', '&#64;')
    .replaceAll('://', '&#58;//')
    .replaceAll(/\bwww\./gi, 'www&#46;');
}

/** The environment's name, as it was then. */
export function environmentOf({ environment, environmentLabel }: JournalEntry): string {
  return environmentLabel ?? environment;
}

/** `14:03` in the person's own way to write it. */
export function timeOf(time: number): string {
  return new Date(time).toLocaleTimeString(vscode.env.language, { hour: 'numeric', minute: '2-digit' });
}

function isRead(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}
