import { css } from 'lit';

/** The property table: three columns, or name and type above the value where it is narrow. */
export const tableStyles = css`
  :host {
    container-type: inline-size;
    display: flex;
    flex-direction: column;
    min-height: 0;
  }
  .scroller {
    flex: 1;
    min-height: 0;
    outline: none;
    overflow: auto;
  }
  .row {
    align-items: baseline;
    border-bottom: 1px solid var(--hair);
    display: grid;
    grid-template-columns: minmax(11em, 28%) minmax(0, 1fr) minmax(9em, 25%);
    min-height: 28px;
    padding: 0 8px 0 4px;
    position: relative;
  }
  .head {
    background: var(--vscode-editor-background);
    font-weight: 600;
    position: sticky;
    top: 0;
    z-index: 1;
  }
  .head .name {
    padding-inline-start: 20px;
  }
  .chunk .row:hover {
    background: var(--vscode-list-hoverBackground);
  }
  .chunk .row:focus-visible,
  .chunk .row:focus {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }
  .row.sent,
  .row.normalised,
  .row.not-stored {
    box-shadow: inset 2px 0 var(--ok);
  }
  .row.normalised {
    box-shadow: inset 2px 0 var(--warn);
  }
  .row.not-stored {
    box-shadow: inset 2px 0 var(--bad);
  }
  .name,
  .value,
  .type {
    min-width: 0;
    overflow-wrap: anywhere;
    padding: 4px 4px;
  }
  .name {
    align-items: baseline;
    align-self: stretch;
    display: flex;
  }
  .expandable > .name {
    cursor: pointer;
  }
  .indent {
    align-self: stretch;
    border-inline-start: 1px solid var(--vscode-tree-inactiveIndentGuidesStroke, transparent);
    flex: none;
    margin: -4px 0 -4px 7px;
    width: 5px;
  }
  .depth {
    flex: none;
    font-size: 0.85em;
    padding-inline-end: 2px;
  }
  .twistie {
    flex: none;
    width: 16px;
  }
  .name-text {
    min-width: 0;
  }
  .value {
    position: relative;
  }
  .value-text {
    font-family: var(--mono);
  }
  .text {
    white-space: pre-wrap;
  }
  .text.number {
    color: var(--vscode-debugTokenExpression-number);
  }
  .text.word {
    color: var(--vscode-debugTokenExpression-boolean);
  }
  .null,
  .note,
  .secret {
    font-style: italic;
  }
  .preview,
  .note,
  .secret {
    font-family: var(--vscode-font-family);
  }
  .value-text button.link {
    font-family: var(--vscode-font-family);
  }
  .type {
    align-items: baseline;
    display: flex;
    flex-wrap: wrap;
    gap: 2px 6px;
  }
  .read-only .icon {
    font-size: 13px;
    vertical-align: -2px;
    width: 13px;
  }
  .mark {
    align-items: baseline;
    display: inline-flex;
    gap: 3px;
    margin-inline-start: auto;
    white-space: nowrap;
  }
  .mark .icon {
    align-self: center;
    color: var(--ok);
    font-size: 13px;
    width: 13px;
  }
  .mark.normalised .icon {
    color: var(--warn);
  }
  .mark.not-stored .icon {
    color: var(--bad);
  }
  .buttons {
    background: var(--vscode-editor-background);
    border: 1px solid var(--vscode-widget-border, var(--line));
    border-radius: 5px;
    bottom: 2px;
    display: flex;
    inset-inline-end: 4px;
    position: absolute;
    z-index: 1;
  }
  .row.group {
    background: color-mix(in srgb, var(--vscode-foreground) 5%, transparent);
  }
  .group .name {
    font-weight: 600;
    grid-column: 1 / -1;
    padding-inline-start: 0;
  }
  .count {
    font-weight: normal;
    padding-inline-start: 8px;
  }
  .description {
    color: var(--muted);
    grid-column: 1 / -1;
    max-width: 80ch;
    overflow-wrap: anywhere;
    padding: 0 4px 6px 20px;
    white-space: pre-line;
  }
  /* Where there is room, the buttons have a place of their own beside the value. */
  @container (min-width: 900px) {
    .row {
      grid-template-columns: 24% minmax(0, 1fr) 27%;
    }
    .value {
      padding-inline-end: 108px;
    }
  }
  @container (max-width: 460px) {
    .chunk .row {
      display: flex;
      flex-wrap: wrap;
      padding-block: 2px;
    }
    .head {
      clip-path: inset(50%);
      height: 1px;
      overflow: hidden;
      position: absolute;
    }
    .name {
      flex: 1 1 auto;
      max-width: 100%;
      padding-block-end: 0;
    }
    .type {
      margin-inline-start: auto;
      max-width: 100%;
      padding: 4px 4px 0 20px;
    }
    .value {
      flex: 1 0 100%;
      max-width: 100%;
      order: 1;
      padding: 0 4px 3px 20px;
    }
    .description {
      flex-basis: 100%;
      order: 2;
    }
  }
`;
