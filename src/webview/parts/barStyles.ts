import { css } from 'lit';

/** The bar above a response: one quiet line. */
export const barStyles = css`
  :host {
    align-items: center;
    border-block-end: 1px solid var(--hair);
    display: flex;
    gap: 4px 12px;
    justify-content: space-between;
    min-height: 29px;
    padding: 3px 8px;
  }
  .way,
  .deeds {
    align-items: center;
    display: flex;
    gap: 2px;
    min-width: 0;
  }
  .position {
    font-variant-numeric: tabular-nums;
    padding-inline: 6px;
    white-space: nowrap;
  }
`;
