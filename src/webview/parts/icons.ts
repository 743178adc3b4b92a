import { html, type TemplateResult } from 'lit';

/** Code points of the icons that the page uses, in the codicon font (`@vscode/codicons/dist/codicon.css`). */
export const ICONS = {
  account: '\ueb99',
  'arrow-left': '\uea9b',
  'arrow-right': '\uea9c',
  'arrow-up': '\ueaa1',
  check: '\ueab2',
  'chevron-down': '\ueab4',
  'chevron-right': '\ueab6',
  'circle-slash': '\ueabd',
  clock: '\uea82',
  close: '\uea76',
  'collapse-all': '\ueac5',
  copy: '\uebcc',
  diff: '\ueae1',
  edit: '\uea73',
  error: '\uea87',
  ellipsis: '\uea7c',
  'expand-all': '\ueb95',
  eye: '\uea70',
  'eye-closed': '\ueae7',
  'git-compare': '\ueafd',
  info: '\uea74',
  link: '\ueb15',
  insert: '\uec11',
  'link-external': '\ueb14',
  'list-ordered': '\ueb16',
  loading: '\ueb19',
  lock: '\uea75',
  'pass-filled': '\uebb3',
  pin: '\ueb2b',
  pinned: '\ueba0',
  question: '\ueb32',
  search: '\uea6d',
  send: '\uec0f',
  'server-environment': '\ueba3',
  'symbol-key': '\uea93',
  sync: '\uea77',
  warning: '\uea6c',
  'word-wrap': '\ueb80',
} as const satisfies Record<string, string>;

/** Name of an icon of the codicon font. */
export type IconName = keyof typeof ICONS;

/** A decorative icon; what it says must also be there as text or label. */
export function icon(name: IconName, extra = ''): TemplateResult {
  return html`<span class="icon ${extra}" aria-hidden="true">${ICONS[name]}</span>`;
}
