import { css } from 'lit';

/** The page as a whole: the head and the tabs stay, the tab's content scrolls. */
export const appStyles = css`
  :host {
    height: 100%;
    overflow: auto;
  }
  main {
    display: flex;
    flex-direction: column;
    height: 100%;
  }
  page-tabs {
    display: flex;
    flex: 1 0 260px;
    flex-direction: column;
    min-height: 260px;
  }
  vscode-tab-header[active] {
    box-shadow: inset 0 -2px var(--vscode-panelTitle-activeBorder);
  }
  @media (max-width: 360px) {
    vscode-tab-header {
      margin-inline: -2px;
    }
    vscode-tab-header:first-of-type {
      margin-inline-start: 0;
    }
  }
  @media (forced-colors: active) {
    vscode-tab-header[active] {
      border-block-end: 3px solid Highlight;
    }
  }
  vscode-tab-header:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -3px;
  }
  vscode-tab-panel {
    flex: 1 1 0;
    min-height: 0;
    overflow: auto;
  }
  vscode-tab-panel:focus-visible {
    outline-offset: -1px;
  }
  vscode-tab-panel.object,
  vscode-tab-panel.raw {
    display: flex;
    flex-direction: column;
    overflow: hidden;
  }
  vscode-tab-panel[hidden] {
    display: none;
  }
  object-panel,
  raw-panel {
    flex: 1;
    min-height: 0;
  }
  .note {
    max-width: 70ch;
    padding: 16px 12px;
  }
  .read-mark {
    align-items: baseline;
    border-block-end: 1px solid var(--hair);
    display: flex;
    gap: 6px;
    padding: 6px 12px;
  }
  .read-mark .icon {
    align-self: center;
  }
  .empty-state {
    margin: auto;
    max-width: 44ch;
    padding: 24px;
    text-align: center;
  }
  .empty-state .icon {
    color: var(--muted);
    font-size: 40px;
    width: 40px;
  }
  .empty-state h1 {
    font-size: 1.3em;
    margin: 12px 0 6px;
  }
`;
