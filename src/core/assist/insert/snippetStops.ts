/** A stop of a snippet, `$1` or `${1…`, or an escaped character, which is none. */
const STOP = /\\[\s\S]|(\$\{?)(\d+)/g;

/** A snippet whose stops count from `by + 1` on; the last one (`$0`) stays the last. */
export function shiftStops(snippet: string, by: number): string {
  return snippet.replace(STOP, (match, open: string | undefined, digits: string) =>
    open === undefined || Number(digits) === 0 ? match : `${open}${Number(digits) + by}`,
  );
}

/** The highest number of a snippet's stops; 0 where it has none. */
export function lastStop(snippet: string): number {
  let last = 0;
  for (const [, open, digits] of snippet.matchAll(STOP)) if (open) last = Math.max(last, Number(digits));
  return last;
}

/** Snippets in a row, their stops counted through. */
export function joinSnippets(snippets: readonly string[], between: string): string {
  let used = 0;
  return snippets
    .map((snippet) => {
      const shifted = shiftStops(snippet, used);
      used = Math.max(used, lastStop(shifted));
      return shifted;
    })
    .join(between);
}
