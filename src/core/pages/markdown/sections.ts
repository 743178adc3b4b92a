import type { Markdown, MarkdownBlock } from './markdown.ts';

/** The parts of an API page, by what their headings say. */
export type SectionName =
  | 'intro'
  | 'permissions'
  | 'call'
  | 'headers'
  | 'body'
  | 'response'
  | 'examples'
  | 'other';

/** The blocks below one heading, to the next one of any level. */
export interface Section {
  readonly name: SectionName;
  /** The text of the heading; empty before the first one. */
  readonly title: string;
  /** The last heading before it that says what is shown, where this one only says “Request” or “Response”. */
  readonly subject: string;
  /** Level of the heading: 1 to 6, 0 before the first one. */
  readonly level: number;
  readonly blocks: readonly MarkdownBlock[];
}

/** What headings of the second level say. Deeper ones belong to the part that they stand in. */
const NAMES: readonly (readonly [RegExp, SectionName])[] = [
  [/\bpermissions?\b/i, 'permissions'],
  [/\bhttp requests?\b/i, 'call'],
  [/\bheaders?\b/i, 'headers'],
  [/\b(?:request body|properties|body)\b/i, 'body'],
  [/\bexamples?\b/i, 'examples'],
  [/\bresponses?\b/i, 'response'],
];

/** Headings that stand above every example and say nothing of it. */
const GENERIC = /^(?:(?:sample|http|example) )?(?:request|response|example)s?(?: body)?$/i;

/** The headings that every page has, whatever their level on this one. */
const STANDARD = /^(?:http request|(?:optional )?request (?:headers|body)|responses?|examples?)$/i;

/** Cuts a page at its headings. */
export function sectionsOf({ blocks }: Markdown): readonly Section[] {
  type Open = Section & { readonly blocks: MarkdownBlock[] };
  let current: Open = { name: 'intro', title: '', subject: '', level: 0, blocks: [] };
  const sections: Open[] = [current];
  let part: SectionName = 'intro';
  let subject = '';
  for (const block of blocks) {
    if (block.kind !== 'heading') {
      current.blocks.push(block);
      continue;
    }
    const { level, text: title } = block;
    const named = NAMES.find(([words]) => words.test(title))?.[1];
    if (level === 1) part = 'intro';
    else if (level === 2) part = named ?? 'other';
    else if (part === 'other' || part === 'intro' || (part !== 'examples' && STANDARD.test(title.trim())))
      part = named ?? part;
    if (level <= 2) subject = '';
    else if (!GENERIC.test(title.trim())) subject = title;
    current = { name: part, title, subject, level, blocks: [] };
    sections.push(current);
  }
  return sections;
}

/** Every block of the parts of a name. */
export function blocksOf(sections: readonly Section[], name: SectionName): readonly MarkdownBlock[] {
  return sections.filter((section) => section.name === name).flatMap(({ blocks }) => blocks);
}
