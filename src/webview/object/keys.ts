import type { FlatRow } from './model.ts';

/** What a key does in the table (the tree grid pattern of the ARIA Authoring Practices). */
export type KeyAction =
  | { readonly kind: 'focus'; readonly index: number }
  | { readonly kind: 'fold'; readonly index: number; readonly open: boolean }
  | { readonly kind: 'describe'; readonly index: number }
  | { readonly kind: 'menu'; readonly index: number }
  /** Into the buttons of the row. */
  | { readonly kind: 'buttons'; readonly index: number };

/** Rows that Page Up and Page Down move by. */
const PAGE = 15;

/** What a key means on the row at `index`; undefined where it is not ours. */
export function keyAction(key: string, index: number, rows: readonly FlatRow[]): KeyAction | undefined {
  const flat = rows[index];
  if (flat === undefined) return undefined;
  const last = rows.length - 1;
  const focus = (to: number): KeyAction => ({ kind: 'focus', index: Math.min(Math.max(to, 0), last) });
  switch (key) {
    case 'ArrowDown':
      return focus(index + 1);
    case 'ArrowUp':
      return focus(index - 1);
    case 'PageDown':
      return focus(index + PAGE);
    case 'PageUp':
      return focus(index - PAGE);
    case 'Home':
      return focus(0);
    case 'End':
      return focus(last);
    case 'ArrowRight':
      if (flat.expandable && !flat.expanded) return { kind: 'fold', index, open: true };
      return { kind: 'buttons', index };
    case 'ArrowLeft':
      if (flat.expanded) return { kind: 'fold', index, open: false };
      return flat.parent < 0 ? undefined : focus(flat.parent);
    case 'Enter':
      if (flat.expandable) return { kind: 'fold', index, open: !flat.expanded };
      return { kind: 'describe', index };
    case 'ContextMenu':
      return { kind: 'menu', index };
    case ' ':
      return { kind: 'describe', index };
    default:
      return undefined;
  }
}

/**
 * What a key means on the button at `at` of a row: another button by its index, the row itself, or a key that the
 * row understands. Undefined for the button's own keys.
 */
export function buttonKey(key: string, at: number): number | 'row' | 'ArrowUp' | 'ArrowDown' | undefined {
  switch (key) {
    case 'ArrowUp':
    case 'ArrowDown':
      return key;
    case 'Escape':
      return 'row';
    case 'ArrowLeft':
      return at > 0 ? at - 1 : 'row';
    case 'ArrowRight':
      return at + 1;
    default:
      return undefined;
  }
}
