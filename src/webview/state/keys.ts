import type { Direction } from '../messages.ts';

/** Where a key leads among the responses: Alt+Left goes back, Alt+Right forward. */
export function directionOf({
  key,
  altKey,
  ctrlKey,
  metaKey,
  shiftKey,
}: Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>): Direction | undefined {
  if (!altKey || ctrlKey || metaKey || shiftKey) return undefined;
  return key === 'ArrowLeft' ? 'back' : key === 'ArrowRight' ? 'forward' : undefined;
}

/** Calls back for those keys, wherever the focus is on the page. On a Mac they move by a word where text is written. */
export function watchKeys(go: (to: Direction) => void): void {
  document.addEventListener(
    'keydown',
    (event) => {
      const to = directionOf(event);
      if (!to || movesByWord(event)) return;
      // Neither the browser nor the editor may do it too.
      event.preventDefault();
      event.stopImmediatePropagation();
      go(to);
    },
    { capture: true },
  );
  document.addEventListener('keydown', (event) => {
    if (directionOf(event) && movesByWord(event)) event.stopPropagation();
  });
}

function movesByWord(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  if (!navigator.userAgent.includes('Macintosh') || !(target instanceof HTMLElement)) return false;
  return target.localName === 'input' || target.isContentEditable;
}
