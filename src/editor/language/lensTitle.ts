/**
 * The title of a lens that begins with an icon, kept apart from it: the editor lays lenses out in boxes, which
 * swallow a plain space behind an icon.
 */
export function lensTitle(title: string): string {
  return title.replace(/^(\$\([^)]*\)) /, '$1\u00a0');
}
