/**
 * The title of a lens with icons in it, kept apart from its words: the editor lays lenses out in boxes, which swallow
 * plain spaces beside an icon.
 */
export function lensTitle(title: string): string {
  return title.replaceAll(/(\$\([^)]*\)) /g, '$1\u00a0').replaceAll(/ (?=\$\()/g, '\u00a0');
}
