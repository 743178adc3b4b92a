/**
 * Markdown of a stranger that shows no picture, leads nowhere and has no HTML; emphasis and code stay. (CommonMark
 * 0.31, sections 6.3 to 6.6: links, pictures, automatic links and HTML all need one of these brackets.)
 */
export function withoutLinks(markdown: string): string {
  return markdown.replace(/\\*[[\]<>]/g, (bracket) => `\\${bracket.slice(-1)}`);
}
