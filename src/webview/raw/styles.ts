import { css } from 'lit';

/** The bar above the body, and the body. */
export const rawPanelStyles = css`
  :host {
    display: flex;
    flex-direction: column;
  }
  .toolbar {
    align-items: center;
    border-block-end: 1px solid var(--hair);
    display: flex;
    flex-wrap: wrap;
    gap: 2px 8px;
    min-height: 31px;
    padding: 4px 12px;
  }
  .path {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .buttons {
    align-items: center;
    display: flex;
    gap: 4px;
    margin-inline-start: auto;
  }
  text-view {
    flex: 1;
    min-height: 0;
  }
`;

/** The view of a long text: the editor's own styles are a constructed sheet below these. */
export const viewStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
  }
  .holder {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
  }
  .holder .cm-editor {
    background: var(--vscode-editor-background);
    color: var(--vscode-editor-foreground, var(--vscode-foreground));
    flex: 1;
    min-height: 0;
  }
  .holder .cm-editor.cm-focused {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }
  .holder .cm-editor .cm-scroller {
    font-family: var(--mono);
    font-size: var(--vscode-editor-font-size);
    line-height: round(1.45em, 1px);
  }
  .holder .cm-editor .cm-content {
    caret-color: var(--vscode-editorCursor-foreground, var(--vscode-foreground));
    padding-block: 4px;
  }
  .holder .cm-editor .cm-line {
    padding-inline: 4px 12px;
  }
  .holder .cm-editor .cm-gutters {
    background: var(--vscode-editor-background);
    border: 0;
    color: var(--muted);
  }
  .holder .cm-lineNumbers .cm-gutterElement {
    padding-inline: 12px 2px;
  }
  .holder .cm-foldGutter .cm-gutterElement {
    color: var(--vscode-icon-foreground, inherit);
    width: 18px;
  }
  .holder .cm-foldGutter .icon {
    vertical-align: middle;
  }
  .cm-line .chip {
    font-size: 0.85em;
    line-height: 1.1;
    text-indent: 0;
  }
  .folded {
    background: var(--vscode-editor-foldBackground, transparent);
    border: 1px solid var(--hair);
    border-radius: 3px;
    cursor: pointer;
    margin-inline: 2px;
    padding-inline: 4px;
  }
  .name {
    color: var(--vscode-debugTokenExpression-name);
  }
  .string {
    color: var(--vscode-debugTokenExpression-string);
    unicode-bidi: isolate;
  }
  .number {
    color: var(--vscode-debugTokenExpression-number);
  }
  .word {
    color: var(--vscode-debugTokenExpression-boolean);
  }
  .cm-content ::selection {
    background: var(--vscode-editor-selectionBackground);
    color: var(--vscode-editor-selectionForeground);
  }
  .holder .cm-searchMatch {
    background: var(--vscode-editor-findMatchHighlightBackground, transparent);
    outline: 1px solid var(--vscode-editor-findMatchHighlightBorder, transparent);
  }
  .holder .cm-searchMatch,
  .holder .cm-searchMatch * {
    color: var(--vscode-editor-foreground, var(--vscode-foreground));
  }
  .holder .cm-searchMatch-selected {
    outline: 2px solid var(--vscode-editor-findMatchBorder, var(--vscode-focusBorder));
  }
`;

/** The search panel above the text, dressed as the editor's own. */
export const panelStyles = css`
  .holder .cm-editor .cm-panels {
    background: var(--vscode-editorWidget-background, var(--vscode-editor-background));
    border-block: 1px solid var(--line);
    color: var(--vscode-editorWidget-foreground, var(--vscode-foreground));
    font-family: var(--vscode-font-family);
  }
  .holder .cm-editor .cm-panel:is(.cm-search, .cm-goto-line) {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 6px 8px;
    padding: 6px 36px 6px 12px;
  }
  .holder .cm-editor .cm-panel :is(input, button, label) {
    font-family: inherit;
    font-size: var(--vscode-font-size);
    margin: 0;
  }
  .holder .cm-editor .cm-panel br {
    display: none;
  }
  .holder .cm-editor .cm-goto-line :is(form, label) {
    align-items: center;
    display: flex;
    gap: 8px;
    margin: 0;
  }
  .matches {
    font-size: var(--vscode-font-size);
    font-variant-numeric: tabular-nums;
    min-width: 9ch;
    white-space: nowrap;
  }
  .holder .cm-editor .cm-panel .cm-textfield {
    background: var(--vscode-settings-textInputBackground, var(--vscode-editor-background));
    border: 1px solid var(--vscode-settings-textInputBorder, var(--line));
    border-radius: 4px;
    color: var(--vscode-settings-textInputForeground, inherit);
    flex: 1 1 140px;
    max-width: 320px;
    min-width: 0;
    padding: 3px 6px;
  }
  .holder .cm-editor .cm-panel .cm-button {
    background: var(--vscode-button-secondaryBackground);
    border: 1px solid var(--vscode-button-secondaryBorder, var(--vscode-button-border, transparent));
    border-radius: 4px;
    color: var(--vscode-button-secondaryForeground);
    cursor: pointer;
    padding: 3px 8px;
  }
  .holder .cm-editor .cm-panel .cm-button:hover {
    background: var(--vscode-button-secondaryHoverBackground);
  }
  .holder .cm-editor .cm-panel label {
    align-items: center;
    display: flex;
    gap: 4px;
  }
  .holder .cm-editor .cm-panel :is([name='close'], .cm-dialog-close) {
    background: none;
    border: 0;
    border-radius: 4px;
    color: inherit;
    cursor: pointer;
    height: 24px;
    inset-block-start: 6px;
    inset-inline-end: 8px;
    padding: 0;
    position: absolute;
    width: 24px;
  }
  .holder .cm-editor .cm-panel :focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }
`;
