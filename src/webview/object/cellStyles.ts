import { css } from 'lit';

/** Values that are shown in another way than they were sent, and the small tables of collections. */
export const cellStyles = css`
  .exact {
    cursor: default;
  }
  .cells {
    grid-column: 2 / -1;
  }
  .columns {
    display: grid;
    gap: 0 12px;
    grid-auto-columns: minmax(0, 1fr);
    grid-auto-flow: column;
  }
  .columns.names {
    font-size: 0.9em;
    grid-column: 2 / -1;
    padding: 4px 4px 0;
  }
  .cell {
    font-family: var(--mono);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .cell .text {
    white-space: nowrap;
  }
  .names .cell,
  .meaning {
    font-family: var(--vscode-font-family);
  }
  @container (min-width: 900px) {
    .columns.names {
      padding-inline-end: 108px;
    }
    .exact:not(.always) > .middle {
      font-size: inherit;
    }
    .exact:not(.always) > .middle::before {
      content: none;
    }
  }
  @container (max-width: 899px) {
    .cell:nth-child(n + 4) {
      display: none;
    }
  }
  @container (max-width: 460px) {
    .cell:nth-child(n + 3) {
      display: none;
    }
    .columns.names {
      flex-basis: 100%;
      padding-inline-start: 20px;
    }
  }
`;
