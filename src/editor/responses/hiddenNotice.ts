import * as vscode from 'vscode';
import type { CommandId } from '../../contributions.ts';
import type { ResponseView } from '../../webview/messages.ts';
import type { ResponsePage } from './page.ts';

const SHOW: CommandId = 'graphHttp.showResponse';

/**
 * Says in the status bar what came of a request whose page is behind another tab, and shows it on a click: bringing
 * the page forward by itself would cover what the person works on. It stays until the page was seen.
 */
export class HiddenNotice implements vscode.Disposable {
  #item: vscode.StatusBarItem | undefined;
  #shown: ResponseView | undefined;

  /** @param page that has a response which nobody has seen yet; undefined where there is none */
  tell(page: ResponsePage | undefined): void {
    const view = page?.response?.view;
    if (view === this.#shown) return;
    this.#shown = view;
    if (view) this.#say(view);
    else this.#item?.hide();
  }

  dispose(): void {
    this.#item?.dispose();
  }

  #say(view: ResponseView): void {
    this.#item ??= vscode.window.createStatusBarItem(
      'graphHttp.response',
      vscode.StatusBarAlignment.Left,
      -100,
    );
    const item = this.#item;
    const { icon, isGood } = SIGNS[view.outcome];
    const result = resultOf(view);
    item.name = 'Graph HTTP Response';
    item.text = `$(${icon}) ${result} · Show Response`;
    item.tooltip = `${view.headline}\nThe response is behind the tab in front. Select to show it.`;
    item.accessibilityInformation = { label: `${view.headline} ${result}. Show Response`, role: 'button' };
    item.backgroundColor = isGood ? undefined : new vscode.ThemeColor('statusBarItem.warningBackground');
    item.command = SHOW;
    item.show();
  }
}

const SIGNS: Readonly<Record<ResponseView['outcome'], { readonly icon: string; readonly isGood: boolean }>> =
  {
    object: { icon: 'pass', isGood: true },
    changed: { icon: 'pass', isGood: true },
    refused: { icon: 'error', isGood: false },
    'not-sent': { icon: 'circle-slash', isGood: false },
    unknown: { icon: 'question', isGood: false },
  };

/** `PATCH: 200 OK`. */
function resultOf({ method, status, outcome }: ResponseView): string {
  if (status) return `${method}: ${`${status.code} ${status.text}`.trim()}`;
  return `${method}: ${outcome === 'not-sent' ? 'not sent' : 'no answer'}`;
}
