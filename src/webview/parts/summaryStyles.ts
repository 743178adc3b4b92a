import { css } from 'lit';

/** The head of the page. */
export const summaryStyles = css`
  :host {
    align-items: flex-start;
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    padding: 10px 12px 8px;
    position: relative;
  }
  vscode-progress-bar {
    inset: 0 0 auto;
    position: absolute;
  }
  .line {
    align-items: center;
    display: flex;
    flex: 1 0 100%;
    min-width: 0;
    flex-wrap: wrap;
    gap: 2px 12px;
  }
  .status {
    align-items: center;
    display: inline-flex;
    gap: 6px;
    white-space: nowrap;
  }
  .ok {
    color: var(--ok);
  }
  .bad {
    color: var(--bad);
  }
  .warn {
    color: var(--warn);
  }
  .request {
    flex: 1 1 18em;
    max-width: 100%;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .method {
    font-weight: 600;
  }
  .facts {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    list-style: none;
    min-width: 0;
  }
  .facts li {
    align-items: center;
    display: inline-flex;
    gap: 4px;
    min-height: 22px;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .timing {
    cursor: default;
    display: inline-flex;
    flex-wrap: wrap;
    gap: 0 8px;
    min-height: 22px;
    align-items: center;
  }
  .timing .icon {
    font-size: 13px;
    margin-inline-end: 3px;
  }
  .facts .ids {
    flex-wrap: wrap;
    gap: 0 12px;
  }
  .ids span {
    white-space: nowrap;
  }
  .headline {
    flex: 1 1 20em;
    font-size: 1.15em;
    font-weight: 600;
    margin-block-start: 4px;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin-block-start: 6px;
  }
  .more {
    font-size: calc(1em / 1.15);
    font-weight: normal;
  }
  .sending {
    align-items: center;
    display: flex;
    gap: 0 0.4em;
    white-space: nowrap;
  }
  .sending .path {
    font-weight: normal;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .spin {
    animation: spin 1.5s linear infinite;
  }
  @keyframes spin {
    to {
      transform: rotate(360deg);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .spin {
      animation: none;
    }
  }
  :host-context(.vscode-reduce-motion) .spin {
    animation: none;
  }
  :host-context(.vscode-reduce-motion) vscode-progress-bar::part(indicator) {
    animation: none;
    width: 100%;
  }
  @media (min-width: 1500px) {
    .middle {
      font-size: inherit;
    }
    .middle::before {
      content: none;
    }
  }
  @media (forced-colors: active) {
    vscode-progress-bar::part(indicator) {
      forced-color-adjust: none;
    }
  }
  /* Where the facts are on a line of their own anyway: rather one more than a path without its end. */
  @media (max-width: 900px) {
    .request {
      flex-basis: auto;
    }
  }
  @media (max-width: 460px) {
    .request {
      flex-basis: 100%;
      white-space: normal;
      word-break: break-all;
    }
  }
`;
