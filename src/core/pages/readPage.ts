import { API_VERSIONS, type ApiVersion } from '../catalog/schema.ts';
import { itemType, shortName } from '../csdl/names.ts';
import type { Span } from '../text/span.ts';
import { type Calls, isUpdate, readCalls } from './examples/calls.ts';
import { exampleNames } from './examples/exampleNames.ts';
import { readExamples } from './examples/examples.ts';
import { type Includes, withIncludes } from './markdown/includes.ts';
import { plainText, todoIn, withoutTodo } from './markdown/inline.ts';
import { type Markdown, type MarkdownBlock, readMarkdown } from './markdown/markdown.ts';
import { blocksOf, type Section, sectionsOf } from './markdown/sections.ts';
import type { ApiPage, PageCall, PageExample, PageProperty } from './page.ts';
import { isPermissionTable, readPermissions } from './permissions.ts';
import { type PageProblem, pageProblem } from './problems.ts';
import { type PageProperties, readProperties } from './properties.ts';
import { typeOfPage } from './resourceType.ts';

/**
 * Reads a Markdown page of Microsoft Graph's reference, or a draft of one: its request lines, permissions, properties
 * and examples, and what it leaves open. It takes any text and never throws: what cannot be read is a problem.
 *
 * @param includes files that it includes, as far as they are at hand
 */
export function readPage(text: string, includes: Includes = new Map()): ApiPage {
  const markdown = readMarkdown(text);
  const sections = sectionsOf(markdown);
  const calls = readCalls(blocksOf(sections, 'call'));
  const { examples, problems: exampleProblems } = readExamples(sections);
  const title = titleOf(markdown);
  const { namespace, type, kinds } = typeOfPage(title, sections, examples);
  const { properties, types, problems: rowProblems } = readTables(sections, namespace);
  const { permissions, problems: permissionProblems } = readPermissions(
    withIncludes(permissionBlocks(sections), includes),
  );
  const facts = { type, calls: updatesFirst(calls.calls), permissions, properties, examples };
  const problems = [
    ...calls.problems,
    ...rowProblems,
    ...permissionProblems,
    ...exampleProblems,
    ...openEnds(facts, { calls, permissions: permissionProblems }, titleSpan(markdown, text)),
    ...exampleNames(text, facts),
    ...openFence(markdown, text),
  ];
  return {
    ...facts,
    ...{ title, kinds, types, etag: etagOf(sections) },
    description: plainText(withoutTodo(markdown.frontMatter.get('description')?.text ?? '')),
    versions: versionsOf(markdown, calls.versions, examples),
    status: statusOf(sections),
    problems: inOrder([...problems, ...todos(markdown, problems)]),
  };
}

type Facts = Pick<ApiPage, 'type' | 'calls' | 'permissions' | 'properties' | 'examples'>;

function titleOf({ frontMatter, blocks }: Markdown): string {
  const heading = blocks.find((block) => block.kind === 'heading');
  const title = frontMatter.get('title')?.text ?? (heading?.kind === 'heading' ? heading.text : '');
  // What a site puts behind the title of its pages.
  return plainText(title)
    .replace(/\s+[-–|]\s+Microsoft (?:Graph|Learn)\b.*$/, '')
    .slice(0, 120);
}

/** Where problems of the page as a whole are shown: its title. */
function titleSpan({ frontMatter, blocks }: Markdown, text: string): Span {
  const place = blocks.find(({ kind }) => kind === 'heading') ?? frontMatter.get('title') ?? blocks[0];
  return place ? { start: place.start, end: place.end } : { start: 0, end: Math.min(1, text.length) };
}

/** The table of the page's type, and those of types that its properties have. */
function readTables(
  sections: readonly Section[],
  namespace: string,
): PageProperties & { readonly types: ReadonlyMap<string, readonly PageProperty[]> } {
  const bodies = sections.filter(({ name }) => name === 'body');
  const all = readProperties(bodies.flatMap(propertyTables), namespace);
  const named = new Map(
    all.properties.map(({ type }) => [shortName(itemType(type)).toLowerCase(), itemType(type)]),
  );
  const types = new Map<string, readonly PageProperty[]>();
  const nested = new Set<Section>();
  for (const section of bodies.filter(({ level }) => level > 2)) {
    const [word = ''] = /[A-Za-z]\w*/.exec(plainText(section.title)) ?? [];
    const type = named.get(word.toLowerCase());
    const { properties } = readProperties(propertyTables(section), namespace);
    if (type === undefined || type.startsWith('Edm.') || properties.length === 0) continue;
    types.set(type, properties);
    nested.add(section);
  }
  const own = bodies.filter((section) => !nested.has(section)).flatMap(propertyTables);
  return { properties: readProperties(own, namespace).properties, types, problems: all.problems };
}

