import { css } from 'lit';

/** What every element of the page shares. Colours are the editor's theme variables only. */
export const shared = css`
  :host {
    box-sizing: border-box;
    display: block;
    --mono: var(--vscode-editor-font-family, monospace);
    --line: var(--vscode-panel-border, var(--vscode-contrastBorder, transparent));
    --hair: color-mix(in srgb, var(--vscode-foreground) 13%, transparent);
    --muted: var(--vscode-descriptionForeground);
    --ok: var(--vscode-charts-green);
    --bad: var(--vscode-editorError-foreground);
    --warn: var(--vscode-editorWarning-foreground);
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  h1,
  h2,
  p,
  ul,
  ol,
  dl,
  dd {
    font-size: inherit;
    font-weight: inherit;
    margin: 0;
    padding: 0;
  }
  .icon {
    display: inline-block;
    flex: none;
    font: normal 16px / 1 codicon;
    -webkit-font-smoothing: antialiased;
    text-align: center;
    user-select: none;
    vertical-align: text-bottom;
    width: 16px;
  }
  .muted {
    color: var(--muted);
  }
  .mono {
    font-family: var(--mono);
  }
  /* Copied and read aloud, but not seen; where there is room, all of it is. */
  .middle {
    font-size: 0;
  }
  .middle::before {
    content: "…";
    font-size: var(--vscode-editor-font-size, 13px);
  }
  .hearing {
    clip-path: inset(50%);
    height: 1px;
    overflow: hidden;
    position: absolute;
    white-space: nowrap;
    width: 1px;
  }
  .chip {
    border: 1px solid var(--warn);
    border-radius: 3px;
    color: var(--vscode-foreground);
    direction: ltr;
    display: inline-block;
    font-family: var(--mono);
    font-size: 0.8em;
    line-height: 1.25;
    margin: 0 1px;
    padding: 0 3px;
    unicode-bidi: isolate;
    user-select: all;
    white-space: nowrap;
  }
  button.icon-button,
  button.link,
  button.plain {
    background: none;
    border: 0;
    border-radius: 4px;
    color: inherit;
    cursor: pointer;
    font: inherit;
    margin: 0;
    padding: 0;
    text-align: start;
  }
  button.icon-button {
    align-items: center;
    color: var(--vscode-icon-foreground, inherit);
    display: inline-flex;
    flex: none;
    height: 22px;
    justify-content: center;
    vertical-align: middle;
    width: 22px;
  }
  button.icon-button:hover {
    background: var(--vscode-toolbar-hoverBackground);
    outline: 1px dashed var(--vscode-toolbar-hoverOutline, transparent);
    outline-offset: -1px;
  }
  button.icon-button[aria-disabled='true'] {
    cursor: default;
  }
  button.icon-button[aria-disabled='true'] .icon {
    opacity: 0.4;
  }
  button.icon-button[aria-disabled='true']:hover:not(:focus-visible) {
    background: none;
    outline: none;
  }
  button.icon-button[aria-pressed='true'] {
    background: var(--vscode-inputOption-activeBackground, var(--vscode-toolbar-activeBackground));
    color: var(--vscode-inputOption-activeForeground, inherit);
    outline: 1px solid var(--vscode-inputOption-activeBorder, var(--vscode-focusBorder));
    outline-offset: -1px;
  }
  button.link {
    color: var(--vscode-textLink-foreground);
  }
  button.link:hover {
    color: var(--vscode-textLink-activeForeground);
    text-decoration: underline;
  }
  @media (forced-colors: active) {
    button.link {
      color: LinkText;
    }
  }
  button.link .icon {
    font-size: 13px;
    margin-inline-start: 3px;
    vertical-align: -2px;
  }
  /* High contrast themes have no colour for it; the element's own would be a grey of another theme. */
  vscode-button[secondary]::part(base) {
    background: var(--vscode-button-secondaryBackground, transparent);
    border-color: var(--vscode-button-secondaryBorder, var(--vscode-button-border, transparent));
  }
  vscode-button[secondary]:is(:hover, :focus)::part(base) {
    background: var(--vscode-button-secondaryHoverBackground, transparent);
  }
  button:focus-visible,
  [tabindex]:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }
  .filter > .before {
    display: flex;
  }
  .tick,
  .copied .copy {
    display: none;
  }
  .copied .tick {
    display: inline-block;
  }
`;
