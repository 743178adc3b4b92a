import { css } from 'lit';

/** The view of a long text. Rows have one height and never wrap. */
export const viewStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
  }
  .scroller {
    flex: 1;
    min-height: 0;
    overflow: auto;
    overflow-anchor: none;
  }
  .sizer {
    font-family: var(--mono);
    font-size: var(--vscode-editor-font-size);
    line-height: round(1.45em, 1px);
    min-width: calc((var(--longest) + var(--digits) + 4) * 1ch);
    position: relative;
  }
  .lines {
    inset-block-start: 0;
    inset-inline: 0;
    position: absolute;
    tab-size: 4;
  }
  .raw-line {
    height: 1lh;
    white-space: pre;
    width: max-content;
  }
  .raw-number {
    color: var(--muted);
    display: inline-block;
    padding-inline: 1ch 2ch;
    text-align: end;
    user-select: none;
    width: calc((var(--digits) + 3) * 1ch);
  }
  .raw-line .chip {
    font-size: 0.85em;
    line-height: 1.1;
  }
  .name {
    color: var(--vscode-debugTokenExpression-name);
  }
  .string {
    color: var(--vscode-debugTokenExpression-string);
  }
  .number {
    color: var(--vscode-debugTokenExpression-number);
  }
  .word {
    color: var(--vscode-debugTokenExpression-boolean);
  }
  .all .raw-line {
    background: var(--vscode-editor-selectionBackground);
    color: var(--vscode-editor-selectionForeground, inherit);
  }
  .all .raw-line span {
    color: var(--vscode-editor-selectionForeground);
  }
`;
