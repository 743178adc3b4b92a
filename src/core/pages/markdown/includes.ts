import type { Span } from '../../text/span.ts';
import { type MarkdownBlock, readMarkdown } from './markdown.ts';
import { blocksOf, sectionsOf } from './sections.ts';
import type { Row } from './table.ts';

/** Texts of other files that a page includes, by the path that it names them with. */
export type Includes = ReadonlyMap<string, string>;

/** A page has one or two; what stands behind these is not looked at. */
const MOST_INCLUDES = 20;

/** The paths of the files in which the permissions of a page stand, as the page names them. */
export function permissionIncludes(text: string): readonly string[] {
  const blocks = blocksOf(sectionsOf(readMarkdown(text)), 'permissions');
  const paths = blocks.flatMap((block) => (block.kind === 'include' ? [block.path] : []));
  return [...new Set(paths)].slice(0, MOST_INCLUDES);
}

/** Blocks with the tables of included files in the place of what includes them; their spans are those of that place. */
export function withIncludes(blocks: readonly MarkdownBlock[], includes: Includes): readonly MarkdownBlock[] {
  let used = 0;
  return blocks.flatMap((block) => {
    const text = block.kind === 'include' && used < MOST_INCLUDES ? includes.get(block.path) : undefined;
    if (text === undefined) return [block];
    used++;
    const place = { start: block.start, end: block.end };
    const tables = readMarkdown(text).blocks.flatMap((each) => (each.kind === 'table' ? [each] : []));
    return tables.map(
      ({ header, rows }): MarkdownBlock => ({
        ...{ kind: 'table', header: rowAt(header, place), rows: rows.map((row) => rowAt(row, place)) },
        ...place,
      }),
    );
  });
}

function rowAt(row: Row, place: Span): Row {
  return row.map(({ text }) => ({ text, ...place }));
}
