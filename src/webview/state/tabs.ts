import type { ResponseView } from '../messages.ts';
import type { Dropped } from './saved.ts';

/** A tab of the page. */
export type Tab = 'error' | 'object' | 'changes' | 'raw' | 'headers' | 'request';

/** Every tab, as a person reads it. */
export const TAB_LABELS: Readonly<Record<Tab, string>> = {
  error: 'Error',
  object: 'Object',
  changes: 'Changes',
  raw: 'Raw',
  headers: 'Headers',
  request: 'Request',
};

/** The tabs that a response has something for, the most telling one first. */
export function tabsOf(view: ResponseView): readonly Tab[] {
  const tabs: Tab[] = [];
  // Behind an error, what was asked for since comes first: whether the change was made, or the object as it is.
  const isFound = view.changes !== undefined && view.error !== undefined;
  const isRead =
    !isFound && view.rows !== undefined && view.readAfter !== undefined && view.error !== undefined;
  const hasObject = view.rows !== undefined || view.outcome === 'object' || view.outcome === 'changed';
  if (isFound) tabs.push('changes');
  if (isRead) tabs.push('object');
  if (view.error) tabs.push('error');
  if (hasObject && !isRead) tabs.push('object');
  if (view.changes && !isFound) tabs.push('changes');
  if (view.raw) tabs.push('raw');
  if (view.responseHeaders.length > 0) tabs.push('headers');
  tabs.push('request');
  return tabs;
}

/**
 * The tab to show: the one that the person was on, except that an
 * error, or what was found out behind it, comes first.
 */
export function tabFor(tabs: readonly Tab[], wanted: Tab | undefined): Tab {
  const first = tabs[0] ?? 'request';
  if (tabs.includes('error')) return first;
  return wanted !== undefined && tabs.includes(wanted) ? wanted : first;
}

/** The tabs of a response, those of parts that were not kept included. */
export function shownTabs(view: ResponseView, dropped: readonly Dropped[]): readonly Tab[] {
  const whole = { ...view };
  if (dropped.includes('rows')) whole.rows ??= [];
  if (dropped.includes('raw')) whole.raw ??= ' ';
  return tabsOf(whole);
}
