import { VscodeTabs } from '@vscode-elements/elements/dist/vscode-tabs/vscode-tabs.js';
import { css } from 'lit';
import { define } from './element.ts';

/** The page's tabs: where they have no room beside one another, they go on in a second line. */
class PageTabs extends VscodeTabs {
  static override styles = [
    VscodeTabs.styles,
    css`
      .tablist {
        flex-wrap: wrap;
      }
    `,
  ];
}

/** The tab elements listen to Enter; Space does the same. */
export function pressTab(event: KeyboardEvent): void {
  const { target } = event;
  if (event.key !== ' ' || !(target instanceof HTMLElement) || target.localName !== 'vscode-tab-header')
    return;
  event.preventDefault();
  target.click();
}

define('page-tabs', PageTabs);
