/** Walks through the page with Tab, as a person does who has no pointer. */
import type { Page } from 'playwright-core';

/** Where the focus rests. */
export interface Stop {
  /** Role or element, and the label: `button Copy request-id`. */
  readonly name: string;
  /** Its place in the window, in CSS pixels. */
  readonly top: number;
  readonly left: number;
  /** Whether something around it tells that it has the focus. */
  readonly visible: boolean;
  /** Whether all of its width is in the window. */
  readonly inside: boolean;
}

/** More stops than any page has. */
const MOST = 80;

/** Every stop of Tab (or Shift+Tab), from the page's beginning (or end) until the focus leaves it. */
export async function stopsOf(page: Page, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<readonly Stop[]> {
  await page.evaluate((fromEnd) => {
    const start = document.createElement('i');
    start.tabIndex = -1;
    document.body[fromEnd ? 'append' : 'prepend'](start);
    start.focus();
    start.addEventListener('blur', () => start.remove());
  }, key === 'Shift+Tab');
  const stops: Stop[] = [];
  for (let count = 0; count < MOST; count++) {
    await page.keyboard.press(key);
    const stop = await currentStop(page);
    if (!stop) return stops;
    stops.push(stop);
  }
  throw new Error(`The focus never leaves the page: ${stops.map(({ name }) => name).join(', ')}`);
}

/** Where the focus rests now; undefined outside of the page. */
async function currentStop(page: Page): Promise<Stop | undefined> {
  return page.evaluate(() => {
    const path: Element[] = [];
    let root: Document | ShadowRoot | null = document;
    while (root) {
      const element: Element | null = root.activeElement;
      if (!element || element === document.body) break;
      path.push(element);
      root = element.shadowRoot;
    }
    const element = path.at(-1);
    if (!element) return undefined;
    const marked = (each: Element): boolean => {
      const { outlineStyle, outlineWidth, borderColor } = getComputedStyle(each);
      const focus = getComputedStyle(document.documentElement).getPropertyValue('--vscode-focusBorder');
      const probe = document.createElement('i');
      probe.style.color = focus;
      document.body.append(probe);
      const colour = getComputedStyle(probe).color;
      probe.remove();
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || borderColor === colour;
    };
    const around = [...path, ...(element.shadowRoot?.querySelectorAll('*') ?? [])];
    const host = element.getRootNode();
    const wrap = host instanceof ShadowRoot ? host.querySelectorAll('.root, .cm-editor') : [];
    const box = element.getBoundingClientRect();
    // A long text scrolls sideways in a box of its own.
    const room = (element.closest('.cm-scroller') ?? element).getBoundingClientRect();
    const label =
      element.getAttribute('aria-label') ??
      element.querySelector('.name-text')?.textContent ??
      element.textContent?.trim() ??
      '';
    return {
      name: `${element.getAttribute('role') ?? element.localName} ${label.replace(/\s+/g, ' ').slice(0, 60)}`,
      top: box.top,
      left: box.left,
      visible: [...around, ...wrap].some(marked),
      inside: room.left >= -0.5 && room.right <= innerWidth + 0.5,
    };
  });
}
