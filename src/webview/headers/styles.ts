import { css } from 'lit';

/** A table of headers; where it is narrow, each value stands below its name. */
export const headerStyles = css`
  .toolbar {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 4px 8px;
    padding: 8px 12px 6px;
  }
  h2 {
    flex: 1;
    font-weight: 600;
    white-space: nowrap;
  }
  .filter {
    flex: 0 1 220px;
    min-width: 120px;
    width: auto;
  }
  th,
  td {
    padding-block: 4px;
    vertical-align: top;
  }
  th {
    color: var(--muted);
    width: 30%;
  }
  td.value {
    font-family: var(--mono);
  }
  td.copying {
    padding: 0 8px 0 0;
    text-align: end;
    vertical-align: middle;
    width: 34px;
  }
  tr:not(:hover, :focus-within) td.copying .icon {
    opacity: 0.5;
  }
  button.name {
    overflow-wrap: anywhere;
  }
  button.known {
    border-radius: 0;
    text-decoration: underline dotted color-mix(in srgb, currentColor 55%, transparent);
    text-underline-offset: 3px;
  }
  .note {
    padding: 8px 12px;
  }
  @container (max-width: 460px) {
    tr {
      border-block-start: 1px solid var(--hair);
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      padding-block: 3px 5px;
    }
    th,
    td.value,
    td.copying {
      border: 0;
      padding-block: 0;
      width: auto;
    }
    td.value {
      grid-column: 1;
      grid-row: 2;
    }
    td.copying {
      align-self: center;
      grid-column: 2;
      grid-row: 1 / span 2;
    }
  }
`;
