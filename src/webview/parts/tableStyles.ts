import { css } from 'lit';

/** A table of names and values that takes the whole width. */
export const tableStyles = css`
  table {
    border-collapse: collapse;
    table-layout: fixed;
    width: 100%;
  }
  th,
  td {
    border-block-start: 1px solid var(--hair);
    font-weight: normal;
    overflow-wrap: anywhere;
    text-align: start;
  }
`;

/** The line of buttons and fields above a table. */
export const toolbarStyles = css`
  .toolbar {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 4px 8px;
    padding: 8px 12px 6px;
  }
`;