function propertyTables({ blocks }: Section): readonly MarkdownBlock[] {
  return blocks.filter((block) => block.kind !== 'table' || !isPermissionTable(block.header));
}

/** What the table of headers says of `If-Match`. */
function etagOf(sections: readonly Section[]): ApiPage['etag'] {
  for (const block of blocksOf(sections, 'headers')) {
    if (block.kind !== 'table') continue;
    const row = block.rows.find(([first]) =>
      /^if-match$/i.test(plainText(first?.text ?? '').replace(/^_|_$/g, '')),
    );
    if (row === undefined) continue;
    return /\brequired\b/i.test(row.map(({ text }) => text).join(' ')) ? 'required' : 'recommended';
  }
  return undefined;
}

/** A code block that nothing closes: all that follows was read as code. */
function openFence({ blocks }: Markdown, text: string): readonly PageProblem[] {
  const last = blocks.at(-1);
  if (last?.kind !== 'code' || last.fenced !== 'open') return [];
  const end = text.indexOf('\n', last.start);
  const place = { start: last.start, end: end < 0 ? last.end : end };
  const message =
    'This code block is never closed, so all that follows is read as code. Close it with a line of the same marks.';
  return [pageProblem('page-code-open', place, message)];
}

/** The part about permissions, and tables of permissions that stand elsewhere. */
function permissionBlocks(sections: readonly Section[]): readonly MarkdownBlock[] {
  const others = sections.filter(({ name }) => name !== 'permissions').flatMap(({ blocks }) => blocks);
  const tables = others.filter((block) => block.kind === 'table' && isPermissionTable(block.header));
  return [...blocksOf(sections, 'permissions'), ...tables];
}

function updatesFirst(calls: readonly PageCall[]): readonly PageCall[] {
  return calls.toSorted((a, b) => Number(!isUpdate(a)) - Number(!isUpdate(b)));
}

function versionsOf(
  { blocks }: Markdown,
  called: readonly ApiVersion[],
  examples: readonly PageExample[],
): readonly ApiVersion[] {
  const shown = [...called, ...examples.flatMap(({ version }) => version ?? [])];
  const beta = blocks.some(saysBeta);
  const versions = new Set<ApiVersion>(shown.length > 0 ? shown : [beta ? 'beta' : 'v1.0']);
  return API_VERSIONS.filter((version) => versions.has(version));
}

/** The notice that every page of beta has, included or spelt out. */
function saysBeta(block: MarkdownBlock): boolean {
  if (block.kind === 'include') return /\bbeta\b/i.test(block.name);
  return block.kind === 'text' && /\bAPIs under the \W?\/beta\W? version\b/i.test(block.text);
}

function statusOf(sections: readonly Section[]): 200 | 204 {
  for (const block of blocksOf(sections, 'response')) {
    if (block.kind === 'text' && /\b20[04]\b/.test(block.text)) return /\b204\b/.test(block.text) ? 204 : 200;
  }
  const answers = blocksOf(sections, 'examples').flatMap((block) =>
    block.kind === 'code' ? [block.content.text] : [],
  );
  return answers.some((answer) => /^\s*HTTP\/\S+ 204\b/.test(answer)) ? 204 : 200;
}

/** What is said of the request lines and permissions already. */
interface Told {
  readonly calls: Calls;
  readonly permissions: readonly PageProblem[];
}

/** What a page should have and has not. */
function openEnds(facts: Facts, told: Told, title: Span): readonly PageProblem[] {
  return [...missingParts(facts, told, title), ...strangeExamples(facts)];
}

