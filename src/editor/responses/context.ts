import * as vscode from 'vscode';
import { RESPONSE_VIEW } from '../../contributions.ts';
import type { ResponsePage } from './page.ts';

/** What the commands of responses can do with the current page, for the palette and keys. */
export class ResponseContext {
  readonly #told = new Map<string, boolean>();

  /** Says what is possible now. */
  tell(page: ResponsePage | undefined): void {
    const { position = 0, count = 0, earlier = false } = page?.place ?? {};
    this.#set('shown', page?.ref !== undefined);
    this.#set('pinned', page?.pinned ?? false);
    this.#set('canGoBack', position > 1);
    this.#set('canGoForward', position < count);
    this.#set('hasEarlier', earlier);
    this.#set('hasOthers', count > 1);
  }

  #set(name: string, value: boolean): void {
    if (this.#told.get(name) === value) return;
    this.#told.set(name, value);
    void vscode.commands.executeCommand('setContext', `${RESPONSE_VIEW}.${name}`, value);
  }
}
