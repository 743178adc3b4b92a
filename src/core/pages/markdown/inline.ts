/** Texts of a page longer than this are cut: nobody reads them, and Markdown in them could take long. */
const LONGEST = 4000;

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  '#124': '|',
  '#39': "'",
  '#96': '`',
};

/** What a person reads of a piece of Markdown: no emphasis, links, HTML tags, escapes and entities. */
export function plainText(markdown: string): string {
  return markdown
    .slice(0, LONGEST)
    .replace(/<\/?br\s*\/?>|<\/p>|<\/?li>/gi, ' ')
    .replace(/<\/?[a-z][^<>]{0,300}>/gi, '')
    .replace(/!?\[([^[\]]{0,500})\]\([^()\s]{0,1000}(?:\s"[^"]{0,300}")?\)/g, '$1')
    .replace(/\*\*|__|`/g, '')
    .replace(
      /&(#?\w{1,6});/g,
      (whole, name: string) => (Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined) ?? whole,
    )
    .replace(/\\([\\`*_{}[\]()#+.!|<>~-])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Something that a draft has to say yet: the word TODO, with the emphasis around it and what follows in it. */
const TODO = /\*\*\s*TODO\b[^*]{0,500}\*\*|\bTODO\b[^|*\n.]{0,200}\.?/;

/** Where a text says that something is to be done, relative to the text. */
export function todoIn(text: string): { readonly start: number; readonly end: number } | undefined {
  const found = TODO.exec(text);
  return found ? { start: found.index, end: found.index + found[0].trimEnd().length } : undefined;
}

/** The text without what is to be done, with the blanks and full stops left over taken off. */
export function withoutTodo(text: string): string {
  let rest = text.slice(0, LONGEST);
  for (let todo = todoIn(rest); todo; todo = todoIn(rest)) {
    rest = `${rest.slice(0, todo.start)} ${rest.slice(todo.end)}`.replace(/^[\s.]+/, '');
  }
  return rest.trim();
}
