import { css } from 'lit';

/** The tables of what a change did; below some width each property is a card of its own. */
export const changesStyles = css`
  :host {
    padding-block-end: 16px;
  }
  .summary {
    max-width: 100ch;
    overflow-wrap: anywhere;
    padding: 10px 12px 2px;
  }
  .counts {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 16px;
    list-style: none;
    padding: 10px 12px 0;
  }
  .counts li {
    align-items: center;
    display: inline-flex;
    gap: 5px;
  }
  h2 {
    font-weight: 600;
    padding: 14px 12px 4px;
  }
  .count {
    font-weight: normal;
    padding-inline-start: 4px;
  }
  .about {
    max-width: 88ch;
    padding: 2px 12px 6px;
  }
  thead th {
    border-block-start: 0;
    color: var(--muted);
    padding-block: 2px 4px;
  }
  th.name {
    width: 24%;
  }
  .result-column {
    width: 20%;
  }
  button.whole {
    font-weight: normal;
    display: block;
    margin-block-start: 2px;
  }
  .word {
    color: var(--muted);
    font-family: var(--vscode-font-family);
    font-style: italic;
  }
  del,
  ins,
  mark {
    border-block-end: 1px solid;
    border-radius: 2px;
    color: inherit;
    text-decoration: none;
  }
  del,
  mark.sent {
    background: var(--vscode-diffEditor-removedTextBackground, transparent);
    border-block-end: 1px dashed;
    outline: 1px solid var(--vscode-diffEditor-removedTextBorder, transparent);
  }
  ins,
  mark.stored {
    background: var(--vscode-diffEditor-insertedTextBackground, transparent);
    outline: 1px solid var(--vscode-diffEditor-insertedTextBorder, transparent);
  }
  /* For the ear only: as generated text it is read out and never copied. */
  del::before,
  ins::before,
  mark::before,
  del::after,
  ins::after,
  mark::after {
    clip-path: inset(50%);
    height: 1px;
    overflow: hidden;
    position: absolute;
    white-space: pre;
    width: 1px;
  }
  del::before {
    content: ' removed: ';
  }
  ins::before {
    content: ' added: ';
  }
  mark::before {
    content: ' differs: ';
  }
  del::after,
  ins::after,
  mark::after {
    content: ', end. ';
  }
  .items {
    list-style: none;
  }
  .items li {
    padding-inline-start: 2ch;
  }
  .items li.only {
    border-radius: 2px;
  }
  .items .only.before,
  .items .only.sent {
    background: var(--vscode-diffEditor-removedTextBackground, transparent);
  }
  .items .only.now,
  .items .only.stored {
    background: var(--vscode-diffEditor-insertedTextBackground, transparent);
  }
  .sign {
    display: inline-block;
    margin-inline-start: -2ch;
    width: 2ch;
  }
  .result {
    align-items: baseline;
    display: inline-flex;
    gap: 5px;
  }
  .result .icon {
    align-self: center;
  }
  .ok {
    color: var(--ok);
  }
  .warn {
    color: var(--warn);
  }
  .difference td {
    border-block-start: 0;
    padding-block: 0 8px;
  }
  .difference dl {
    border-inline-start: 2px solid var(--hair);
    display: grid;
    gap: 2px 10px;
    grid-template-columns: max-content minmax(0, 1fr);
    padding-inline-start: 10px;
  }
  .difference dt {
    color: var(--muted);
  }
  .form {
    padding-block-end: 3px;
  }
  @container (max-width: 620px) {
    thead {
      clip-path: inset(50%);
      height: 1px;
      overflow: hidden;
      position: absolute;
    }
    tr,
    tbody th,
    tbody td {
      display: block;
      width: auto;
    }
    tbody tr {
      border-block-start: 1px solid var(--hair);
      padding-block: 5px 7px;
    }
    tbody tr.difference {
      border: 0;
      padding-block: 0 2px;
    }
    tbody tr.with-difference {
      padding-block-end: 2px;
    }
    tbody th.name,
    tbody td,
    tbody td.result-column {
      border: 0;
      padding-block: 1px;
      width: auto;
    }
    tbody th.name {
      font-weight: 600;
    }
    tbody td[data-label] {
      display: grid;
      gap: 0 10px;
      grid-template-columns: 6ch minmax(0, 1fr);
    }
    tbody td[data-label]::before {
      color: var(--muted);
      content: attr(data-label);
    }
    .difference dl {
      grid-template-columns: 6ch minmax(0, 1fr);
    }
  }
`;
