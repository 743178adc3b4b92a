import * as vscode from 'vscode';
import type { PathStep } from '../../core/catalog/resource.ts';
import type { EndpointNode } from './tree.ts';

const ICONS: Readonly<Record<PathStep['kind'], string>> = {
  entitySet: 'symbol-array',
  singleton: 'symbol-object',
  navigation: 'references',
  property: 'symbol-field',
  key: 'key',
  cast: 'symbol-class',
  action: 'symbol-event',
  function: 'symbol-function',
  segment: 'symbol-folder',
};

/**
 * The row of an endpoint, or of a step towards one. A click opens a row that leads on, and begins a request only
 * where there is nothing to open; the button of the row and its menu do that everywhere.
 */
export function endpointItem(node: EndpointNode, isPinned: boolean): vscode.TreeItem {
  const { version, path, step, pinned } = node;
  const method = step.update?.endpoint.method;
  const opens = step.continues && !pinned;
  const item = new vscode.TreeItem(
    pinned ? path : step.text,
    opens ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None,
  );
  const type = shortType(step.type);
  item.id = `${pinned ? 'pinned ' : ''}${version} ${path}`;
  item.description = [method, pinned ? version : type].filter((part) => part !== undefined).join(' · ');
  item.iconPath = new vscode.ThemeIcon(
    step.update ? 'edit' : ICONS[step.kind],
    step.update ? new vscode.ThemeColor('charts.blue') : undefined,
  );
  item.contextValue = [
    step.update ? 'update' : 'step',
    ...(isPinned ? ['pinned'] : []),
    ...(step.update?.endpoint.documentation === undefined ? [] : ['page']),
  ].join('.');
  item.accessibilityInformation = {
    label: [path, method ? `updated with ${method}` : 'leads on', type].filter(Boolean).join(', '),
  };
  if (step.update && !opens) {
    item.command = {
      command: 'graphHttp.endpoints.newRequest',
      title: 'New Request',
      arguments: [node],
    };
  }
  return item;
}

/** The row above what is pinned. */
export function pinnedItem(): vscode.TreeItem {
  const item = new vscode.TreeItem('Pinned', vscode.TreeItemCollapsibleState.Expanded);
  item.id = 'pinned';
  item.iconPath = new vscode.ThemeIcon('pinned');
  item.contextValue = 'group';
  return item;
}

/** The row that downloads metadata. */
export function downloadItem(): vscode.TreeItem {
  const item = new vscode.TreeItem('Download Metadata', vscode.TreeItemCollapsibleState.None);
  item.id = 'download';
  item.description = 'for all others';
  item.tooltip = 'Fetch what Microsoft Graph says of itself, to see all of it here. No sign-in is needed.';
  item.iconPath = new vscode.ThemeIcon('cloud-download');
  item.contextValue = 'download';
  item.command = { command: 'graphHttp.downloadMetadata', title: 'Download Metadata' };
  return item;
}

/** What an endpoint does and which permissions it needs, or where a step leads. Nothing in it can run. */
export async function endpointTooltip({ path, step }: EndpointNode): Promise<vscode.MarkdownString> {
  const { describeEndpoint } = await import('../../core/authoring.ts');
  const text = step.update ? describeEndpoint(step.update) : (step.description ?? '');
  const markdown = new vscode.MarkdownString();
  markdown.appendCodeblock(path, 'http');
  if (step.update) markdown.appendMarkdown(text);
  else markdown.appendText(text);
  markdown.isTrusted = false;
  markdown.supportHtml = false;
  return markdown;
}

function shortType(type: string | undefined): string | undefined {
  return type?.replaceAll(/[\w.]*\.(?=\w)/g, '').replace(/^Collection\((.*)\)$/, '$1 list');
}
