import { css } from 'lit';

/** The explanation of an error: reading width, best advice first. */
export const explanationStyles = css`
  :host {
    max-width: 88ch;
    overflow-wrap: anywhere;
    padding: 14px 12px 20px;
  }
  .cause {
    font-size: 1.08em;
  }
  h2 {
    font-weight: 600;
    margin: 18px 0 6px;
  }
  .advice {
    padding-inline-start: 22px;
  }
  .advice li + li {
    margin-block-start: 4px;
  }
  .actions {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 8px 12px;
    margin-block-start: 14px;
  }
  .said {
    align-items: flex-start;
    background: var(--vscode-textCodeBlock-background);
    border: 1px solid var(--line);
    border-radius: 4px;
    display: flex;
    gap: 8px;
    padding: 8px 8px 8px 12px;
  }
  .said-text {
    flex: 1;
    min-width: 0;
  }
  .code {
    display: flex;
    flex-wrap: wrap;
    font-weight: 600;
    gap: 0 12px;
  }
  .message {
    margin-block-start: 2px;
    white-space: pre-wrap;
  }
  .more {
    display: block;
    margin-block-start: 4px;
  }
  .details {
    list-style: none;
  }
  .details li {
    border-block-start: 1px solid var(--hair);
    padding: 6px 0;
  }
  .target,
  button.target {
    font-family: var(--mono);
    font-weight: 600;
    margin-inline-end: 8px;
  }
`;
