import { API_VERSIONS, type ApiVersion } from '../catalog/schema.ts';
import { isAnnotation } from '../change/json.ts';
import type { Span } from '../text/span.ts';
import { isUpdate, readCalls } from './calls.ts';
import { readExamples } from './examples.ts';
import { type Includes, withIncludes } from './includes.ts';
import { plainText, todoIn, withoutTodo } from './inline.ts';
import { type Markdown, type MarkdownBlock, readMarkdown } from './markdown.ts';
import type { ApiPage, PageCall, PageExample, PageProperty } from './page.ts';
import { isPermissionTable, readPermissions } from './permissions.ts';
import { type PageProblem, pageProblem } from './problems.ts';
import { readProperties } from './properties.ts';
import { blocksOf, type Section, sectionsOf } from './sections.ts';

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
  const named = typeOf(sections, examples);
  const namespace = named.slice(0, named.lastIndexOf('.'));
  const { properties, problems: rowProblems } = readProperties(propertyBlocks(sections), namespace);
  const { permissions, problems: permissionProblems } = readPermissions(
    withIncludes(permissionBlocks(sections), includes),
  );
  const type = named === namespace || named.endsWith('.') ? undefined : named;
  const facts = { type, calls: updatesFirst(calls.calls), permissions, properties, examples };
  const problems = [
    ...calls.problems,
    ...rowProblems,
    ...permissionProblems,
    ...exampleProblems,
    ...openEnds(facts, permissionProblems, titleSpan(markdown, text)),
    ...exampleNames(text, facts),
  ];
  return {
    ...facts,
    title: titleOf(markdown),
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
  return plainText(title).slice(0, 120);
}

/** Where problems of the page as a whole are shown: its title. */
function titleSpan({ frontMatter, blocks }: Markdown, text: string): Span {
  const place = blocks.find(({ kind }) => kind === 'heading') ?? frontMatter.get('title') ?? blocks[0];
  return place ? { start: place.start, end: place.end } : { start: 0, end: Math.min(1, text.length) };
}

/**
 * The full name of the type, with its namespace and a dot before it; without a name behind the dot where the page
 * does not say it. The body of an example says it best, then what the response is called.
 */
function typeOf(sections: readonly Section[], examples: readonly PageExample[]): string {
  for (const { method, body } of examples) {
    const type = body?.['@odata.type'];
    if (isUpdate({ method }) && typeof type === 'string' && /^#?[A-Za-z]\w*(?:\.\w+)+$/.test(type)) {
      return type.replace('#', '');
    }
  }
  const texts = sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : [])),
  );
  const [, namespace = 'microsoft.graph'] =
    texts
      .map((each) => /^Namespace:\s*([A-Za-z]\w*(?:\.\w+)*)\s*$/.exec(each))
      .find((found) => found !== null) ?? [];
  const links = texts.join('\n').slice(0, 20_000);
  const [, link = ''] =
    /\b(?:updated?|properties of an?|representation of (?:the|an?))\s+\[([A-Za-z]\w*)\]\([^()\s]{0,300}resources\//i.exec(
      links,
    ) ?? [];
  return `${namespace}.${link}`;
}

function propertyBlocks(sections: readonly Section[]): readonly MarkdownBlock[] {
  return blocksOf(sections, 'body').filter(
    (block) => block.kind !== 'table' || !isPermissionTable(block.header),
  );
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
  const beta = blocks.some((block) => block.kind === 'include' && /\bbeta\b/i.test(block.name));
  const versions = new Set<ApiVersion>(shown.length > 0 ? shown : [beta ? 'beta' : 'v1.0']);
  return API_VERSIONS.filter((version) => versions.has(version));
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

/** What a page should have and has not. */
function openEnds(facts: Facts, told: readonly PageProblem[], title: Span): readonly PageProblem[] {
  return [...missingParts(facts, told, title), ...strangeExamples(facts)];
}

function missingParts(
  { type, calls, permissions, properties, examples }: Facts,
  told: readonly PageProblem[],
  title: Span,
): readonly PageProblem[] {
  const problems: PageProblem[] = [];
  if (!calls.some(isUpdate)) {
    const message =
      calls.length > 0
        ? 'The page describes no update: a schema is only made of PATCH and PUT. Its requests can be imported.'
        : 'The page has no request line under “HTTP request”. Write one, such as PATCH /users/{id}.';
    problems.push(pageProblem('page-endpoint-missing', title, message, 'error'));
  }
  if (permissions === undefined && told.length === 0) {
    problems.push(
      pageProblem(
        'page-permissions-missing',
        title,
        'The page names no permissions. Add a table under “Permissions”.',
      ),
    );
  }
  if (properties.length === 0) {
    const message =
      'The page has no table of properties. Add one under “Request body”, with Property, Type and Description.';
    problems.push(pageProblem('page-properties-missing', title, message, 'error'));
  }
  if (type === undefined) {
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

/** Examples of updates whose URL the page itself does not have. */
function strangeExamples({ calls, examples }: Facts): readonly PageProblem[] {
  if (calls.length === 0) return [];
  const message = 'This URL is none of the page’s own request lines. Make the two the same.';
  return examples
    .filter(isUpdate)
    .filter(({ method, path }) => !calls.some((call) => call.method === method && sameShape(call.path, path)))
    .map((example) => pageProblem('page-example-url', example, message));
}

/** Whether two paths are the same, whatever stands at the placeholders. */
function sameShape(template: string, path: string | undefined): boolean {
  const wanted = template.split('/');
  const found = path?.split('/') ?? [];
  return (
    wanted.length === found.length &&
    wanted.every(
      (segment, index) => segment.startsWith('{') || segment.toLowerCase() === found[index]?.toLowerCase(),
    )
  );
}

/** Properties of an update's example that no table has. */
function exampleNames(text: string, { properties, examples }: Facts): readonly PageProblem[] {
  if (properties.length === 0) return [];
  const known = new Set(properties.map(({ name }: PageProperty) => name.toLowerCase()));
  return examples.filter(isUpdate).flatMap(({ body = {}, end }) =>
    Object.keys(body).flatMap((name) => {
      if (isAnnotation(name) || known.has(name.toLowerCase())) return [];
      const start = text.indexOf(JSON.stringify(name), end);
      const place = start < 0 ? { start: end, end } : { start, end: start + name.length + 2 };
      const message = `The example sets '${name.slice(0, 80)}', and the table of properties does not have it.`;
      return [pageProblem('page-example-property', place, message)];
    }),
  );
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
