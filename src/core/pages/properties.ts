import type { Span, Token } from '../text/span.ts';
import { plainText, todoIn, withoutTodo } from './markdown/inline.ts';
import type { MarkdownBlock } from './markdown/markdown.ts';
import { columnOf, type Row } from './markdown/table.ts';
import type { PageProperty } from './page.ts';
import { type PageProblem, pageProblem } from './problems.ts';
import { membersIn } from './schema/members.ts';
import { readType } from './schema/valueType.ts';

/** What the tables of properties say. */
export interface PageProperties {
  readonly properties: readonly PageProperty[];
  readonly problems: readonly PageProblem[];
}

const NAME = /^@?(?!__proto__$)[A-Za-z_][\w.@-]*$/;

/**
 * Reads every table with a column for names and one for types. Of a property that stands twice the first row counts.
 *
 * @param namespace of types that are named without one
 */
export function readProperties(blocks: readonly MarkdownBlock[], namespace: string): PageProperties {
  const found = new Map<string, PageProperty>();
  const problems: PageProblem[] = [];
  for (const block of blocks) {
    if (block.kind !== 'table') continue;
    const columns = columnsOf(block.header);
    if (columns === undefined) continue;
    for (const row of block.rows) {
      const property = readRow(row, columns, namespace, problems);
      if (property && !found.has(property.name)) found.set(property.name, property);
    }
  }
  return { properties: [...found.values()], problems };
}

interface Columns {
  readonly name: number;
  readonly type: number;
  readonly description: number;
  /** How many there are. */
  readonly count: number;
}

function columnsOf(header: Row): Columns | undefined {
  const name = columnOf(header, /property|parameter|^\W*name\b/i);
  // What a property is for may have a column with that word too: “Permission type”.
  const plain = columnOf(header, /^\W*(?:data |edm )?type\W*$/i);
  const type = plain < 0 ? columnOf(header, /type/i) : plain;
  if (name < 0 || type < 0) return undefined;
  return { name, type, description: columnOf(header, /description/i), count: header.length };
}

function readRow(
  row: Row,
  columns: Columns,
  namespace: string,
  problems: PageProblem[],
): PageProperty | undefined {
  const nameCell = row[columns.name];
  const typeCell = row[columns.type];
  const title = nameCell === undefined ? '' : plainText(nameCell.text);
  const name = title.replace(/\s*\(.*\)$/, '');
  if (nameCell === undefined || typeCell === undefined || !NAME.test(name)) {
    const [first] = row;
    if (first) problems.push(unreadable(row, first));
    return undefined;
  }
  const description = descriptionIn(row, columns);
  const text = description.map((cell) => cell.text).join(' | ');
  const type = readType(typeCell.text, namespace);
  if (type === undefined) {
    problems.push(
      pageProblem(
        'page-type-unknown',
        typeCell,
        `The type of '${name}' cannot be read. Write a type such as String, or DateTimeOffset collection.`,
      ),
    );
  }
  const own = ownDescription(text);
  const base = /Inherited from (?:\[([^\]]{1,200})\]|(\S{1,200}))/i.exec(text.slice(0, 4000));
  const from = base === null ? undefined : plainText(base[1] ?? base[2] ?? '').replace(/\W+$/, '');
  if (own === '') problems.push(describe(name, description[0] ?? nameCell));
  return {
    name,
    type: type ?? 'Edm.Untyped',
    typeSpan: spanOf(typeCell),
    members: membersIn(text),
    linked: /\]\([^()\s]{0,300}resources\/[\w.-]{1,200}(?:\?[^()#\s]{0,100})?\)/.test(
      typeCell.text.slice(0, 2000),
    ),
    description: own,
    ...traitsIn(own, title),
    ...(from === undefined || !/^\w[\w.]*$/.test(from)
      ? {}
      : { from: from.includes('.') ? from : `${namespace}.${from}` }),
    ...spanOf(nameCell),
  };
}

/** What an unescaped | cut off still belongs to the description, where that is the last column. */
function descriptionIn(row: Row, { description, count }: Columns): Row {
  if (description < 0) return [];
  return row.slice(description, description === count - 1 ? undefined : description + 1);
}

/** Descriptions are looked at as far as this. */
const LONGEST = 4000;

/** Values as an HTML list, which the schema has as an enumeration. */
const VALUE_LIST = /(?:the )?possible values are:?\s{0,5}(?:<br\s?\/?>\s{0,5})?<[uo]l>.*?<\/[uo]l>/is;

const READ_ONLY = /\bread[- ]only\b/i;
/** Words that make it hold for some objects, or at some times. */
const CONDITION = /\b(?:if|unless|for|once|after)\b|\bonly (?:when|in)\b/i;

/** What the description says of reading and writing. */
function traitsIn(
  own: string,
  title: string,
): Pick<PageProperty, 'readOnly' | 'immutable' | 'writeOnly' | 'nullable' | 'deprecated'> {
  // A clause at a time: what holds under a condition is none.
  const clauses = own.split(/[.;,()]/);
  const says = (trait: RegExp) => clauses.some((clause) => trait.test(clause) && !CONDITION.test(clause));
  return {
    readOnly: says(READ_ONLY),
    immutable:
      says(/\bimmutable\b/i) ||
      /\b(?:cannot|can't|can not) be (?:changed|updated|modified) (?:after|once)\b/i.test(own),
    writeOnly: /\bwrite[- ]only\b/i.test(own),
    nullable: !/\b(?:not|non)[- ]nullable\b|\b(?:cannot|can't|can not) be null\b/i.test(own),
    deprecated: /\(deprecated\)/i.test(title) || /^\W*deprecated\b/i.test(own),
  };
}

function spanOf({ start, end }: Token): Span {
  return { start, end };
}

function unreadable(row: Row, first: Token): PageProblem {
  const end = row.at(-1)?.end ?? first.end;
  return pageProblem(
    'page-row',
    { start: first.start, end },
    'This row cannot be read: it needs the name of a property and its type.',
  );
}

function describe(name: string, cell: Token): PageProblem {
  const todo = todoIn(cell.text);
  const place = todo ? { start: cell.start + todo.start, end: cell.start + todo.end } : cell;
  return pageProblem('page-description-missing', place, `'${name}' has no description yet.`, 'information');
}

/** What the description says by itself, without the words that every row of a page has. */
function ownDescription(text: string): string {
  const rest = plainText(withoutTodo(text.slice(0, LONGEST).replace(VALUE_LIST, ' ')))
    .replace(/Inherited from [\w.]+\.?/i, '')
    .replace(/(?:The )?possible values are:? .*?(?:\.(?=\s|$)|$)/i, '')
    .replace(/(?:^|\s)(?:Optional|Required)(?:\.(?=\s|$)|\s*$)/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+/, '')
    .trim();
  return /[A-Za-z]/.test(rest) ? rest : '';
}
