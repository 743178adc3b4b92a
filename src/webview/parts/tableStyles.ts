import { css } from 'lit';

/** What the tables of names and values have in common. Their own styles say what becomes of them where it is narrow. */
export const plainTable = css`
  :host {
    container-type: inline-size;
  }
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
    padding: 5px 12px;
    text-align: start;
    vertical-align: baseline;
  }
`;
