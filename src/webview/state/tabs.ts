import type { ResponseView } from '../messages.ts';

/** A tab of the page. */
export type Tab = 'error' | 'object' | 'raw' | 'headers' | 'request';

/** Every tab, as a person reads it. */
export const TAB_LABELS: Readonly<Record<Tab, string>> = {
  error: 'Error',
  object: 'Object',
  raw: 'Raw',
  headers: 'Headers',
  request: 'Request',
};

/** The tabs that a response has something for, the most telling one first. */
export function tabsOf(view: ResponseView): readonly Tab[] {
  const tabs: Tab[] = [];
  if (view.error) tabs.push('error');
  if (view.rows || view.outcome === 'object' || view.outcome === 'changed') tabs.push('object');
  if (view.raw) tabs.push('raw');
  if (view.responseHeaders.length > 0) tabs.push('headers');
  tabs.push('request');
  return tabs;
}

/** The tab to show: the one that the person was on, except that an error comes first. */
export function tabFor(tabs: readonly Tab[], wanted: Tab | undefined): Tab {
  const first = tabs[0] ?? 'request';
  if (first === 'error') return first;
  return wanted !== undefined && tabs.includes(wanted) ? wanted : first;
}
