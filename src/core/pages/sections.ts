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

/** Cuts a page at its headings. */
export function sectionsOf({ blocks }: Markdown): readonly Section[] {
  const sections: { name: SectionName; title: string; blocks: MarkdownBlock[] }[] = [];
  let current: (typeof sections)[number] = { name: 'intro', title: '', blocks: [] };
  sections.push(current);
  let part: SectionName = 'intro';
  for (const block of blocks) {
    if (block.kind !== 'heading') {
      current.blocks.push(block);
      continue;
    }
    const named = NAMES.find(([words]) => words.test(block.text))?.[1];
    if (block.level === 1) part = 'intro';
    else if (block.level === 2) part = named ?? 'other';
    else if (part === 'other' || part === 'intro') part = named ?? part;
    current = { name: part, title: block.text, blocks: [] };
    sections.push(current);
  }
  return sections;
}

/** Every block of the parts of a name. */
export function blocksOf(sections: readonly Section[], name: SectionName): readonly MarkdownBlock[] {
  return sections.filter((section) => section.name === name).flatMap(({ blocks }) => blocks);
}
