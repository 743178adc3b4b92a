import assert from 'node:assert/strict';
import { builtinSchemas } from '../../../src/core/catalog/builtin.ts';
import { createCatalog } from '../../../src/core/catalog/catalog.ts';
import { overlayCatalogs } from '../../../src/core/catalog/overlay.ts';
import type { Catalog } from '../../../src/core/catalog/resource.ts';
import type { ResourceSchema } from '../../../src/core/catalog/schema.ts';
import { checkFile } from '../../../src/core/check/check.ts';
import type { ProblemCode } from '../../../src/core/check/codes.ts';
import type { Fix, Problem } from '../../../src/core/check/problem.ts';
import { readSeverities } from '../../../src/core/check/severity.ts';
import type { StoredLists } from '../../../src/core/check/stored.ts';
import { type Environment, SANDBOX } from '../../../src/core/environments.ts';
import { parseFile } from '../../../src/core/request/parse.ts';
import { createScope, type Scope } from '../../../src/core/request/values/scope.ts';
import { applyEdits, shift } from '../../../src/core/text/span.ts';
import { gadget, widget } from './gadget.ts';

/** How a text is checked, where that is not the usual way. */
export interface Setting {
  readonly scope?: Partial<Scope>;
  readonly environment?: Environment;
  readonly portability?: boolean;
  readonly severities?: Readonly<Record<string, string>>;
  readonly schemas?: readonly ResourceSchema[];
  /** What was seen of the objects that are changed. */
  readonly stored?: StoredLists;
  /** More that the catalog knows, behind the schemas. */
  readonly catalogs?: readonly Catalog[];
}

/** All problems of a file, their places and edits in the file. */
export async function problemsOf(text: string, setting: Setting = {}): Promise<readonly Problem[]> {
  const file = parseFile(text);
  const {
    scope = {},
    environment = SANDBOX,
    portability = true,
    schemas = [gadget, widget],
    catalogs = [],
    severities,
    stored,
  } = setting;
  const found = await checkFile({
    file,
    catalog: overlayCatalogs([createCatalog([...(await builtinSchemas()), ...schemas]), ...catalogs]),
    scope: createScope(scope),
    environment,
    portability,
    stored,
    severities: readSeverities(severities),
  });
  return found.flatMap(({ block, problems }) => problems.map((each) => moved(each, file.starts[block] ?? 0)));
}

function moved(problem: Problem, by: number): Problem {
  const span = shift(problem.span, by);
  const fixes = problem.fixes?.map((fix) => ({
    ...fix,
    edits: fix.edits.map((edit) => ({ ...edit, span: shift(edit.span, by) })),
  }));
  const related = problem.related?.map((each) => ({ ...each, span: shift(each.span, by) }));
  return { ...problem, span, ...(fixes ? { fixes } : {}), ...(related ? { related } : {}) };
}

/** Nothing at all is said about the text, except with the codes that are `told`. */
export async function accepts(
  text: string,
  setting?: Setting,
  told: readonly ProblemCode[] = [],
): Promise<void> {
  const problems = (await problemsOf(text, setting)).filter(({ code }) => !told.includes(code));
  assert.deepEqual(
    problems.map(({ code, message, span }) => `${code} at «${text.slice(span.start, span.end)}»: ${message}`),
    [],
  );
}

/**
 * Exactly these problems are found, in the order of the text, each at its `«…»`. Returns them, to look at
 * their sentences and fixes.
 */
export async function reports(
  marked: string,
  codes: ProblemCode | readonly ProblemCode[],
  setting?: Setting,
): Promise<Reported> {
  const { text, spans } = unmarked(marked);
  const problems = await problemsOf(text, setting);
  const wanted = typeof codes === 'string' ? [codes] : codes;
  const show = (code: string, start: number, end: number) =>
    `${code} at ${start}–${end} «${text.slice(start, end)}»`;
  assert.deepEqual(
    problems.map(({ code, span }) => show(code, span.start, span.end)),
    wanted.map((code, index) => show(code, spans[index]?.start ?? -1, spans[index]?.end ?? -1)),
  );
  return new Reported(text, problems);
}

/** What was found, and the text it was found in. */
export class Reported {
  readonly text: string;
  readonly problems: readonly Problem[];

  constructor(text: string, problems: readonly Problem[]) {
    this.text = text;
    this.problems = problems;
  }

  /** The sentence of a problem. */
  message(index = 0): string {
    return this.problems[index]?.message ?? '';
  }

  /** The fixes of a problem. */
  fixes(index = 0): readonly Fix[] {
    return this.problems[index]?.fixes ?? [];
  }

  /** The text after one fix: the preferred one, or the one with that title. */
  fixed(title?: string, index = 0): string {
    const fixes = this.fixes(index);
    const chosen = fixes.find((fix) => (title === undefined ? fix.preferred : fix.title === title));
    assert.ok(chosen, `no such fix among: ${fixes.map((fix) => fix.title).join(', ')}`);
    return applyEdits(this.text, chosen.edits);
  }
}

function unmarked(marked: string): { text: string; spans: { start: number; end: number }[] } {
  const spans: { start: number; end: number }[] = [];
  const open: number[] = [];
  let text = '';
  for (const piece of marked.split(/([«»])/)) {
    if (piece === '«') {
      open.push(spans.length);
      spans.push({ start: text.length, end: -1 });
    } else if (piece === '»') {
      const span = spans[open.pop() ?? -1];
      if (span) span.end = text.length;
    } else text += piece;
  }
  return { text, spans };
}

const HEAD = 'Content-Type: application/json\n\n';

/** A PATCH of an API connector with that body. */
export function connector(body: string): string {
  return `PATCH /v1.0/identity/apiConnectors/1\n${HEAD}${body}\n`;
}

/** A PATCH of the test's own resource, whose type is closed. */
export function patch(body: string): string {
  return `PATCH /v1.0/gadgets/1\n${HEAD}${body}\n`;
}
