import type { EndpointPermissions } from '../catalog/schema.ts';
import type { Token } from '../text/span.ts';
import { plainText, todoIn } from './markdown/inline.ts';
import type { MarkdownBlock } from './markdown/markdown.ts';
import { columnOf, type Row } from './markdown/table.ts';
import { type PageProblem, pageProblem } from './problems.ts';

type Scheme = 'delegatedWork' | 'delegatedPersonal' | 'application';

/** What the first cell of a row says. */
const SCHEMES: readonly (readonly [RegExp, Scheme, string])[] = [
  [/personal/i, 'delegatedPersonal', 'delegated use with a personal account'],
  [/delegated|work or school/i, 'delegatedWork', 'delegated use with a work or school account'],
  [/^application|app-only/i, 'application', 'use by an application'],
];

const PERMISSION = /^[A-Za-z][A-Za-z-]*(?:\.[A-Za-z-]+)+$/;

/** What a page says about permissions. */
export interface PagePermissions {
  readonly permissions: EndpointPermissions | undefined;
  readonly problems: readonly PageProblem[];
}

/**
 * Reads the tables of the permissions: either one column that says in which order it is, or two, of which the first
 * has the least privileged ones. Of several tables all count.
 */
export function readPermissions(blocks: readonly MarkdownBlock[]): PagePermissions {
  const found: Record<Scheme, string[]> = { delegatedWork: [], delegatedPersonal: [], application: [] };
  const problems: PageProblem[] = [];
  let tables = 0;
  for (const block of blocks) {
    if (block.kind !== 'table') continue;
    tables++;
    if (isByScheme(block)) for (const row of block.rows) readRow(block.header, row, found, problems);
    else problems.push(otherwiseOrdered(block.header));
  }
  if (tables === 0) problems.push(...elsewhere(blocks));
  const any = Object.values(found).some((names) => names.length > 0);
  return { permissions: any ? found : undefined, problems };
}

type Table = Extract<MarkdownBlock, { readonly kind: 'table' }>;

function schemeOf(cell: Token | undefined): (typeof SCHEMES)[number] | undefined {
  const text = plainText(cell?.text ?? '');
  return SCHEMES.find(([words]) => words.test(text));
}

/** Whether the rows are for permission types, and not for something else, such as kinds of resources. */
function isByScheme({ header, rows }: Table): boolean {
  return isPermissionTable(header) || rows.some(([first]) => schemeOf(first) !== undefined);
}

function otherwiseOrdered(header: Row): PageProblem {
  const [first] = header;
  const place = { start: first?.start ?? 0, end: header.at(-1)?.end ?? 0 };
  const message =
    'The rows of this table are no permission types, so no permissions are taken from it. Add a table with a row for each of delegated and application.';
  return pageProblem('page-permissions-missing', place, message);
}

function readRow(header: Row, row: Row, found: Record<Scheme, string[]>, problems: PageProblem[]): void {
  const [first, ...others] = row;
  if (first === undefined) return;
  const scheme = schemeOf(first);
  if (scheme === undefined) {
    problems.push(
      pageProblem('page-row', first, 'This row names no permission type: write delegated or application.'),
    );
    return;
  }
  const [, name, words] = scheme;
  const cells = others.map((cell, index) => ({
    cell,
    names: namesIn(cell.text),
    title: header[index + 1]?.text ?? '',
  }));
  const names = cells.flatMap(({ cell, names: each, title }) => {
    if (isTogether(cell.text, each)) {
      problems.push(together(cell));
      return each.toSorted((a, b) => Number(isReading(a)) - Number(isReading(b)));
    }
    return /from most/i.test(title) ? each.toReversed() : each;
  });
  for (const each of names) if (!found[name].includes(each)) found[name].push(each);
  const [cell = first] = others;
  const unsupported = others.some(({ text }) =>
    /not (?:supported|available|applicable)|^none\b/i.test(plainText(text)),
  );
  if (names.length > 0 || unsupported) return;
  const todo = cell.end - cell.start === cell.text.length ? todoIn(cell.text) : undefined;
  const place = todo ? { start: cell.start + todo.start, end: cell.start + todo.end } : cell;
  problems.push(
    pageProblem(
      'page-permissions-missing',
      place,
      `The permissions for ${words} are missing. Name them, or write: Not supported.`,
    ),
  );
}

/** “A.Read and B.Write”: one does not do without the other. */
function isTogether(cell: string, names: readonly string[]): boolean {
  return names.length > 1 && /[A-Za-z]\W{0,4}(?:\s(?:and|plus)\s|\s[+&]\s)\W{0,4}[A-Z]/.test(plainText(cell));
}

function isReading(permission: string): boolean {
  return /\.Read(?:\.|Basic|$)/.test(permission);
}

function together(cell: Token): PageProblem {
  const message =
    'These permissions are needed together, and a schema takes each as enough: ask for all of them when you sign in.';
  return pageProblem('page-permissions-together', cell, message, 'information');
}

function namesIn(cell: string): string[] {
  return plainText(cell)
    .split(/[\s,;]+/)
    .map((word) => word.replace(/^\W+|\W+$/g, ''))
    .filter((word) => PERMISSION.test(word));
}

function elsewhere(blocks: readonly MarkdownBlock[]): readonly PageProblem[] {
  const include = blocks.find((block) => block.kind === 'include');
  if (include?.kind !== 'include') return [];
  const message = `The permissions stand in ${include.path}, which is not read. Put its table here, or add them to the schema.`;
  return [pageProblem('page-permissions-elsewhere', include, message)];
}

/** Whether a table is one of permissions, wherever it stands; properties may have a column of them. */
export function isPermissionTable(header: Row): boolean {
  return columnOf(header, /permission type/i) >= 0 && columnOf(header, /^(?:property|parameter|name)$/i) < 0;
}
