/** Reads the page as a person sees it: across shadow roots. */
import type { Locator, Page } from 'playwright-core';

/** The text that an element shows, hidden parts and icons left out, with white space as one space. */
export async function shownText(locator: Locator): Promise<string> {
  return locator.evaluate((start) => {
    const read = (node: Node): string => {
      if (node instanceof Text) return node.data;
      if (!(node instanceof Element)) return '';
      if (node.matches('.icon, .hearing, style') || getComputedStyle(node).display === 'none') return '';
      const children =
        node instanceof HTMLSlotElement ? node.assignedNodes() : (node.shadowRoot ?? node).childNodes;
      const inline = getComputedStyle(node).display.startsWith('inline');
      return [...children].map(read).join('') + (inline ? '' : ' ');
    };
    return read(start).replace(/\s+/g, ' ').trim();
  });
}

/** How many animations run on the page, in any shadow root. */
export async function runningAnimations(page: Page): Promise<number> {
  return page.evaluate(() => {
    const count = (root: Document | ShadowRoot): number => {
      const own = root.getAnimations().filter(({ playState }) => playState === 'running').length;
      const inside = [...root.querySelectorAll('*')].map(({ shadowRoot }) =>
        shadowRoot ? count(shadowRoot) : 0,
      );
      return inside.reduce((sum, each) => sum + each, own);
    };
    return count(document);
  });
}

/** How many elements the page has, in any shadow root. */
export async function elementCount(page: Page): Promise<number> {
  return page.evaluate(() => {
    const count = (root: Document | ShadowRoot): number =>
      [...root.querySelectorAll('*')].reduce(
        (sum, { shadowRoot }) => sum + 1 + (shadowRoot ? count(shadowRoot) : 0),
        0,
      );
    return count(document);
  });
}

/** The label of the element that has the focus, inside whatever shadow root. */
export async function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (!element) return '';
    const label = element.getAttribute('aria-label') ?? element.querySelector('.name-text')?.textContent;
    const text = element.cloneNode(true) as Element;
    for (const icon of text.querySelectorAll('.icon')) icon.remove();
    return (label ?? text.textContent ?? '').trim() || element.localName;
  });
}