function missingParts(
  { type, calls, permissions, properties, examples }: Facts,
  told: Told,
  title: Span,
): readonly PageProblem[] {
  const problems: PageProblem[] = [];
  const isOfUpdate = calls.some(isUpdate);
  // What no schema is made of lacks nothing for it.
  const isOther = !isOfUpdate && (calls.length > 0 || told.calls.problems.length > 0);
  if (!isOfUpdate) {
    problems.push(pageProblem('page-endpoint-missing', title, noUpdate(calls, told.calls), 'error'));
  }
  if (permissions === undefined && told.permissions.length === 0) {
    problems.push(
      pageProblem(
        'page-permissions-missing',
        title,
        'The page names no permissions. Add a table under “Permissions”.',
      ),
    );
  }
  if (properties.length === 0 && !isOther) {
    const message =
      'The page has no table of properties. Add one under “Request body”, with Property, Type and Description.';
    problems.push(pageProblem('page-properties-missing', title, message, 'error'));
  }
  if (type === undefined && !isOther) {
    const message =
      'The page does not say which type it updates. Put its name into the body of the example: "@odata.type": "#microsoft.graph.user".';
    problems.push(pageProblem('page-resource-unknown', title, message, 'error'));
  }
  if (examples.length === 0) {
    problems.push(
      pageProblem(
        'page-example-missing',
        title,
        'The page has no example of a request. Add one under “Examples”, in a code block.',
      ),
    );
  }
  return problems;
}

function noUpdate(calls: readonly PageCall[], { problems }: Calls): string {
  if (calls.length > 0) {
    return 'The page describes no update: a schema is only made of PATCH and PUT. Its requests can be imported.';
  }
  return problems.length > 0
    ? 'No request line of the page fits into a schema, so none is made. Its examples can be imported.'
    : 'The page has no request line under “HTTP request”. Write one, such as PATCH /users/{id}.';
}

/** Examples of updates whose URL, or method, the page itself does not have. */
function strangeExamples({ calls, examples }: Facts): readonly PageProblem[] {
  if (calls.length === 0) return [];
  return examples.filter(isUpdate).flatMap((example) => {
    const same = calls.filter(({ path }) => sameShape(path, example.path));
    if (same.some(({ method }) => method === example.method)) return [];
    const [other] = same;
    const message =
      other === undefined
        ? 'This URL is none of the page’s own request lines. Make the two the same.'
        : `The page’s own request line has ${other.method} for this URL, not ${example.method}. Make the two the same.`;
    return [pageProblem('page-example-url', example, message)];
  });
}

/** Whether two paths are the same, whatever stands at the placeholders; `/me` is one of the `/users/{id}`. */
function sameShape(template: string, path: string | undefined): boolean {
  const wanted = segmentsOf(template);
  const found = segmentsOf(path ?? '');
  return (
    wanted.length === found.length &&
    wanted.every(
      (segment, index) => segment.startsWith('{') || segment.toLowerCase() === found[index]?.toLowerCase(),
    )
  );
}

function segmentsOf(path: string): readonly string[] {
  return path.replace(/^\/me(?=\/|$)/i, '/users/{id}').split('/');
}

/** Everything else that is marked as to be done. */
function todos({ frontMatter, blocks }: Markdown, told: readonly PageProblem[]): readonly PageProblem[] {
  const texts = [
    ...frontMatter.values(),
    ...blocks.flatMap((block) => {
      if (block.kind === 'text' || block.kind === 'heading') return [block];
      return block.kind === 'table' ? block.rows.flat() : [];
    }),
  ];
  const places = new Set(told.map(({ start }) => start));
  return texts.flatMap((each) => {
    const todo = todoIn(each.text.slice(0, 4000));
    const start = each.start + (todo?.start ?? 0);
    if (todo === undefined || places.has(start)) return [];
    const what = plainText(each.text.slice(todo.start, todo.end)).replace(/\s*See .*$/, '');
    const message = `${what.slice(0, 160)}${/[.?!]$/.test(what) ? '' : '.'}`;
    return [pageProblem('page-todo', { start, end: each.start + todo.end }, message, 'information')];
  });
}

function inOrder(problems: readonly PageProblem[]): readonly PageProblem[] {
  return problems.toSorted((a, b) => a.start - b.start || a.end - b.end);
}
