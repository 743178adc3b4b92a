import * as vscode from 'vscode';

/** A row of a list that can be chosen. */
export interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** One list of several. */
export interface Step<T> {
  readonly title: string;
  readonly placeholder: string;
  readonly items: readonly (Choice<T> | vscode.QuickPickItem)[];
  /** What is marked when the list opens. */
  readonly active?: T;
  /** Whether there is a list before this one, to go back to. */
  readonly back: boolean;
}

/** What a list was left with: `back` where the person went to the one before. */
export type Picked<T> = { readonly value: T } | 'back' | undefined;

/** Shows a list; undefined where the person closed it. */
export function pickStep<T>({ title, placeholder, items, active, back }: Step<T>): Promise<Picked<T>> {
  return new Promise((resolve) => {
    const pick = vscode.window.createQuickPick<Choice<T> | vscode.QuickPickItem>();
    let picked: Picked<T>;
    pick.title = title;
    pick.placeholder = placeholder;
    pick.matchOnDescription = true;
    pick.items = items;
    pick.buttons = back ? [vscode.QuickInputButtons.Back] : [];
    const marked = items.filter((item) => 'value' in item && item.value === active);
    if (marked.length > 0) pick.activeItems = marked;
    pick.onDidTriggerButton(() => {
      picked = 'back';
      pick.hide();
    });
    pick.onDidAccept(() => {
      const [item] = pick.selectedItems;
      if (item === undefined || !('value' in item)) return;
      picked = { value: item.value };
      pick.hide();
    });
    pick.onDidHide(() => {
      pick.dispose();
      resolve(picked);
    });
    pick.show();
  });
}
