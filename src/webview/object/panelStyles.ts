import { css } from 'lit';

/** The toolbar above the property table. */
export const panelStyles = css`
  :host {
    container-type: inline-size;
    display: flex;
    flex-direction: column;
    height: 100%;
  }
  .toolbar {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 4px 8px;
    padding: 8px 12px 6px;
  }
  .about {
    display: flex;
    flex: 1 1 14em;
    flex-wrap: wrap;
    gap: 2px 12px;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .type-name {
    font-weight: 600;
  }
  .summary {
    flex-basis: 100%;
  }
  .filter {
    flex: 0 1 220px;
    min-width: 120px;
    width: auto;
  }
  .folding {
    display: flex;
  }
  property-table {
    flex: 1;
  }
  .empty {
    padding: 16px 12px;
  }
  @container (max-width: 500px) {
    .filter {
      flex: 1;
    }
  }
`;
