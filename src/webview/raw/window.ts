/** Where a windowed list stands. Lengths are CSS pixels. */
export interface Scroll {
  readonly scrollTop: number;
  readonly viewport: number;
  readonly rowHeight: number;
  readonly rows: number;
}

/** The rows to draw, and where. */
export interface RowWindow {
  /** First row to draw. */
  readonly first: number;
  /** One behind the last row to draw. */
  readonly end: number;
  /** Distance of the first row from the top of the scrolled content. */
  readonly offset: number;
  /** Height of the scrolled content. */
  readonly height: number;
}

/** Browsers lay out elements up to about 33 million pixels; beyond this height scrolling is scaled. */
export const MAX_HEIGHT = 15_000_000;
/** Rows drawn above and below what is seen. */
export const OVERSCAN = 20;

/**
 * The window of a list of rows of one height. Where the list is higher than a browser can lay out, the
 * scroll position is a fraction of the way through the rows instead of a distance.
 */
export function windowOf(scroll: Scroll): RowWindow {
  const { viewport, rowHeight, rows } = scroll;
  const natural = rows * rowHeight;
  const height = Math.min(natural, MAX_HEIGHT);
  const scrollable = Math.max(height - viewport, 0);
  const scrollTop = Math.min(Math.max(scroll.scrollTop, 0), scrollable);
  const position = natural > height ? (scrollTop / scrollable) * (natural - viewport) : scrollTop;
  const top = Math.floor(position / rowHeight);
  const first = Math.max(0, top - OVERSCAN);
  const end = Math.min(rows, Math.ceil((position + viewport) / rowHeight) + OVERSCAN);
  return { first, end, offset: first * rowHeight - position + scrollTop, height };
}

/** The scroll position that brings a row to the top. */
export function scrollTopOf(row: number, scroll: Omit<Scroll, 'scrollTop'>): number {
  const { viewport, rowHeight, rows } = scroll;
  const natural = rows * rowHeight;
  const height = Math.min(natural, MAX_HEIGHT);
  const position = Math.min(row * rowHeight, Math.max(natural - viewport, 0));
  return natural > height ? (position / (natural - viewport)) * (height - viewport) : position;
}
