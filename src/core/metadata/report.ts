import type { MetadataHead } from '../csdl/file.ts';
import type { CsdlCounts, LeftOut } from '../csdl/model.ts';
import type { Permissions } from '../permissions/table.ts';

/** What the counts are called. */
const NAMES: Readonly<Record<keyof CsdlCounts, string>> = {
  schemas: 'Schemas',
  entityTypes: 'Entity types',
  complexTypes: 'Complex types',
  enumTypes: 'Enumerations',
  enumMembers: 'Members of enumerations',
  typeDefinitions: 'Type definitions',
  properties: 'Properties',
  navigationProperties: 'Navigation properties',
  actions: 'Actions',
  functions: 'Functions',
  entitySets: 'Entity sets',
  singletons: 'Singletons',
  annotations: 'Annotations',
};

/** What metadata holds, as pairs of a name and a number. */
export function countRows(counts: CsdlCounts): readonly (readonly [name: string, count: number])[] {
  return Object.entries(NAMES).map(([key, name]) => [name, counts[key as keyof CsdlCounts]]);
}

/** What is wrong with a document, and what is right in it and has no use. */
export function splitLeftOut({ leftOut, counts }: Pick<MetadataHead, 'leftOut' | 'counts'>): {
  readonly faulty: readonly LeftOut[];
  readonly unused: readonly LeftOut[];
} {
  const isRootless = counts.entitySets + counts.singletons === 0;
  return {
    faulty: [...(isRootless ? [ROOTLESS] : []), ...leftOut.filter(({ faulty }) => faulty)],
    unused: leftOut.filter(({ faulty }) => !faulty),
  };
}

/** A document of types alone, such as one that another refers to. */
const ROOTLESS: LeftOut = {
  what: 'There is no entity set and no singleton, so no URL begins anywhere.',
  ...{ count: 1, faulty: true, line: 1, example: '' },
};

/**
 * What is known of one metadata, as a Markdown document.
 *
 * @param title `Microsoft Graph (global), v1.0`
 * @param checked when it was last known to be current, in milliseconds since 1970
 */
export function metadataReport(
  title: string,
  { source, counts, leftOut }: MetadataHead,
  checked: number,
): string {
  const { faulty, unused } = splitLeftOut({ leftOut, counts });
  return [
    `# ${inline(title)}`,
    '',
    `- Read from ${code(source.address)}`,
    `- Last checked on ${new Date(checked).toISOString().slice(0, 16).replace('T', ' at ')} UTC`,
    ...(source.etag === undefined ? [] : [`- ETag ${code(source.etag)}`]),
    ...(source.modified === undefined ? [] : [`- Last changed ${inline(source.modified)}`]),
    '',
    '## What it holds',
    '',
    ...countTable(countRows(counts)),
    '',
    '## What is wrong with it',
    '',
    ...(faulty.length === 0 ? ['Nothing was found.'] : leftOutTable(faulty)),
    '',
    '## What it holds and nothing here uses',
    '',
    ...(unused.length === 0 ? ['Nothing: all of it is used.'] : leftOutTable(unused)),
    '',
  ].join('\n');
}

function countTable(rows: readonly (readonly [name: string, count: number])[]): readonly string[] {
  return table(
    ['What', 'How many'],
    rows.map(([name, count]) => [name, grouped(count)]),
  );
}

function leftOutTable(rows: readonly LeftOut[]): readonly string[] {
  return table(
    ['What', 'How often', 'First in line', 'For'],
    rows.map(({ what, count, line, example }) => [
      inline(what),
      grouped(count),
      grouped(line),
      example === '' ? '' : code(example),
    ]),
  );
}

/** A table whose columns are as wide in the text as when it is rendered; what begins with a digit stands right. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const isNumber = head.map((_, at) => rows.every((row) => /^\d/.test(row[at] ?? '')));
  const widths = head.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => (isNumber[at] ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, at) => (isNumber[at] ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)));
  return [line(head), line(rule), ...rows.map(line)];
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}

/** Foreign text within a line: nothing of it is Markdown. */
function inline(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>|~]/g, '\\$&');
}

function code(text: string): string {
  return `\`${text.replaceAll(/\s+/g, ' ').replaceAll('`', "'").replaceAll('|', '\\|')}\``;
}

/** What is known of the permission data, as a Markdown document. */
export function permissionsReport({ source, counts }: Pick<Permissions, 'source' | 'counts'>): string {
  return [
    '# Permissions',
    '',
    `- Read from ${code(source.address)}`,
    ...(source.etag === undefined ? [] : [`- ETag ${code(source.etag)}`]),
    '',
    ...countTable([
      ['Permissions', counts.permissions],
      ['Paths', counts.paths],
    ]),
    '',
  ].join('\n');
}
