/**
 * Copying a selection gives what the service sent, not how the page shows it: chips become the characters
 * that they stand for.
 */

/** The text of a copied fragment, or undefined where the browser's own copying is right. */
function exactText(fragment: DocumentFragment): string | undefined {
  const chips = fragment.querySelectorAll<HTMLElement>('[data-text]');
  if (chips.length === 0) return undefined;
  for (const chip of chips) chip.textContent = chip.dataset.text ?? '';
  return fragment.textContent ?? '';
}

/** Chrome gives shadow roots a selection of their own; the type library does not know it. */
interface SelectingRoot {
  getSelection?(): Selection | null;
}

/** What is selected inside a shadow root, if anything is. */
function selectedRange(root: ShadowRoot): Range | undefined {
  const selection = (root as SelectingRoot).getSelection?.() ?? document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  return root.contains(range.commonAncestorContainer) || range.commonAncestorContainer === root
    ? range
    : undefined;
}

/** Handles `copy` inside a shadow root. Returns whether something was selected there. */
export function copySelection(root: ShadowRoot, event: ClipboardEvent): boolean {
  const range = selectedRange(root);
  if (range === undefined) return false;
  const text = exactText(range.cloneContents());
  if (text !== undefined) {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
  }
  return true;
}
