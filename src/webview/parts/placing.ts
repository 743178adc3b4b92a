const GAP = 4;

/** Puts something that floats below a row and under one of its elements; above the row where there is no room. */
export function besideRow(floating: HTMLElement, element: Element, row: Element): void {
  const { width, height } = floating.getBoundingClientRect();
  const { left } = element.getBoundingClientRect();
  const { top, bottom } = row.getBoundingClientRect();
  const below = bottom + GAP;
  const above = Math.max(GAP, top - height - GAP);
  floating.style.left = `${Math.max(GAP, Math.min(left, window.innerWidth - width - GAP))}px`;
  floating.style.top = `${below + height > window.innerHeight ? above : below}px`;
}
